"""What in a notebook was changed that was not a student's to change. It changes no mark."""

from collections.abc import Iterator, Sequence

from checker.classroom.submissions.what_is_there import some_of
from checker.documents.cell_text import is_locked, text_of
from checker.records import Cell

WHAT = {"check": "check cell", "given": "cell of given numbers", "setup": "setup cell"}


def tampering(cells: Sequence[Cell], release: Sequence[Cell]) -> list[str]:
    """Say, one clause each, which of the course's cells and marks are not as handed out."""
    return [*_changed_cells(cells, release), *_forged_marks(cells, release)]


def _changed_cells(cells: Sequence[Cell], release: Sequence[Cell]) -> Iterator[str]:
    """Name the course's own cells that are not as they were; one without its id is no loss."""
    handed_in = {cell.id: text_of(cell) for cell in cells}
    texts = set(handed_in.values())
    found: dict[tuple[str, str], list[str]] = {}
    for ours in filter(is_locked, release):
        if text_of(ours) not in texts:
            what = WHAT.get(ours.id.split("-")[0], "cell")
            became = "changed" if ours.id in handed_in else "removed"
            found.setdefault((what, became), []).append(ours.id)
    for (what, became), ids in found.items():
        yield (
            f"the {what} {ids[0]} was {became}"
            if len(ids) == 1
            else (f"{len(ids)} {what.replace('cell', 'cells')} were {became}: {some_of(ids)}")
        )


def _forged_marks(cells: Sequence[Cell], release: Sequence[Cell]) -> Iterator[str]:
    """Name cells whose metadata say otherwise; metadata that were lost on the way say nothing."""
    ours = {cell.id: _grader(cell) for cell in release}
    for cell in cells:
        theirs = _grader(cell)
        if cell.id in ours:
            changed = {field for field, _ in theirs.items() ^ ours[cell.id].items()}
            if ours[cell.id].get("solution"):  # what its stub was, which nbgrader may have written
                changed.discard("checksum")
            if theirs and changed:
                yield f"the metadata of {cell.id} were changed: {', '.join(sorted(changed))}"
        elif theirs.get("grade") and cell.metadata["nbgrader"].get("grade_id") not in ours:
            yield f"the metadata of {cell.id}, which is not ours, say that it is graded"


#: What nbgrader keeps of a cell's part in grading, and no editor changes.
FIELDS = ("grade_id", "checksum", "grade", "solution", "locked", "points")


def _grader(cell: Cell) -> dict[str, object]:
    """Return what nbgrader's metadata say of a cell; a flag that is not there is not set."""
    grader = cell.metadata.get("nbgrader", {})
    return {field: grader[field] for field in FIELDS if grader.get(field)}
