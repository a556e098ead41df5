"""What was handed in, said in a clause: where no notebook is, and of many names the first few."""

from collections.abc import Iterable, Sequence

from checker.classroom.submissions.beside import STAMP, PlacedFile
from checker.classroom.submissions.file_names import undecorated
from checker.classroom.submissions.folder_files import CHECKPOINTS, EMPTY, HIDDEN

#: Of many names so many are said.
NAMED = 3


def nothing_but(items: Iterable[PlacedFile]) -> str:
    """Say what was handed in, where no notebook was."""
    there = list(items)
    names = [undecorated(item.entry.path.name) for item in there if not item.entry.closed]
    closed = [item for item in there if item.entry.closed]
    if any(CHECKPOINTS in item.entry.path.parts for item in closed) and set(names) <= {STAMP}:
        return "only a checkpoint is there, which Jupyter keeps for itself"
    unopened = [
        f"{undecorated(item.entry.path.name)} {item.entry.closed}"
        for item in closed
        if item.entry.closed not in (HIDDEN, EMPTY)
    ]
    if unopened:
        return f"no notebook is there: {unopened[0]}"
    seen = [name for name in names if name != STAMP]
    return f"no notebook is there, only {some_of(seen)}" if seen else "the folder is empty"


def some_of(names: Sequence[str]) -> str:
    """Name the first few of many."""
    more = len(names) - NAMED
    return ", ".join(names[:NAMED]) + (f" and {more} more" if more > 0 else "")
