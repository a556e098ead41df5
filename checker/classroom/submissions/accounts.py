"""What became of everything that came in: each file and folder has one fate and one reason."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath

from checker.classroom.submissions.beside import STAMP, PlacedFile, beside
from checker.classroom.submissions.file_names import undecorated
from checker.classroom.submissions.folder_files import EMPTY, HIDDEN
from checker.classroom.submissions.student_files import HandedIn, NotebookFile, StudentFiles
from checker.classroom.submissions.which_notebook import is_notebook

NOBODYS = "does not say whose it is"


class Fate(StrEnum):
    """What became of one file or folder.

    What is unclaimed could be somebody's, and a person has to settle whose; what is foreign is no
    student's, such as a platform's own sheets.
    """

    GRADED = "graded"
    BESIDE = "carried along"
    ASIDE = "put aside"
    UNCLAIMED = "unclaimed"
    FOREIGN = "does not belong"


@dataclass(frozen=True)
class Account:
    """One file or folder that came in: whose it is, which notebook, what became of it and why."""

    path: str
    fate: Fate
    student: str = ""
    notebook: str = ""
    reason: str = ""


def by_reason(accounts: Iterable[Account], fate: Fate) -> dict[str, list[str]]:
    """Return the paths of one fate by the reason."""
    found: dict[str, list[str]] = {}
    for account in accounts:
        if account.fate is fate:
            found.setdefault(account.reason, []).append(account.path)
    return found


def accounts_of(files: StudentFiles, choices: Sequence[HandedIn]) -> Iterator[Account]:
    """Say what became of each file of a student, once for each."""
    graded = {choice.best.entry.path: choice.notebook for choice in choices if choice.best}
    known = {each.item.entry.path: each for each in files.candidates}
    notebooks = [each.item for each in files.candidates]
    along: dict[PurePosixPath, str] = {}
    for choice in choices:
        if choice.best:
            carried = beside(choice.best, files.items, notebooks)
            along |= {entry.path: choice.notebook for entry in carried.files.values()
                      if not entry.closed}  # fmt: skip
    for item in files.items:
        path = item.entry.path
        shown, student = undecorated(str(path)), files.owner.name
        if path in graded:
            yield Account(shown, Fate.GRADED, student, graded[path])
        elif path in known:
            yield Account(shown, Fate.ASIDE, student, *_why_not(known[path]))
        elif path in along:
            yield Account(shown, Fate.BESIDE, student, along[path], "lies with the notebook")
        else:
            reason = item.place.aside or item.entry.closed or _what(item)
            yield Account(shown, Fate.ASIDE, student, "", reason)


def _what(item: PlacedFile) -> str:
    return "says when it was handed in" if item.rest.name == STAMP else "is no notebook"


def _why_not(each: NotebookFile) -> tuple[str, str]:
    if each.instead:
        return each.instead, "is another notebook than it is called"
    if each.notebook:
        return each.notebook, "is not the file that counts of those handed in for this notebook"
    return "", "is no notebook of the course"


def account_of_nobody(item: PlacedFile) -> Account:
    """Account for a file without an owner: it is in the way, could be somebody's, or is foreign."""
    entry, path = item.entry, undecorated(str(item.entry.path))
    if item.place.aside or entry.closed in (HIDDEN, EMPTY):
        return Account(path, Fate.ASIDE, reason=item.place.aside or entry.closed)
    if entry.closed:
        return Account(path, Fate.UNCLAIMED, reason=entry.closed)
    if entry.path.suffix.lower() == ".ipynb" or is_notebook(entry.read):
        return Account(path, Fate.UNCLAIMED, reason=NOBODYS)
    return Account(path, Fate.FOREIGN, reason="does not belong to a submission")
