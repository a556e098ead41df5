"""Whether a class was handed another release than the one that it is graded against.

Graded against the wrong one, everybody's given numbers would look as if they had been changed.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import islice

from checker.classroom.submissions.discovery import Found
from checker.documents import parse_notebook
from checker.documents.cell_text import is_locked, text_of
from checker.errors import CheckerError
from checker.records import Cell

#: So many submissions are looked at, and so many must agree: one student may change a number.
LOOKED_AT, AGREEING = 20, 2
GIVEN = "given-"

#: The given numbers that are not ours, by the cell's id.
Others = frozenset[tuple[str, str]]


def handed_out_otherwise(found: Sequence[Found], release: Sequence[Cell]) -> int:
    """Count the submissions that agree on given numbers other than the release's; 0 if few do.

    Of those that can be read most have to agree.
    """
    ours = {cell.id: text_of(cell) for cell in release if _is_given(cell)}
    if not ours:
        return 0
    read = (_others(item, ours) for item in found)
    looked_at = list(islice((others for others in read if others is not None), LOOKED_AT))
    (most, count), *_ = Counter(looked_at).most_common(1) or [(frozenset(), 0)]
    return count if most and count >= AGREEING and 2 * count > len(looked_at) else 0


def _is_given(cell: Cell) -> bool:
    return cell.id.startswith(GIVEN) and is_locked(cell)


def _others(item: Found, ours: dict[str, str]) -> Others | None:
    try:
        cells = parse_notebook(item.read()).cells
    except (OSError, CheckerError):
        return None
    theirs = ((cell.id, text_of(cell)) for cell in cells if cell.id in ours)
    return frozenset((name, text) for name, text in theirs if text != ours[name])
