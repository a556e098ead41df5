"""A student's own notebook, run as “restart the kernel and run all cells” does: what it earns.

It is read as a grader reads it, and statements that fail are passed over as there. What an
exercise earns is checked below its last definition, wherever its check stands, or if somebody has
deleted it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from checker.answers import recover
from checker.documents.cell_text import binds, exercise_id
from checker.documents.running import notebook_at, run_cells
from checker.errors import UsageError
from checker.exercises.casebook import Casebook, CompiledExercise
from checker.exercises.shelf import casebooks
from checker.records import Cell
from checker.student.passing_over import TEACHES, what_was_passed_over

WIDGET = "application/vnd.jupyter.widget-view+json"
#: The call that checks an exercise.
CHECK_CALL = re.compile(r"""^check\(["']?([\w.]+)["']?\)""", re.MULTILINE)


@dataclass(frozen=True)
class Checked:
    """What the check of one exercise said, and the points that it gave."""

    exercise: str
    points: float
    max_points: float
    bonus: bool
    text: str


@dataclass(frozen=True)
class Rehearsal:
    """What is said of each exercise, and what a grader repairs in the notebook."""

    checked: tuple[Checked, ...]
    repairs: tuple[str, ...]


def rehearse(path: Path) -> Rehearsal:
    """Run a notebook in its own folder, and give what is said of each of its exercises.

    Raises
    ------
    UsageError
        If the file is no notebook of the course, its recorded cases are not beside it, or the
        kernel does not get to its end.
    """
    parsed = notebook_at(path)
    books = casebooks(path.resolve().parent)
    book = max(books, key=lambda each: _answered(parsed.cells, each))
    if not _answered(parsed.cells, book):
        raise UsageError(f"{path} answers no exercise of the course")
    cells, found = recover(parsed.cells, (), book.exercises)
    checks = {each.name: f"rehearsed-{each.name}" for each in book.exercises}
    for exercise in book.exercises:
        cells = _with_check(cells, exercise, checks[exercise.name])
    outputs = run_cells([TEACHES, *cells], path)
    checked = (_checked(each, outputs[checks[each.name]]) for each in book.exercises)
    repairs = (*parsed.repairs, *found, *what_was_passed_over(cells, outputs))
    return Rehearsal(tuple(checked), repairs)


def _answered(cells: Sequence[Cell], book: Casebook) -> int:
    """Return how many exercises of a book a notebook seems to answer or to check."""
    return sum(any(_concerns(cell, each) for cell in cells) for each in book.exercises)


def _concerns(cell: Cell, exercise: CompiledExercise) -> bool:
    return (
        cell.id == exercise_id(exercise.name) or _defines(cell, exercise) or _checks(cell, exercise)
    )


def _defines(cell: Cell, exercise: CompiledExercise) -> bool:
    """Whether a cell defines what is asked, or changes an answer that is typed in."""
    names = exercise.defines or (exercise.name,)
    if exercise.fields and re.search(rf"(?m)^{exercise.name}[ \t]*[.[|]", cell.source):
        return True
    return any(binds(cell.source, name) for name in names)


def _checks(cell: Cell, exercise: CompiledExercise) -> bool:
    names = {exercise.name, exercise.number, *exercise.defines}
    return not names.isdisjoint(CHECK_CALL.findall(cell.source))


def _with_check(cells: Sequence[Cell], exercise: CompiledExercise, id_: str) -> tuple[Cell, ...]:
    """Return cells of which one checks an exercise: its own check, or one more.

    A check of its own stands alone in a cell, and below the last definition.
    """
    code = [(at, cell) for at, cell in enumerate(cells) if cell.kind == "code"]
    defined = max((at for at, cell in code if _defines(cell, exercise)), default=-1)
    checked = max((at for at, cell in code if _checks(cell, exercise)), default=-1)
    check = f'check("{exercise.name}")'  # by its name, so that a missing function is explained
    if checked > defined and CHECK_CALL.fullmatch(cells[checked].source.strip()):
        own = replace(cells[checked], id=id_, source=check)
        return (*cells[:checked], own, *cells[checked + 1 :])
    below = 1 + max(defined, checked)
    return (*cells[:below], Cell(id_, "code", check), *cells[below:])


def _checked(exercise: CompiledExercise, outputs: Sequence[Any]) -> Checked:
    numbers = [text for text in _texts(outputs, "execute_result") if _is_number(text)]
    points = min(float(numbers[-1]), exercise.max_points) if numbers else 0.0
    said = [*_texts(outputs, "display_data"), *_streams(outputs), *_errors(outputs)]
    text = "\n".join(said) or f"{exercise.number} {exercise.name} was not checked"
    return Checked(exercise.name, points, exercise.max_points, exercise.bonus, text.rstrip())


def _texts(outputs: Sequence[Any], kind: str) -> Iterator[str]:
    """Return the plain texts of outputs of a kind, but for those of widgets, which say nothing."""
    for output in outputs:
        if output["output_type"] == kind and WIDGET not in output["data"]:
            yield output["data"].get("text/plain", "")


def _streams(outputs: Sequence[Any]) -> Iterator[str]:
    return (output["text"] for output in outputs if output["output_type"] == "stream")


def _errors(outputs: Sequence[Any]) -> Iterator[str]:
    """Say what stopped a check before it was made, such as a function that is not there."""
    for output in outputs:
        if output["output_type"] == "error":
            yield f"{output['ename']}: {output['evalue']}"


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
