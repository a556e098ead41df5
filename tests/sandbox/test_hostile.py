import pytest

from checker.records import Ending
from checker.sandbox import Sandbox
from tests.sandbox.student import FORGE, RETURNED, SIGMOID, call, endings, job


@pytest.mark.parametrize(
    "raised", ["SystemExit(0)", "KeyboardInterrupt", "GeneratorExit", "BaseException"]
)
def test_exceptions_that_end_programs(sandbox, raised):
    """They end the call and nothing else."""
    source = f"def f(): raise {raised}\ndef g(): return 1"
    answers = sandbox.run(job(source, "f", "g"), [call("f"), call("g")])
    assert endings(answers) == [Ending.RAISED, RETURNED]


@pytest.mark.parametrize("where", ["", "def f(): "])
def test_a_process_that_exits(sandbox, where):
    """A fork that ends itself, at load or in a call, costs its exercise and nothing else."""
    source = f"import os\n{where}os._exit(0)\ng = 1"
    assert endings(sandbox.run(job(source, "f", "g"), [call("f")] * 2)) == [Ending.CRASHED] * 2
    assert endings(sandbox.run(job(SIGMOID, "sigmoid"), [call("sigmoid", 0.0)])) == [RETURNED]


DEEP = """import sys
    sys.setrecursionlimit(10**9)
    deep = []
    for _ in range(10**6):
        deep = [deep]
    return repr(deep)
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    "body",
    [
        "import ctypes; ctypes.string_at(0)",
        "import os; os.closerange(0, 64)",
        "import json; json.dumps = lambda *a, **k: '['",
        "import struct, os; struct.Struct = os.writev = os.readv = print",
        "import sys; [vars(each).clear() for each in list(sys.modules.values())]",
        DEEP,
    ],
)
def test_a_process_that_breaks_itself(brisk, body):
    """Crashes, closed descriptors and broken tools end the exercise, and the next is whole."""
    source = f"def f():\n    {body}\n    return 5"
    (answer,) = brisk.run(job(source, "f"), [call("f")])
    assert answer.ending in (Ending.CRASHED, Ending.TIMED_OUT)
    assert endings(brisk.run(job(SIGMOID, "sigmoid"), [call("sigmoid", 0.0)])) == [RETURNED]


@pytest.mark.parametrize(
    "forged",
    [
        "b'\\xff' * 64",
        "struct.pack('<II', 2, 1 << 27) + b'{}'",
        "frame('[' * 50_000)",
        'frame(\'{"pass": true, "score": 100}\')',
        "answer('0000000000000000')",
        'frame(\'{"id": "%s"}\' % current())',
        'frame(\'{"id": "%s", "answer": ["full marks"]}\' % current())',
        'frame(\'{"id": "%s", "call": "np.load", "args": []}\' % current())',
        'frame(\'{"id": "%s", "arrays": [["object", [1], 0]]}\' % current())',
    ],
)
def test_forged_frames(sandbox, forged):
    """Bytes that are no answer to what was asked end the exercise, in a new sandbox."""
    source = f"{FORGE}\ndef f():\n    write({forged})\n    return 5"
    answers = sandbox.run(job(source, "f"), [call("f")] * 2)
    assert endings(answers) == [Ending.CRASHED] * 2
    assert endings(sandbox.run(job(SIGMOID, "sigmoid"), [call("sigmoid", 0.0)])) == [RETURNED]


def test_a_forged_answer_to_the_right_question(sandbox):
    """It is a value like any other; the true answer then answers nothing and ends the exercise."""
    source = f"{FORGE}\ndef f():\n    write(answer(current()))\n    return 5"
    answers = sandbox.run(job(source, "f"), [call("f")] * 2)
    assert (answers[0].value, answers[1].ending) == (42, Ending.CRASHED)


def test_broken_sandboxes(isolation):
    """However many a submission breaks, its other exercises are answered."""
    forged = job(f"{FORGE}\ndef f(): write(bytes(9))", "f")
    with Sandbox(isolation) as own:
        for _ in range(4):
            assert endings(own.run(forged, [call("f")])) == [Ending.CRASHED]
        assert endings(own.run(job(SIGMOID, "sigmoid"), [call("sigmoid", 0.0)])) == [RETURNED]


def test_a_message_that_never_ends(sandbox):
    """A looping text of an exception is never asked for."""
    source = """
class E(Exception):
    def __str__(self):
        while True: pass
def f(): raise E('mine')
"""
    (answer,) = sandbox.run(job(source, "f"), [call("f")])
    assert (answer.fault.kind, answer.fault.message) == ("E", "mine")


def test_a_fault_with_a_place_that_is_not_there(sandbox):
    """A line outside the student's cells is not shown."""
    source = "exec(compile('def f():\\n' + '\\n' * 99 + ' 1 / 0', 'answer', 'exec'))"
    (answer,) = sandbox.run(job(source + "\nf = f", "f"), [call("f")])
    assert (answer.fault.kind, answer.fault.cell, answer.fault.line) == ("ZeroDivisionError", "", 0)


CANARY = """
import os
def file(path):
    try:
        return open(path).read()
    except OSError as error:
        return type(error).__name__
def variable(name): return os.environ.get(name)
"""


def look_for_canaries(isolation, tmp_path, monkeypatch):
    canary = tmp_path / "canary"
    canary.write_text("secret", "utf-8")
    monkeypatch.setenv("CHECKER_CANARY", "secret")
    cases = [call("file", str(canary)), call("variable", "CHECKER_CANARY")]
    with Sandbox(isolation) as own:
        return [answer.value for answer in own.run(job(CANARY, "file", "variable"), cases)]


def test_canaries_behind_the_wall(walled, tmp_path, monkeypatch):
    """Under bubblewrap neither a file nor a variable of the grader's exists."""
    found = look_for_canaries(walled, tmp_path, monkeypatch)
    assert found == ["FileNotFoundError", None]


def test_canaries_without_a_wall(unwalled, tmp_path, monkeypatch):
    """Without isolation both are there to be read, which is why it has to be asked for."""
    assert look_for_canaries(unwalled, tmp_path, monkeypatch) == ["secret", "secret"]
