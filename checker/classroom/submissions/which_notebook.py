"""Which notebook of the course a file is, told by what stands in it before what it is called.

Here files are only searched and compared, never run; what in them is damaged says nothing.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from checker.documents import parse_notebook
from checker.documents.cell_text import EXERCISE, is_locked, text_of
from checker.errors import UnreadableNotebook, UsageError
from checker.records import Cell

CHECK = "check-"
#: So few names in common are chance.
FEWEST_NAMES = 2
_ID = re.compile(rb'"(?:id|grade_id)"\s*:\s*"([\w-]{1,200})"')
_NAME = re.compile(rb'(?:\bdef|\bclass)\s{1,9}(\w{1,99})|\bcheck\((?:\\")?(\w{1,99})')
_OBJECT = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{")


@dataclass(frozen=True)
class CourseNotebook:
    """A notebook as it was handed out, by which what is handed in is known."""

    name: str
    cells: tuple[Cell, ...]

    @cached_property
    def ids(self) -> frozenset[bytes]:
        """The ids of the cells in which exercises are answered and checked."""
        ours = (cell.id for cell in self.cells if cell.id.startswith((EXERCISE, CHECK)))
        return frozenset(id_.encode() for id_ in ours)

    @cached_property
    def names(self) -> frozenset[bytes]:
        """What its exercises are called."""
        return frozenset(id_.partition(b"-")[2] for id_ in self.ids)

    @cached_property
    def texts(self) -> frozenset[str]:
        """What its cells say."""
        return frozenset(text_of(cell) for cell in self.cells)

    @cached_property
    def locked(self) -> frozenset[str]:
        """The ids of cells that are not a student's to change."""
        return frozenset(cell.id for cell in self.cells if is_locked(cell))


#: The notebooks of a course by their names.
Course = Mapping[str, CourseNotebook]


def which_notebook(data: bytes, course: Course) -> str:
    """Tell which notebook of the course a file is by its cells' ids, else by what it defines.

    Nothing, if it is none, or could as well be another one.
    """
    ids = {match[1] for match in _ID.finditer(data)}
    by_ids = {name: len(notebook.ids & ids) for name, notebook in course.items()}
    if any(by_ids.values()):
        return _most(by_ids, 1)
    names = {match[1] or match[2] for match in _NAME.finditer(data)}
    return _most({name: len(each.names & names) for name, each in course.items()}, FEWEST_NAMES)


def _most(counts: Mapping[str, int], fewest: int) -> str:
    best = Counter(counts).most_common(2)
    if best and best[0][1] >= fewest and (len(best) == 1 or best[1][1] < best[0][1]):
        return best[0][0]
    return ""


def is_notebook(read: Callable[[], bytes]) -> bool:
    """Whether a file is a notebook inside, whatever it is called."""
    try:
        data = read()
    except UnreadableNotebook:
        return False
    return bool(_OBJECT.match(data)) and b'"cells"' in data and b'"cell_type"' in data


def written(data: bytes, notebook: CourseNotebook | None) -> int:
    """Count the cells of code that a student has written; -1 if the file cannot be read."""
    try:
        cells: Iterable[Cell] = parse_notebook(data).cells
    except UnreadableNotebook:
        return -1
    theirs = [cell for cell in cells if cell.kind == "code" and text_of(cell)]
    if notebook is None:
        return len(theirs)
    return sum(text_of(cell) not in notebook.texts for cell in theirs
               if cell.id not in notebook.locked)  # fmt: skip


def known(assignment: str, notebooks: Collection[str]) -> str:
    """Return the name of an assignment back.

    Raises
    ------
    UsageError
        If it is none of the course's notebooks.
    """
    if assignment not in notebooks:
        names = ", ".join(notebooks)
        raise UsageError(f"the course has no assignment {assignment!r}; it has {names}")
    return assignment
