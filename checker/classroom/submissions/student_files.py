"""What one student handed in: which file is which notebook, which one counts, and what lacks."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from pathlib import PurePosixPath

from checker.classroom.submissions.beside import PlacedFile
from checker.classroom.submissions.file_names import (
    Fit,
    fit,
    named_in,
    person_in,
    stem_of,
    undecorated,
)
from checker.classroom.submissions.owners import Owner, Place
from checker.classroom.submissions.what_is_there import nothing_but, some_of
from checker.classroom.submissions.which_notebook import (
    Course,
    is_notebook,
    which_notebook,
    written,
)
from checker.errors import UnreadableNotebook

#: So many files of one student and notebook are looked into; nobody hands in more in earnest.
LOOKED_INTO = 50


@dataclass(frozen=True)
class NotebookFile:
    """A file that is a notebook or is called like one.

    `notebook` is which of the course, or nothing; `instead` the one in whose place it was handed
    in, if that is another.
    """

    item: PlacedFile
    notebook: str
    fit: Fit
    instead: str = ""

    @property
    def name(self) -> str:
        """What the student called the file."""
        return undecorated(self.item.rest.name)


@dataclass(frozen=True)
class HandedIn:
    """What counts of one student for one notebook: a file, or why there is none."""

    notebook: str
    best: PlacedFile | None
    reason: str = ""
    remarks: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


def candidate(
    item: PlacedFile, names: Sequence[str], course: Course, meant: str
) -> NotebookFile | None:
    """Tell which notebook a file is, by its contents before its name; None for other files."""
    if item.entry.closed:
        return None
    called = item.rest.suffix.lower() == ".ipynb"
    if not called and not is_notebook(item.entry.read):
        return None
    own = named_in(stem_of(item.rest.name), names)
    folder = claimed_by_folder(item, names)
    try:
        inside = which_notebook(item.entry.read(), course)
    except UnreadableNotebook:
        inside = ""
    if inside and inside != (own or folder or inside):
        return NotebookFile(item, "", Fit.OTHER, own or folder)
    notebook = inside or own or folder or meant
    return NotebookFile(item, notebook, fit(item.rest, notebook))


def claimed_by_folder(item: PlacedFile, names: Sequence[str]) -> str:
    """Return the notebook after which the folder of a file is called, the nearest first."""
    folders = (*item.rest.parts[:-1],)
    for folder in reversed(folders):
        if same := next((name for name in names if name.casefold() == folder.casefold()), ""):
            return same
    return item.place.assignment


@dataclass(frozen=True)
class StudentFiles:
    """Everything of one owner, and the course that it is held against."""

    owner: Owner
    items: tuple[PlacedFile, ...]
    names: Sequence[str]
    course: Course
    meant: str = ""

    @cached_property
    def candidates(self) -> tuple[NotebookFile, ...]:
        """The files that are notebooks or are called like one."""
        found = (candidate(item, self.names, self.course, self.meant) for item in self.items)
        return tuple(filter(None, found))

    def choices(self, sole: str = "") -> list[HandedIn]:
        """Say for each notebook that the student handed in, or meant to, which file counts.

        `sole` is the only notebook that anybody has handed in, if there is only one.
        """
        by_notebook: dict[str, list[NotebookFile]] = defaultdict(list)
        for each in self.candidates:
            if each.notebook:
                by_notebook[each.notebook].append(each)
        there = [self._best(name, by_notebook[name]) for name in sorted(by_notebook)]
        lacking = sorted(self._claims(sole) - by_notebook.keys())
        return [*there, *(HandedIn(name, None, self._reason(name)) for name in lacking)]

    def _claims(self, sole: str) -> set[str]:
        """Name the notebooks for which something was handed in."""
        claims = {each.instead for each in self.candidates if each.instead}
        for item in self.items:
            top = PurePosixPath(*item.rest.parts[:2])
            claims.add(claimed_by_folder(PlacedFile(item.entry, Place(None, top)), self.names))
            claims.add(item.place.assignment)
            if item.entry.closed.endswith("empty folder"):
                claims.update(name for name in self.names if item.rest.name == name)
            stem = stem_of(item.rest.name)
            claims.add(named_in(stem, self.names) if self.owner.loose else self._called(stem))
        claims.discard("")
        if not claims and not any(each.notebook for each in self.candidates):
            claims = {self.meant or sole} - {""}
        return claims

    def _called(self, stem: str) -> str:
        return stem if stem in self.names else ""

    def _reason(self, notebook: str) -> str:
        """Say in a clause what there is in place of a notebook."""
        for each in self.candidates:
            if each.instead == notebook:
                inside = which_notebook(each.item.entry.read(), self.course)
                return f"{each.name} is notebook {inside}, not {notebook}"
        others = [each.name for each in self.candidates if each.notebook]
        if others:
            return f"no notebook is there for it, only {some_of(others)}"
        if self.candidates and not self.candidates[0].instead:
            return f"{self.candidates[0].name} is no notebook of the course"
        return nothing_but(self.items)

    def _best(self, notebook: str, candidates: Sequence[NotebookFile]) -> HandedIn:
        """Take the file with answers, of those the last attempt, of those the best name."""
        amounts = self._amounts(notebook, candidates)

        def rank(each: NotebookFile) -> tuple[object, ...]:
            item, amount = each.item, amounts.get(each.item.entry.path, 0)
            depth = -len(item.rest.parts)
            order = item.place.attempt, each.fit, depth, item.entry.modified, str(item.entry.path)
            return min(amount, 1), *order

        best = max(candidates, key=rank)
        remarks = []
        if best.fit is Fit.OTHER or best.item.rest.suffix.lower() != ".ipynb":
            remarks.append(f"handed in under the name {best.name}")
        if len(candidates) > 1:
            shown = self._told_apart(best, candidates)
            why = self._why(best, candidates, amounts)
            remarks.append(f"handed in {len(candidates)} times; {shown} was graded{why}")
        doubts = self._doubts(notebook, best, candidates, amounts)
        return HandedIn(notebook, best.item, "", tuple(remarks), tuple(doubts))

    def _amounts(
        self, notebook: str, candidates: Sequence[NotebookFile]
    ) -> dict[PurePosixPath, int]:
        """Count what is written in each file, if there are several."""
        if len(candidates) == 1:
            return {}
        amounts = {}
        for each in candidates[:LOOKED_INTO]:
            entry = each.item.entry
            try:
                amounts[entry.path] = written(entry.read(), self.course.get(notebook))
            except UnreadableNotebook:
                amounts[entry.path] = -1
        return amounts

    def _told_apart(self, best: NotebookFile, candidates: Sequence[NotebookFile]) -> str:
        same = sum(each.name == best.name for each in candidates)
        return best.name if same == 1 else undecorated(str(best.item.entry.path))

    def _why(
        self,
        best: NotebookFile,
        candidates: Sequence[NotebookFile],
        amounts: Mapping[PurePosixPath, int],
    ) -> str:
        """Say why the best is not the one whose name fits best, if it is not."""
        named = max(candidates, key=lambda each: (each.item.place.attempt, each.fit))
        amount = amounts.get(named.item.entry.path, 0)
        if amount > 0 or amounts.get(best.item.entry.path, 0) <= amount:
            return ""
        what = "cannot be read" if amount < 0 else "is as it was handed out"
        return f", because {self._told_apart(named, candidates)} {what}"

    def _doubts(
        self,
        notebook: str,
        best: NotebookFile,
        candidates: Sequence[NotebookFile],
        amounts: Mapping[PurePosixPath, int],
    ) -> Iterator[str]:
        """Say what a person has to settle: files that could be different students'."""
        if best.item.place.doubt:
            yield best.item.place.doubt
        last = [each for each in candidates if each.item.place.attempt == best.item.place.attempt]
        answered = [each for each in last if amounts.get(each.item.entry.path, 0) > 0]
        if len(answered) < 2:
            return
        listed = some_of([self._told_apart(each, answered) for each in answered])
        people = {person_in(each.item.rest.name, self.names) for each in answered} - {""}
        folders = _folders_apart([each.item.rest.parts[:-1] for each in answered], notebook)
        if self.owner.loose:
            yield f"there are {len(answered)} files of this name, which anybody can give: {listed}"
        elif len(people) > 1:
            yield f"the files bear the names of different people: {listed}"
        elif len(folders) > 1:
            yield (
                f"{len(answered)} folders hold this notebook: if they are different students', "
                "say with --student-pattern where the student stands"
            )


def _folders_apart(places: Sequence[tuple[str, ...]], notebook: str) -> set[str]:
    """Name the folders in which ways to files part; none below a folder of the notebook's name."""
    levels = zip(*places, strict=False)
    common = [parts[0] for parts in takewhile(lambda parts: len(set(parts)) == 1, levels)]
    apart = {place[len(common)] for place in places if len(place) > len(common)}
    return set() if notebook in {*common, *apart} else apart
