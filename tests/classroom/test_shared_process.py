"""Exercises that behave share a process, and are marked as if each had one of its own."""

from dataclasses import replace
from pathlib import Path

import pytest

from checker.classroom.grading.marking import Marker
from checker.classroom.simulation.made_up_student import Pretender, without_marks
from checker.course.compiling.handouts import explaining, fresh_assignment
from checker.course.compiling.reference_sandbox import ReferenceSandbox
from checker.course.proving.wild import read_programs
from checker.course.release.styles import load_styles
from checker.course.release.wrong import wrong_cell
from checker.documents.cell_text import exercise_id
from checker.records import Cell, Submission
from checker.results.provenance import provenance
from checker.sandbox import UNHURRIED, Sandbox, choose
from tests.classroom.conftest import LESSONS
from tests.classroom.habits import ABOVE, BELOW
from tests.selection import others_at_night

WILD = read_programs(Path(__file__).parents[1] / "wild" / "programs.json")


class BothWays:
    """Marks submissions of one notebook, with processes that are shared and with one each."""

    def __init__(self, handout, isolation, sandbox, reference):
        self.handout, self.isolation, self.reference = handout, isolation, reference
        self.assignment = fresh_assignment(explaining(handout, ()), 1, sandbox)
        self.files = Pretender(handout, {}).files
        self.worked = {
            each.name: without_marks(handout.lesson.worked(each.name).source)
            for each in self.assignment.casebook.exercises
        }
        self.shared = self.alone = 0

    def submission(self, changed, before=()):
        """Give a notebook with the worked answers, but for those that are changed."""
        texts = {exercise_id(name): text for name, text in (self.worked | changed).items()}
        cells = tuple(
            replace(cell, source=texts.get(cell.id, cell.source)) for cell in self.handout.cells
        )
        name = self.assignment.name
        return Submission("ada", name, name, (*before, *cells), "", files=self.files)

    def marked(self, submission, share=None):
        """Give what a submission gets, but for the time that it took."""
        marker = Marker(self.assignment, provenance("none", 1))
        with Sandbox(self.isolation, UNHURRIED) as sandbox:
            run, each = self._counted(sandbox) if share else (sandbox.run, None)
            graded = marker.mark(submission, run, self.reference.run, share=each)
        verdicts = [replace(verdict, seconds=0.0) for verdict in graded.verdicts]
        return verdicts, graded.submission, graded.status

    def _counted(self, sandbox):
        def run(job, cases, oracle):
            self.alone += 1
            return sandbox.run(job, cases, oracle)

        def share(job, cases, oracle, only):
            shared = sandbox.share(job, cases, oracle, only)
            self.shared += shared is not None
            return shared

        return run, share

    def differ(self, submission):
        """Whether the two ways differ."""
        return self.marked(submission) != self.marked(submission, share=True)


@pytest.fixture(scope="module")
def both_ways(course):
    isolation, opened = choose("auto"), {}
    with Sandbox(isolation, UNHURRIED) as sandbox, ReferenceSandbox(isolation) as reference:

        def opening(notebook):
            if notebook not in opened:
                opened[notebook] = BothWays(course[notebook], isolation, sandbox, reference)
            return opened[notebook]

        yield opening


def styles(handout):
    return load_styles(handout.lesson)


def mistakes(handout):
    lesson = handout.lesson
    return {
        each.name: [
            without_marks(wrong_cell(each, lesson.worked(each.name), known))
            for known in each.misconceptions
        ]
        for each in lesson.exercises
    }


def wild(handout):
    own = [each for each in WILD if each.notebook == handout.name]
    names = {each.exercise for each in own}
    return {name: [f"{p.before}\n{p.code}" for p in own if p.exercise == name] for name in names}


KINDS = {"styles": styles, "mistakes": mistakes, "wild": wild}


def rounds(texts):
    """Give submissions that together hold every text, each as many as it can: by exercise."""
    most = max(map(len, texts.values()), default=0)
    return [
        {name: some[at] for name, some in texts.items() if at < len(some)} for at in range(most)
    ]


def unlike(both, kind):
    """Give those rounds of a kind that the two ways mark differently."""
    changes = rounds(KINDS[kind](both.handout))
    return [each for each in changes if both.differ(both.submission(each))]


@pytest.mark.slow
def test_the_worked_solutions(both_ways):
    """All get full marks, and all exercises but the first are answered where it was answered."""
    both = both_ways(LESSONS[0])
    assert not both.differ(both.submission({}))
    assert both.shared == len(both.worked) - 1


@pytest.mark.slow
def test_known_mistakes(both_ways):
    """Where half of the answers are wrong, both count as they did, and one process serves all."""
    both = both_ways(LESSONS[0])
    first = rounds(mistakes(both.handout))[0]
    some = {name: first[name] for name in list(first)[::2]}
    alone = both.alone
    assert not both.differ(both.submission(some))
    assert both.alone == alone + 1


@pytest.mark.slow
def test_right_answers_on_a_wrong_one(both_ways):
    """What is right although it calls what is not is told so, whichever process it ran in."""
    both = both_ways(LESSONS[0])
    twice = both.submission({"sigmoid": both.worked["sigmoid"].replace("return ", "return 2 * ")})
    assert not both.differ(twice)
    verdicts, *_ = both.marked(twice, share=True)
    assert any("not right yet" in remark for each in verdicts for remark in each.remarks)


@pytest.mark.nightly("the tests above try the worked solutions and some mistakes of notebook 1")
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("notebook", LESSONS)
def test_all_answers_there_are(both_ways, notebook, kind):
    """Other styles, all known mistakes and what people really wrote are marked alike."""
    assert unlike(both_ways(notebook), kind) == []


@pytest.mark.nightly("the tests above try the worked solutions of notebook 1")
@pytest.mark.parametrize("notebook", LESSONS)
def test_all_worked_solutions(both_ways, notebook):
    """The right answers of every notebook are marked alike."""
    both = both_ways(notebook)
    assert not both.differ(both.submission({}))


#: What stays in a process, or looks for what another exercise has left there.
RESIDUE = {
    "a new name of Python's": "import builtins\nbuiltins.left = 1",
    "an error state": "import numpy as np\nnp.seterr(all='raise')",
    "a function of NumPy": "import numpy as np\nnp.exp = lambda z: z",
    "a way of printing": "import numpy as np\nnp.set_printoptions(precision=1)",
    "a constant": "import math\nmath.pi = 3",
    "a generator": "import random\nrandom.seed(4)",
    "a variable of the system": "import os\nos.environ['LEFT'] = '1'",
    "another folder": "import os\nos.chdir('/')",
    "a limit": "import sys\nsys.setrecursionlimit(60)",
    "a thread": "import threading, time\nthreading.Thread(target=time.sleep, args=(60,)).start()",
    "a filter of warnings": "import warnings\nwarnings.simplefilter('error')",
    "a file": "open('left.txt', 'w').write('1')",
    "a last word": "class Left:\n    def __del__(self): raise SystemExit\nleft = Left()",
    "a module": "import json",
    "a lost module": "import sys\nsys.modules['math'] = None",
    "a method": "import fractions\nfractions.Fraction.limit_denominator = None",
}


@pytest.mark.slow
@pytest.mark.parametrize(
    "left", others_at_night(RESIDUE, {"an error state", "a function of NumPy"})
)
def test_what_one_exercise_leaves_behind(both_ways, left):
    """What a cell changes in its process is not met by the exercises after it."""
    both = both_ways(LESSONS[0])
    first = next(name for name, text in both.worked.items() if "def " in text)
    changed = {first: f"{RESIDUE[left]}\n{both.worked[first]}"}
    assert not both.differ(both.submission(changed))


@pytest.mark.nightly("test_what_one_exercise_leaves_behind tries what is worst")
def test_habits_of_all_kinds(both_ways):
    """What students write before and after their answers is marked alike."""
    both = both_ways(LESSONS[0])
    last = {name: text for name, text in both.worked.items() if "def " in text}
    for text in (*ABOVE, *BELOW):
        changed = {name: f"{text}\n{worked}" for name, worked in list(last.items())[:2]}
        assert not both.differ(both.submission(changed)), text
        own = both.submission({}, before=(Cell("mine", "code", text),))
        assert not both.differ(own), text
