"""Whose each file is: what a platform wrote of it is told from what a student typed.

A layout says of each path its owner, when it was handed in where the platform says so, and the
rest, which is the student's own text. The owner is read from the first component below the root,
or from the platform's own prefix of it, and from nothing deeper: a folder `bob` in Alice's folder
is Alice's. Only a file that lies loose has no sign but its name.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from checker.classroom.submissions.file_names import person_in, undecorated
from checker.classroom.submissions.folder_files import EMPTY, HIDDEN, is_junk
from checker.classroom.submissions.owners import Owner, Place, distinct_names, logins
from checker.classroom.submissions.signatures import signature_of
from checker.classroom.submissions.student_pattern import by_pattern

#: Folders that platforms and instructors put around a whole class.
AROUND = {
    "submitted", "submissions", "submitted files", "student work", "student submissions",
    "downloaded", "extracted", "archive", "inbound", "abgaben", "abgegebene dateien",
    "übermittelte dateien",
    # by which instructors sort what they have downloaded
    "late", "too late", "late submissions", "on time", "ontime", "in time", "graded", "ungraded",
    "verspätet", "zu spät", "pünktlich", "rechtzeitig", "en retard", "à temps", "à l'heure",
    "tarde", "a tiempo",
}  # fmt: skip
#: Where Teams keeps what students have not handed in.
WORKING = {"working files", "arbeitsdateien"}
VERSION = re.compile(r"[^\W\d]+ (\d+)")


@dataclass(frozen=True)
class Layout:
    """How a class is laid out: the notebooks of the course, who is known, and a pattern if given.

    `title` is the name of the folder or zip that everything lies in.
    """

    notebooks: Sequence[str]
    title: str = ""
    students: Collection[str] = ()
    pattern: re.Pattern[str] | None = None

    def places(
        self, paths: Iterable[PurePosixPath], folders: Collection[PurePosixPath] = ()
    ) -> dict[PurePosixPath, Place]:
        """Say of each path where it stands; `folders` are those of them that are no files."""
        if self.pattern:
            found = {path: by_pattern(self.pattern, path) for path in paths}
        else:
            wholes = {path: (*path.parts, "") if path in folders else path.parts for path in paths}
            found = dict(self._level(wholes, Place(None, PurePosixPath())))
        owners = {place.owner.key: place.owner for place in found.values() if place.owner}
        names, words = distinct_names(owners.values()), logins(owners.values())
        return {path: _called(place, names, words) for path, place in found.items()}

    def _level(
        self, parts: Mapping[PurePosixPath, tuple[str, ...]], around: Place
    ) -> Iterator[tuple[PurePosixPath, Place]]:
        """Go through the folders around a class, down to the component that names the owner."""
        inside: dict[str, dict[PurePosixPath, tuple[str, ...]]] = defaultdict(dict)
        for path, (first, *rest) in parts.items():
            if is_junk(PurePosixPath(first)):
                yield path, replace(around, aside=HIDDEN)
            elif rest:
                inside[first][path] = tuple(rest)
            elif first:
                yield path, self._owned(parts[path], around)
            else:
                yield path, replace(around, aside=EMPTY)
        waits = any(name.casefold() == "submitted files" for name in inside)
        people = self._people_within(inside)
        every = [undecorated(name).casefold() for names in people.values() for name in names]
        certain = people and {each.casefold() for each in self.students}.issuperset(every)
        within = people if len(set(every)) == len(every) else {}
        for first, below in inside.items():
            around_class, doubt = self._is_around(first, below, alone=len(inside) == 1)
            if certain:  # whoever stands on the roster is the student, and no folder around is
                around_class, doubt = True, ""
            elif within and not around_class:
                doubt = _could_be_around(first, within[first])
            if waits and first.casefold() in WORKING:
                why = "was not handed in: Teams keeps it under Working files"
                yield from ((path, replace(around, aside=why)) for path in below)
            elif around_class:
                assignment = _same(first, self.notebooks) or around.assignment
                yield from self._level(below, replace(around, assignment=assignment, doubt=doubt))
            else:
                here = replace(around, doubt=doubt) if within else around
                yield from ((path, self._owned(parts[path], here)) for path in below)

    def _is_around(
        self, first: str, below: Mapping[PurePosixPath, tuple[str, ...]], *, alone: bool
    ) -> tuple[bool, str]:
        """Whether a folder holds the class and is nobody's own; and what is doubtful about that.

        A folder whose name says nothing is taken for one if it is the only one, and all in it is
        signed by a platform: a single student cannot pass for two whom a platform has signed.
        """
        folder = not first.lower().endswith(".zip")
        called, known = undecorated(first).casefold(), {each.casefold() for each in self.students}
        if called in known or signature_of(first, folder):
            return False, ""
        if re.sub(r"[\s_-]+", " ", called) in AROUND or _same(first, self.notebooks):
            return True, ""
        children = {parts[0]: len(parts) > 1 for parts in below.values()}
        slug = first.removesuffix("-submissions")
        if slug != first and all(name.startswith(f"{slug}-") for name in children):
            return True, ""
        if not alone:
            return False, ""
        if self._is_title(first, children):
            return True, ""
        contents = list(below.values())
        if not folder and len(children) == 1:  # a platform's zip, with its folder around the class
            contents = [parts[1:] for parts in contents if len(parts) > 1]
        owners = _signed_owners(contents)
        shown = undecorated(first)
        doubt = f"{shown} is taken for the folder around the class, and could be a student's"
        return len(owners) > 0, doubt if len(owners) == 1 else ""

    def _people_within(
        self, inside: Mapping[str, Mapping[PurePosixPath, tuple[str, ...]]]
    ) -> dict[str, set[str]]:
        """Name by folder the people in it, if all of these folders could be around a class.

        They could if each holds nothing but folders, which are called after people.
        """
        known = {each.casefold() for each in self.students}
        people: dict[str, set[str]] = {}
        for first, below in inside.items():
            called = undecorated(first).casefold()
            children = {parts[0] for parts in below.values()}
            folders = not first.lower().endswith(".zip") and all(map(_is_deep, below.values()))
            strangers = called not in known and all(
                person_in(child, self.notebooks)
                and not signature_of(child, folder=True)
                and not (called in child.casefold() or child.casefold() in called)
                for child in children
            )
            if not folders or not strangers or signature_of(first, folder=True):
                return {}
            people[first] = children
        return people if len(people) > 1 else {}

    def _is_title(self, first: str, children: Mapping[str, bool]) -> bool:
        """Whether a folder is called like the zip that it lies in, and holds many others."""
        folders = [name for name, folder in children.items() if folder]
        ours = any(_same(name, self.notebooks) for name in folders)
        return first == self.title and len(folders) > 1 and not ours

    def _owned(self, parts: tuple[str, ...], around: Place) -> Place:
        first, *rest = parts
        is_zip = first.lower().endswith(".zip") and bool(rest)
        rest = [part for part in rest if part]
        folder = len(parts) > 1 and not is_zip
        sign = signature_of(first, folder)
        if sign:
            return replace(sign, rest=sign.rest.joinpath(*rest), assignment=around.assignment,
                           doubt=around.doubt)  # fmt: skip
        if folder:
            owner = Owner(("folder", first), undecorated(first), first)
            attempt = _version(rest)
            return replace(around, owner=owner, rest=PurePosixPath(*rest), attempt=attempt)
        name = person_in(first, self.notebooks)
        nobody = replace(around, rest=PurePosixPath(*parts))
        owner = Owner(("loose", name), name, first, loose=True)
        return replace(nobody, owner=owner) if name else nobody


def _is_deep(parts: tuple[str, ...]) -> bool:
    return len(parts) > 1


def _could_be_around(first: str, within: Collection[str]) -> str:
    """Say that a folder was taken for a student's own, and whose it could be."""
    others = undecorated(min(within))
    return f"{undecorated(first)} is taken for the student, who could as well be {others} within"


def _signed_owners(below: Iterable[tuple[str, ...]]) -> set[tuple[str, ...]]:
    """Name the owners that a platform has signed, if it has signed everything that lies here.

    What platforms add, such as sheets of marks, counts for nothing: they are single files.
    """
    owners: set[tuple[str, ...]] = set()
    for parts in below:
        first, *rest = parts
        if rest and undecorated(first).casefold() in AROUND:
            first, *rest = rest
        sign = signature_of(first, bool(rest))
        if sign and sign.owner:
            owners.add(sign.owner.key)
        elif rest and len(rest) > 2 and _version(rest):
            owners.add(("Teams", first))
        elif rest:
            return set()
    return owners


def _version(rest: Sequence[str]) -> tuple[int, ...]:
    """Return the number of the attempt, where Teams made the folders: ASSIGNMENT/Version 2/FILE."""
    match = VERSION.fullmatch(rest[1]) if len(rest) > 2 else None
    return (int(match[1]),) if match and len(match[1]) < 6 else ()


def _called(
    place: Place, names: Mapping[tuple[str, ...], str], logins: Mapping[tuple[str, ...], str]
) -> Place:
    if not place.owner:
        return place
    key = place.owner.key
    words = (*place.owner.words, logins[key]) if logins.get(key) else place.owner.words
    return replace(place, owner=replace(place.owner, name=names[key], words=words))


def _same(name: str, notebooks: Iterable[str]) -> str:
    """Return the notebook that a folder is called after, if any."""
    folded = name.casefold()
    return next((notebook for notebook in notebooks if notebook.casefold() == folded), "")
