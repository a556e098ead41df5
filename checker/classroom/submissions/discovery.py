"""The submissions that a folder or a zip holds, one per student and notebook, and all the rest.

Everything that came in has one account: it is graded, carried along, put aside with a reason, or
nobody's. Files of different owners are never merged.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import partial
from pathlib import Path

from checker.classroom.submissions.accounts import (
    NOBODYS,
    Account,
    Fate,
    account_of_nobody,
    accounts_of,
)
from checker.classroom.submissions.beside import SECRET, STAMP, PlacedFile, beside, exchange_file
from checker.classroom.submissions.file_names import named_in, stem_of, undecorated
from checker.classroom.submissions.folder_files import Entry
from checker.classroom.submissions.layouts import Layout
from checker.classroom.submissions.owners import Owner
from checker.classroom.submissions.student_files import HandedIn, StudentFiles
from checker.classroom.submissions.what_is_there import nothing_but
from checker.classroom.submissions.which_notebook import Course, is_notebook, known
from checker.classroom.submissions.zip_files import entries_of
from checker.errors import UnreadableNotebook, UsageError

LEADS_OUT = "leads out"


@dataclass(frozen=True)
class Found:
    """One submission before it is read. `remarks` say what was unusual about its file.

    `beside` reads another file of the notebook's folder, or gives None. `helpers` reads the modules
    and data that the student handed in with it, within limits of number and size, by their paths
    from the notebook's folder. `doubts` are what a person has to settle before the mark counts.
    `stamp` reads what nbgrader wrote of when it was handed in, `secret` that by which its exchange
    knows whom a page is for.
    """

    student: str
    notebook: str
    read: Callable[[], bytes]
    remarks: tuple[str, ...] = ()
    beside: Callable[[str], bytes | None] = lambda _: None
    helpers: Callable[[], Mapping[str, bytes]] = dict
    doubts: tuple[str, ...] = ()
    stamp: Callable[[], bytes | None] = lambda: None
    words: tuple[str, ...] = ()
    secret: Callable[[], bytes | None] = lambda: None


@dataclass(frozen=True)
class Discovery:
    """What was found, in the order of students, and what became of everything that came in.

    `all_found` is everybody's, also where only one student or notebook was asked for. `again` says
    of students who handed in something, but nothing of which the notebook is known, what it was.
    """

    found: tuple[Found, ...]
    accounts: tuple[Account, ...]
    all_found: tuple[Found, ...] = ()
    again: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def discover(
    source: Path,
    notebooks: Sequence[str],
    student: str | None = None,
    assignment: str | None = None,
    *,
    course: Course | None = None,
    students: Collection[str] = (),
    pattern: re.Pattern[str] | None = None,
) -> Discovery:
    """Find every submission of the course's `notebooks` in a folder or a zip.

    Parameters
    ----------
    student, assignment
        The only ones wanted, if not everything is.
    course
        The notebooks as they were handed out; with them a file is known by what stands in it.
    students
        Who is known to be a student.
    pattern
        Says whose a path is, where the layout is none that is known.

    Raises
    ------
    UsageError
        If there is nothing to grade: the source cannot be opened or holds no submission, or
        the student or the assignment asked for is unknown.
    """
    meant = _meant(notebooks, assignment)
    title = source.stem if source.is_file() else ""
    layout = Layout(notebooks, title, students, pattern)
    sorted_out = _SortedOut(notebooks, course or {}, meant or "")
    found, accounts, again, words = sorted_out.everything(entries_of(source), layout)
    if not any(each.fate is Fate.GRADED for each in accounts) and not found:
        raise UsageError(_nothing(source, notebooks, accounts))
    wanted = _wanted(found, source, student, meant if assignment else None) if found else []
    return Discovery(tuple(wanted), tuple(accounts), tuple(found), again, words)


def _meant(notebooks: Sequence[str], assignment: str | None) -> str | None:
    if assignment is not None:
        return known(assignment, notebooks)
    return notebooks[0] if len(notebooks) == 1 else None


@dataclass(frozen=True)
class _SortedOut:
    """Entries sorted by their owners, and each owner's by notebooks."""

    names: Sequence[str]
    course: Course
    meant: str

    def everything(
        self, entries: Sequence[Entry], layout: Layout
    ) -> tuple[list[Found], list[Account], dict[str, str], dict[str, tuple[str, ...]]]:
        inside = [entry for entry in entries if LEADS_OUT not in entry.closed]
        folders = {entry.path for entry in inside if entry.folder}
        places = layout.places((entry.path for entry in inside), folders)
        accounts = [
            Account(undecorated(str(entry.path)), Fate.UNCLAIMED, reason=entry.closed)
            for entry in entries
            if LEADS_OUT in entry.closed
        ]
        by_owner: dict[tuple[str, ...], list[PlacedFile]] = defaultdict(list)
        owners: dict[tuple[str, ...], Owner] = {}
        for entry in inside:
            item = PlacedFile(entry, places[entry.path])
            owner = self._owner(item)
            if owner and not item.place.aside:
                by_owner[owner.key].append(item)
                owners[owner.key] = owner
            else:
                accounts.append(account_of_nobody(item))
        students = [
            StudentFiles(owner, tuple(by_owner[key]), self.names, self.course, self.meant)
            for key, owner in sorted(owners.items(), key=lambda item: item[1].name)
        ]
        handed_in = {each.notebook for one in students for each in one.candidates} - {""}
        sole = next(iter(handed_in)) if len(handed_in) == 1 else ""
        found: list[Found] = []
        again: dict[str, str] = {}
        for files in students:
            choices = files.choices(sole)
            found += [_found(files, choice) for choice in choices]
            if not choices:
                again[files.owner.name] = nothing_but(files.items)
            accounts += accounts_of(files, choices)
        words = {owner.name: owner.words for owner in owners.values()}
        found.sort(key=lambda each: (each.student, each.notebook))
        return found, sorted(accounts, key=lambda each: each.path), again, words

    def _owner(self, item: PlacedFile) -> Owner | None:
        """Return the owner; a loose file has one only if it is a notebook or called after one."""
        owner = item.place.owner
        if not owner or not owner.loose:
            return owner
        called = named_in(stem_of(item.rest.parts[0]), self.names) or item.place.assignment
        if called or (self._is_notebook(item) and self._is_ours(item)):
            return owner
        return None

    def _is_notebook(self, item: PlacedFile) -> bool:
        return item.rest.suffix.lower() == ".ipynb" or (
            not item.entry.closed and is_notebook(item.entry.read)
        )

    def _is_ours(self, item: PlacedFile) -> bool:
        files = StudentFiles(_ANYBODY, (item,), self.names, self.course, self.meant)
        return any(each.notebook or each.instead for each in files.candidates)


_ANYBODY = Owner((), "", "")


def _found(files: StudentFiles, choice: HandedIn) -> Found:
    owner, best = files.owner, choice.best
    if best is None:
        place = next(iter(files.items)).place
        doubts = (place.doubt,) if place.doubt else ()
        return Found(owner.name, choice.notebook, partial(_refuse, choice.reason), doubts=doubts,
                     words=owner.words)  # fmt: skip
    with_it = beside(best, files.items, [each.item for each in files.candidates])
    return Found(
        owner.name,
        choice.notebook,
        best.entry.read,
        choice.remarks,
        with_it.one,
        with_it.all,
        choice.doubts,
        partial(exchange_file, STAMP, best, files.items),
        owner.words,
        partial(exchange_file, SECRET, best, files.items),
    )


def _refuse(reason: str) -> bytes:
    raise UnreadableNotebook(reason)


def _wanted(
    found: Iterable[Found], source: Path, student: str | None, notebook: str | None
) -> list[Found]:
    chosen = [item for item in found if notebook in (None, item.notebook)]
    if not chosen:
        raise UsageError(f"{source} holds no submission of {notebook}")
    if student is None:
        return chosen
    students = sorted({item.student for item in chosen})
    if student not in students:
        near = get_close_matches(student, students, n=1)
        hint = f"; the nearest name is {near[0]!r}" if near else ""
        raise UsageError(f"{source} holds no submission of a student {student!r}{hint}")
    return [item for item in chosen if item.student == student]


def _nothing(source: Path, notebooks: Sequence[str], accounts: Sequence[Account]) -> str:
    name = notebooks[0]
    expected = f"expected <student>/{name}/{name}.ipynb or <student>_{name}.ipynb"
    otherwise = "say with --student-pattern where the student stands in other paths"
    if any(each.reason == NOBODYS for each in accounts):
        return f"{source} holds no notebook whose path says whose it is: {expected}; {otherwise}"
    refused = [each for each in accounts if each.fate is Fate.UNCLAIMED]
    if refused:
        clause = f"{refused[0].path} {refused[0].reason}"
        return f"{source} holds no notebooks that can be read: {clause}"
    return f"{source} holds no notebooks: {expected}"
