"""Where a student's values part from those of the worked solution, whatever they are called."""

from dataclasses import replace

import pytest

from checker.closer_look import Budget, look, looked_at, said_of
from checker.closer_look.parting import OwnWay
from checker.closer_look.steps import Parting
from checker.course.compiling.on_the_way import recorded_places
from checker.exercises.on_the_way import OnTheWay
from checker.judging import judge
from checker.steps import Call, Name, Set
from tests.closer_look.conftest import LAYER, job

WORKED = """
def f(W, b, a, y):
    z = W @ a + b
    out = 1 / (1 + np.exp(-z))
    cost = 0.5 * np.sum((out - y) ** 2)
    delta = (out - y) * out * (1 - out)
    return cost, delta
"""
#: Of the mistakes below no single edit is a repair.
NO_TIME = Budget(cpu_seconds=0.0, wall_seconds=60.0)


@pytest.fixture(scope="module")
def layer(sandbox):
    """The layer's exercise, with what its worked solution computes on the way."""
    places = recorded_places(LAYER)
    scripts = [LAYER.cases[place].steps for place in places]
    with sandbox.trials(job(WORKED), ("f",)) as trials:
        lines, inner = trials.values(scripts), trials.values(scripts, within=True)
    ways = [
        OnTheWay(place, *(tuple(array for _, array in each.noted) for each in both))
        for place, both in zip(places, zip(lines, inner, strict=True), strict=True)
    ]
    return replace(LAYER, on_the_way=tuple(ways))


def parting(layer, sandbox, *lines):
    told = job("\n".join(["def f(W, b, a, y):", *(f"    {line}" for line in lines)]))
    answers = sandbox.run(told, [case.steps for case in layer.cases])
    return look(layer, answers, sandbox, told, NO_TIME).parting


def test_recorded_values(layer):
    """The way holds what statements give and what is computed within them, for a few cases."""
    first = layer.on_the_way[0]
    assert [each.shape for each in first.bound] == [(3, 1), (3, 1), (), (3, 1), (), (3, 1)]
    assert len(first.within) > len(first.bound)
    assert len(layer.on_the_way) == 2


@pytest.mark.parametrize(
    ("lines", "where"),
    [
        (["z = W @ a + b", "s = 1 / (1 + np.exp(-z))", "c = 0.5 * np.sum((s - y) ** 2)",
          "d = (s - y) * np.cos(s)", "return c, d"], (5,)),
        (["z = W @ a + b", "s = 1 / (1 + np.exp(-z))", "e = s - y", "k = np.tanh(z)",
          "c = np.sum(e * e) / 2", "return c, e * k * k"], (5,)),
        (["z = np.sin(W @ a) + b", "s = 1 / (1 + np.exp(-z))", "c = np.sum((s - y) ** 2) / 2",
          "d = (s - y) * s * (1 - s)", "return c, d"], (2,)),
    ],
)  # fmt: skip
def test_lines(layer, sandbox, lines, where):
    """The first line whose value is no right one is found, with those that it may come of."""
    found = parting(layer, sandbox, *lines)
    assert found.sure
    assert found.numbers == where


def test_values_that_are_known_otherwise(layer, sandbox):
    """Where both ways go side by side, what stands elsewhere in the right one parts as well."""
    worked = [line.strip() for line in WORKED.strip().split("\n")[1:]]
    lines = [worked[0], "out = 1 / (1 + np.exp(-(W @ a)))", *worked[2:]]
    found = parting(layer, sandbox, *lines)
    assert (found.sure, found.numbers) == (True, (3,))
    lost = [worked[0].replace(" + b", ""), *worked[1:]]
    found = parting(layer, sandbox, *lost)
    assert (found.sure, found.numbers) == (True, (2, 3))


def test_table_that_is_turned(layer, sandbox):
    """A table whose rows and columns are exchanged parts, though its numbers are right."""
    lines = [line.strip() for line in WORKED.strip().split("\n")[1:]]
    lines[3] = "delta = ((out - y) * out * (1 - out)).T"
    found = parting(layer, sandbox, *lines)
    assert (found.sure, found.numbers) == (True, (5,))


def test_lines_that_are_not_run(layer, sandbox):
    """A line that this case does not run is not to blame for a value."""
    lines = ["for k in ():", "    W = W * k", *WORKED.strip().split("\n")[1:]]
    lines = [line.strip() if at > 1 else line for at, line in enumerate(lines)]
    lines[2] = "z = W @ (a + 1) + b"
    assert parting(layer, sandbox, *lines).numbers == (4,)


def test_memory_that_nobody_filled(layer, sandbox):
    """What np.empty gives is no value of anybody's."""
    lines = ["g = np.empty(3)", "x = np.empty_like(b)", *WORKED.strip().split("\n")[1:-1]]
    lines = [line.strip() for line in lines]
    found = parting(layer, sandbox, *lines, "return cost, np.cos(delta)")
    assert found.numbers == (8,)


def test_array_of_which_a_part_is_changed(layer, sandbox):
    """What the whole array has become is a value, however little the part says."""
    lines = [line.strip() for line in WORKED.strip().split("\n")[1:-1]]
    found = parting(
        layer, sandbox, *lines, "d = (out - y) * out * (1 - out)", "d[0] *= 0", "return cost, d"
    )
    assert found.numbers == (len(lines) + 3,)


def test_another_way_to_go(layer, sandbox):
    """A value that the worked solution does not have is fine if a right one is made of it."""
    found = parting(
        layer,
        sandbox,
        "z = W @ a + b",
        "t = np.tanh(z / 2)",
        "s = (1 + t) / 2",
        "c = 0.5 * np.sum((s - y) ** 2)",
        "slope = np.exp(s)",
        "return c, (s - y) * slope",
    )
    assert found.numbers == (6,)


def test_more_than_one_place(layer, sandbox):
    """What is known within the right way may have been meant, or not: no single line is named."""
    found = parting(
        layer,
        sandbox,
        "p = W @ a",
        "q = p + b",
        "s = 1 / (1 + np.exp(-q))",
        "e = s - y",
        "g = s * (1 - s)",
        "return np.sum(e ** 2) / 2, e * g ** 2",
    )
    assert found.numbers == (5, 6, 7)
    assert not found.sure


def test_loop(layer, sandbox):
    """What a loop goes through belongs to its line."""
    lines = [
        "z, s = 0, 0",
        "for k, v in ((W, a), (b, y * 3)):",
        "    z = z + (k @ v if k is W else k)",
    ]
    lines += ["s = 1 / (1 + np.exp(-z))", "for d in [s * s - y]:", "    c = 0.5 * np.sum(d**2)"]
    assert parting(layer, sandbox, *lines, "return c, d * s * (1 - s)").numbers == (6,)


def test_sum_that_a_loop_makes(layer, sandbox):
    """What a sum is after some turns is fine if what it is at the end is right."""
    lines = ["z = b.copy()", "for k in range(a.shape[0]):", "    z = z + W[:, [k]] * a[k]"]
    lines += ["s = 1 / (1 + np.exp(-z))", "c = 0.5 * np.sum((s - y) ** 2)", "d = np.cos(s - y)"]
    assert parting(layer, sandbox, *lines, "return c, d").numbers == (7,)


def test_way_of_its_own(layer, sandbox):
    """Where nothing in a program is known, no line is named."""
    found = parting(layer, sandbox, "q = np.sin(W @ a)", "r = q * 3.7", "return r[0, 0], r", "pass")
    assert not found.sure


def test_beginning_of_a_way_of_its_own(layer, sandbox):
    """It is said that nothing is known, and where that begins."""
    text = "def f(W, b, a, y):\n    q = np.sin(W @ a + 2)\n    return q[0, 0] * 3.7, np.cos(q)\n"
    told = job(text)
    answers = sandbox.run(told, [case.steps for case in layer.cases])
    finding = look(layer, answers, sandbox, told, NO_TIME)
    assert finding.parting.all_new
    assert said_of(replace(finding, notices=(), ignored="")).startswith("From line 2 on, none of")


def test_value_of_which_something_mixed_is_made(layer, sandbox):
    """Where a line makes what is right and what is not of it, nothing is said of a value."""
    lines = ["z = W @ a + b", "s = 1 / (1 + np.exp(-z))", "k = np.sqrt(np.cosh(z / 2))"]
    mixed = "c, d = 0.5 * np.sum((1 / (1 + np.exp(-z)) - y) ** 2), np.cos(k)"
    found = parting(layer, sandbox, *lines, mixed.replace("np.exp(-z)", "0 * k + np.exp(-z)"),
                    "return c, d")  # fmt: skip
    assert found.numbers == ()


def test_sentence(layer, sandbox):
    """The line is named, without the right value, where no small edit makes everything right."""
    text = WORKED.replace("(out - y) * out * (1 - out)", "np.cos(out) + np.tanh(y)")
    told = job(text)
    answers = sandbox.run(told, [case.steps for case in layer.cases])
    verdict = judge(layer, answers)
    said = looked_at(verdict, look(layer, answers, sandbox, told, Budget())).sentence
    assert "Line 6 gives the first value that we do not expect." in said
    assert said.count("?") == 1


def test_lines_that_seem_sure(layer, sandbox, monkeypatch):
    """Where no edit in the lines where values seem to part makes all right, others are tried."""
    monkeypatch.setattr(OwnWay, "parting", Parting((("cell 0", 3),), sure=True))
    told = job(WORKED.replace("out - y", "out + y", 1))
    answers = sandbox.run(told, [case.steps for case in layer.cases])
    finding = look(layer, answers, sandbox, told, Budget(cpu_seconds=8.0, wall_seconds=60.0))
    assert finding.whole
    assert {edit.lines for edit in finding.edits} == {(5,)}


@pytest.mark.parametrize(
    "line", ["while True: pass", "raise SystemExit", "import os; os._exit(0)", "__noted__ = 1"]
)
def test_hostile_line(layer, hasty_sandbox, line):
    """What never ends, or ends the process, is told no line and harms nobody."""
    parting(layer, hasty_sandbox, "z = W @ a + b", line, "return 1.0, z")


def test_numbers_that_ran_away(layer, sandbox):
    """Where inf and nan stand in values, a line is found all the same, and nothing is warned of."""
    lines = ["z = W @ a + b", "s = np.exp(1e6 * np.abs(z)) * 0", "c = np.sum((s - y) ** 2)"]
    assert parting(layer, sandbox, *lines, "return c, s - y").numbers == (3,)


def test_start_that_is_replaced(sandbox):
    """What an object begins with is not held against anything once other numbers stand there."""
    text = (
        "class Net:\n"
        "    def __init__(self, rng):\n"
        "        self.w = rng.normal()\n"
        "    def twice(self):\n"
        "        return 2 * self.w\n"
    )
    rng = Call("np.random.default_rng", (1,), into="rng")
    made = (rng, Call("Net", (Name("rng"),), into="net"))
    scripts = [
        (*made, Call("net.twice")),
        (*made, Set("net.w", 3.0), Call("net.twice")),
    ]
    with sandbox.trials(replace(job(text), wanted=("Net",)), ("Net",)) as trials:
        drawn, replaced = trials.values(scripts)
    assert [line for (_, line), _ in drawn.noted] == [3, 5]
    assert [(line, float(value)) for (_, line), value in replaced.noted] == [(5, 6.0)]
