"""Students as platforms know them, each called by a name of their own."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from checker.classroom.submissions.file_names import undecorated


@dataclass(frozen=True)
class Owner:
    """A student as a platform knows them. Two owners are the same only if their keys are.

    `written` is what the platform wrote, whole; `words` are others by which a roster may know the
    student. A `loose` owner is read from a file's name, which anybody may have typed.
    """

    key: tuple[str, ...]
    name: str
    written: str
    words: tuple[str, ...] = ()
    loose: bool = False


@dataclass(frozen=True)
class Place:
    """Where a file stands: its owner, if any, the student's own text, and what else is known.

    `attempt` orders what was handed in more than once. `assignment` is the notebook that a folder
    around the class is called after. `doubt` says what a person has to settle; `aside` why a file
    is not to be looked at.
    """

    owner: Owner | None
    rest: PurePosixPath
    attempt: tuple[int, ...] = ()
    assignment: str = ""
    doubt: str = ""
    aside: str = ""


def distinct_names(owners: Iterable[Owner]) -> dict[tuple[str, ...], str]:
    """Call each owner by a name of their own; where two have the same, by what was written."""
    by_name: dict[str, list[Owner]] = defaultdict(list)
    for owner in owners:
        by_name[owner.name].append(owner)
    names: dict[tuple[str, ...], str] = {}
    for same in by_name.values():
        for owner in same:
            names[owner.key] = (
                owner.name if len(same) == 1 else undecorated(owner.written.strip("_- "))
            )
    taken: set[str] = set()
    for key in sorted(names):
        number = 2
        name = names[key]
        while names[key] in taken:
            names[key] = f"{name} ({number})"
            number += 1
        taken.add(names[key])
    return names


def logins(owners: Iterable[Owner]) -> dict[tuple[str, ...], str]:
    """Return what stands behind the name of the assignment in the names of repositories.

    GitHub Classroom calls them ASSIGNMENT-LOGIN, so all begin in the same way.
    """
    written = {owner.key: owner.written for owner in owners if owner.key[0] == "folder"}
    words = [text.split("-") for text in written.values()]
    same = 0
    while len(words) > 1 and all(len(each) > same + 1 for each in words):
        if len({each[same] for each in words}) > 1:
            break
        same += 1
    return {key: "-".join(text.split("-")[same:]) for key, text in written.items() if same}
