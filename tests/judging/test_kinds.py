"""The kinds of check that look at more than one value: what each accepts, and what it says."""

import math
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from checker.exercises import (
    Case,
    Differ,
    Digits,
    Examined,
    Read,
    Relation,
    Sample,
    Share,
    Term,
    Values,
)
from checker.exercises.fields import FieldError
from checker.judging.checks_of_counts import blind_spot
from checker.judging.failures import Evidence
from checker.judging.results import check_result, shown_fault
from checker.records import Answer, Ending, Fault


def case(name):
    return Case(name, (Read(name),))


ONE, TWO = case("one"), case("two")


def result(check, answers, expected=None):
    """Give a check's result for these values, by case."""

    def returned(values):
        return {case: Answer(Ending.RETURNED, value) for case, value in values.items()}

    return check_result(check, Evidence(returned(answers), returned(expected or answers), []))


def layers(*rows):
    return [np.array(row, float) for row in rows]


PAIR = Values("values", 1.0, (ONE,), ("nabla_W", "nabla_b"), flow="backward")
RIGHT = (layers([1, 2], [3, 4], [5, 6]), layers([1], [2], [3]))


@pytest.mark.parametrize(
    ("weights", "biases", "says"),
    [
        (layers([9, 2], [3, 4], [5, 6]), RIGHT[1], "nabla_W[0]: 1 of 2 entries differ, most at"),
        (layers([9, 2], [9, 4], [5, 6]), layers([9], [9], [3]), "nabla_W[1]: "),
        (RIGHT[0], layers([1], [9], [3]), "nabla_b[1]: "),
    ],
)
def test_gradients_are_compared_from_the_last_layer(weights, biases, says):
    """The first wrong array on the way back is named, whichever list it stands in."""
    found = result(PAIR, {ONE: (weights, biases)}, {ONE: RIGHT})
    assert found.reason.startswith(says)


def test_right_layers_are_named():
    """What is right on the way to the first wrong array is said."""
    found = result(PAIR, {ONE: (layers([1, 2], [9, 4], [5, 6]), RIGHT[1])}, {ONE: RIGHT})
    assert found.reason.endswith("; nabla_W[2] and nabla_b[2] are right")


def test_values_are_compared_from_the_first_layer():
    """Forward, the input comes first, then each layer's z before its activation."""
    check = Values("values", 1.0, (ONE,), ("zs", "activations"), flow="forward")
    expected = (layers([1], [2]), layers([0], [3], [4]))
    wrong_z = (layers([9], [2]), layers([0], [9], [4]))
    wrong_input = (layers([9], [2]), layers([7], [9], [4]))
    assert result(check, {ONE: wrong_z}, {ONE: expected}).reason.startswith("zs[0]: ")
    assert result(check, {ONE: wrong_input}, {ONE: expected}).reason.startswith("activations[0]")


def test_lists_that_are_too_short():
    """Before any layer is compared, both lists need their number of items."""
    found = result(PAIR, {ONE: (RIGHT[0], RIGHT[1][:2])}, {ONE: RIGHT})
    assert (found.reason, found.yours, found.expected) == (
        "nabla_b: the number of items differs",
        "2",
        "3",
    )


def test_gradients_as_tuples_and_stacks():
    """Tuples and stacks of arrays are as good as lists."""
    stacked = (np.array([[1, 2], [3, 4], [5, 6]]), ([1.0], [2.0], [3.0]))
    assert result(PAIR, {ONE: stacked}, {ONE: RIGHT}).passed


def test_part_of_a_part():
    """A path picks an item of an item, also for relations between answers."""
    check = Relation("sum", 1.0, "no", (Term(1.0, ONE, (0, 1)), Term(-1.0, TWO, 0)))
    value = ([np.zeros(2), np.array([3.0, 4.0])], 1.0)
    assert result(check, {ONE: value, TWO: (np.array([3.0, 4.0]), 0.0)}).passed
    assert not result(check, {ONE: value, TWO: (np.array([3.0, 5.0]), 0.0)}).passed


def test_answers_that_must_differ():
    """Equal numbers fail; other numbers, or another shape, do not."""
    check = Differ("differ", 1.0, "the same numbers", (Term(1.0, ONE, 0), Term(1.0, ONE, 1)))
    assert not result(check, {ONE: (np.ones(3), np.ones(3))}).passed
    assert result(check, {ONE: (np.ones(3), np.arange(3.0))}).passed
    assert result(check, {ONE: (np.ones(3), np.ones(4))}).passed
    assert result(check, {ONE: (np.ones(3), "text")}).reason == "numbers are asked"


@pytest.mark.parametrize(
    ("draw", "passes"),
    [
        (lambda rng: rng.normal(0, 0.1, (100, 50)), True),
        (lambda rng: rng.normal(0, 0.01, (100, 50)), False),
        (lambda rng: rng.random((100, 50)), False),
        (lambda _: np.zeros((100, 50)), False),
        (lambda _: np.full((100, 50), np.nan), False),
        (lambda _: "text", False),
    ],
)
def test_sample(draw, passes):
    """Draws of the asked mean and spread pass on all seeds; other spreads and means do not."""
    check = Sample("spread", 1.0, "the spread is another", (ONE,), 0.0, 0.1)
    for seed in range(30):
        assert result(check, {ONE: draw(np.random.default_rng(seed))}).passed is passes


def log_chi_square_tail(above, freedom):
    """Integrate the density of chi-square from `above` on: the probability, as a logarithm."""
    x = np.linspace(above, above + 40 * np.sqrt(2 * freedom), 200_001)
    log = (freedom / 2 - 1) * np.log(x) - x / 2 - math.lgamma(freedom / 2)
    log -= freedom / 2 * math.log(2)
    return log.max() + math.log(np.trapezoid(np.exp(log - log.max()), x))


@pytest.mark.parametrize("size", [100, 1000, 6400, 25088])
def test_false_alarms_of_a_sample(size):
    """A right sample is refused less than once in twenty million times, whatever its size.

    The bounds at which `result` changes its mind are found by halving, and what lies beyond them
    is integrated. The mean's error is normal, and so is its tail.
    """
    check = Sample("spread", 1.0, "no", (ONE,), 0.0, 1.0)
    pattern = np.resize([1.0, -1.0], size)  # mean 0, spread 1

    def passes(mean, spread):
        return result(check, {ONE: mean + spread * pattern}).passed

    spread = bisect(lambda spread: passes(0.0, spread), 1.0, 3.0)
    mean = bisect(lambda mean: passes(mean, 1.0), 0.0, 1.0)
    upper = math.exp(log_chi_square_tail(size * spread**2, size - 1))
    beside = math.erfc(mean * math.sqrt(size / 2))
    assert 1e-9 < upper < 1.3e-8
    assert 1e-9 < beside < 2.2e-8
    assert 2 * upper + beside < 5e-8


def bisect(holds, yes, no):
    """Give where a condition stops to hold."""
    for _ in range(50):
        middle = (yes + no) / 2
        yes, no = (middle, no) if holds(middle) else (yes, middle)
    return yes


def test_examined():
    """Points are the share of right ones accepted times the share of wrong ones refused."""
    cases = [case(f"case {place}") for place in range(6)]
    check = Examined("examination", 3.0, tuple(cases[:2]), tuple(cases[2:]))
    said = [True, np.bool_(False), 0, False, 1.0, np.array([True])]
    answers = dict(zip(cases, said, strict=True))
    found = result(check, answers)
    assert found.points == 3.0 * 0.5 * 0.5
    assert found.reason == (
        "accepted 1 of 2 right, refused 2 of 4 wrong; refused, though right: case 1; "
        "accepted, though wrong: case 4, case 5"
    )
    assert result(check, dict.fromkeys(cases, True)).points == 0.0
    assert result(check, dict.fromkeys(cases, "yes")).points == 0.0
    assert result(check, {case: case in cases[:2] for case in cases}).points == 3.0


LABELS = np.arange(100) % 10
BANDS = ((0.0, 0.2, "chance level"), (0.2, 0.9, "half way"))


def predicted(right):
    """Give labels of which so many are right."""
    return np.where(np.arange(100) < right, LABELS, (LABELS + 1) % 10)


def test_examined_by_raising():
    """To raise is to refuse: right for a wrong gradient, and wrong for a right one."""
    check = Examined("examination", 3.0, (ONE,), (TWO,))
    raised = Answer(Ending.RAISED, fault=Fault("ValueError"))
    yes = Answer(Ending.RETURNED, True)
    for answers, points, reason in [
        ({ONE: yes, TWO: raised}, 3.0, ""),
        ({ONE: raised, TWO: raised}, 0.0, "the call stopped with ValueError"),
    ]:
        found = check_result(check, Evidence(answers, answers, []))
        assert (found.points, found.reason) == (points, reason)


def test_an_exception_that_refuses():
    """It explains nothing, for it was right; one that stops what had to be accepted does."""
    raised = Answer(Ending.RAISED, fault=Fault("ValueError"))
    yes = Answer(Ending.RETURNED, True)
    three = case("three")
    check = Examined("examination", 3.0, (ONE,), (TWO, three))
    for answers, shown in [
        ({ONE: yes, TWO: raised, three: yes}, None),
        ({ONE: raised, TWO: yes, three: yes}, raised.fault),
    ]:
        evidence = Evidence(answers, answers, [])
        exercise = SimpleNamespace(checks=(check,))
        assert shown_fault(exercise, evidence, check_result(check, evidence)) is shown


GRADIENTS = {name: case(name) for name in ("right", "too large", "too small", "nan")}
EXAMINED = Examined(
    "examination",
    3.0,
    (GRADIENTS["right"],),
    tuple(GRADIENTS[name] for name in ("too large", "too small", "nan")),
    blind=(
        ("Which sign?", ("too large",), ("too small",)),
        ("And nan?", ("nan",), ("too large", "too small")),
    ),
)


@pytest.mark.parametrize(
    ("accepted", "says"),
    [
        (("right", "too large"), "Which sign?"),
        (("right", "too large", "nan"), "Which sign?"),
        (("right", "nan"), "And nan?"),
        (("nan",), "And nan?"),
        (("right", "too large", "too small"), ""),
        ((), ""),
    ],
)
def test_blind_spot_of_a_check(accepted, says):
    """The first sentence is said whose gradients are all accepted, and whose others are refused."""
    given = {each: Answer(Ending.RETURNED, name in accepted) for name, each in GRADIENTS.items()}
    assert blind_spot(EXAMINED, Evidence(given, given, [])) == says


def test_blind_spot_of_a_check_that_stops():
    """Of a check that a right gradient stops, it is said that it stops, and nothing else."""
    given = {each: Answer(Ending.RETURNED, name == "nan") for name, each in GRADIENTS.items()}
    given[GRADIENTS["right"]] = Answer(Ending.RAISED, fault=Fault("ValueError"))
    assert blind_spot(EXAMINED, Evidence(given, given, [])) == ""


def test_blind_spot_of_unknown_cases():
    """A blind spot that names no case of its check is refused."""
    with pytest.raises(FieldError, match="names cases of this check"):
        replace(EXAMINED, blind=(("Which sign?", ("too larg",), ()),))


@pytest.mark.parametrize(
    ("right", "points", "says"),
    [
        (100, 2.0, ""),
        (95, 2.0, ""),
        (92, 0.8, "too few"),
        (60, 0.0, "half way"),
        (10, 0.0, "chance level"),
    ],
)
def test_share(right, points, says):
    """Points grow with the share of right labels, and a band of shares has its sentence."""
    check = Share("accuracy", 2.0, "too few", ONE, LABELS, 0.9, 0.95, BANDS)
    found = result(check, {ONE: predicted(right).reshape(1, -1)})
    assert (found.points, found.reason) == (pytest.approx(points), says)


@pytest.mark.parametrize(
    ("lost", "says"), [((3,), "Never read: 3."), ((3, 8), "Never read: 3, 8.")]
)
def test_share_with_a_label_that_is_never_read(lost, says):
    """What the labels themselves show is said before what a share usually comes from."""
    check = Share("accuracy", 2.0, "too few", ONE, LABELS, 0.9, 1.0)
    read = np.where(np.isin(LABELS, lost), 0, LABELS)
    assert result(check, {ONE: read}).reason == f"{says} Too few"


def test_share_of_no_labels():
    """Another number of labels, or none, is no share at all."""
    check = Share("accuracy", 2.0, "too few", ONE, LABELS, 0.9, 0.95, BANDS)
    assert result(check, {ONE: LABELS[:7]}).reason == "one label for each example is asked"
    assert result(check, {ONE: None}).points == 0.0


def test_share_of_digits():
    """The truth may stand for real labels, which are looked up when asked."""
    truth = Digits("test", 0, 5, "labels")
    check = Share("accuracy", 1.0, "too few", ONE, truth, 0.0, 1.0)
    assert result(check, {ONE: [7, 2, 1, 0, 4]}).passed
