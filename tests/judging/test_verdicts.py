"""The judge on a small exercise of the tests' own: double the entries and say how many."""

from dataclasses import replace

import numpy as np
import pytest

from checker.exercises import Exercise, Form, Misconception, Pure, Values, call
from checker.exercises.casebook import compile_exercise
from checker.grades import CheckResult, Outcome
from checker.judging import judge, right_verdict, with_fact
from checker.judging.results import of_one_cause
from checker.records import Answer, Ending, Fault
from checker.sandbox.inside.probe import ask

ARRAYS = (np.array([1.5, -2.0]), np.array([0.7, 3.0, -0.4]), np.array([[2.5, 5.0]]))


def double(x):
    return 2 * np.asarray(x), np.size(x)


def triple(x):
    return 3 * np.asarray(x), np.size(x)


def only_lists(x):
    if not isinstance(x, list):
        raise TypeError("lists only")
    return 2 * np.asarray(x), len(x)


def mutating(x):
    x *= 2
    return x, np.size(x)


def checks(rng):
    cases = tuple(call(f"array {place}", "double", array) for place, array in enumerate(ARRAYS))
    return [
        Values("values", 1.0, cases, parts=("doubled", "size")),
        Values("edge cases", 0.5, (call("a list", "double", [1.0, 4.0]),), after="values"),
        Pure("purity", 0.5, cases[:1], after="values"),
    ]


WRONG = {"triple": triple, "only_lists": only_lists, "mutating": mutating}


def answers_of(exercise, function):
    """Ask all cases of the exercise of any function."""
    return [ask({"double": function, "np": np}, case.steps) for case in exercise.cases]


@pytest.fixture(scope="module")
def exercise():
    """The compiled exercise, with three known mistakes."""
    written = Exercise(
        "double",
        number="9.1",
        title="Double",
        checks=checks,
        hints=("one", "two", "three"),
        misconceptions=tuple(Misconception(name, f"You {name}.", body="…") for name in WRONG),
    )

    def solve(_, known, cases, __):
        function = WRONG[known.id] if known else double
        return [ask({"double": function, "np": np}, case.steps) for case in cases]

    return compile_exercise(written, None, {}, solve)


def test_right_answer(exercise):
    """The worked solution earns every point and no reason."""
    verdict = judge(exercise, answers_of(exercise, double))
    assert (verdict.outcome, verdict.points, verdict.reason) == (Outcome.PASSED, 2.0, "")


@pytest.mark.parametrize("name", WRONG)
def test_known_mistake_is_named(exercise, name):
    """Every known mistake loses marks and is named as itself."""
    verdict = judge(exercise, answers_of(exercise, WRONG[name]))
    assert verdict.points < 2.0
    assert verdict.misconception == f"9.1.{name}"
    assert verdict.sentence == f"You {name}."


def test_rows_of_one_cause():
    """What one mistake loses after the first row follows from it; what earned a part does not."""
    rows = [
        CheckResult("a", 1.0, 1.0),
        CheckResult("b", 0.0, 1.0, "the value differs"),
        CheckResult("c", 0.0, 1.0, "counts once “b” is right", waits_for="b"),
        CheckResult("d", 0.0, 1.0, "the shape differs"),
        CheckResult("e", 0.5, 1.0, "half of them"),
        CheckResult("f", 0.0, 1.0, "another one"),
    ]
    found = of_one_cause(rows, lambda row: row.name != "f")
    assert [row.name for row in found if row.waits_for] == ["c", "d"]
    assert found[3].reason == "follows from what is wrong in “b”"
    assert [row for row in found if row.name != "d"] == [row for row in rows if row.name != "d"]
    assert of_one_cause(rows[:1]) == rows[:1]


def test_known_mistake_under_another_flaw(exercise):
    """A mistake is named by its values even if lists stop this student's version of it."""
    verdict = judge(exercise, answers_of(exercise, lambda x: (x * 3.0, x.size)))
    assert verdict.misconception == "9.1.triple"


def test_coincidence_is_not_an_accusation(exercise):
    """A mistake that fits one case and not the others is not named."""
    verdict = judge(
        exercise, answers_of(exercise, lambda x: (np.asarray(x) * (3 if np.size(x) == 3 else 5), 2))
    )
    assert verdict.misconception is None


def test_constant_factor(exercise):
    """Without a known mistake nothing is blamed, and the smallest failing case is shown."""
    verdict = judge(exercise, answers_of(exercise, lambda x: (7 * np.asarray(x), np.size(x))))
    failure = verdict.first_failure
    assert failure.case == "array 0"
    assert failure.reason.startswith("doubled: 2 of 2 entries differ")
    assert failure.given == "double([ 1.5, -2. ])"
    assert failure.others == 2


def test_nothing_written(exercise):
    """A stub is not attempted, not wrong."""
    answers = [Answer(Ending.NOT_ATTEMPTED)] * len(exercise.cases)
    verdict = judge(exercise, answers)
    assert (verdict.outcome, verdict.points) == (Outcome.NOT_ATTEMPTED, 0.0)


@pytest.mark.parametrize(
    ("ending", "outcome"),
    [
        (Ending.RAISED, Outcome.RAISED),
        (Ending.TIMED_OUT, Outcome.TIMED_OUT),
        (Ending.OUT_OF_MEMORY, Outcome.OUT_OF_MEMORY),
        (Ending.CRASHED, Outcome.CRASHED),
        (Ending.MISSING, Outcome.MISSING),
        (Ending.UNSUPPORTED, Outcome.FAILED),
    ],
)
def test_every_ending_has_its_outcome(exercise, ending, outcome):
    """However the calls ended, the verdict says so and gives nothing."""
    verdict = judge(exercise, [Answer(ending, fault=Fault("Kind"))] * len(exercise.cases))
    assert (verdict.outcome, verdict.points) == (outcome, 0.0)


@pytest.mark.parametrize("place", [0, 1, 2])
def test_one_of_two_functions_is_missing(exercise, place):
    """What is there was judged, and is called wrong: it can be explained and looked at closer."""
    answers = answers_of(exercise, triple)
    answers[place] = Answer(Ending.MISSING)
    verdict = judge(exercise, answers)
    assert (verdict.outcome, verdict.points) == (Outcome.FAILED, 0.0)


def test_a_function_that_stops_beside_one_that_is_missing(exercise):
    """The one that is there says how the verdict is called."""
    answers = [Answer(Ending.MISSING)] * len(exercise.cases)
    answers[-1] = Answer(Ending.RAISED, fault=Fault("ValueError"))
    assert judge(exercise, answers).outcome is Outcome.RAISED


def test_an_instrument_answers_beside_a_function_that_is_missing(exercise):
    """What the course's own instruments answer is not the student's: nothing of it was judged."""
    instruments = tuple(call(f"cost {place}", "lab.cost", 1.0) for place in range(2))
    ones = (Answer(Ending.RETURNED, 1.0),) * 2
    asked = replace(
        exercise,
        cases=(*exercise.cases, *instruments),
        expected=(*exercise.expected, *ones),
        mistakes=(),
    )
    answers = (*[Answer(Ending.MISSING)] * len(exercise.cases), *ones)
    assert judge(asked, answers).outcome is Outcome.MISSING


def test_manners_without_substance(exercise):
    """A constant function changes no argument, and earns nothing for it."""
    verdict = judge(exercise, answers_of(exercise, lambda x: (0.0, 0)))
    assert verdict.points == 0.0
    assert verdict.checks[-1].reason == "counts once “values” is right"


def test_missing_answer(exercise):
    """A list of answers that does not fit the cases is refused, not judged."""
    with pytest.raises(ValueError, match="argument"):
        judge(exercise, [])


@pytest.mark.parametrize(
    ("function", "earned"),
    [
        (lambda x: (0 * np.asarray(x), 0), 1.0),
        (lambda x: (np.asarray(x).T, 0), 0.0),
        (np.asarray, 0.0),
        (lambda x: ([1.0], 0), 0.0),
    ],
    ids=["other values", "transposed", "one of two", "too short"],
)
def test_form_alone(function, earned):
    """A check of the form accepts any values, and no other container or shape."""

    def asked(rng):
        return [Form("form", 1.0, (call("a table", "double", ARRAYS[2]),))]

    written = Exercise("double", "9.2", "Form", asked, ("", "", ""))
    compiled = compile_exercise(written, None, {}, lambda _, __, cases, ___: [
        ask({"double": double}, case.steps) for case in cases
    ])  # fmt: skip
    assert judge(compiled, answers_of(compiled, function)).points == earned


@pytest.mark.parametrize("function", [double, triple, only_lists, mutating])
def test_right_answers_only(exercise, function):
    """Whoever asks for right ones only gets the verdict on these, and none on others."""
    answers = answers_of(exercise, function)
    whole = judge(exercise, answers)
    assert right_verdict(exercise, answers) == (whole if whole.outcome is Outcome.PASSED else None)


def factors(x):
    return 5 * np.asarray(x), np.size(x)


def test_facts_apart(exercise):
    """A verdict without facts earns the same, and says what it would have said once they come."""
    answers = answers_of(exercise, factors)
    bare = judge(exercise, answers, facts=False)
    assert (bare.points, bare.checks) == (
        judge(exercise, answers).points,
        judge(exercise, answers).checks,
    )
    assert with_fact(exercise, answers, bare) == judge(exercise, answers)
