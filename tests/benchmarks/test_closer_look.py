"""How long a wrong answer waits for its verdict, and for what a closer look adds beneath it."""

import time
from pathlib import Path

import numpy as np
import pytest

from checker.course.proving.wild import Wild, job_of_program, read_programs
from checker.judging import judge
from checker.records import Cell
from checker.sandbox import Sandbox, choose
from checker.student.beneath import closer_look
from tests.benchmarks.tables import show
from tests.syntax_trees import ROOT

pytestmark = pytest.mark.benchmark
PROGRAMS = Path(__file__).parents[1] / "wild" / "programs.json"
#: One in so many of the wrong programs is looked at, each in a process of its own as in class.
EVERY = 4


def test_verdict_and_closer_look():
    """Print the median and the 95th percentile of both, over programs as people write them."""
    wild = Wild(ROOT / "solutions", ROOT / "notebooks", choose("none"))
    wrong = [each for each in read_programs(PROGRAMS) if not each.right and not each.before]
    verdicts, looks = zip(*map(seconds(wild), wrong[::EVERY]), strict=True)
    rows = [line("the verdict", verdicts), line("the closer look beneath it", looks)]
    show("a wrong answer in class", ["", "median", "95 %"], rows)


def seconds(wild):
    def measured(program):
        lesson, book = wild.lesson(program.notebook)
        exercise = next(each for each in book.exercises if each.name == program.exercise)
        job = job_of_program(program, lesson, book, exercise)
        scripts = [case.steps for case in exercise.cases]
        with Sandbox(choose("none")) as sandbox:
            sandbox.run(job, scripts)  # starts it: in class the kernel runs already
            start = time.perf_counter()
            verdict = judge(exercise, sandbox.run(job, scripts))
            first = time.perf_counter() - start
        cells = (Cell("In[0]", "code", lesson.setup), *job.cells)
        start = time.perf_counter()
        closer_look(exercise, verdict, cells)
        return first, time.perf_counter() - start

    return measured


def line(what, taken):
    middle, most = np.percentile(taken, [50, 95])
    return [what, f"{middle:.2f} s", f"{most:.2f} s"]
