"""What is shown beside a verdict: maps of the errors, and the shapes of everything."""

import numpy as np
import pytest

from checker.exercises import Call, Case, Exercise, Form, Gradient, Name, Values, call, read
from checker.exercises.casebook import compile_exercise
from checker.exhibits import Exhibit
from checker.judging import exhibit_of, judge
from checker.judging.failures import Evidence
from checker.judging.shapes import outline
from checker.records import Answer, Ending
from checker.sandbox.inside.probe import ask
from checker.steps import Digits, Laid

RNG = np.random.default_rng(3)


def shown(check, right, answer, *, fields=None, named=lambda _: ()):
    """Give the exhibit for one function in place of another."""
    checks = check if isinstance(check, tuple) else (check,)

    def answers(function, cases):
        return [ask({"f": function, "np": np}, case.steps) for case in cases]

    def solve(_, __, cases, ___):
        return answers(right, cases)

    text = ("one", "two", "three")
    exercise = Exercise("f", "9.1", "f", lambda _: checks, text, fields=fields or {})
    compiled = compile_exercise(exercise, None, {}, solve)
    given = answers(answer, compiled.cases)
    return exhibit_of(compiled, given, judge(compiled, given), named)


def layer(A, delta):
    return delta @ A.T, delta.sum(axis=1, keepdims=True)


BATCH = call("a batch", "f", RNG.normal(size=(3, 4)), RNG.normal(size=(2, 4)))
LAYER = Values("values", 1.0, (BATCH,), parts=("dW", "db"))


def with_wrong_row(A, delta):
    dW, db = layer(A, delta)
    dW[1] *= 2
    return dW, db


def test_wrong_row():
    """The map has the array's name and shape, and errors in the wrong row only."""
    (found,) = shown(LAYER, layer, with_wrong_row).maps
    assert (found.name, found.shape, found.case) == ("dW", (2, 3), "")
    assert (found.errors[0] == 0).all()
    assert (found.errors[1] > 0.01).all()


def test_shapes_of_in_and_out():
    """Arguments have their names and shapes, and the answer's parts those that were returned."""
    rows = shown(LAYER, layer, with_wrong_row, named=lambda _: ("A", "delta")).shapes
    assert [(row.name, row.shapes, row.yours) for row in rows] == [
        ("A", ("(3, 4)",), False),
        ("delta", ("(2, 4)",), False),
        ("dW", ("(2, 3)",), True),
        ("db", ("(2, 1)",), True),
    ]
    assert not any(row.asked for row in rows)


def test_wrong_shape():
    """An array of another shape has no map, and its row says what was asked."""
    found = shown(
        LAYER, layer, lambda A, delta: (layer(A, delta)[0], delta.sum(axis=1, keepdims=1).T)
    )
    assert found.maps == ()
    assert [row.asked for row in found.shapes] == [(), (), (), ("(2, 1)",)]


def test_right_answer():
    """Where all is right there is nothing to show."""
    assert shown(LAYER, layer, layer) == Exhibit()


COLUMNS = [call(f"{m} columns", "f", RNG.normal(size=(3, m))) for m in (5, 1, 2)]


def test_smallest_case_is_a_column():
    """Where the shown case has no table, the map is of the smallest that has, and says so."""

    def wrong_below(Z):
        return np.add(Z, [[0], [1], [0]])

    (found,) = shown(Values("v", 1.0, tuple(COLUMNS)), lambda Z: Z, wrong_below).maps
    assert (found.case, found.shape) == ("2 columns", (3, 2))


def test_no_pattern():
    """A table that is wrong throughout is not brought in from another case: it shows nothing."""
    assert shown(Values("v", 1.0, tuple(COLUMNS)), lambda Z: Z, lambda Z: Z + 1).maps == ()


@pytest.mark.parametrize(
    ("value", "low", "high"), [(1.0, 0, 0), (1.0 + 1e-4, 1e-6, 1e-2), (9.0, 1e-2, 1), (1e300, 1, 1)]
)
def test_sizes_of_errors(value, low, high):
    """An error is relative to the largest entry; none is larger than 1, or lost beside another."""
    check = Values("v", 1.0, (call("c", "f", np.ones((2, 2))),))
    (found,) = shown(check, lambda Z: Z, lambda Z: np.array([[value, 1.0], [1.0, 5.0]])).maps
    assert low <= found.errors[0, 0] <= high
    assert found.errors[0, 1] == 0
    assert found.errors[1, 1] > 0


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_no_numbers(value):
    """What is no number is told apart from what is merely wrong."""
    check = Values("v", 1.0, (call("c", "f", np.ones((2, 2))),))
    (found,) = shown(check, lambda Z: Z, lambda Z: np.array([[value, 1.0], [1.0, 5.0]])).maps
    assert np.isnan(found.errors).tolist() == [[True, False], [False, False]]


def test_long_row():
    """A row too long to be printed whole is mapped, a short one is not."""
    for size, maps in ((7, 1), (6, 0)):
        check = Values("v", 1.0, (call("c", "f", np.ones(size)),))
        assert len(shown(check, lambda z: z, lambda z: 2 * z).maps) == maps


def test_lists_of_layers():
    """Lists name their items by index; only the wrong ones are mapped, three at most."""
    layers = [np.ones((2, 2)) for _ in range(5)]
    check = Values("v", 1.0, (call("c", "f", layers),), parts=("nabla_W", "nabla_b"))

    def right(weights):
        return list(weights), list(weights)

    def wrong(weights):
        return [weights[0], *(2 * W for W in weights[1:])], list(weights)

    found = shown(check, right, wrong)
    assert [each.name for each in found.maps] == ["nabla_W[1]", "nabla_W[2]", "nabla_W[3]"]
    assert found.shapes[0].is_list
    assert found.shapes[0].shapes == ("(2, 2)",) * 5


def test_measured_gradient():
    """A gradient that measuring does not confirm is mapped entry by entry."""
    W = RNG.normal(size=(2, 3))

    def around(place):
        step = np.zeros_like(W)
        step.flat[place] = 1e-5
        return call("above", "np.sum", (W + step) ** 2), call("below", "np.sum", (W - step) ** 2)

    check = Gradient("slopes", 1.0, call("c", "f", W), tuple(map(around, range(6))), h=1e-5)
    wrong = np.array([[0, 0, 1], [0, 0, 1]])
    (found,) = shown(check, lambda W: 2 * W, lambda W: 2 * W + wrong).maps
    assert (found.errors != 0).astype(int).tolist() == wrong.tolist()


def test_code_that_stops():
    """Where the code stops there are the shapes of what it was given, and nothing else."""

    def stops(A, delta):
        return A @ delta

    found = shown(LAYER, layer, stops)
    assert found.maps == ()
    assert [row.name for row in found.shapes] == ["argument 1", "argument 2"]


def not_begun(A, delta):
    raise NotImplementedError


@pytest.mark.parametrize(
    "answer", [not_begun, None, lambda A, delta: None, lambda A, delta: "text"]
)
def test_answers_without_arrays(answer):
    """Whatever comes back instead of arrays, there is no map."""
    assert shown(LAYER, layer, answer).maps == ()


def test_typed_answers():
    """Of typed answers nothing is shown: their numbers are the solution."""
    check = Values("z", 1.0, (read("z", "f", "z"),))
    assert shown(check, {"z": 1.0}, {"z": 2.0}, fields={"z": "a sum"}) == Exhibit()


def test_plain_rows():
    """Where there are numbers and plain rows only, their shapes are not worth a table."""
    check = Values("v", 1.0, (call("c", "f", np.ones(3), 2.0),))
    assert shown(check, lambda z, k: z, lambda z, k: k * z).shapes == ()


def test_arguments_of_every_kind():
    """Arrays in other layouts and digits have shapes; names, words and None have none."""
    X = np.ones((3, 4))
    steps = (
        Call("f", (Laid(X, "fortran"), Name("np.tanh"), "text", None, 2.0, [1, 2], [X, X[:2]])),
    )
    check = Values("v", 1.0, (Case("c", steps),))
    rows = shown(check, lambda *_: 1.0, lambda *_: 2.0).shapes
    assert [(row.name[-1], row.shapes) for row in rows] == [
        ("1", ("(3, 4)",)),
        ("5", ("a number",)),
        ("6", ("2 items",)),
        ("7", ("(3, 4)", "(2, 4)")),
        ("r", ("a number",)),
    ]


def test_form():
    """A check of the form alone shows shapes and no map."""
    found = shown(Form("form", 1.0, (BATCH,)), layer, lambda A, delta: layer(A, delta)[::-1])
    assert found.maps == ()
    assert found.shapes[-1].asked == ("(2, 1)",)
    assert found.shapes[-1].name == "item 1"


def test_digits_have_the_shape_of_images():
    """Digits that are looked up later have their shape already."""
    case = Case("c", (Call("f", (Digits("test", 2, 5, "images"),)),))
    returned = Answer(Ending.RETURNED, np.ones((2, 2)))
    check = Values("v", 1.0, (case,))
    rows = outline(check, case, Evidence({case: returned}, {case: returned}, []), ("images",))
    assert (rows[0].name, rows[0].shapes) == ("images", ("(3, 28, 28)",))
