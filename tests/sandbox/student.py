"""Student code for tests of the sandbox, and short ways of running and asking it."""

from checker.records import Cell, Ending, Job
from checker.steps import Call

SETUP = "import numpy as np\nfrom checker import check, hint, progress\n"


RETURNED = Ending.RETURNED
SIGMOID = "def sigmoid(z):\n    return 1 / (1 + np.exp(-z))\n"

#: Means of writing what one likes into whatever pipes there are.
FORGE = """
import gc, os, struct
def write(data):
    for end in range(3, 16):
        try:
            os.write(end, data)
        except OSError:
            pass
def frame(text):
    return struct.pack("<II", len(text), 0) + text.encode()
def current():
    forks = (o for o in gc.get_objects() if type(o).__name__ == "ExerciseFork")
    return next(forks).request.header["id"]
def answer(id_):
    return frame('{"id": "%s", "answer": ["returned", {"int": "42"}, null, [], [], [], []]}' % id_)
"""


def cell(name, source):
    return Cell(name, "code", source)


def job(source, *wanted, oracles=(), pinned=None):
    """A job whose student wrote one cell, called `answer`."""
    return Job(SETUP, (cell("answer", source),), wanted, oracles, pinned or {})


def cells_job(sources, *wanted, setup=SETUP, **rest):
    """A job whose student wrote several cells, by their ids."""
    return Job(setup, tuple(cell(name, text) for name, text in sources.items()), wanted, **rest)


def run_cell(source, name="answer"):
    """Run one cell as a notebook would, and give the namespace."""
    namespace = {"__name__": "__main__"}
    exec(compile(source, name, "exec"), namespace)
    return namespace


def call(target, *args):
    """The case that calls one function."""
    return (Call(target, args),)


def endings(answers):
    """How the answers ended."""
    return [answer.ending for answer in answers]
