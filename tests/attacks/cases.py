"""The attacks: one small file each, named for what it does, with what must become of it inside.

The files end in `.py.txt`, so that nothing imports one by mistake. A folder is a class of
attacks. Below `notebooks` and `archives` a file is ours and makes the bytes that are handed in;
everywhere else it is a student's answer to the exercise `double`.

The first lines of a file say, after `# `: `expects:` an outcome (or several, with `|`) and the
points it may earn; `harmless` if it must come out otherwise without a wall; `destructive` if it
must find a wall before it acts, and is never run without one; `slow` if it is left to
`.ci/nightly` and `make attack`; `says:` a part of what must be said of it among the repairs and
remarks, or of an archive in place of what is refused in it.
"""

from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).with_name("cases")
SUFFIX = ".py.txt"
#: What stands before the code of every destructive case. Without a wall it ends the process, also
#: when looking fails: a statement that raises is passed over, and what stands below it runs.
WALL = """
import os as _os, resource as _resource
def _is_walled():
    limited = _resource.getrlimit(_resource.RLIMIT_AS)[0] != _resource.RLIM_INFINITY
    try:
        open("/proc/self/status").close()
        return False
    except OSError:
        return limited and _os.getuid() != 0
try:
    if not _is_walled():
        raise PermissionError("no wall: this attack is not run")
except BaseException:
    _os._exit(3)
"""


@dataclass(frozen=True)
class Attack:
    """One case: its class, its name, its text, and what must become of it."""

    group: str
    name: str
    source: str
    outcomes: tuple[str, ...]
    points: float
    marks: frozenset[str]
    says: tuple[str, ...] = ()

    @property
    def student(self):
        """The name under which it is handed in."""
        return f"{self.group}-{self.name}"

    @property
    def is_destructive(self):
        """Whether it may only be run behind a wall."""
        return "destructive" in self.marks

    def answer(self, places):
        """Give the student's code, with the places that it is aimed at filled in."""
        source = (WALL if self.is_destructive else "") + self.source
        for word, place in places.items():
            source = source.replace(f"@{word}@", str(place))
        return source


def attacks():
    """Read all cases, in the order of their classes and names."""
    return [_read(path) for path in sorted(HERE.glob(f"*/*{SUFFIX}"))]


def _read(path):
    source = path.read_text("utf-8")
    header = [line[2:] for line in source.splitlines() if line.startswith("# ")]
    expects = next(line for line in header if line.startswith("expects: "))
    outcomes, points = expects.removeprefix("expects: ").split()
    return Attack(
        group=path.parent.name,
        name=path.name.removesuffix(SUFFIX),
        source=source,
        outcomes=tuple(outcomes.split("|")),
        points=float(points),
        marks=frozenset(header) & {"harmless", "destructive", "slow"},
        says=tuple(line.removeprefix("says: ") for line in header if line.startswith("says: ")),
    )
