"""A student's own notebook, run as “restart the kernel and run all cells” does: what it earns."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from checker.documents.notebooks import parse_notebook
from checker.documents.running import run_through
from checker.errors import UnreadableNotebook, UsageError
from checker.exercises.casebook import CompiledExercise
from checker.exercises.shelf import casebooks

CHECK = "check-"
WIDGET = "application/vnd.jupyter.widget-view+json"


@dataclass(frozen=True)
class Checked:
    """What the check of one exercise said, and the points that it gave."""

    exercise: str
    points: float
    max_points: float
    text: str


def rehearse(path: Path) -> list[Checked]:
    """Run a notebook in its own folder, and give what is said of each of its exercises.

    Raises
    ------
    UsageError
        If the file is no notebook of the course, its recorded cases are not beside it, or the
        kernel does not get to its end.
    """
    outputs = run_through(path)
    books = casebooks(path.resolve().parent)
    exercises = [each for book in books for each in book.exercises]
    checked = [
        _checked(exercise, outputs[CHECK + exercise.name])
        for exercise in exercises
        if CHECK + exercise.name in outputs
    ]
    if not checked:
        raise UsageError(f"{path} holds no check of the course")
    return checked


def what_a_grader_repairs(path: Path) -> Sequence[str]:
    """List what a grader repairs in a notebook before it reads it."""
    with suppress(OSError, UnreadableNotebook):
        return parse_notebook(path.read_bytes()).repairs
    return ()


def _checked(exercise: CompiledExercise, outputs: Sequence[Any]) -> Checked:
    numbers = [text for text in _texts(outputs, "execute_result") if _is_number(text)]
    points = min(float(numbers[-1]), exercise.max_points) if numbers else 0.0
    said = [*_texts(outputs, "display_data"), *_streams(outputs), *_errors(outputs)]
    text = "\n".join(said) or f"{exercise.number} {exercise.name} was not checked"
    return Checked(exercise.name, points, exercise.max_points, text.rstrip())


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
