"""Facts of wrong answers that come about step by step: of a step, of costs, of examples moved."""

import math
from collections.abc import Iterator, Sequence

import numpy as np

from checker.exercises import Case
from checker.judging.answer_parts import Group, Leaf, arguments_of
from checker.judging.checks_of_values import ordinals
from checker.judging.ratios import CLOSE, ratio_between, ratio_of
from checker.judging.values import as_numbers
from checker.records import Value

#: So many costs, or columns, show how they go.
ENOUGH_COSTS, ENOUGH_COLUMNS = 4, 3
#: Costs that change by a smaller share stay as they are; those that should fall do so by more.
FLAT, FALLING = 1e-3, 0.02
#: Who is slower has not come further than this share of the way.
SLOWER = 0.8


def step_sentence(group: Group, where: str) -> str:
    """Say by which factor the way from an argument to a part is not the expected one."""
    width = min(len(arguments_of(leaf.case)) for leaf in group.leaves) if group.leaves else 0
    for place in range(width):
        steps = [_step(leaf, place) for leaf in group.leaves]
        known = [step for step in steps if step is not None]
        if len(known) == len(steps) and any(step.expected.any() for step in known):
            way = Group(group.name, tuple(known))
            ratio = _by_argument(way.leaves) or ratio_of(way)
            if ratio:
                return STEP.format(ordinals([place]), where, ratio)
    return ""


STEP = "The step{1} from your {0} argument is {2}. Which way does it go, and what decides how far?"


def _step(leaf: Leaf, place: int) -> Leaf | None:
    """Return what was added to an argument beside what should have been, if it has one form."""
    start = _of_layer(arguments_of(leaf.case)[place], leaf.path)
    if start is None or start.dtype.kind not in "iuf" or leaf.got is None:
        return None
    if not start.shape == leaf.got.shape == leaf.expected.shape or not start.ndim:
        return None
    with np.errstate(all="ignore"):
        return Leaf(leaf.case, leaf.path, leaf.got - start, leaf.expected - start, leaf.matcher)


def _of_layer(argument: Value, path: Sequence[int]) -> np.ndarray | None:
    """Return an argument, or the item of a list that belongs to the last place of a path."""
    if isinstance(argument, list) and path and path[-1] < len(argument):
        return as_numbers(argument[path[-1]])
    return as_numbers(argument)


def _by_argument(leaves: Sequence[Leaf]) -> str:
    """Say that a ratio is a number among the arguments, or its inverse, as of a learning rate."""
    ratios = [ratio_between(leaf) for leaf in leaves if leaf.expected.any()]
    cases = [leaf.case for leaf in leaves if leaf.expected.any()]
    for place in range(min(len(arguments_of(case)) for case in cases)):
        numbers = [_number(case, place) for case in cases]
        if None in numbers or None in ratios or len(set(numbers)) < 2:
            continue
        for turn, words in ((1, "times"), (-1, "divided by")):
            pairs = zip(ratios, numbers, strict=True)
            if all(math.isclose(r or 0, (n or 1) ** turn, rel_tol=CLOSE) for r, n in pairs):
                return f"the expected one {words} your {ordinals([place])} argument"
    return ""


def _number(case: Case, place: int) -> float | None:
    argument = arguments_of(case)[place]
    is_number = isinstance(argument, int | float) and not isinstance(argument, bool)
    return float(argument) if is_number and argument else None  # type: ignore[arg-type]


def cost_sentence(group: Group) -> str:
    """Say how costs go that should fall: they rise, stay where they begin, or fall more slowly."""
    wrong = [leaf for leaf in group.leaves if not leaf.right]
    name = f"Your {group.name}" if group.name else "The numbers that you hand back"
    with np.errstate(all="ignore"):  # costs may have run away
        for goes, sentence in COSTS.items():
            if wrong and all(_should_fall(leaf) and goes(leaf) for leaf in wrong):
                return sentence.format(name)
    return ""


def _should_fall(leaf: Leaf) -> bool:
    """Whether numbers in a row are asked that fall from one to the next, and as many came."""
    asked, got = leaf.expected, leaf.got
    if asked.ndim != 1 or asked.size < ENOUGH_COSTS or got is None or got.shape != asked.shape:
        return False
    falls = bool(np.all(np.diff(asked) < 0)) and asked[0] - asked[-1] > FALLING * abs(asked[0])
    return falls and bool(np.isfinite(got).all())


def _rises(leaf: Leaf) -> bool:
    got = _got(leaf)
    return bool(np.all(np.diff(got) > 0)) and np.ptp(got) > FLAT * abs(got[0])


def _stays(leaf: Leaf) -> bool:
    got = _got(leaf)
    return bool(np.ptp(got) <= FLAT * abs(got[0]))


def _is_slower(leaf: Leaf) -> bool:
    """Whether costs begin as asked and fall, and end where fewer steps should have come."""
    got, asked = _got(leaf), leaf.expected
    if not (np.all(np.diff(got) < 0) and math.isclose(got[0], asked[0], rel_tol=CLOSE)):
        return False
    return bool(asked[int(SLOWER * (asked.size - 1))] < got[-1])


def _got(leaf: Leaf) -> np.ndarray:
    return leaf.expected if leaf.got is None else leaf.got


COSTS = {
    _rises: "{0} rise from one to the next, and they should fall. Which way does a step go?",
    _stays: (
        "{0} stay where they begin, and they should fall. Which values does a step have to change, "
        "and which of them are used the next time?"
    ),
    _is_slower: (
        "{0} begin as expected and fall, but more slowly: at the end they are still on their way "
        "to what should have been reached earlier. How long is each step?"
    ),
}


def columns_sentence(group: Group, where: str) -> str:
    """Say that all columns are one and the same, or that some are doubled and others lost."""
    wrong = [leaf for leaf in group.leaves if not leaf.right]
    if wrong and all(_are_one(leaf) for leaf in wrong):
        return ONE_COLUMN.format(where)
    if wrong and all(_are_doubled(leaf) for leaf in wrong):
        return DOUBLED.format(where)
    return ""


ONE_COLUMN = (
    "All columns{0} are one and the same, and the expected ones differ. What should tell one "
    "column from the next?"
)
DOUBLED = (
    "Each column{0} is one of the right ones, but some stand there more than once and others not "
    "at all. Which is taken twice, or overwritten too early?"
)


def _columns(leaf: Leaf) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """List the columns of an answer beside the right ones, of a table with enough of them."""
    got, asked = leaf.got, leaf.expected
    if got is None or got.shape != asked.shape or asked.ndim != 2:
        return
    if asked.shape[1] >= ENOUGH_COLUMNS and np.isfinite(got).all():
        yield from zip(got.T, asked.T, strict=True)


def _are_one(leaf: Leaf) -> bool:
    pairs = list(_columns(leaf))
    same = all(got.any() and np.array_equal(got, pairs[0][0]) for got, _ in pairs)
    return bool(pairs) and same and not any(_alike(asked, pairs[0][1]) for _, asked in pairs[1:])


def _are_doubled(leaf: Leaf) -> bool:
    """Whether columns are right ones, not all of them, where no two of these are alike."""
    pairs = list(_columns(leaf))
    asked = [right for _, right in pairs]
    if any(_alike(one, other) for at, one in enumerate(asked) for other in asked[:at]):
        return False
    places = [next((at for at, right in enumerate(asked) if _alike(got, right)), None)
              for got, _ in pairs]  # fmt: skip
    return bool(pairs) and None not in places and len(set(places)) < len(places)


def _alike(one: np.ndarray, other: np.ndarray) -> bool:
    return bool(np.allclose(one, other, rtol=1e-6, atol=1e-9))
