"""What code does that no answer needs is noted where it runs, and nothing else is."""

import secrets
from dataclasses import replace

import pytest

from checker.classroom.grading.remarks import SENTENCES, notes_of, passed_over, remarks_on
from checker.records import Answer, Ending, Note
from checker.sandbox.inside.notes import MOST, TRACES, known_notes
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
    missing = f"NONE = '/{secrets.token_hex()}/x'\n"  # drawn: no machine has it
    (answer,) = sandbox.run(job(f"{missing}{source}{RETURNS}", "f"), [call("f", 1)])
    assert (answer.value, tuple(note.kind for note in answer.notes)) == (1, traces)
    assert all(note.cell == "answer" and note.source in source for note in answer.notes)


def test_what_is_noted_in_a_call(sandbox):
    """What a function does when it is called is noted with the answers that go together."""
    source = "def f(x):\n    if x == 2:\n        np.exp = None\n    return x\n"
    answers = sandbox.run(job(source, "f"), [call("f", 1), call("f", 2), call("f", 3)])
    assert {answer.notes for answer in answers} == {
        (Note("numpy", "exp", "answer", 3, "np.exp = None"),)
    }


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
        "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()",
        "import matplotlib\nmatplotlib.use('Agg')\nimport matplotlib.pyplot as plt\nplt.figure()",
        "import platform\nplatform.processor()\nplatform.platform()",
        "import ctypes.util\nctypes.util.find_library('m')",
        "import uuid\nuuid.uuid1()",
        "import subprocess, socket, multiprocessing, ctypes, signal",
        "from concurrent.futures import ThreadPoolExecutor as T\nT(2).submit(max, 1, 2)",
        "import logging\nlogging.basicConfig(filename='log.txt')\nlogging.warning('x')",
        "import pydoc\npydoc.plain(pydoc.render_doc(len))",
        "from tqdm import tqdm\nlist(tqdm(range(3)))",
    ],
)
def test_honest_code(sandbox, source):
    """What answers and their libraries do leaves no trace."""
    (answer,) = sandbox.run(job(source + RETURNS, "f"), [call("f", 1)])
    assert (answer.value, answer.notes) == (1, ())


def test_what_a_module_of_the_students_own_does(sandbox):
    """What a file beside the notebook does is no line of the notebook's."""
    files = {
        "tools.py": b"import os\ntry:\n    os.kill(os.getpid(), 0)\nexcept OSError: pass\nx = 3"
    }
    asked = replace(job(f"from tools import x{RETURNS}g = lambda y: x", "g"), files=files)
    (answer,) = sandbox.run(asked, [call("g", 1)])
    assert (answer.value, answer.notes) == (3, ())


def test_a_line_that_is_not_there(sandbox):
    """A place that a fork makes up is no place: what was noted of it stays without a line."""
    source = "import os\ncode = compile('os.kill(os.getpid(), 0)', 'course', 'exec')\n"
    (answer,) = sandbox.run(
        job(f"{source}try: exec(code)\nexcept OSError: pass{RETURNS}", "f"), [call("f", 1)]
    )
    assert {(note.kind, note.line) for note in answer.notes} <= {("signal", 3)}


def test_notes_that_were_made_up():
    """Of what a fork says only notes of known kinds are kept, each once, and not too many."""
    writes = ["writing", "", "c", 1]
    others = [3, None, ["marks", "", "", 0], ["numpy", "exp", "c", "2"], ["numpy"]]
    trees = [writes, "full marks", ["numpy", "exp", "c", 2], writes, *others]
    assert known_notes(trees) == (Note("writing", "", "c", 1), Note("numpy", "exp", "c", 2))
    assert len(known_notes([["numpy", str(at), "", 0] for at in range(1000)])) == MOST


def test_sentences_of_traces():
    """Each kind has a sentence with the line, said once; without a line nothing is said."""
    assert tuple(SENTENCES) == TRACES
    kill = Note("signal", "", "answer", 2, "os.kill(1, 9)")
    noted = ((), (kill, Note("numpy", "exp")), (kill, replace(kill, line=3)))
    answers = [Answer(Ending.RETURNED, 1, notes=each) for each in noted]
    assert notes_of(answers) == (kill, Note("numpy", "exp"), replace(kill, line=3))
    verdicts = [replace(PASSED, notes=each) for each in noted]
    assert remarks_on(verdicts) == (f"{SENTENCES['signal']} (line 2 of answer, “os.kill(1, 9)”)",)
    assert remarks_on(verdicts, {"answer"}) == ()


def test_sentences_of_what_was_passed_over():
    """A line that did not run is told with its reason, commands together; the course's are not."""
    notes = (
        Note("lacks", "pandas", "answer", 1, "import pandas as pd"),
        Note("command", "%matplotlib inline", "answer", 2, "%matplotlib inline"),
        Note("command", "!ls", "answer", 3, "!ls"),
        Note("raised", "ZeroDivisionError: division by zero", "answer", 4, "1 / 0"),
        Note("lacks", "seaborn", "plots", 1, "import seaborn"),
    )
    verdicts = [replace(PASSED, notes=notes)]
    assert passed_over(verdicts, {"plots"}) == (
        "left out 2 commands to Jupyter or the shell: %matplotlib inline, !ls",
        (
            "passed over line 1 of answer, “import pandas as pd”: the grading machine has "
            "no pandas; leave this line out if nothing needs it"
        ),
        "passed over line 4 of answer, “1 / 0”: it ended in ZeroDivisionError: division by zero",
    )
