"""The submissions that a folder or a zip holds, one per student and notebook."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from checker.classroom.submissions.folder_files import Entry
from checker.classroom.submissions.whose_notebook import Fit, Identity, identify, undecorated
from checker.classroom.submissions.zip_files import entries_of
from checker.errors import UsageError


@dataclass(frozen=True)
class Found:
    """One submission before it is read. `remarks` say what was unusual about its file.

    `beside` reads another file of the notebook's folder, or gives None. `helpers` reads the modules
    and data that the student handed in with it, within limits of number and size, by their paths
    from the notebook's folder.
    """

    student: str
    notebook: str
    read: Callable[[], bytes]
    remarks: tuple[str, ...] = ()
    beside: Callable[[str], bytes | None] = lambda _: None
    helpers: Callable[[], Mapping[str, bytes]] = dict


@dataclass(frozen=True)
class Discovery:
    """What was found, in the order of students, and the files of which nobody could tell whose.

    `refused` says in one clause each what was not looked into, such as archives and links.
    """

    found: tuple[Found, ...]
    ignored: tuple[str, ...]
    refused: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Candidate:
    entry: Entry
    identity: Identity

    @property
    def key(self) -> tuple[str, str]:
        return self.identity.student, self.identity.notebook

    @property
    def rank(self) -> tuple[Fit, float, str]:
        return self.identity.fit, self.entry.modified, str(self.entry.path)


def discover(
    source: Path,
    notebooks: Sequence[str],
    student: str | None = None,
    assignment: str | None = None,
) -> Discovery:
    """Find every submission of the course's `notebooks` in a folder or a zip.

    Raises
    ------
    UsageError
        If there is nothing to grade: the source cannot be opened or holds no submission, or
        the student or the assignment asked for is unknown.
    """
    meant = _meant(notebooks, assignment)
    listing = entries_of(source)
    refused = tuple(map(undecorated, listing.refused))
    named = [(entry, identify(entry.path, notebooks, meant)) for entry in listing.entries]
    candidates = sorted(
        (_Candidate(entry, identity) for entry, identity in named if identity),
        key=attrgetter("key"),
    )
    groups = groupby(candidates, key=attrgetter("key"))
    found = [_best(list(group)) for _, group in groups]
    ignored = tuple(undecorated(str(entry.path)) for entry, identity in named if not identity)
    if not found:
        raise UsageError(_nothing(source, notebooks, ignored, refused))
    wanted = _wanted(found, source, student, meant if assignment else None)
    return Discovery(tuple(wanted), ignored, refused)


def _meant(notebooks: Sequence[str], assignment: str | None) -> str | None:
    if assignment is not None:
        return known(assignment, notebooks)
    return notebooks[0] if len(notebooks) == 1 else None


def known(assignment: str, notebooks: Collection[str]) -> str:
    """Give the name of an assignment back.

    Raises
    ------
    UsageError
        If it is none of the course's notebooks.
    """
    if assignment not in notebooks:
        names = ", ".join(notebooks)
        raise UsageError(f"the course has no assignment {assignment!r}; it has {names}")
    return assignment


def _best(candidates: Sequence[_Candidate]) -> Found:
    """Take the file that carries the notebook's own name, else the one changed last."""
    best = max(candidates, key=attrgetter("rank"))
    identity, name = best.identity, undecorated(best.entry.path.name)
    remarks = []
    if identity.fit is Fit.OTHER:
        remarks.append(f"handed in under the name {name}")
    if len(candidates) > 1:
        remarks.append(f"handed in {len(candidates)} times; {name} was graded")
    entry = best.entry
    return Found(identity.student, identity.notebook, entry.read, tuple(remarks), entry.beside)


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


def _nothing(
    source: Path, notebooks: Sequence[str], ignored: Sequence[str], refused: Sequence[str]
) -> str:
    name = notebooks[0]
    expected = f"expected <student>/{name}/{name}.ipynb or <student>_{name}.ipynb"
    if ignored:
        return f"{source} holds no notebook whose path says whose it is: {expected}"
    if refused:
        return f"{source} holds no notebooks that can be read: {refused[0]}"
    return f"{source} holds no notebooks: {expected}"
