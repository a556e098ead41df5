"""What no student code may see of a course and its class, wherever an instructor keeps it."""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

#: Where nbgrader has students hand in, unless its configuration says otherwise.
DEFAULT_EXCHANGE = Path("/usr/local/share/nbgrader/exchange")
CONFIGS = ("nbgrader_config.py", "nbgrader_config.json")
#: How both kinds of configuration state the folder; the files are read and not run.
ROOT = re.compile(
    r"""Exchange(?:\.|["']\s*:\s*\{[^}]*?["'])root["']?\s*[=:]\s*["']([^"'\n]+)["']"""
)
OTHERS_READ, OTHERS_ENTER = 0o004, 0o001
SQLITE = "sqlite:///"
#: What `checker grade` reads and writes in the course's folder if nothing else is said.
USUAL = (
    *("solutions", "submitted", "notebooks", "results.jsonl", "results.verdicts.db"),
    *("gradebook.db", "feedback", "autograded", "class.html", "class-students"),
    *("class-explained", "course.secret"),
)


def exchanges(*courses: Path) -> Iterator[Path]:
    """List the folders through which nbgrader collects, as its configuration files name them."""
    from jupyter_core.paths import jupyter_config_path  # noqa: PLC0415 - `--help` needs it not

    yield DEFAULT_EXCHANGE
    for folder in (*courses, Path.cwd(), *map(Path, jupyter_config_path())):
        for config in (folder / name for name in CONFIGS):
            if config.is_file():
                found = ROOT.findall(config.read_text("utf-8", "replace"))
                yield from (Path(root).expanduser() for root in found)


def open_to_others(places: Iterable[Path]) -> Iterator[Path]:
    """List the files and folders that anybody with an account on this machine can read."""
    for place in map(Path.absolute, places):
        with suppress(OSError):
            may_read = place.stat().st_mode & OTHERS_READ
            if may_read and all(each.stat().st_mode & OTHERS_ENTER for each in place.parents):
                yield place


def gradebook_file(gradebook: str | None) -> Path | None:
    """Return the file of a gradebook; None if a server keeps it."""
    if not gradebook or ("://" in gradebook and not gradebook.startswith(SQLITE)):
        return None
    return Path(gradebook.removeprefix(SQLITE))


def usual_places(course: Path) -> list[Path]:
    """List what there is to protect in a course's folder, and nbgrader's exchange."""
    return [*(course / name for name in USUAL), *exchanges(course)]
