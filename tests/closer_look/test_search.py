"""Which edits of wrong programs are found that make everything right, and where nothing is."""

from dataclasses import replace

import numpy as np
import pytest

from checker.closer_look import Budget, look, said_of
from checker.closer_look.pointing import pointer_of
from checker.exercises import Case, Values, call
from checker.judging.sentences import is_unfit
from checker.steps import Call, Name
from tests.closer_look.conftest import LAYER, SETUP, compiled, job, layers

RIGHT = [
    "def f(W, b, a, y):",
    "    z = W @ a + b",
    "    out = 1 / (1 + np.exp(-z))",
    "    error = out - y",
    "    cost = 0.5 * np.sum(error ** 2)",
    "    return cost, error * out * (1 - out)",
]
BUDGET = Budget(cpu_seconds=0.8, wall_seconds=60.0)
#: Enough for a second search after the first, however slow the machine is.
AMPLE = Budget(cpu_seconds=8.0, wall_seconds=120.0)


def found(sandbox, *texts, defines=LAYER, budget=BUDGET):
    told = job(*texts)
    answers = sandbox.run(told, [case.steps for case in defines.cases])
    return look(defines, answers, sandbox, told, budget)


def wrong(line, text):
    """The right program with another text in one line."""
    return "\n".join([*RIGHT[: line - 1], f"    {text}", *RIGHT[line:]])


@pytest.mark.parametrize(
    ("line", "text", "kind"),
    [
        (2, "z = W @ a - b", "operator"),
        (3, "out = 1 / (1 + np.exp(z))", "sign"),
        (3, "out = 1 / 1 + np.exp(-z)", "brackets"),
        (5, "cost = 0.5 * np.sum(error ** 3)", "constant"),
        (5, "cost = 0.5 * np.mean(error ** 2)", "sibling"),
        (6, "return cost, error * out * (1 - z)", "name"),
        (6, "return cost, error * (1 - out)", "factor"),
    ],
)
def test_one_slip(sandbox, line, text, kind):
    """The line is found, and the kind of edit that makes it right."""
    finding = found(sandbox, wrong(line, text))
    pointer = pointer_of(finding.edits)
    assert pointer.lines == (line,)
    assert kind in {edit.kind for edit in finding.edits}


def test_edit_that_computes_no_number(sandbox):
    """What is right because a comparison with no number is never true is no repair."""
    text = wrong(2, "z = W @ a + b; n = np.sqrt((z ** 2).sum()); z = z / n if n > 0 else z")
    finding = found(sandbox, text)
    assert finding.edits
    assert not [edit for edit in finding.edits if "np.sqrt((-" in edit.text]


def test_number_that_is_counted_up(sandbox):
    """It is a new number and changes nothing for who called; an array is the same one."""
    exercise = compiled(np.cos, Values("values", 1.0, CHANGED))
    changed = [
        each.trap
        for text in ("a += 1", "a = np.abs(a)")
        for each in found(
            sandbox, f"def f(a):\n    {text}\n    return a * 3\n", defines=exercise
        ).notices
    ]
    assert changed == ["changed_argument"]
    numbers = compiled(np.cos, Values("values", 1.0, (call("a", "f", 0.3),)))
    assert (
        found(sandbox, "def f(a):\n    a += 1\n    return a * 3\n", defines=numbers).notices == ()
    )


CHANGED = (call("an array", "f", np.linspace(0.1, 0.9, 4)),)


def test_lines_to_blame(sandbox):
    """A line on which only the wrong part depends is told from one on which a right part does."""
    blame = found(sandbox, wrong(6, "return cost, error * out * (1 - z)")).blame
    assert {line for _, line in blame.spared} == {2, 3, 4, 5}


def test_slip_in_an_own_helper(sandbox):
    """What stands in the cell of the exercise is edited, whichever function it is in."""
    text = "def slip(out, y):\n    return out - y * y\n\n" + wrong(4, "error = slip(out, y)")
    assert pointer_of(found(sandbox, text).edits).lines == (2,)


def test_slip_in_another_cell(sandbox):
    """What stands in another cell is not edited: the cause lies there, and so no line is named."""
    helper = "def slip(out, y):\n    return np.sin(y) - out\n"
    assert found(sandbox, helper, wrong(4, "error = slip(out, y)")).edits == ()


def test_answer_far_too_large(sandbox):
    """Nothing is tried: thousands of edits would each give another one as large."""
    text = wrong(6, "return cost, np.zeros((10_000_000, 0))")
    assert found(sandbox, text).tried == 0


def trained(X, y, w, b, turns):
    """Train a line; after one turn only what a step does itself is wrong."""
    for _ in range(turns):
        error = w @ X + b - y
        delta = 2 * error
        w = w - 0.01 * X @ delta
        b = b - 0.01 * delta.sum()
    return w, b


TABLE = np.random.default_rng(8).normal(size=(2, 4))
TRAINED = compiled(
    trained,
    Values(
        "values",
        1.0,
        tuple(
            call(f"{turns} turns", "f", TABLE, TABLE[0] ** 2, np.array([0.3, -0.4]), 0.2, turns)
            for turns in (5, 1)
        ),
    ),
)
IN_BRACKETS = """\
def f(X, y, w, b, turns):
    for _ in range(turns):
        error = w @ X + b - y
        delta = 2 * error
        w = w - 0.01 * X @ (w @ X + b - y)
        b = b - 0.01 * delta.sum()
    return w, b
"""


def test_case_with_a_right_part(sandbox):
    """It is asked before one that is all wrong, since it shows which lines are not to blame."""
    finding = found(sandbox, IN_BRACKETS, defines=TRAINED, budget=AMPLE)
    assert finding.blame.blamed == (("cell 0", 5),)
    assert (pointer_of(finding.edits).lines, finding.edits[0].is_large) == ((5,), True)


def test_method(sandbox):
    """A method is edited in its class."""
    text = wrong(5, "cost = np.sum(error ** 2)").replace("\n", "\n    ").replace("f(W", "g(self, W")
    text = f"class C:\n    {text}\n\ndef f(W, b, a, y):\n    return C().g(W, b, a, y)\n"
    assert 6 in pointer_of(found(sandbox, text).edits).lines


def test_right_program(sandbox):
    """Of a right program nothing is asked."""
    assert found(sandbox, "\n".join(RIGHT)).tried == 0


@pytest.mark.parametrize(
    "text",
    [
        "while a is not None:\n        a = a",
        "import sys; sys.setrecursionlimit(10**6); f(W, b, a, y)",
        "np.ones((10**6, 10**6))",
        "raise SystemExit",
        "import os; os._exit(0)",
        "error = out * z",
    ],
)
def test_nothing_to_be_found(hasty_sandbox, text):
    """Programs that never end, take everything or end the process are left, and no line named."""
    assert found(hasty_sandbox, wrong(4, text)).edits == ()


def test_edited_program_that_never_ends(sandbox):
    """An edit that makes a loop endless is stopped, and the others are still tried."""
    text = wrong(4, "count = 3\n    while count > 0:\n        count -= 1\n    error = out - z")
    assert pointer_of(found(sandbox, text).edits).lines == (7,)


def test_hostile_program(sandbox):
    """A program that answers by what it reads of its own edits is only ever shown to itself."""
    text = wrong(4, "import gc; [o.clear() for o in gc.get_objects() if type(o) is dict and 0]")
    assert found(sandbox, text + "\n    # é ü", defines=LAYER).edits == ()


def of_two_parts(W, b, a, y):
    """Return a layer's output and, as a part that is marked by itself, its cost."""
    out = 1 / (1 + np.exp(-(W @ a + b)))
    return out, 0.5 * np.sum((out - y) ** 2)


def part(at, name):
    """Give the cases that ask for one of the two parts."""
    return tuple(
        Case(name, (Call("f", arguments, into="both"), Call("np.copy", (Name("both", at),))))
        for arguments in map(tuple, layers())
    )


TWO_PARTS = compiled(
    of_two_parts, Values("outputs", 1.0, part(0, "output")), Values("costs", 1.0, part(1, "cost"))
)
TWO_SLIPS = """\
def f(W, b, a, y):
    z = W @ a - b
    out = 1 / (1 + np.exp(-z))
    error = out - y
    return out, 0.5 * np.mean(error ** 2)
"""


def test_two_slips(sandbox):
    """Where one edit makes one part right, another one beside it makes all right."""
    finding = found(sandbox, TWO_SLIPS, defines=TWO_PARTS, budget=AMPLE)
    assert not finding.whole
    assert pointer_of(finding.second).lines == (5,)
    said = said_of(finding)
    assert "In line 2, one sign" in said
    assert "in line 5, a related function" in said
    assert not is_unfit(said)


def test_two_slips_of_which_the_first_takes_a_large_edit(sandbox):
    """Of so many one makes a single number right by chance, but not everything with another."""
    text = TWO_SLIPS.replace("error ** 2", "error")
    finding = found(sandbox, text.replace("a - b", "a + b"), defines=TWO_PARTS, budget=AMPLE)
    large = replace(finding.edits[0], lines=(3,), kind="power", is_large=True)
    alone = replace(finding, whole=False, is_much=False, edits=(large,), second=(), notices=())
    assert "line 3" not in said_of(alone).lower()
    assert "In line 3" in said_of(replace(alone, second=finding.edits[:1]))


def test_two_slips_in_parts_of_one_answer(sandbox):
    """Where one check asks for both parts, an edit is found that makes one of them right."""
    text = wrong(6, "return cost, error * out * (1 - z)").replace("** 2", "** 3")
    finding = found(sandbox, text, budget=AMPLE)
    assert not finding.whole
    lines = pointer_of(finding.edits[:1]).lines, pointer_of(finding.second).lines
    assert sorted(lines) == [(5,), (6,)]


def test_two_slips_in_a_single_number(sandbox):
    """Where one edit leaves the right number but for a factor, another one makes it right."""
    exercise = compiled(
        lambda W, b, a, y: 0.5 * np.sum((W @ a + b - y) ** 2),
        Values("values", 1.0, tuple(call("cost", "f", *each) for each in layers())),
    )
    text = "def f(W, b, a, y):\n    e = W @ a - b - y\n    return np.sum(e ** 2)\n"
    finding = found(sandbox, text, defines=exercise, budget=AMPLE)
    assert not finding.whole
    assert said_of(finding).startswith("Everything is right once two things change. In line 2, one")


def test_tool_of_the_notebook_that_is_not_used(sandbox):
    """An edit may call a function that the notebook gives, though the program does not."""
    exercise = compiled(
        lambda a, z: a * np.tanh(z), Values("values", 1.0, (call("a", "f", *layers_of_two()),))
    )
    told = replace(job("def f(a, z):\n    return a * z\n"), setup=f"{SETUP}{TOOL}")
    answers = sandbox.run(told, [case.steps for case in exercise.cases])
    finding = look(exercise, answers, sandbox, told, BUDGET)
    assert said_of(finding).startswith("Line 2: everything is right once one of its values goes")


TOOL = "def squash(z):\n    return np.tanh(z)\n"


def layers_of_two():
    return np.linspace(1, 2, 3), np.linspace(-1, 1.3, 3)


def test_same_slip_twice_in_one_line(sandbox):
    """What changes at two places of one line is said once."""
    exercise = compiled(
        lambda a, b, c: (a * b, a * c),
        Values("values", 1.0, tuple(call(f"{n}", "f", n, 2.5, n - 0.7) for n in (0.3, 1.9, 4.4))),
    )
    text = "def f(a, b, c):\n    return a * b * c, a * b * c\n"
    finding = found(sandbox, text, defines=exercise, budget=AMPLE)
    assert said_of(finding).startswith("Line 2: everything is right once, at two places in it,")


def test_two_slips_of_which_one_has_no_edit(sandbox):
    """Where nothing makes the rest right, one place is told, and that not all is right with it."""
    text = TWO_SLIPS.replace("np.mean(error ** 2)", "np.std(np.sin(error) ** 7)")
    finding = found(sandbox, text, defines=TWO_PARTS, budget=AMPLE)
    assert (finding.second, pointer_of(finding.edits, whole=False).lines) == ((), (2,))
    assert "not all" in said_of(finding)


def test_answer_that_is_too_large_for_one_case(sandbox):
    """What is refused for its size elsewhere is looked at by the smallest case."""
    rng = np.random.default_rng(4)
    cases = [call(f"{n} entries", "f", rng.normal(size=(n, 1))) for n in (4, 300)]
    exercise = compiled(lambda a: 2 * a, Values("values", 1.0, tuple(cases)))
    finding = found(sandbox, "def f(a):\n    return a + a.T\n", defines=exercise)
    assert pointer_of(finding.edits).lines == (2,)


BOTH = """
class Pair:
    def __init__(self, w):
        self.w = w
    def once(self, x):
        y = self.w * x
        return y
    def all(self, xs):
        total = 0
        for x in xs:
            total = total + self.once(x)
        total = np.sqrt(total)
        return np.cos(total) * total
"""


def test_a_right_answer_beside_the_wrong_one(sandbox):
    """Lines on which it depends are spared, and those alone are blamed that it does not need."""

    def asked(method, argument):
        made = Call("Pair", (2.5,), into="pair")
        return Case(method, (made, Call(f"pair.{method}", (argument,))))

    class Pair:
        def __init__(self, w):
            self.w = w

        def once(self, x):
            return self.w * x

        def all(self, xs):
            return sum(map(self.once, xs))

    checks = (
        Values("once", 1.0, (asked("once", 3.25),)),
        Values("all", 1.0, (asked("all", [1.5, 2.25, 4.75]),)),
    )
    exercise = compiled(Pair, *checks, name="Pair")
    told = job(BOTH, wanted=("Pair",))
    answers = sandbox.run(told, [case.steps for case in exercise.cases])
    blame = look(exercise, answers, sandbox, told, BUDGET).blame
    assert {line for _, line in blame.blamed} == {9, 10, 11, 12, 13}
    assert {line for _, line in blame.spared} == {4, 6, 7}
