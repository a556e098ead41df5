"""nbgrader's own converters, in the order in which it makes a release of an assignment."""

import re
from collections.abc import Mapping
from typing import Any

from checker.course.release.marks import BEGIN, END
from checker.records import Cell

SCHEMA_VERSION = 3
_FUNCTION = re.compile(r" *def (\w+)")


def grader_cell(
    name: str,
    source: str,
    *,
    kind: str = "code",
    solution: bool = False,
    points: float | None = None,
) -> Cell:
    """Make a cell that nbgrader knows: an exercise, a check if it has points, else read-only.

    What is both an exercise and has points is marked by hand.
    """
    grader: dict[str, Any] = {
        "grade": points is not None,
        "grade_id": name,
        "locked": not solution,
        "schema_version": SCHEMA_VERSION,
        "solution": solution,
        "task": False,
    }
    if points is not None:
        grader["points"] = points
    return Cell(name, kind, source.strip("\n"), {"nbgrader": grader})


def convert(notebook: Any, stubs: Mapping[str, str]) -> None:
    """Turn a notebook with worked solutions into the students', in place.

    `stubs` holds by cell id what takes the place of each solution of that cell.
    """
    from nbgrader import preprocessors  # noqa: PLC0415 - takes seconds, and grading needs none

    for cell in notebook.cells:
        if cell.id in stubs:
            clear = preprocessors.ClearSolutions(
                code_stub={"python": stubs[cell.id]},
                begin_solution_delimeter=BEGIN,
                end_solution_delimeter=END,
            )
            clear.preprocess_cell(cell, {"language": "python"}, 0)
            cell.source = naming_functions(cell.source)
    for converter in (
        preprocessors.LockCells(),
        preprocessors.ClearOutput(),
        preprocessors.CheckCellMetadata(),
        preprocessors.ComputeChecksums(),
        preprocessors.CheckCellMetadata(),
    ):
        converter.preprocess(notebook, {})


def naming_functions(stub: str) -> str:
    r"""Return the stub of an exercise, each function of which says its own name where it stops.

    >>> print(naming_functions('def slope(a):\n    raise X("cost: nothing is written here yet")'))
    def slope(a):
        raise X("cost: nothing is written in slope yet")
    """
    lines, function = list[str](), ""
    for line in stub.split("\n"):
        found = _FUNCTION.match(line)
        function = found[1] if found else function
        where = "here" if not function or f'"{function}: ' in line else f"in {function}"
        lines.append(line.replace(": nothing is written here", f": nothing is written {where}"))
    return "\n".join(lines)
