"""What came in for a class, and what of it a person has to see to, kept beside the results.

Results hold a line for each submission. Here stands the rest: what became of every file, who on the
roster has handed in nothing, and whose files could not be told.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from checker.errors import UsageError
from checker.results.schema import Key

SCHEMA = "checker/intake/v1"
UNKEPT = "waiting"


@dataclass(frozen=True)
class Intake:
    """What a run found; sentences are for the instructor.

    Parameters
    ----------
    files
        Of each file and folder its path, what became of it, whose it is and why.
    missing
        By notebook, who on the roster has not handed it in.
    again
        Of students who handed in something but no notebook that is known, what was there.
    strangers
        Who handed in but does not stand on the roster.
    unclaimed
        Files that could be somebody's and do not say whose, each with the reason.
    stamps
        Time stamps that cannot be read.
    waiting
        By notebook, how many answers in words wait for a mark by hand. It is not kept: marks by
        hand are entered at any time.
    """

    files: tuple[Mapping[str, str], ...] = ()
    missing: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    again: Mapping[str, str] = field(default_factory=dict)
    strangers: tuple[str, ...] = ()
    unclaimed: Mapping[str, str] = field(default_factory=dict)
    stamps: tuple[str, ...] = ()
    waiting: Mapping[str, int] = field(default_factory=dict)

    @property
    def needs_person(self) -> bool:
        """Whether somebody has to look at a file, or to hand in again."""
        told = self.again or self.strangers or self.unclaimed or self.stamps
        return bool(told or self.waiting)


#: Nothing is known of what came in.
UNKNOWN = Intake()


def graded_paths(intake: Intake) -> dict[Key, str]:
    """Return by student and notebook the path of the file that was graded."""
    graded = [each for each in intake.files if each.get("fate") == "graded"]
    return {(each["student"], each["notebook"]): each["path"] for each in graded}


def intake_beside(results: Path) -> Path:
    """Return where it stands what came in, for a file of results."""
    return results.with_name(f"{results.stem}.intake.json")


def intake_text(intake: Intake) -> str:
    """Return it as it is kept."""
    kept = {name: value for name, value in asdict(intake).items() if name != UNKEPT}
    return json.dumps({"schema": SCHEMA} | kept, indent=1, ensure_ascii=False) + "\n"


def read_intake(results: Path) -> Intake:
    """Read what came in for a file of results; nothing is known where there is no such file.

    Raises
    ------
    UsageError
        If the file is there and holds anything else.
    """
    path = intake_beside(results)
    try:
        kept: Any = json.loads(path.read_text("utf-8"))
        names = {each.name for each in fields(Intake)} - {UNKEPT}
        if kept.pop("schema") != SCHEMA or kept.keys() != names:
            raise ValueError
        return Intake(
            files=tuple(dict(each) for each in kept["files"]),
            missing={str(name): tuple(map(str, who)) for name, who in kept["missing"].items()},
            again={str(who): str(what) for who, what in kept["again"].items()},
            strangers=tuple(map(str, kept["strangers"])),
            unclaimed={str(file): str(why) for file, why in kept["unclaimed"].items()},
            stamps=tuple(map(str, kept["stamps"])),
        )
    except (FileNotFoundError, NotADirectoryError):
        return UNKNOWN
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from error
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise UsageError(f"{path} does not say what came in ({SCHEMA}); delete it") from error
