"""The cells that are edited, as texts with their syntax trees, and the names that edits may use."""

from collections.abc import Mapping, Sequence, Set
from contextlib import suppress
from types import FunctionType
from typing import Any

import numpy as np

from checker.records import Cell
from checker.sandbox.inside.analysis import analyse, readable
from checker.sandbox.inside.edits.text import Written
from checker.sandbox.inside.needs import PARSER_ERRORS


def programs_of(
    namespace: Mapping[str, Any], cells: Sequence[Cell], defines: Sequence[str]
) -> dict[str, Written]:
    """Return the texts of those cells that define these names last, by the cells' ids."""
    functions = _functions(namespace, set(defines))
    return {cell.id: _written(cell, functions) for cell in _defining(cells, defines)}


def _written(cell: Cell, functions: tuple[str, ...]) -> Written:
    return Written(*readable(cell.id, cell.source), functions)


def _functions(namespace: Mapping[str, Any], asked: Set[str]) -> tuple[str, ...]:
    """Name the notebook's own functions of one argument, but for those that are asked for."""
    return tuple(
        name
        for name, value in namespace.items()
        if isinstance(value, FunctionType) and value.__globals__ is namespace and name not in asked
        if value.__code__.co_argcount - len(value.__defaults__ or ()) == 1
    )


def _defining(cells: Sequence[Cell], defines: Sequence[str]) -> list[Cell]:
    """List the cells that define these names last."""
    last: dict[str, Cell] = {}
    for cell in cells:
        with suppress(*PARSER_ERRORS):
            last |= {name: cell for name in defines if name in _bound(cell)}
    return list({cell.id: cell for cell in last.values()}.values())


def _bound(cell: Cell) -> set[str]:
    return set().union(*(each.binds for each in analyse(cell.id, cell.source)))


def foreign_variables(
    namespace: Mapping[str, Any], cells: Sequence[Cell], own: Mapping[str, Written]
) -> list[str]:
    """Name the variables, and no functions or modules, that other cells of the student's bind."""
    found: set[str] = set()
    for cell in cells:
        with suppress(*PARSER_ERRORS):
            if cell.id not in own:
                found |= _bound(cell)
    plain = (bool, int, float, list, tuple, np.ndarray, np.generic)
    return sorted(name for name in found if isinstance(namespace.get(name), plain))
