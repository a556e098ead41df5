"""Facts of wrong answers that are worth a sentence whatever else is said.

Whole numbers that were cut, answers that do not depend on anything, and values that are the right
ones times a quantity of the arguments, entry by entry.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations, product

import numpy as np

from checker.exercises import Call, Case, Values
from checker.judging.answer_parts import Group, Leaf, arguments_of, part_name
from checker.judging.checks_of_values import ordinals
from checker.judging.short_text import show_number
from checker.judging.values import as_numbers, is_finite
from checker.numerics import compare
from checker.records import Answer, Ending, Value

#: So many numbers must agree before a fact is stated.
ENOUGH_NUMBERS = 3
Path = tuple[int, ...]


def cut_sentence(
    checks: Sequence[Values], given: Mapping[Case, Answer], expected: Mapping[Case, Answer]
) -> str:
    """Say which part holds whole numbers only, those that are left when fractions are cut off.

    Where whole numbers were handed over, the type may come from there, which is another fact.
    """
    for check in checks:
        for case in check.cases:
            if _whole_numbers_went_in(case):
                continue
            pairs = _pairs(given[case].value, expected[case].value)
            for path, got, right in pairs if given[case].ending is Ending.RETURNED else ():
                if _is_cut(got, right):
                    name = part_name(path[:1], check.parts) if path and check.parts else "answer"
                    return CUT.format(name)
    return ""


CUT = (
    "Your {} holds whole numbers only: what stands behind the point is cut off. Of which type is "
    "the array that you write into, and which type keeps fractions?"
)


def _whole_numbers_went_in(case: Case) -> bool:
    """Whether the last call got whole numbers, or one before it, as of images, a whole array."""
    calls = [step for step in case.steps if isinstance(step, Call)]
    earlier = [argument for call in calls for argument in call.args]
    arrays = [argument for argument in earlier if isinstance(argument, np.ndarray)]
    return any(map(_is_whole, (*arguments_of(case), *arrays)))


def _is_whole(argument: Value) -> bool:
    array = as_numbers(argument)
    return array is not None and array.dtype.kind in "iu"


def _is_cut(got: np.ndarray, right: np.ndarray) -> bool:
    if got.dtype.kind not in "iu" or got.shape != right.shape or right.dtype.kind != "f":
        return False
    cut = np.array_equal(got, np.trunc(right))
    return cut and bool(np.any(right != np.trunc(right)))


def _pairs(
    got: Value, expected: Value, path: Path = ()
) -> Iterator[tuple[Path, np.ndarray, np.ndarray]]:
    """List the arrays of an answer as they were given, beside those that are right there."""
    match got, expected:
        case (list() | tuple(), list() | tuple()) if len(got) == len(expected):
            for place, (mine, right) in enumerate(zip(got, expected, strict=True)):
                yield from _pairs(mine, right, (*path, place))
        case (np.ndarray(), np.ndarray()):
            yield path, got, expected


def constant_sentence(
    check: Values, given: Mapping[Case, Answer], expected: Mapping[Case, Answer]
) -> str:
    """Say which number every answer holds, whatever is handed over; "" if there is none."""
    answers = [given[case] for case in check.cases]
    if any(answer.ending is not Ending.RETURNED for answer in answers):
        return ""
    numbers = [as_numbers(answer.value) for answer in answers]
    arrays = [array for array in numbers if array is not None and array.dtype.kind in "biuf"]
    entries = np.concatenate([array.ravel() for array in arrays]) if arrays else np.zeros(0)
    if len(arrays) < len(answers) or entries.size < ENOUGH_NUMBERS:
        return ""
    right = [as_numbers(expected[case].value) for case in check.cases]
    varied = {float(entry) for array in right if array is not None for entry in array.ravel()}
    if not np.isfinite(entries[0]) or np.any(entries != entries[0]) or len(varied) < 2:
        return ""
    return CONSTANT.format(show_number(float(entries[0])))


CONSTANT = (
    "Every number that you hand back is {}, whatever is handed over. What takes part in no way?"
)


def table_sentence(
    check: Values, given: Mapping[Case, Answer], expected: Mapping[Case, Answer]
) -> str:
    """Say that a table has come where a column is asked, as a column and a flat row make one."""
    pairs = [
        (got.shape, right.shape[0])
        for case in check.cases
        for _, got, right in _pairs(given[case].value, expected[case].value)
        if right.ndim and right.size == right.shape[0] > 1 and got.size != right.size
    ]
    if pairs and all(shape == (n, n) for shape, n in pairs):
        return TABLE.format(pairs[0][1])
    return ""


TABLE = (
    "A table of {0} by {0} has come where {0} numbers are asked: that is what a column and a flat "
    "row make together, entry by entry. Where was the second axis lost, or gained?"
)


def warning_sentence(
    checks: Sequence[Values], given: Mapping[Case, Answer], expected: Mapping[Case, Answer]
) -> str:
    """Say what NumPy's warnings mean, where an answer came with one and is no finite number.

    A right program may be warned of a number that nothing depends on, so a warning alone says
    nothing, but where a check asks for quiet.
    """
    seen = {
        word
        for check in checks
        for case in check.cases
        if check.quiet or (is_finite(expected[case].value) and not is_finite(given[case].value))
        for word in given[case].warnings
    }
    return next((WARNED[word] for word in WARNED if word in seen), "")


#: NumPy's words for what it warns of, the one that comes first in a calculation first.
WARNED = {
    "overflow": (
        "On the way a number became too large to be held, as an exponential does. For which inputs "
        "does your exponent grow, and which form of the formula never lets it?"
    ),
    "divide": (
        "On the way something was divided by 0, or the logarithm of 0 was taken. Which number "
        "becomes 0, by rounding perhaps, and what would keep it from that?"
    ),
    "invalid": (
        "On the way 0 met 0, or infinity met infinity, which gives no number. Which two of yours "
        "can do that?"
    ),
}


def quantity_of(group: Group) -> str:
    """Say by which quantity of arguments a part's entries differ from the right ones.

    The quantities are an argument a, 1 - a, a (1 - a), the sigmoid's slope at a, and the product
    of two arguments, as a factor or a divisor, entry by entry and the same in all cases.
    """
    leaves = [leaf for leaf in group.leaves if leaf.expected.size]
    if sum(leaf.expected.size for leaf in leaves) < ENOUGH_NUMBERS:
        return ""
    width = min(len(arguments_of(leaf.case)) for leaf in leaves)
    places = [*((place,) for place in range(width)), *combinations(range(width), 2)]
    for which, divides in product(places, (False, True)):
        for words, factor in ONE.items() if len(which) == 1 else TWO.items():
            if all(_differs_by(leaf, which, factor, divides) for leaf in leaves):
                named = words.format(*(f"your {ordinals([place])} argument" for place in which))
                return f"{'divided by' if divides else 'times'} {named}, entry by entry"
    return ""


def few_sentence(group: Group, of: str) -> str:
    """Say that all numbers of a part are one or two, where many others are asked."""
    pairs = [(leaf.got, leaf.expected) for leaf in group.leaves if leaf.expected.size]
    entries = [got.ravel() for got, _ in pairs if got is not None and got.dtype.kind in "biuf"]
    right = {float(entry) for _, asked in pairs for entry in asked.ravel()}
    if not entries or len(entries) < len(pairs):
        return ""
    given = np.unique(np.concatenate(entries))
    told = len(given) <= MOST_FEW < ENOUGH_NUMBERS <= len(right) and np.isfinite(given).all()
    return FEW.format(of, " or ".join(map(show_number, given.tolist()))) if told else ""


MOST_FEW = 2
FEW = "Every number{} is {}, and many different ones are expected. On which line do they get lost?"


def _slope(a: np.ndarray) -> np.ndarray:
    with np.errstate(over="ignore"):
        s = 1 / (1 + np.exp(-a))
    return np.asarray(s * (1 - s))


Factor = Callable[..., np.ndarray]
ONE: Mapping[str, Factor] = {
    "{0}": lambda a: a,
    "1 minus {0}": lambda a: 1 - a,
    "{0} times 1 minus {0}": lambda a: a * (1 - a),
    "the slope of the sigmoid at {0}": _slope,
}
TWO: Mapping[str, Factor] = {"{0} times {1}": lambda a, b: a * b}


def _differs_by(leaf: Leaf, places: Sequence[int], quantity: Factor, divides: bool) -> bool:
    got, right = leaf.got, leaf.expected
    known = [_like(arguments_of(leaf.case)[place], right) for place in places]
    arrays = [array for array in known if array is not None]
    if len(arrays) < len(known) or got is None or got.shape != right.shape:
        return False
    factor = quantity(*arrays)
    if np.allclose(factor, factor.flat[0]):
        return False
    with np.errstate(all="ignore"):
        expected = right / factor if divides else right * factor
    return bool(np.isfinite(expected).all()) and compare(got, expected) is None


def _like(argument: Value, right: np.ndarray) -> np.ndarray | None:
    """Return an argument that is made of real numbers and has the shape of the right values."""
    array = as_numbers(argument)
    if array is None or array.dtype.kind not in "iuf" or array.shape != right.shape:
        return None
    return array.astype(float)
