from dataclasses import replace

import pytest

from checker.records import Ending
from checker.sandbox import Limits, Sandbox
from checker.steps import Read
from tests.sandbox.student import FORGE, RETURNED, SIGMOID, call, endings, job


@pytest.mark.slow
def test_an_endless_loop(brisk):
    """The first call that is stopped ends the exercise; the next exercise is run."""
    source = "def f(z):\n    while z: pass\n    return z"
    answers = brisk.run(job(source, "f"), [call("f", z) for z in (0, 1, 0)])
    assert endings(answers) == [RETURNED, Ending.TIMED_OUT, Ending.TIMED_OUT]
    starts = brisk._starts
    assert endings(brisk.run(job(source, "f"), [call("f", 0)])) == [RETURNED]
    assert brisk._starts == starts


@pytest.mark.slow
def test_an_endless_loop_when_loaded(brisk):
    """A cell that never ends stops all cases of its exercise."""
    answers = brisk.run(job("while True: pass\nf = 1", "f"), [(Read("f"),)] * 2)
    assert endings(answers) == [Ending.TIMED_OUT] * 2


@pytest.mark.slow
def test_a_loop_that_heeds_no_signal(isolation):
    """Processor time is limited too, and the last word is not a signal that can be ignored."""
    source = (
        "import signal\nsignal.signal(signal.SIGXCPU, signal.SIG_IGN)\ndef f():\n    while 1: pass"
    )
    limits = Limits(call_seconds=60.0, exercise_seconds=60.0, cpu_seconds=1)
    with Sandbox(isolation, limits) as own:
        assert endings(own.run(job(source, "f"), [call("f")])) == [Ending.TIMED_OUT]


@pytest.mark.slow
def test_a_training(isolation):
    """What takes long by its nature has so many times the processor time of other answers."""
    source = (
        "import time\ndef f():\n    end = time.process_time() + 1.5\n"
        "    while time.process_time() < end: pass"
    )
    patient = replace(job(source, "f"), patience=4)
    with Sandbox(isolation, Limits(cpu_seconds=1)) as own:
        assert endings(own.run(job(source, "f"), [call("f")])) == [Ending.TIMED_OUT]
        assert endings(own.run(patient, [call("f")])) == [RETURNED]


def test_a_submission_out_of_time(isolation):
    """Once a submission has used up its seconds, nothing more of it is run."""
    with Sandbox(isolation, Limits(submission_seconds=0.0)) as own:
        answers = own.run(job(SIGMOID, "sigmoid"), [call("sigmoid", 0.0)])
    assert endings(answers) == [Ending.TIMED_OUT]


@pytest.mark.slow
def test_half_a_frame(brisk):
    """A frame that never ends is waited for until the deadline, and no longer."""
    source = f"{FORGE}\ndef f():\n    write(struct.pack('<II', 100, 0))\n    while True: pass"
    assert endings(brisk.run(job(source, "f"), [call("f")])) == [Ending.TIMED_OUT]
    assert endings(brisk.run(job(SIGMOID, "sigmoid"), [call("sigmoid", 0.0)])) == [RETURNED]


def test_a_memory_hog(isolation):
    """Memory is limited, a great array and a growing list alike; the next call goes on."""
    source = """
def at_once(): return np.ones(1 << 30)
def bit_by_bit():
    kept = []
    while True:
        kept.append(bytearray(1 << 20))
def modest(): return 1
"""
    cases = [call("at_once"), call("bit_by_bit"), call("modest")]
    with Sandbox(isolation, Limits(memory_bytes=512 << 20)) as own:
        answers = own.run(job(source, "at_once", "bit_by_bit", "modest"), cases)
    assert endings(answers) == [Ending.OUT_OF_MEMORY, Ending.OUT_OF_MEMORY, RETURNED]


@pytest.mark.parametrize(
    "result", ["np.ones(1 << 24)", "[0] * 10**6", "np.broadcast_to(0, (10**9, 9))"]
)
def test_a_huge_result(sandbox, result):
    """A result beyond what is carried is unsupported, and was never copied."""
    (answer,) = sandbox.run(job(f"def f(): return {result}", "f"), [call("f")])
    assert answer.ending is Ending.UNSUPPORTED


def test_results_that_are_large_together(sandbox):
    """Each of twenty could be carried; what would be too much with those before is not kept."""
    source = "def f(n): return np.full(n, 1.0)"
    sizes = [10, *[10**6] * 20, 10]
    answers = sandbox.run(job(source, "f"), [call("f", n) for n in sizes])
    kept = [answer.ending is RETURNED for answer in answers]
    assert kept == [True, *[True] * 4, *[False] * 16, True]
    assert {answer.ending for answer in answers} == {RETURNED, Ending.UNSUPPORTED}
    assert "all in all" in answers[5].fault.message


def test_a_result_that_is_large_as_text(sandbox):
    """Many long numbers fit an answer's parts but not its header; that is told too."""
    (answer,) = sandbox.run(job("def f(): return [10**398] * 9000", "f"), [call("f")])
    assert (answer.ending, answer.fault.kind) == (Ending.UNSUPPORTED, "list")


def test_a_flood_of_output(sandbox):
    """What student code prints goes nowhere, by whatever way and however much."""
    source = """
import os, sys
def f():
    for _ in range(200):
        print("10/10 PASS " * 1000)
        os.write(1, bytes(10_000)), os.write(2, bytes(10_000)), sys.__stderr__.write("x" * 1000)
    return "done"
"""
    (answer,) = sandbox.run(job(source, "f"), [call("f")])
    assert answer.value == "done"


def test_a_question_to_the_keyboard(sandbox):
    """Nobody is there to type."""
    (answer,) = sandbox.run(job("def f(): return input('mark? ')", "f"), [call("f")])
    assert (answer.ending, answer.fault.kind) == (Ending.RAISED, "Unanswered")
