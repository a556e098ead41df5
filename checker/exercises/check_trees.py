"""Checks as plain trees, in which a case is its place among those of the exercise."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

import numpy as np

from checker.exercises.cases import Case
from checker.exercises.checks import Check, Term
from checker.exercises.kinds_of_checks import KIND_NAMED
from checker.trees import Arrays, Tree, flatten, unflatten


def check_tree(check: Check, places: dict[Case, int], arrays: Arrays) -> Tree:
    """Return a check as a tree; `places` says where each case stands, `arrays` takes arrays."""
    return {"kind": type(check).__name__} | {
        item.name: _part_tree(getattr(check, item.name), places, arrays) for item in fields(check)
    }


def _part_tree(part: Any, places: dict[Case, int], arrays: Arrays) -> Tree:
    """A field of a check: cases become their place in the exercise's list, the rest is a value."""
    match part:
        case Case():
            return {"case": places[part]}
        case Term(coefficient, case, item):
            return {"term": [flatten(coefficient, arrays), places[case], item]}
        case tuple():
            return {"parts": [_part_tree(item, places, arrays) for item in part]}
    return flatten(part, arrays)


def check_of(tree: Tree, cases: Sequence[Case], arrays: Sequence[np.ndarray]) -> Check:
    """Return the check that a tree stands for."""
    parts = {name: _part(part, cases, arrays) for name, part in tree.items() if name != "kind"}
    return KIND_NAMED[tree["kind"]](**parts)


def _part(tree: Tree, cases: Sequence[Case], arrays: Sequence[np.ndarray]) -> Any:
    match tree:
        case {"case": place}:
            return cases[place]
        case {"term": [coefficient, place, item]}:
            return Term(
                unflatten(coefficient, arrays),
                cases[place],
                tuple(item) if isinstance(item, list) else item,
            )
        case {"parts": parts}:
            return tuple(_part(part, cases, arrays) for part in parts)
    return unflatten(tree, arrays)
