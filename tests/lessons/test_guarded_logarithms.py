"""A small number inside a logarithm: what it costs, if anything, does not hang on the seed."""

from dataclasses import replace

import pytest

from checker.judging import judge
from tests.course_lessons import course_lesson

pytestmark = pytest.mark.slow

COLUMNS = """
def softmax_cross_entropy(Z, Y):
    E = np.exp(Z - Z.max(axis=0))
    P = E / E.sum(axis=0)
    m = Z.shape[1]
    return -np.sum(Y * np.log({})) / m, (P - Y) / m
"""
ROWS = """
def two_layer_step_rows(params, X, y, lr):
    W1, b1, W2, b2 = params
    N = X.shape[0]
    A1 = 1 / (1 + np.exp(-(X @ W1 + b1)))
    Z2 = A1 @ W2 + b2
    E = np.exp(Z2 - Z2.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    loss = -np.mean(np.log({})[np.arange(N), y])
    d = P.copy()
    d[np.arange(N), y] -= 1
    d /= N
    dh = (d @ W2.T) * A1 * (1 - A1)
    grads = X.T @ dh, dh.sum(axis=0), A1.T @ d, d.sum(axis=0)
    new = tuple(p - lr * g for p, g in zip(params, grads))
    return new, loss, np.mean(P.argmax(axis=1) == y)
"""
GUARDS = (
    "P + 1e-6", "P + 1e-7", "P + 1e-8", "P + 1e-9", "P + 1e-12", "P + 1e-15",
    "np.clip(P, 1e-7, 1)", "np.clip(P, 1e-7, 1 - 1e-7)", "np.clip(P, 1e-15, 1 - 1e-15)",
    "np.maximum(P, 1e-12)", "P + np.finfo(float).eps",
)  # fmt: skip
SOME = range(2)
ALL = pytest.param(range(40), marks=pytest.mark.nightly("two seeds are tried on every change"))


@pytest.mark.parametrize("seeds", [SOME, ALL], ids=["some", "all"])
@pytest.mark.parametrize("text", [COLUMNS, ROWS], ids=["4.6", "4.8"])
def test_guards(desk_of, text, seeds):
    """They cost nothing, whatever the seed."""
    desk = desk_of(course_lesson("04_vectorized_deltas"))
    asked = next(each for each in desk.lesson.exercises if f"def {each.name}(" in text)
    lost = {}
    for seed in seeds:
        compiled = desk.compiled(replace(asked, misconceptions=()), seed)
        for guard in GUARDS:
            verdict = judge(compiled, desk.answers(asked, compiled.cases, text.format(guard)))
            if verdict.points < verdict.max_points:
                lost[guard, seed] = [each.name for each in verdict.checks if not each.passed]
    assert lost == {}
