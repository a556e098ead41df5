"""Calls of worked solutions, told from each other: which can be looked up, and which are one."""

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

from checker.exercises.on_the_way import HelperCall
from checker.exercises.sameness import ANSWERED_ATOL, same
from checker.fingerprints import digest_of
from checker.trees import Arrays, flatten

#: A call with more bytes in it than this is not recorded: thousands of pictures are not.
MOST_BYTES = 400_000
#: Nor is one with more than this that only one other program makes in one way.
FEW_BYTES = 20_000
#: Calls whose numbers agree so far are the same.
DECIMALS = 9
#: What a call can be looked up by, and what it can give back from a record.
KEYS = {"plain", "generator", "dict", "function"}
RESULTS = {"plain", "items"}


def with_lent(arguments: tuple[Any, ...], wanted: dict[int, list[Any]]) -> tuple[Any, ...]:
    """Return arguments in which a function that was lent is told by what it gave, and for what."""
    positions, (kind, keys, trees), given = arguments

    def told(tree: tuple[Any, ...]) -> tuple[Any, ...]:
        if tree[0] != "function":
            return tree
        place = tree[1]
        pairs = zip(wanted.get(place, ()), given[place], strict=False)
        return "function", tuple((tuple(handed), result) for handed, result in pairs)

    return tuple(map(told, positions)), (kind, keys, tuple(map(told, trees)))


def is_lookup(call: HelperCall) -> bool:
    """Whether a call can be told by its arguments, and its result be given from a record."""
    return (
        kinds_of_arguments(call.arguments) <= KEYS
        and call.result[0] in RESULTS
        and "." not in call.name
        and bytes_of(call) <= MOST_BYTES
    )


def bytes_of(call: HelperCall) -> int:
    """Return how much a record of a call takes."""
    arrays: Arrays = []
    flatten((*call.arguments, call.result), arrays)
    return sum(array.nbytes for array in arrays)


def kinds_of_arguments(arguments: tuple[Any, ...]) -> set[str]:
    """Return how the arguments of a call are handed over, by position and by name."""
    values, named = arguments[:2]
    return {value[0] for value in values} | {named[0]}


def told_apart_calls(calls: Iterable[HelperCall]) -> Iterator[HelperCall]:
    """Leave out calls that differ from an earlier one in rounding only.

    On another processor they would not differ at all, and a look-up takes either.
    """
    kept: dict[str, list[HelperCall]] = {}
    for call in calls:
        alike = kept.setdefault(_form(call), [])
        if not any(same(call.arguments, other.arguments, atol=ANSWERED_ATOL) for other in alike):
            alike.append(call)
            yield call


def _form(call: HelperCall) -> str:
    """Return what calls have in common that can be told apart by numbers only."""
    arrays: Arrays = []
    flatten(call.arguments, arrays)
    positions, (_, keys, _) = call.arguments
    return repr((call.name, len(positions), keys, [array.shape for array in arrays]))


def exact_key(name: str, arguments: tuple[Any, ...]) -> str:
    """Return what only the same call has, to the last digit."""
    arrays: Arrays = []
    return digest_of((name, flatten(arguments, arrays)), arrays)


def key_of_call(call: HelperCall) -> str:
    """Return what two calls share whose numbers agree in the digits that are looked at."""
    arrays: Arrays = []
    tree = flatten(call.arguments, arrays)
    return digest_of((call.name, tree), list(map(_rounded, arrays)))


def _rounded(array: np.ndarray) -> np.ndarray:
    """Return numbers without the digits in which two right programs may differ."""
    return np.round(array, DECIMALS) + 0.0 if array.dtype.kind == "f" else array
