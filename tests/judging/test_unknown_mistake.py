"""What is said of a wrong answer that no known mistake explains: facts, each of them planted."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.exercises import Exercise, Name, Pure, Values, call
from checker.exercises.casebook import compile_exercise
from checker.judging import judge
from checker.sandbox.inside.probe import ask


def sigmoid(z):
    return 1 / (1 + np.exp(-np.asarray(z, dtype=float)))


def written(function, *checks):
    """Compile an exercise that asks one function, with the given one as its worked solution."""

    def solve(_, __, cases, ___):
        return [ask({"f": function, "np": np}, case.steps) for case in cases]

    text = ("one", "two", "three")
    return compile_exercise(Exercise("f", "9.1", "f", lambda _: checks, text), None, {}, solve)


def said(exercise, function):
    """Give the sentence about a function, and hold it to the form that all sentences have."""
    answers = [ask({"f": function, "np": np}, case.steps) for case in exercise.cases]
    verdict = judge(exercise, answers)
    sentence = verdict.sentence
    assert verdict.misconception is None
    if sentence:
        assert verdict.points < exercise.max_points
        assert len(sentence.split()) <= 60
        assert sentence.count("?") == 1
        assert sentence.endswith("?")
        assert not set("=`²@") & set(sentence)
        assert "np." not in sentence
    return sentence


# ------------------------------------------------------- gradients of a layer over a batch


def batch(rng, n_in, n_out, m):
    return rng.normal(size=(n_in, m)), rng.normal(size=(n_out, m))


def layer_gradients(A, delta):
    """The gradients of a layer: a mean over m examples, which are columns."""
    m = A.shape[1]
    return delta @ A.T / m, delta.sum(axis=1, keepdims=True) / m


RNG = np.random.default_rng(5)
BATCHES = [batch(RNG, 3, 2, 7), batch(RNG, 2, 4, 5), batch(RNG, 5, 3, 6)]
LAYER = written(
    layer_gradients,
    Values(
        "values", 1.0,
        tuple(call(f"batch {place}", "f", *pair) for place, pair in enumerate(BATCHES)),
        ("nabla_W", "nabla_b"),
    ),
)  # fmt: skip


def times(factor, which="both"):
    """Plant a factor, a number or a function of the shapes, into one part or both."""

    def wrong(A, delta):
        c = factor(A, delta) if callable(factor) else factor
        nabla_W, nabla_b = layer_gradients(A, delta)
        return (c * nabla_W if which != "b" else nabla_W), (
            c * nabla_b if which != "W" else nabla_b
        )

    return wrong


@pytest.mark.parametrize(
    ("factor", "says"),
    [
        (lambda A, d: A.shape[1], "is the expected one times the number of examples."),
        (lambda A, d: 1 / A.shape[1], "is the expected one divided by the number of examples."),
        (lambda A, d: -A.shape[1], "times the number of examples, and with the opposite sign."),
        (lambda A, d: A.shape[1] / 32, "times the number of examples, and divided by 32."),
        (lambda A, d: 2 / A.shape[1], "divided by the number of examples, and times 2."),
        (lambda A, d: 1 / d.shape[0], "divided by the number of rows of your second argument."),
        (lambda A, d: A.shape[0], "times the number of rows of your first argument."),
        (2, "is twice the expected one."),
        (0.5, "is half of the expected one."),
        (-1, "is the expected one with the opposite sign."),
        (1 / np.log(10), "is the expected one divided by the natural logarithm of 10."),
        (0.37, "is 0.37 times the expected one."),
    ],
)
def test_constant_factor(factor, says):
    """A factor is named by what it counts, or as the number that it is."""
    assert says in said(LAYER, times(factor))
    assert said(LAYER, times(factor)).startswith("Every value is ")
    assert said(LAYER, times(factor, "b")).startswith("Every value of nabla_b is ")


def test_same_number_everywhere_is_not_counted():
    """A factor that is the same whatever the shapes is no count of anything."""
    assert "7 times the expected one" in said(LAYER, times(7))


@given(
    st.floats(0.1, 10).filter(lambda c: abs(c - 1) > 1e-3),
    st.sampled_from([-1, 1]),
    st.sampled_from(["W", "b", "both"]),
)
def test_any_factor(c, sign, which):
    """Whatever the factor and wherever it stands, it is found."""
    sentence = said(LAYER, times(sign * c, which))
    assert sentence.startswith("Every value")
    assert ("nabla_W" in sentence, "nabla_b" in sentence) == (which == "W", which == "b")


@given(st.integers(0, 1000))
def test_noise_is_no_fact(seed):
    """Of answers that have nothing in common with the right ones, nothing is said."""

    def noise(A, delta):
        rng = np.random.default_rng([seed, A.shape[1]])
        return tuple(rng.normal(size=each.shape) for each in layer_gradients(A, delta))

    assert said(LAYER, noise) == ""


def test_right_answers():
    """Of right answers nothing is said."""
    assert said(LAYER, layer_gradients) == ""
    assert said(LAYER, lambda A, d: [each.tolist() for each in layer_gradients(A, d)]) == ""


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (
            lambda A, d: ((A @ d.T) / A.shape[1], layer_gradients(A, d)[1]),
            "Your numbers of nabla_W are right, with rows and columns exchanged.",
        ),
        (
            lambda A, d: tuple(each.T for each in layer_gradients(A, d)),
            "Your numbers are right, with rows and columns exchanged.",
        ),
        (
            lambda A, d: (
                layer_gradients(A, d)[0].T.reshape(layer_gradients(A, d)[0].shape),
                layer_gradients(A, d)[1],
            ),
            "Your numbers of nabla_W are right, but fill their table along the other axis.",
        ),
        (
            lambda A, d: tuple(each[::-1] for each in layer_gradients(A, d)),
            "Your items are right, in the opposite order.",
        ),
        (
            lambda A, d: (np.roll(layer_gradients(A, d)[0], 1, axis=1), layer_gradients(A, d)[1]),
            "Your columns of nabla_W are right, in another order.",
        ),
        (
            lambda A, d: (layer_gradients(A, d)[0] + 1, layer_gradients(A, d)[1]),
            "Right throughout: nabla_b. Not right yet: nabla_W.",
        ),
        (
            lambda A, d: (layer_gradients(A, d)[0], layer_gradients(A, d)[1] ** 3),
            "Right throughout: nabla_W. Not right yet: nabla_b.",
        ),
    ],
    ids=[
        "transposed",
        "both transposed",
        "filled otherwise",
        "reversed",
        "rolled",
        "W wrong",
        "b wrong",
    ],
)
def test_arrangement(wrong, says):
    """The right numbers in other places are recognised, and right parts are told as right."""
    assert said(LAYER, wrong).startswith(says)


def test_rows_in_another_order():
    """Rows that are sorted are the right rows, in another order."""
    table = RNG.normal(size=(5, 2))
    other = RNG.normal(size=(4, 3))
    exercise = written(
        lambda X: 2 * X, Values("v", 1.0, (call("a", "f", table), call("b", "f", other)))
    )
    assert said(exercise, lambda X: 2 * X[np.argsort(X[:, 0])]).startswith("Your rows are right")


# ------------------------------------------------------------------ a backward pass by layers


def backward(weights, delta):
    """A made-up backward pass: each layer's gradient comes from the one after it."""
    nabla_W, nabla_b = [], []
    for W in weights[::-1]:
        nabla_W.append(np.tanh(W) * delta.sum())
        nabla_b.append(delta)
        delta = W.T @ delta
    return nabla_W[::-1], nabla_b[::-1]


def layers(*sizes):
    rng = np.random.default_rng(len(sizes))
    pairs = zip(sizes[1:], sizes, strict=False)
    return [rng.normal(size=pair) for pair in pairs], rng.normal(size=(sizes[-1], 1))


BACKWARD = written(
    backward,
    Values(
        "values", 1.0,
        (call("three layers", "f", *layers(2, 4, 3, 2)), call("four", "f", *layers(3, 2, 4, 3, 2))),
        ("nabla_W", "nabla_b"), flow="backward",
    ),
)  # fmt: skip


def forgets(at):
    """The backward pass with a slip in the step from layer `at`, counted from the last."""

    def wrong(weights, delta):
        nabla_W, nabla_b = [], []
        for place, W in enumerate(weights[::-1]):
            nabla_W.append(np.tanh(W) * delta.sum())
            nabla_b.append(delta)
            delta = W.T @ (delta + 1) if place == at else W.T @ delta
        return nabla_W[::-1], nabla_b[::-1]

    return wrong


@pytest.mark.parametrize(
    ("at", "right", "first"),
    [(0, "nabla_W[2] and nabla_b[2] are right", "nabla_W[1]"),
     (1, "nabla_W[1] and nabla_b[1] are right", "nabla_W[0]")],
)  # fmt: skip
def test_first_wrong_layer(at, right, first):
    """The first wrong array on the way back is named, and those before it as right."""
    sentence = said(BACKWARD, forgets(at))
    assert sentence.startswith(right)
    assert f"{first} is the first wrong one on the way back" in sentence


def test_lists_from_the_last_layer():
    """Lists in the order in which the backward pass makes them are told as reversed."""
    sentence = said(BACKWARD, lambda *args: tuple(each[::-1] for each in backward(*args)))
    assert sentence.startswith("Your items are right, in the opposite order.")


def test_first_layer_wrong_already():
    """Where nothing is right before the first wrong part, no part is called right."""
    wrong = said(BACKWARD, lambda w, d: tuple([x + 1 for x in each] for each in backward(w, d)))
    assert wrong == ""


# ------------------------------------------------------------------ right for some inputs only


CURVE = written(
    sigmoid,
    Values("values", 1.0, (call("two", "f", np.array([0.4, -1.2])), call("one", "f", 0.7))),
    Values(
        "edges", 1.0,
        (call("whole", "f", np.array([2, -3, 1])), call("float", "f", np.array([2.5, -0.5]))),
    ),
    Values("tails", 1.0, (call("far", "f", np.array([-800.0, 800.0])),)),
)  # fmt: skip


def in_the_input_s_type(z):
    z = np.asarray(z)
    return sigmoid(z).astype(z.dtype)


def test_small_inputs_only():
    """Right in the middle and nan far out is told as that."""
    sentence = said(CURVE, lambda z: np.exp(z) / (1 + np.exp(z)))
    assert sentence.startswith("Your values are right for small inputs and wrong for large ones.")


def test_large_numbers_that_stay_numbers():
    """Wrong numbers far out did not leave the range of numbers, and nobody is told so."""
    sentence = said(CURVE, lambda z: np.where(np.abs(z) > 100, 0.5, sigmoid(z)))
    assert "What becomes of a large number" in sentence


def test_one_length_only():
    """Right for lists of one length and for no other is told as that."""
    lists = ([3.0, 4.0], [1.0, 2.0, 5.0], [2.0], [7.0, 1.0, 1.0, 3.0])
    cases = tuple(call(f"{len(each)} items", "f", each) for each in lists)
    exercise = written(sum, Values("values", 1.0, cases))
    sentence = said(exercise, lambda x: x[0] + x[-1] + (len(x) - 2) * 3.7)
    assert sentence.startswith("Your values are right for lists of one length")


def test_floats_only():
    """Right for fractions and cut to whole numbers for integers is told as that."""
    sentence = said(CURVE, in_the_input_s_type)
    assert sentence.startswith("Your values are right for numbers with a fraction")


def test_squares_only():
    """A transposed table that happens to fit where it is square is told as that."""
    rng = np.random.default_rng(2)

    def asked(name, rows, columns):
        W = rng.normal(size=(rows, columns))
        W = W + W.T if rows == columns else W
        return call(name, "f", W, rng.normal(size=(columns, 1)))

    cases = asked("square", 3, 3), asked("wide", 2, 3), asked("tall", 4, 2)
    exercise = written(lambda W, x: W @ x, Values("values", 1.0, cases))
    sentence = said(exercise, lambda W, x: W.T @ x)
    assert sentence.startswith("Your values are right where every table is square")


def test_functions_as_arguments():
    """Arguments that are looked up by name have no shape, and stand in nobody's way."""
    cases = tuple(call(f"{n}", "f", np.linspace(1, 2, n), Name("np.tanh")) for n in (3, 4))
    exercise = written(lambda x, g: g(x), Values("values", 1.0, cases))
    assert "twice the expected one" in said(exercise, lambda x, g: 2 * g(x))


def test_number_of_outputs():
    """Where outputs and targets are compared, a factor can be the number of outputs."""
    cases = tuple(
        call(f"{n}", "f", np.linspace(1, 2, n).reshape(n, 1), np.ones((n, 1))) for n in (3, 5, 2)
    )
    exercise = written(lambda a, y: np.sum((a - y) ** 2), Values("values", 1.0, cases))
    sentence = said(exercise, lambda a, y: np.mean((a - y) ** 2))
    assert sentence.startswith("Every value is the expected one divided by the number of outputs.")


def test_single_precision():
    """In single precision, too, a factor is a factor."""
    cases = tuple(call(f"{n}", "f", np.linspace(1, 2, n, dtype=np.float32)) for n in (3, 4))
    exercise = written(np.sqrt, Values("values", 1.0, cases))
    assert "half of the expected one" in said(exercise, lambda x: np.sqrt(x) / 2)


# ------------------------------------------------------- parts exchanged, answers that change

NEURON = written(
    lambda x: (2 * x, sigmoid(2 * x)),
    Values("values", 1.0, tuple(call(f"{n}", "f", np.linspace(-1, 0.7, n)) for n in (3, 4)),
           ("z", "a")),
    Pure("input unchanged", 0.5, (call("five", "f", np.linspace(-0.3, 0.9, 5)),), after="values"),
)  # fmt: skip


def test_two_parts_exchanged():
    """What is right in each other's place is said to be so."""
    sentence = said(NEURON, lambda x: (sigmoid(2 * x), 2 * x))
    assert sentence.startswith("Your z and a stand in each other's place.")


def test_two_parts_that_are_not_exchanged():
    """One part in the other's place is no exchange."""
    assert "each other's place" not in said(NEURON, lambda x: (sigmoid(2 * x), sigmoid(2 * x)))


def counting():
    calls = []

    def function(x):
        calls.append(x)
        return 2 * x * len(calls), sigmoid(2 * x)

    return function


@pytest.mark.parametrize(
    "function",
    [counting(), lambda x: (2 * x + RNG.normal(), sigmoid(2 * x))],
    ids=["keeps a counter", "draws"],
)
def test_answer_that_changes(function):
    """State that is kept, and chance, show in the second answer, and are named before all else."""
    assert said(NEURON, function).startswith("The same call gives another answer the second time")


def test_steady_wrong_answer():
    """Who is wrong in the same way twice is not told of state."""
    assert "second time" not in said(NEURON, lambda x: (2 * x + 1, sigmoid(2 * x)))
