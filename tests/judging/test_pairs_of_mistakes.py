"""Two known mistakes at once, named together where no single one explains an answer."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.exercises import Exercise, Misconception, Pure, Values, call
from checker.exercises.casebook import Casebook, compile_exercise
from checker.exercises.storage import dump, load
from checker.judging import judge, with_pairs
from checker.judging.evidence import alike
from checker.judging.pairs_of_mistakes import FAR, _first_entries_differ
from checker.judging.tolerances import USUAL
from checker.records import Answer, Ending
from checker.sandbox.inside.probe import ask


def layer(x, w, *, bias=1.0, power=2, sign=1, offset=0.0):
    """A made-up layer whose parts can each be wrong."""
    return sign * w * x + bias, (w * x + bias) ** power + offset


WRONG = {"no_bias": {"bias": 0.0}, "cubed": {"power": 3}, "sign": {"sign": -1}}
CASES = tuple(
    call(f"case {n}", "f", np.linspace(0.3, 0.9, n), np.linspace(1.1, 1.7, n)) for n in (2, 3, 4)
)


def solve(_, known, cases, __):
    flags = WRONG[known.id] if known else {}
    return answers(cases, **flags)


def answers(cases, **flags):
    """Ask the cases of the layer with these parts wrong."""
    names = {"f": lambda x, w: layer(np.asarray(x), w, **flags)}
    return [ask(names, case.steps) for case in cases]


@pytest.fixture(scope="module")
def single():
    """The exercise with its three known mistakes."""
    checks = [Values("values", 1.0, CASES, ("z", "a")), Pure("pure", 0.5, CASES[:1])]
    known = tuple(Misconception(name, f"You {name}?", body="…") for name in WRONG)
    written = Exercise("f", "9.1", "f", lambda _: checks, ("", "", ""), misconceptions=known)
    return compile_exercise(written, None, {}, solve)


def tried(exercise, *pairs):
    names = list(WRONG)
    return [
        (one, other, answers(exercise.cases, **WRONG[names[one]], **WRONG[names[other]]))
        for one, other in pairs
    ]


@pytest.fixture(scope="module")
def exercise(single):
    """The exercise with all its pairs, of which the first is nearer to the output."""
    return with_pairs(single, tried(single, (1, 0), (2, 0), (1, 2)))


@pytest.mark.parametrize("pair", [("cubed", "no_bias"), ("sign", "no_bias"), ("cubed", "sign")])
def test_pair_is_named(exercise, pair):
    """Both mistakes are named, both sentences said, the one nearer to the output first."""
    flags = WRONG[pair[0]] | WRONG[pair[1]]
    verdict = judge(exercise, answers(exercise.cases, **flags))
    assert (verdict.misconception, verdict.second_misconception) == tuple(
        f"9.1.{name}" for name in pair
    )
    says = f"Two things at once. First: You {pair[0]}? Then: You {pair[1]}?"
    assert verdict.sentence == says


@pytest.mark.parametrize("name", WRONG)
def test_single_mistake_stays_single(exercise, name):
    """Who makes one mistake is not told of two."""
    verdict = judge(exercise, answers(exercise.cases, **WRONG[name]))
    assert verdict.misconception == f"9.1.{name}"
    assert verdict.second_misconception is None
    assert verdict.sentence == f"You {name}?"


@pytest.mark.parametrize(
    "flags", [{}, {"offset": 1.0}, {"power": 3, "offset": 0.1}, {"bias": 0.5, "sign": -1}]
)
def test_what_is_no_pair(exercise, flags):
    """Right answers, and wrong ones that two known mistakes do not make, are not accused."""
    verdict = judge(exercise, answers(exercise.cases, **flags))
    assert verdict.second_misconception is None
    assert verdict.misconception is None


def test_pair_under_another_flaw(exercise):
    """A pair is named by its values even if one case stops the student's version."""
    given = answers(exercise.cases, bias=0.0, power=3)
    stopped = ask({"f": lambda x, w: 1 / 0}, exercise.cases[0].steps)
    verdict = judge(exercise, [stopped, *given[1:]])
    assert verdict.second_misconception is None  # two telling values are not enough
    verdict = judge(exercise, [*given[:3], stopped])
    assert verdict.second_misconception == "9.1.no_bias"


@pytest.mark.parametrize(
    "flags", [{}, WRONG["cubed"], {"bias": 1.0, "power": 3}], ids=["right", "single", "no change"]
)
def test_pair_that_cannot_be_told(single, flags):
    """A pair that answers like the reference or a single mistake is left out."""
    assert with_pairs(single, [(1, 0, answers(single.cases, **flags))]).pairs == ()


def test_pair_of_which_nothing_comes(single):
    """It is left out: an empty loop answers with zeros too, and has neither mistake."""
    right = answers(single.cases)
    tiny = [replace(each, value=tuple(1e-12 * part for part in each.value)) for each in right]
    assert with_pairs(single, [(1, 0, right), (1, 0, tiny)]).pairs == ()
    small = [replace(each, value=tuple(1e-2 * part for part in each.value)) for each in right]
    assert len(with_pairs(single, [(1, 0, small)]).pairs) == 1


def test_two_pairs_alike(single):
    """Two pairs that answer alike are both left out: to name one might be wrong."""
    same = answers(single.cases, bias=0.0, power=3)
    assert with_pairs(single, [(1, 0, same), (2, 0, same)]).pairs == ()


def test_pairs_in_a_casebook(exercise):
    """Pairs survive being written and read, and what is a single mistake's own is kept once."""
    book = Casebook("09", None, {}, (exercise,))
    data = dump(book)
    (again,) = load(data).exercises
    assert dump(load(data)) == data
    verdict = judge(again, answers(again.cases, bias=0.0, power=3))
    assert verdict.second_misconception == "9.1.no_bias"
    bare = dump(replace(book, exercises=(replace(exercise, pairs=()),)))
    assert len(data) < 2 * len(bare)


NUMBERS = st.sampled_from(
    [0.0, -0.0, 1e-7, 1e-5, 2e-3, 1.0, 1.000_001, 1.01, -1.0, 1e9, float("nan"), float("inf")]
)
ARRAYS = st.lists(NUMBERS, max_size=3).flatmap(
    lambda row: st.sampled_from([np.array(row), np.array([row]), np.array([row]).T])
)
SINGLE = NUMBERS | ARRAYS | st.integers(0, 2) | st.none()
ANSWERED = SINGLE | st.tuples(SINGLE) | st.tuples(SINGLE, SINGLE)


@given(ANSWERED, ANSWERED)
def test_values_that_begin_far_apart(one, other):
    """They are not alike, in whatever form."""
    if _first_entries_differ(one, other, USUAL):
        assert not alike(Answer(Ending.RETURNED, one), Answer(Ending.RETURNED, other))


def test_how_far_is_far():
    """What is not far by much is compared in full."""
    rtol, atol = USUAL
    for times, is_far in ((0.9, False), (1.1, True)):
        other = times * FAR * (atol + rtol * 1.0)
        assert _first_entries_differ(0.0, min(other, 1.0), (0.0, atol + rtol)) == is_far
