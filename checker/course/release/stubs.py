"""What stands in a student's notebook where the source has a worked solution."""

import json
from functools import partial

from checker.course.release.conversion import convert, grader_cell
from checker.documents import parse_notebook
from checker.documents.sources import SourceCell
from checker.documents.writing import write_notebook
from checker.exercises import Exercise


def stub_cell(exercise: Exercise, cell: SourceCell) -> str:
    """Write the cell of an exercise as students get it, through nbgrader's own converters."""
    worked = grader_cell(f"exercise-{exercise.name}", cell.source, solution=True)
    clear = partial(convert, stubs={worked.id: stub_of(exercise)})
    return parse_notebook(write_notebook([worked], clear)).cells[0].source


def stub_of(exercise: Exercise) -> str:
    """Write the code that takes the place of each solution of an exercise.

    A function stops with the name of its exercise; typed answers are a dict to be filled in.
    """
    if exercise.fields:
        return _empty_fields(exercise)
    message = f"{exercise.name}: nothing is written here yet"
    return f"raise NotImplementedError({json.dumps(message)})  # replace this line"


def _empty_fields(exercise: Exercise) -> str:
    lines = [f"    {json.dumps(field)}: None," for field in exercise.fields]
    width = max(map(len, lines))
    commented = [
        f"{line:<{width}}  # {comment}" if comment else line
        for line, comment in zip(lines, exercise.fields.values(), strict=True)
    ]
    return "\n".join([f"{exercise.name} = {{", *commented, "}"])


def check_call(exercise: Exercise) -> str:
    """Write the line of an exercise's check cell; its value is the mark."""
    return f'check("{exercise.name}")' if exercise.fields else f"check({exercise.name})"
