"""What code does that no answer needs is noted where it runs, and nothing else is."""

from dataclasses import replace

import pytest

from checker.classroom.grading.remarks import SENTENCES, remarks_on, traces_of
from checker.records import Answer, Ending
from checker.sandbox.inside.traces import TRACES, known_traces
from tests.reports.made_up import PASSED
from tests.sandbox.student import SIGMOID, call, job

RETURNS = "\ndef f(x):\n    return x\n"


@pytest.mark.parametrize(
    ("source", "traces"),
    [
        ("np.isclose = lambda *a: True", ("numpy",)),
        ("import builtins\nbuiltins.sum = max", ("builtins",)),
        ("import os\ntry:\n    os.execv(NONE, [NONE])\nexcept OSError:\n    pass", ("process",)),
        ("import subprocess\ntry:\n    subprocess.run(NONE)\nexcept Exception: pass", ("process",)),
        ("import socket\ntry:\n    socket.socket()\nexcept OSError: pass", ("network",)),
        ("import os\ntry:\n    os.kill(os.getpid(), 0)\nexcept OSError: pass", ("signal",)),
        ("import ctypes\nctypes.CDLL(None)", ("library",)),
        ("try:\n    open(NONE, 'w')\nexcept OSError: pass", ("writing",)),
        ("import os\ntry:\n    os.rename('a', NONE)\nexcept OSError: pass", ("writing",)),
    ],
)
def test_what_is_noted(sandbox, source, traces):
    """Each attempt has a word, also where it fails, as all do that could do harm, and goes on."""
    (answer,) = sandbox.run(job(f"NONE = '/nowhere/x'\n{source}{RETURNS}", "f"), [call("f", 1)])
    assert (answer.value, answer.traces) == (1, traces)


def test_what_is_noted_in_a_call(sandbox):
    """What a function does when it is called is noted with the answers that go together."""
    source = "def f(x):\n    if x == 2:\n        np.exp = None\n    return x\n"
    answers = sandbox.run(job(source, "f"), [call("f", 1), call("f", 2), call("f", 3)])
    assert {answer.traces for answer in answers} == {("numpy",)}


@pytest.mark.parametrize(
    "source",
    [
        SIGMOID,
        "np.set_printoptions(precision=3)\nnp.seterr(all='ignore')",
        "import matplotlib\nnp.random.seed(1)\nrng = np.random.default_rng(1)\nrng.normal()",
        "open('mine.txt', 'w').write('x')\nopen('mine.txt').read()",
        "import numpy.testing, numpy.linalg\nnp.linalg.norm(np.ones(3))",
        "from pathlib import Path\nPath('folder').mkdir()\nPath('folder/a').write_text('b')",
        "def sum(x): return x\nmax = 3",
        "import sys\nsys.setrecursionlimit(3000)",
    ],
)
def test_honest_code(sandbox, source):
    """What answers and their libraries do leaves no trace."""
    (answer,) = sandbox.run(job(source + RETURNS, "f"), [call("f", 1)])
    assert (answer.value, answer.traces) == (1, ())


def test_words_that_were_made_up():
    """Of what a fork says only known words are kept, each once and in order."""
    words = ["writing", "full marks", "numpy", "numpy", 3, None, ["numpy"], "canary"]
    assert known_traces(words) == ("numpy", "writing")


def test_sentences_of_traces():
    """Each word has a sentence, and what was noted more than once is said once."""
    assert tuple(SENTENCES) == TRACES
    noted = ((), ("signal", "numpy"), ("signal",))
    answers = [Answer(Ending.RETURNED, 1, traces=each) for each in noted]
    assert traces_of(answers) == ("numpy", "signal")
    verdicts = [replace(PASSED, traces=each) for each in noted]
    assert remarks_on(verdicts) == (SENTENCES["numpy"], SENTENCES["signal"])
