"""Whether a source and its exercises fit together; every fault is named by file and line."""

import ast
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from checker.course.release.exercise_file import line_of, require_python
from checker.course.release.marks import find_regions
from checker.course.release.material import is_program
from checker.course.release.parsing import parsed
from checker.course.release.variants import given_numbers
from checker.documents.sources import SourceCell
from checker.errors import SourceError
from checker.exercises import Exercise

_NAME = re.compile(r"[a-zA-Z_][a-zA-Z0-9_]{0,49}")


def require_consistent(
    path: Path,
    cells: Sequence[SourceCell],
    exercises_path: Path,
    exercises: Sequence[Exercise],
) -> None:
    """Refuse a source whose cells and exercises do not belong to each other one by one.

    Raises
    ------
    SourceError
        If a cell has two roles or none it can have, if an exercise has no cell or a cell no
        exercise, or if a cell does not define what its exercise asks for.
    """
    known = {exercise.name: exercise for exercise in exercises}
    for cell in cells:
        _require_one_role(cell)
        if is_program(cell) and "instructor" not in cell.tags:
            require_python(cell.source, _line_of(cell))
        _require_known(cell, known)
    _require_once((cell for cell in cells if cell.exercise), "exercise")
    _require_once((cell for cell in cells if cell.given), "given")
    if sum("setup" in cell.tags for cell in cells) != 1:
        raise SourceError(f'{path}:1: the source needs one cell with tags=["setup"]')
    tools = [cell for cell in cells if "tools" in cell.tags]
    if len(tools) > 1:
        raise SourceError(f'{tools[1].at()}: one cell has tags=["tools"], and this is another')
    worked = {cell.exercise: cell for cell in cells if cell.exercise}
    for exercise in exercises:
        if exercise.name not in worked:
            place = line_of(exercises_path, exercise.name)
            raise SourceError(f"{place}: {exercise.name} has no worked solution in {path.name}")
        _require_definitions(worked[exercise.name], exercise)


def _line_of(cell: SourceCell) -> Callable[[int], str]:
    return lambda line: cell.at(line - 1)


def _require_one_role(cell: SourceCell) -> None:
    roles = [role for role in (cell.exercise, cell.given, cell.words, *cell.tags) if role]
    if len(roles) > 1:
        raise SourceError(f"{cell.at()}: a cell has one role, not both {roles[0]} and {roles[1]}")
    if not cell.source.strip():
        raise SourceError(f"{cell.at()}: the cell is empty")
    if cell.words and cell.kind != "markdown":
        raise SourceError(
            f"{cell.at()}: words are written in a markdown cell, not a {cell.kind} one"
        )
    if roles and not (cell.words or "instructor" in cell.tags) and cell.kind != "code":
        raise SourceError(f"{cell.at()}: a {cell.kind} cell cannot be {roles[0]}")
    regions = find_regions(cell)
    if cell.exercise and not regions:
        raise SourceError(f"{cell.at()}: the exercise {cell.exercise} has no marked solution")
    if regions and not (cell.exercise or "instructor" in cell.tags):
        place = cell.at(regions[0].begin)
        raise SourceError(f"{place}: a solution stands outside the cell of an exercise")
    if cell.given:
        given_numbers(cell)


def _require_known(cell: SourceCell, known: dict[str, Exercise]) -> None:
    name = cell.exercise or cell.given
    if name and name not in known:
        raise SourceError(f"{cell.at()}: there is no exercise {name}")
    if name and not _NAME.fullmatch(name):
        raise SourceError(f"{cell.at()}: {name} cannot be the name of an exercise")


def _require_once(cells: Iterable[SourceCell], role: str) -> None:
    lines: dict[str, int] = {}
    for cell in cells:
        name = cell.exercise or cell.given
        if name in lines:
            raise SourceError(f"{cell.at()}: {role}={name} stands in line {lines[name]} already")
        lines[name] = cell.line


def _require_definitions(cell: SourceCell, exercise: Exercise) -> None:
    statements = parsed(cell.source).body
    defined = set().union(*map(_names, statements))
    for name in exercise.defines:
        if name not in defined:
            raise SourceError(f"{cell.at()}: the worked solution does not define {name}")
    regions = find_regions(cell)
    for statement in statements:
        if names := _names(statement) & set(exercise.defines):
            first, last = statement.lineno - 1, statement.end_lineno or statement.lineno
            if not any(region.begin < last and first < region.end for region in regions):
                told = f"{min(names)} has no marked solution, and would be handed out whole"
                raise SourceError(f"{cell.at(first)}: {told}")


def _names(statement: ast.stmt) -> set[str]:
    match statement:
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            return {name}
        case ast.Assign(targets=targets):
            return {target.id for target in targets if isinstance(target, ast.Name)}
        case _:
            return set()
