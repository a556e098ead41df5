"""What a student wrote in words, taken as text: nothing judges it before a person has."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from checker.course.compiling.assignments import Assignment
from checker.documents.cell_text import text_of, words_id
from checker.exercises import InWords
from checker.grades import CheckResult, Outcome, Verdict
from checker.records import Cell, Submission

#: Of longer words only the beginning is handed on; the student has them all in the notebook.
CHARACTERS = 20_000
#: What nbgrader itself writes where a cell for words is cleared.
THEIRS = "YOUR ANSWER HERE"
MARK = "your instructor's mark"


def words_of(assignment: Assignment, cells: Sequence[Cell], name: str) -> str:
    """Return what was written for an exercise: in its cell, and in cells put right below it.

    What the cell said when it was handed out does not count.
    """
    place = words_id(name)
    given = assignment.texts.get(place, "").splitlines()
    ours = {THEIRS, *(line.strip() for line in given)} - {""}
    texts = (text for text in _texts(cells, place, assignment) if len(text) <= 50 * CHARACTERS)
    kept = [line.rstrip() for text in texts for line in (*text.splitlines(), "")]
    return "\n".join(line for line in kept if line.strip() not in ours).strip()[:CHARACTERS]


def _texts(cells: Sequence[Cell], place: str, assignment: Assignment) -> Iterator[str]:
    """Return the text of a cell, and of the student's own cells of text around it.

    Where the cell has lost its id, it is what follows the cell that stood before it.
    """
    others = {each.id: text_of(each) for each in assignment.release if each.id != place}
    begin = next((at for at, cell in enumerate(cells) if cell.id == place), None)
    if begin is None:
        before = _text_before(assignment, place)
        below = (at for at, cell in enumerate(cells, 1) if text_of(cell) == before)
        begin = next(below, None)
    if begin is None:
        return

    def is_theirs(cell: Cell) -> bool:
        ours = cell.id in others or text_of(cell) in others.values()
        return cell.id == place or not (ours or cell.kind == "code")

    earlier = list(takewhile(is_theirs, reversed(cells[:begin])))
    later = list(takewhile(is_theirs, cells[begin:]))
    for cell in earlier[::-1] + later:
        yield cell.source


def _text_before(assignment: Assignment, place: str) -> str | None:
    """Return what the cell says that stands before another in the notebook as handed out."""
    pairs = zip(assignment.release, assignment.release[1:], strict=False)
    return next((text_of(one) for one, other in pairs if other.id == place), None)


def in_words_verdict(exercise: InWords, submission: Submission, words: str) -> Verdict:
    """Return the verdict on words: it waits for a person, unless nothing hangs on it."""
    outcome = Outcome.WAITS if exercise.points else Outcome.WRITTEN
    if submission.unreadable:
        outcome = Outcome.MISSING
    elif not words:
        outcome = Outcome.NOT_ATTEMPTED
    return Verdict(
        exercise=exercise.name,
        number=exercise.number,
        title=exercise.title,
        outcome=outcome,
        checks=(CheckResult(MARK, 0.0, exercise.points),) if exercise.points else (),
        reason=submission.unreadable,
        rubric=exercise.rubric,
    )
