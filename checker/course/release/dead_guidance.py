"""Guidance that guides nobody: for rows that there are not, or with a line of the solution."""

import ast
from collections.abc import Iterator

from checker.course.release.exercise_file import require_python
from checker.course.release.material import Material
from checker.course.release.parsing import parsed
from checker.course.release.telling import compact, telling_lines
from checker.course.release.wrong import from_lines, other_way
from checker.errors import SourceError
from checker.exercises import Exercise

#: A place and a sentence.
Fault = tuple[str, str]


def guidance_faults(material: Material, exercise: Exercise) -> Iterator[Fault]:
    """Yield what is wrong with the hints for rows, the lines to order and what comes at full marks.

    Raises
    ------
    SourceError
        If the other way, or the lines in their order, cannot be written or are no Python.
    """
    place = material.places.of_field(exercise.name, "guidance")
    faults = (*_row_faults(material, exercise), *_order_faults(material, exercise))
    yield from ((place, fault) for fault in (*faults, *_another_faults(material, exercise)))


def _row_faults(material: Material, exercise: Exercise) -> Iterator[str]:
    rows = exercise.guidance.rows
    names = {check.name for check in material.checks(exercise)} if rows else set()
    for row, hint in rows.items():
        what = f"the hint of {exercise.name} about “{row}”"
        if row not in names:
            yield f"{what} is about no check: there are {', '.join(sorted(names))}"
        if not hint.strip():
            yield f"{what} is empty"
        if _tells(material, exercise, hint):
            yield f"{what} holds a line of the worked solution"


def _order_faults(material: Material, exercise: Exercise) -> Iterator[str]:
    order = exercise.guidance.order
    if order is None:
        return
    what = f"the lines of {exercise.name} to be put in order"
    lines = order.in_order()
    place = material.places.of_field(exercise.name, "guidance")
    require_python(from_lines(exercise, material.worked(exercise), lines), lambda _: place)
    if any(_tells(material, exercise, line) for line in lines):
        yield f"{what} hold a line of the worked solution"


def _another_faults(material: Material, exercise: Exercise) -> Iterator[str]:
    if not exercise.guidance.another:
        return
    place = material.places.of_field(exercise.name, "guidance")
    worked = material.worked(exercise)
    try:
        text = other_way(exercise, worked)
    except SourceError as error:
        yield str(error).removeprefix(f"{worked.at()}: ")
        return
    require_python(text, lambda _: place)
    if ast.dump(parsed(text)) == ast.dump(parsed(worked.source)):
        yield f"the other way to write {exercise.name} is the worked solution"


def _tells(material: Material, exercise: Exercise, text: str) -> bool:
    secrets = (compact(line) for line in telling_lines(material.worked(exercise)))
    return any(secret in compact(text) for secret in secrets)
