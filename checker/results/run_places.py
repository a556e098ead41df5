"""Where a run wrote what belongs to its results: the gradebook, and students' pages.

It is kept beside the results, so that `checker report` and `checker export` find the marks by
hand without being told. Paths are kept as seen from there, so that a folder can be moved whole;
of a database the password is not kept.
"""

import json
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from checker.errors import UsageError
from checker.safe_files import PRIVATE, write_file

SCHEMA = "checker/places/v1"
SQLITE = "sqlite:///"
PASSWORD = re.compile(r"(://[^/@:]*):[^@]*@")


@dataclass(frozen=True)
class RunPlaces:
    """The gradebook, as a URL, and the folder of students' pages; None where there is none."""

    gradebook: str | None = None
    feedback: Path | None = None


def places_beside(results: Path) -> Path:
    """Return where it is kept, for a file of results."""
    return results.with_name(f"{results.stem}.places.json")


def keep_places(results: Path, places: RunPlaces) -> None:
    """Keep where a run wrote; what it did not write stays as an earlier run has said it.

    Raises
    ------
    UsageError
        If it cannot be written.
    """
    before = read_places(results)
    book = places.gradebook or before.gradebook
    folder = places.feedback or before.feedback
    kept = {
        "schema": SCHEMA,
        "gradebook": book and _from(results, book),
        "feedback": folder and os.path.relpath(folder, results.parent),
    }
    write_file(places_beside(results), (json.dumps(kept, indent=1) + "\n").encode(), PRIVATE)


def read_places(results: Path) -> RunPlaces:
    """Read where runs wrote; nothing is known where there is no such file.

    Raises
    ------
    UsageError
        If the file is there and holds anything else.
    """
    path = places_beside(results)
    try:
        kept: Any = json.loads(path.read_text("utf-8"))
        if kept["schema"] != SCHEMA:
            raise ValueError
        book, folder = kept["gradebook"], kept["feedback"]
        return RunPlaces(
            book and _towards(results, book), Path(results.parent, folder) if folder else None
        )
    except (FileNotFoundError, NotADirectoryError):
        return RunPlaces()
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from error
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise UsageError(f"{path} does not say where a run wrote ({SCHEMA}); delete it") from error


def _from(results: Path, gradebook: str) -> str:
    if "://" in gradebook and not gradebook.startswith(SQLITE):
        return PASSWORD.sub(r"\1@", gradebook)
    return SQLITE + os.path.relpath(gradebook.removeprefix(SQLITE), results.parent)


def _towards(results: Path, gradebook: str) -> str:
    if not gradebook.startswith(SQLITE):
        return gradebook
    return SQLITE + str(Path(results.parent, gradebook.removeprefix(SQLITE)).absolute())
