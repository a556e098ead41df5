"""Counts beside student code: what would evade them is noticed, and the case fails."""

import sys
import threading

import numpy as np
import pytest

from checker.classroom.grading.measuring import asked_of, measured
from checker.exercises import Case
from checker.records import Answer, Ending, Job
from checker.sandbox.inside.lab import UNCOUNTED, bytecodes_of, calls_of, laboratory
from checker.sandbox.inside.probe import ask
from checker.sandbox.inside.watching import WATCH, Instruments
from checker.sandbox.questions import TooMuch
from checker.steps import Call, Name, Read
from tests.sandbox.student import cell

LAB = """
def shapes(made):
    return [str(np.shape(each)) for each in made]

def steps(function):
    return "many" if bytecodes_of(function) > 1000 else "few"

def compared(first, second):
    return float(np.sum(np.asarray(first) - np.asarray(second)))
"""


def loop():
    total = 0
    for place in range(1000):
        total += place
    return total


def in_a_thread():
    thread = threading.Thread(target=loop)
    thread.start()
    thread.join()


def switches_off():
    sys.settrace(None)
    loop()


def switches_off_and_on():
    trace = sys.gettrace()
    sys.settrace(None)
    loop()
    sys.settrace(trace)


def sets_its_own():
    sys.settrace(lambda *_: None)
    loop()


def forgets_its_frame():
    frame = sys._getframe()
    frame.f_trace = None
    frame.f_trace_opcodes = False
    loop()


def takes_a_frame_from_a_traceback():
    try:
        raise ValueError
    except ValueError as error:
        error.__traceback__.tb_frame.f_trace = None
    loop()


def takes_a_frame_from_a_generator():
    (each for each in ()).gi_frame.f_trace = None
    loop()


def profiles():
    sys.setprofile(None)
    loop()


EVASIONS = (
    in_a_thread,
    switches_off,
    switches_off_and_on,
    sets_its_own,
    forgets_its_frame,
    takes_a_frame_from_a_traceback,
    takes_a_frame_from_a_generator,
    profiles,
)


@pytest.fixture(autouse=True)
def unfooled():
    """Forget between tests that a count was fooled."""
    WATCH.was_fooled = False
    yield
    WATCH.was_fooled = False


@pytest.mark.parametrize("count", [bytecodes_of, calls_of])
@pytest.mark.parametrize("evade", EVASIONS)
def test_evasion(count, evade):
    """It counts nothing, says why, is noted, and leaves the trace that was set before."""
    before = sys.gettrace()
    with pytest.raises(RuntimeError, match=UNCOUNTED):
        count(evade)
    assert WATCH.was_fooled
    assert sys.gettrace() is before


def test_honest_code():
    """What counts honest code raises nothing and notes nothing, an exception included."""

    def fails():
        raise ArithmeticError

    assert bytecodes_of(loop) > 1000
    with pytest.raises(ArithmeticError):
        bytecodes_of(fails)
    assert not WATCH.was_fooled
    sys.settrace(sys.gettrace())
    assert not WATCH.was_fooled


def changes_a_function(lab):
    lab.shapes = lambda made: ["(2,)"]


def changes_code(lab):
    lab.shapes.__code__ = (lambda made: ["(2,)"]).__code__


def changes_what_it_uses(lab):
    lab.steps.__globals__["bytecodes_of"] = lambda *_: 0


def changes_our_module(_lab):
    sys.modules["checker.sandbox.inside.lab"]._run_traced = lambda *_: None


def changes_our_class(_lab):
    sys.modules["checker.sandbox.inside.watching"].TraceWatch.saw_all = lambda *_, **__: True


CHANGES = (
    changes_a_function,
    changes_code,
    changes_what_it_uses,
    changes_our_module,
    changes_our_class,
)


@pytest.mark.parametrize("change", CHANGES)
def test_instrument_that_was_changed(change, monkeypatch):
    """Whatever is put in the place of an instrument, or of what it uses, is noticed."""
    inside = [sys.modules[f"checker.sandbox.inside.{name}"] for name in ("lab", "watching")]
    monkeypatch.setattr(inside[0], "_run_traced", inside[0]._run_traced)
    monkeypatch.setattr(inside[1].TraceWatch, "saw_all", inside[1].TraceWatch.saw_all)
    lab = laboratory(LAB)
    instruments = Instruments()
    instruments.add(lab)
    ask({"f": loop}, (Call("lab.steps", (Name("f"),)),), lab)
    assert instruments.are_intact()
    change(lab)
    assert not instruments.are_intact()


WALKS = """
import sys
def f():
    frame = sys._getframe()
    while frame:
        scope = getattr(frame.f_locals.get("self"), "scope", None)
        if scope is not None:
            scope.slots["lab"].steps = lambda *_: "few"
        frame = frame.f_back
    return sum(range(3))
"""
STEPS = Case("steps", (Call("f", ()), Call("lab.steps", (Name("f"),))))


def test_walk_to_the_lab(sandbox):
    """Who walks the frames to the lab is noted, and what the lab says is no answer."""
    job = Job("import numpy as np", (cell("f", WALKS),), ("f",), lab=LAB)
    (answer,) = sandbox.run(job, [STEPS.steps])
    assert [note.kind for note in answer.notes] == ["instruments"]
    assert measured(STEPS, answer, None).ending is Ending.RAISED


MADE = Case(
    "shapes",
    (Call("f", (2.0,), into="made"), Call("outside.shapes", (Name("made"),))),
)
PAIR = Case(
    "compared",
    (
        Call("f", (2.0,), into="one"),
        Call("f", (3.0,), into="other"),
        Call("outside.compared", (Name("one"), Name("other", 0))),
    ),
)


@pytest.mark.parametrize("case", [MADE, PAIR], ids=["one thing", "two things"])
def test_measured_apart(case):
    """What is measured apart is what would be measured beside student code."""

    def f(x):
        return [np.full(3, x), np.full(3, x)]

    names = {"f": f, "np": np}
    raw = ask(names, asked_of(case), laboratory(LAB))
    apart = measured(case, raw, lambda call: ask({}, [call], laboratory(LAB)))
    assert apart.value == ask(names, case.steps, laboratory(LAB)).value
    assert not any(str(step.target).startswith("outside") for step in asked_of(case))


def test_case_without_a_measure():
    """It is asked as it stands, and its answer is what it was."""
    case = Case("f", (Call("f", (2.0,)), Read("f", "x")))
    answer = Answer(Ending.RETURNED, 2.0)
    assert asked_of(case) is case.steps
    assert measured(case, answer, None) is answer


def test_answer_that_stopped():
    """Where nothing was made there is nothing to measure."""
    answer = Answer(Ending.TIMED_OUT)
    assert measured(MADE, answer, None) is answer


def test_material_too_large_to_send_on():
    """It is a wrong answer, and no failure of ours."""

    def refuses(_steps):
        raise TooMuch("more than 1 MiB of text and numbers")

    answer = measured(MADE, Answer(Ending.RETURNED, ["x"]), refuses)
    assert (answer.ending, answer.value) == (Ending.UNSUPPORTED, None)
