"""Given numbers: read from their cell, written anew for a seed, and filled into the prose."""

import ast
import re
from collections.abc import Iterator, Mapping
from functools import partial

import numpy as np

from checker.course.release.parsing import literal, parsed
from checker.documents.sources import SourceCell
from checker.errors import SourceError
from checker.exercises.casebook import Numbers
from checker.records import Value

_PLACEHOLDER = re.compile(r"«(?P<exercise>\w+)\.(?P<name>\w+)(?::(?P<format>[^«»]*))?»")


def given_numbers(cell: SourceCell) -> dict[str, Value]:
    """Read the names and values of a cell of given numbers.

    Raises
    ------
    SourceError
        If the cell has a line that is no `name = literal`, or a name twice.
    """
    numbers: dict[str, Value] = {}
    for name, node in _assignments(cell):
        if name in numbers:
            raise SourceError(f"{cell.at(node.lineno - 1)}: {name} is given twice")
        numbers[name] = ast.literal_eval(node)
    return numbers


def rewrite_given(cell: SourceCell, numbers: Numbers) -> str:
    """Write the cell of given numbers with other values; comments stay where they are.

    A value that does not change keeps the form in which the source has it.

    Raises
    ------
    SourceError
        If the names are not those of the cell, or a value cannot be written as a literal.
    """
    nodes = dict(_assignments(cell))
    if nodes.keys() != numbers.keys():
        unlike = ", ".join(sorted(nodes.keys() ^ numbers.keys()))
        raise SourceError(f"{cell.at()}: the numbers drawn for {cell.given} differ in {unlike}")
    lines = cell.source.encode().split(b"\n")  # columns of a syntax tree count bytes
    for name, node in reversed(nodes.items()):
        first, last = node.lineno - 1, (node.end_lineno or node.lineno) - 1
        text = _literal(cell, name, numbers[name])
        if ast.literal_eval(node) == literal(text):
            continue
        after = lines[last][node.end_col_offset :]
        lines[first : last + 1] = [lines[first][: node.col_offset] + text.encode() + after]
    return b"\n".join(lines).decode()


def fill(cell: SourceCell, given: Mapping[str, Numbers]) -> str:
    """Fill the placeholders of a cell of prose: «exercise.name» or «exercise.name:format».

    Raises
    ------
    SourceError
        If a placeholder names no given number, or is not one that can be read.
    """
    filled = []
    for row, line in enumerate(cell.source.split("\n")):
        place = cell.at(row)
        text = _PLACEHOLDER.sub(partial(_value, given=given, place=place), line)
        if "«" in text or "»" in text:
            raise SourceError(f"{place}: a placeholder has the form «exercise.name:.2f»")
        filled.append(text)
    return "\n".join(filled)


def _value(match: re.Match[str], given: Mapping[str, Numbers], place: str) -> str:
    exercise, name = match["exercise"], match["name"]
    if name not in given.get(exercise, {}):
        raise SourceError(f"{place}: no given number is called {exercise}.{name}")
    try:
        return format(given[exercise][name], match["format"] or "")
    except (ValueError, TypeError) as error:
        raise SourceError(f"{place}: {exercise}.{name} cannot be written so: {error}") from error


def _assignments(cell: SourceCell) -> Iterator[tuple[str, ast.expr]]:
    """Return the name and the syntax tree of the literal of each line."""
    try:
        statements = parsed(cell.source).body
    except SyntaxError as error:
        raise SourceError(f"{cell.at((error.lineno or 1) - 1)}: {error.msg}") from error
    for statement in statements:
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if _is_literal(value):
                yield name, value
            case _:
                raise SourceError(
                    f"{cell.at(statement.lineno - 1)}: a cell of given numbers has only lines of "
                    "the form “name = number”"
                )


def _is_literal(node: ast.expr) -> bool:
    try:
        ast.literal_eval(node)
    except ValueError:
        return False
    return True


def _literal(cell: SourceCell, name: str, value: Value) -> str:
    plain = value.tolist() if isinstance(value, np.ndarray | np.generic) else value
    text = repr(plain)
    try:
        literal(text)
    except (ValueError, SyntaxError) as error:
        raise SourceError(f"{cell.at()}: {name} = {text} cannot be written as a number") from error
    return text
