"""A made-up class graded for real: the marks are the key's, to the thousandth."""

import json
from dataclasses import replace

import pytest

from checker.classroom.batch.class_run import Watch, grade_class
from checker.classroom.grading.grade_one import check_notebook
from checker.classroom.grading.order import Order
from checker.classroom.simulation import made_up_class
from checker.classroom.simulation.made_up_class import KEY, pretenders_for, simulate
from checker.errors import UsageError
from checker.grades import Outcome
from checker.results.schema import key_of, read_results
from tests.classroom.conftest import LESSONS, SOLUTIONS

STUDENTS = 14  # each of another kind
#: An endless loop takes its ten seconds of a processor, which `make demo` gives it on every change.
QUICK = tuple(kind for kind in made_up_class.SPECIAL if kind.name != "endless loop")
SOME = ["03_hand_backward"]
ALL = pytest.mark.nightly(f"{' and '.join(SOME)} stands for all; notebook 1 is graded by make demo")


class Watching:
    """Notes what a run says of itself."""

    def __init__(self):
        self.began, self.results, self.steps = [], [], []
        self.watch = Watch(
            lambda isolation, discovery: self.began.append((isolation.name, discovery)),
            self.results.append,
            self.steps.append,
        )


def ordered(folder, notebooks, **changes):
    order = Order(
        folder / "submitted",
        SOLUTIONS,
        notebooks,
        results=folder / "results.jsonl",
        feedback=folder / "feedback",
        report=folder / "class.html",
        marked=folder / "autograded",
        isolation="none",
        jobs=2,
        look_closer=0.0,  # it changes no mark, and takes most of the time of a class like this
    )
    return replace(order, **changes)


@pytest.fixture(
    scope="module",
    params=[pytest.param(SOME, id="some"), pytest.param(LESSONS, marks=ALL, id="all")],
)
def lessons(request):
    """The names of the notebooks that the class hands in."""
    return request.param


@pytest.fixture(scope="module")
def graded(course, lessons, notebooks, tmp_path_factory):
    """A class with its key, graded once."""
    folder = tmp_path_factory.mktemp("class")
    with pytest.MonkeyPatch.context() as patch:
        if lessons == SOME:
            patch.setattr(made_up_class, "SPECIAL", QUICK)
        simulate(pretenders_for([course[name] for name in lessons]), STUDENTS, 5, folder)
    watching = Watching()
    grade_class(ordered(folder, notebooks), watching.watch)
    return folder, watching


def marks(line):
    exercises = {each["name"]: (each["points"], each["outcome"]) for each in line["exercises"]}
    return line["score"], line["status"], exercises


@pytest.mark.slow
def test_the_key_of_a_class(graded):
    """Every mark, outcome and status is what the key says."""
    folder, _ = graded
    key = [json.loads(line) for line in (folder / KEY).read_text().splitlines()]
    results = read_results(folder / "results.jsonl")
    found = {key_of(line): marks(results[key_of(line)]) for line in key}
    assert found == {key_of(line): marks(line) for line in key}


@pytest.mark.slow
def test_what_a_run_says_of_itself(graded, lessons):
    """It begins once, tells of each result as it is kept, and names its steps."""
    folder, watching = graded
    ((isolation, discovery),) = watching.began
    assert isolation == "none"
    assert len(discovery.found) == len(watching.results) == STUDENTS * len(lessons)
    assert watching.steps == ["reading the course", "drawing fresh cases", "drawing the class page"]
    assert "NOT ISOLATED" in (folder / "class.html").read_text()


@pytest.mark.slow
def test_the_run_given_again(graded, notebooks):
    """It draws the same cases from the seed in the results, and takes everything over."""
    folder, _ = graded
    again = Watching()
    grade_class(ordered(folder, notebooks), again.watch)
    assert all(reply.taken_over for reply in again.results)


@pytest.mark.slow
def test_an_interrupted_run(graded, notebooks, tmp_path):
    """The page about the class shows what there is, and the interruption goes on."""
    folder, _ = graded
    results, report = tmp_path / "results.jsonl", tmp_path / "class.html"
    changes = {"results": results, "report": report, "feedback": None, "marked": None}
    order = ordered(folder, notebooks, **changes)

    def interrupt(reply):
        raise KeyboardInterrupt

    watch = Watch(lambda *_: None, interrupt, lambda _: None)
    with pytest.raises(KeyboardInterrupt):
        grade_class(order, watch)
    (result,) = read_results(order.results).values()
    assert result["student"] in order.report.read_text()


@pytest.mark.slow
def test_a_notebook_of_its_own(course, notebooks, tmp_path):
    """It is recognised by its exercises, whatever its file is called."""
    simulate(pretenders_for(course.values()), 1, 1, tmp_path)
    path = next(tmp_path.rglob("01_neuron.ipynb"))
    moved = path.rename(tmp_path / "homework.ipynb")
    isolation, graded = check_notebook(moved, SOLUTIONS, notebooks, "none", 3)
    assert (isolation.name, graded.provenance.seed) == ("none", 3)
    judged = [verdict for verdict in graded.verdicts if verdict.max_points]  # the rest is words
    assert {verdict.outcome for verdict in judged} == {Outcome.PASSED}


@pytest.mark.slow
def test_a_notebook_that_is_wrong_in_one_place(course, notebooks, tmp_path):
    """Known mistakes are looked for where points are lost, and named as in a class."""
    simulate(pretenders_for(course.values()), 1, 1, tmp_path)
    path = next(tmp_path.rglob("01_neuron.ipynb"))
    notebook = json.loads(path.read_text("utf-8"))
    for cell in notebook["cells"]:
        if cell["id"] == "exercise-sigmoid":
            cell["source"] = "def sigmoid(z):\n    return 1.0 / (1.0 + np.exp(z))\n"
    path.write_text(json.dumps(notebook), "utf-8")
    _, graded = check_notebook(path, SOLUTIONS, notebooks, "none", 3)
    lost = {each.exercise: each for each in graded.verdicts if each.points < each.max_points}
    assert set(lost) == {"sigmoid"}
    assert "falls where it should rise" in lost["sigmoid"].sentence


@pytest.mark.slow
@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"%PDF", "a PDF file, not a notebook"),
        (b'{"nbformat": 4, "cells": []}', "answers no exercise of 01_neuron"),
    ],
)
def test_a_notebook_of_no_course(notebooks, tmp_path, data, message):
    """What answers nothing of the course is refused in one sentence."""
    path = tmp_path / "homework.ipynb"
    path.write_bytes(data)
    with pytest.raises(UsageError, match=message):
        check_notebook(path, SOLUTIONS, notebooks, "none", None)
