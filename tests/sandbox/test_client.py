import os
import signal
from dataclasses import replace

import numpy as np
import pytest

from checker.errors import NoAnswer
from checker.records import Ending, Fault
from checker.sandbox import Limits, Sandbox
from checker.steps import Call, Laid, Name, Read
from tests.sandbox.processes import Watch, descendants, standing_still
from tests.sandbox.student import RETURNED, SIGMOID, call, cells_job, endings, job


def test_one_answer_a_case(sandbox):
    """Each case gets its answer, in order, and a fault carries the student's own line."""
    source = (
        SIGMOID + "def fail(z):\n    return z / 0  # here\ndef later(): raise NotImplementedError"
    )
    cases = [
        call("sigmoid", np.array([0.0])),
        call("fail", 1),
        call("later"),
        call("nowhere"),
        call("print", 1),
        call("sigmoid", np.array([-1000.0])),
    ]
    answers = sandbox.run(job(source, "sigmoid", "fail", "later"), cases)
    assert answers[0].value.tolist() == [0.5]
    assert answers[1].fault == Fault(
        "ZeroDivisionError", "division by zero", "answer", 4, "return z / 0  # here"
    )
    assert endings(answers[2:5]) == [Ending.NOT_ATTEMPTED, Ending.MISSING, Ending.MISSING]
    assert answers[5].warnings == ("overflow",)


def test_no_cases(sandbox):
    """Nothing asked is nothing answered."""
    assert sandbox.run(job(SIGMOID, "sigmoid"), []) == []


@pytest.mark.parametrize(
    "value",
    [
        None,
        [1, 2.5, (True, "text", 3j)],
        np.arange(6.0).reshape(2, 3).T,
        np.float32(0.1),
        np.zeros((0, 3)),
        float("nan"),
        float("-inf"),
        10**300,
        np.array(True),
    ],
)
def test_values_through_the_wall(sandbox, value):
    """Plain values go in and come out unchanged."""
    argument = np.asarray(value) if isinstance(value, np.generic) else value
    (answer,) = sandbox.run(job("def same(a): return a", "same"), [call("same", argument)])
    if isinstance(argument, np.ndarray):
        assert answer.value.dtype == argument.dtype
        np.testing.assert_array_equal(answer.value, argument)
    else:
        assert repr(answer.value) == repr(argument)


def test_steps_through_the_wall(sandbox):
    """Names, layouts and slots work in a sandbox as they do in a notebook."""
    source = (
        "class Box:\n    def __init__(self, a): self.a = a\n    def use(self, f): return f(self.a)"
    )
    steps = (
        Call("Box", (Laid(np.ones(2), "readonly"),), "box"),
        Call("box.use", (Name("np.exp"),)),
    )
    (answer,) = sandbox.run(job(source, "Box"), [steps])
    assert answer.value.tolist() == pytest.approx([np.e, np.e])


def test_changed_and_shared_arguments(sandbox):
    """What a call did to its arguments is told."""
    source = "def f(a, b):\n    a += 1\n    return b.T"
    (answer,) = sandbox.run(job(source, "f"), [call("f", np.zeros(2), np.ones(3))])
    assert (answer.mutated, answer.aliased) == ((0,), (1,))


def test_pinned_numbers(sandbox):
    """Given numbers reach the cells."""
    source = "x = 99\ntyped = {'z': 2 * x}"
    (answer,) = sandbox.run(job(source, "typed", pinned={"x": 3.0}), [(Read("typed", "z"),)])
    assert answer.value == 6.0


def test_the_package_in_student_code(sandbox):
    """Cells that check, ask for hints or draw figures run, and nothing comes of it."""
    source = """
from checker import check, hint, progress, gradient_check
import checker
def sigmoid(z): return z
mark = check(sigmoid) + check("sigmoid", answer=3)
progress(); hint(1); checker.anything.at["all"]()
try:
    from checker.sandbox.client import Sandbox
except ImportError:
    hidden = True
"""
    asked = [(Read("mark"),), (Read("hidden"),)]
    answers = sandbox.run(job(source, "sigmoid", "mark", "hidden"), asked)
    assert [answer.value for answer in answers] == [0.0, True]


@pytest.mark.parametrize("module", ["solutions", "checker.classroom", "notebooks"])
def test_modules_that_are_not_there(walled, module):
    """Nothing of the course can be imported behind the wall."""
    source = f"def f():\n    import {module}"
    with Sandbox(walled) as sandbox:
        (answer,) = sandbox.run(job(source, "f"), [call("f")])
    assert (answer.ending, answer.fault.kind) == (Ending.RAISED, "ModuleNotFoundError")


def test_random_numbers(isolation):
    """The old global generators begin at the same point in every sandbox."""
    source = "import random\ndef f(): return [np.random.rand(), random.random()]"
    asked = job(source, "f"), [call("f")]
    with Sandbox(isolation) as one, Sandbox(isolation) as other:
        assert one.run(*asked) == one.run(*asked) == other.run(*asked)


def test_a_statement_that_fails(sandbox):
    """If the statement of a wanted name raises, or one that it needs, every case says so."""
    for source in ("f = 1 / 0", "k = 1 / 0\ndef f(): return k"):
        answers = sandbox.run(job(source, "f"), [call("f")] * 2)
        faults = [(answer.fault.kind, answer.fault.line) for answer in answers]
        assert faults == [("ZeroDivisionError", 1)] * 2
        assert endings(answers) == [Ending.RAISED] * 2


def test_files_beside_the_notebook(sandbox):
    """What was handed in beside a notebook is there to be imported, read and run."""
    source = (
        "from tools import half\nimport pack.more as more\n%run loose.py\n"
        "rows = np.loadtxt('data/rows.csv', delimiter=',')\n"
        "def f(): return half() + more.K + rows[0] + loose"
    )
    files = {
        "tools.py": b"def half(): return 0.5",
        "pack/more.py": b"K = 1",
        "data/rows.csv": b"2,3",
        "loose.py": b"loose = 4",
        "random.py": b"1 / 0",
        "/etc/absolute": b"",
        "../above": b"",
    }
    (answer,) = sandbox.run(replace(job(source, "f"), files=files), [call("f")])
    assert answer.value == 7.5


@pytest.mark.parametrize(
    "source",
    [
        "get_ipython().run_cell('%time f = lambda: 7')",
        "shell = get_ipython()\nshell.ex('def f(): return 7')",
        "get_ipython().push({'f': lambda: 7})",
        "get_ipython().user_ns['f'] = lambda: 7",
    ],
)
def test_names_bound_by_the_notebooks_shell(sandbox, source):
    """Jupyter's own shell binds names here as it does in a notebook."""
    (answer,) = sandbox.run(job(source, "f"), [call("f")])
    assert answer.value == 7


@pytest.mark.parametrize(
    "source",
    [
        "exec({0!r})",
        "code = {0!r}\nexec(code)",
        "exec(compile({0!r}, 'a', 'exec'))",
        "import textwrap\nexec(textwrap.dedent({0!r}))",
        "shell = get_ipython()\ntext = {0!r}\nshell.run_cell(text)",
    ],
)
def test_a_text_that_needs_an_import(sandbox, source):
    """What a text in the cell reads is there when a statement has it run."""
    text = "def f(): return float(np.exp(0.0))"
    (answer,) = sandbox.run(job(source.format(text), "f"), [call("f")])
    assert answer.value == 1.0


def test_what_is_lacking(sandbox):
    """An answer that needs what this machine has not says what; one that does not is right."""
    for source, lacks in (
        ("def f():\n    import no_such_thing", "no_such_thing"),
        ("from no_such_thing import g\ndef f(): return g(1)", "no_such_thing"),
        ("from no_such_thing import *\ndef f(): return g(1)", "no_such_thing"),
        ("def f(): return open('points.csv').read()", "file points.csv"),
        ("n = int(input('n? '))\ndef f(): return n", "keyboard to answer input()"),
        ("def f(): return undefined", ""),
    ):
        (answer,) = sandbox.run(job(source, "f"), [call("f")])
        assert (answer.ending, answer.fault.lacks) == (Ending.RAISED, lacks)
    harmless = "name = input()\nhelp(len)\ndisplay(3)\nget_ipython().system('ls')\nexit()\n"
    (answer,) = sandbox.run(job(f"{harmless}def f(): return 1", "f"), [call("f")])
    assert answer.value == 1
    assert [(note.kind, note.line) for note in answer.notes] == [("lacks", 1), ("command", 4)]


@pytest.mark.parametrize(
    ("top", "ending"),
    [
        ("raise NotImplementedError('f')", Ending.NOT_ATTEMPTED),
        ("raise MemoryError", Ending.OUT_OF_MEMORY),
        ("raise SystemExit", Ending.RAISED),
        ("import sys; sys.exit()", Ending.RAISED),
        ("raise KeyboardInterrupt", Ending.RAISED),
    ],
)
def test_a_statement_that_ends_in_another_way(sandbox, top, ending):
    """What keeps a name from being bound decides how its cases end, and never stops the grader."""
    (answer,) = sandbox.run(job(f"def g():\n    {top}\nf = g()", "f"), [call("f")])
    assert answer.ending is ending


def test_one_exercise_after_another(sandbox):
    """Nothing that one exercise does is there for the next."""
    spoil = "import builtins\nbuiltins.abs = np.exp = None\ndef f(): return 1"
    look = "def f(): return abs(-1), np.exp(0.0)"
    assert endings(sandbox.run(job(spoil, "f"), [call("f")])) == [RETURNED]
    (answer,) = sandbox.run(job(look, "f"), [call("f")])
    assert answer.value == (1, 1.0)


def test_cells_of_several_kinds(sandbox):
    """A whole notebook's cells are sent; only what is needed of them is run."""
    sources = {"exit": "import os; os._exit(1)", "answer": SIGMOID, "use": "sigmoid(nothing)"}
    answers = sandbox.run(cells_job(sources, "sigmoid"), [call("sigmoid", 0.0)])
    assert answers[0].value == 0.5


def test_a_long_notebook(sandbox):
    """Code beyond a header's size goes by too."""
    sources = {f"cell-{number}": "# " + "x" * 100_000 for number in range(30)} | {"answer": SIGMOID}
    assert sandbox.run(cells_job(sources, "sigmoid"), [call("sigmoid", 0.0)])[0].value == 0.5


def test_a_cell_too_long_to_be_taken_apart(sandbox):
    """It is not run, which its own exercise is told, and the others go on without it."""
    sources = {"long": "def f(x):\n    return x" + " + 0" * (1 << 18), "answer": SIGMOID}
    answers = sandbox.run(cells_job(sources, "sigmoid"), [call("sigmoid", 0.0)])
    assert answers[0].value == 0.5
    (answer,) = sandbox.run(cells_job(sources, "f"), [call("f", 1)])
    assert answer.ending is Ending.RAISED
    assert (answer.fault.kind, answer.fault.cell) == ("SyntaxError", "long")
    assert "more than 1,048,576 characters" in answer.fault.message


def test_a_large_argument(sandbox):
    """Arrays far larger than a pipe go in and come out."""
    array = np.arange(1 << 20, dtype=float)
    (answer,) = sandbox.run(job("def f(a): return a[::-1]", "f"), [call("f", array)])
    np.testing.assert_array_equal(answer.value, array[::-1])


def test_processor_time(isolation):
    """The workers' own reports of processor time add up, and stay when they are gone."""
    with Sandbox(isolation) as own:
        own.run(job(SIGMOID, "sigmoid"), [call("sigmoid", 0.0)])
        during = own.cpu_seconds
    assert 0.0 < during <= own.cpu_seconds


def test_processor_time_of_a_process_that_lives(isolation):
    """What a job's process has used so far is in the report, before it ends."""
    busy = "import time\ndef f():\n    sum(range(10**6))\n    return time.process_time()\n"
    with Sandbox(isolation) as own:
        (answer,) = own.run(job(busy, "f"), [call("f")])
        assert own.cpu_seconds >= answer.value > 0.0


@pytest.mark.parametrize("kind", ["warmed", "walled", "landlocked"])
def test_a_worker_that_is_killed(kind, request):
    """What it was to be asked next is asked of another, and nobody's code is blamed."""
    one = job(SIGMOID, "sigmoid"), [call("sigmoid", 0.0)]
    with Sandbox(request.getfixturevalue(kind)) as own:
        assert endings(own.run(*one)) == [RETURNED]
        killed = kill_worker(own)
        assert endings(own.run(*one)) == [RETURNED]
        assert own._connection.process.pid != killed


@pytest.mark.parametrize("kind", ["warmed", "walled", "landlocked"])
def test_a_worker_that_is_killed_before_it_begins(kind, request):
    """Another one is asked."""
    with Sandbox(request.getfixturevalue(kind)) as own:
        own._connected()
        kill_worker(own)
        answers = own.run(job(SIGMOID, "sigmoid"), [call("sigmoid", 0.0)])
        assert endings(answers) == [RETURNED]


@pytest.mark.parametrize("kind", ["warmed", "walled", "landlocked"])
def test_a_worker_that_never_answers(kind, request, monkeypatch):
    """It is given up at last, and another one is asked."""
    with Sandbox(request.getfixturevalue(kind), Limits(hurry_seconds=0.1, call_seconds=0.1)) as own:
        own._connected().end_fork()
        worker = own._connection.process.pid
        monkeypatch.setattr("checker.sandbox.connection.GRACE_SECONDS", 0.1)
        monkeypatch.setattr(own, "_drop", lambda: (monkeypatch.undo(), own._drop()))
        with standing_still([worker, *descendants(worker)]):
            answers = own.run(job(SIGMOID, "sigmoid"), [call("sigmoid", 0.0)])
        assert endings(answers) == [RETURNED]


def test_code_that_is_ended_from_outside(unwalled):
    """Without a filter it may kill itself, which looks the same: no mark is made of that."""
    source = "import os, signal\ndef f(): os.kill(os.getpid(), signal.SIGKILL)"
    with Sandbox(unwalled) as own, pytest.raises(NoAnswer, match="crashed twice"):
        own.run(job(source, "f"), [call("f")])


def test_code_that_ends_itself(sandbox):
    """It is its own doing, and not asked again."""
    sandbox.run(job(SIGMOID, "sigmoid"), [call("sigmoid", 0.0)])
    starts = sandbox._starts
    (answer,) = sandbox.run(job("import os\ndef f(): os._exit(3)", "f"), [call("f")])
    assert (answer.ending, sandbox._starts) == (Ending.CRASHED, starts)


@pytest.mark.slow
def test_code_that_waits(brisk):
    """It is asked twice, the second time in a new sandbox, and then stopped by the clock."""
    source = "import time\ndef f(): time.sleep(1000)"
    starts = brisk._starts
    assert endings(brisk.run(job(source, "f"), [call("f")] * 2)) == [Ending.TIMED_OUT] * 2
    assert brisk._starts > starts


def kill_worker(sandbox):
    """Kill a sandbox's process, and give its number."""
    killed = sandbox._connection.process.pid
    watch = Watch([killed])
    os.kill(killed, signal.SIGKILL)
    assert watch.all_gone()
    return killed
