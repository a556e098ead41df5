"""The same submissions through unmodified `nbgrader autograde`, and where the two differ.

Where nbgrader can grade a submission at all, marks are equal, except for what DIFFERENCES names.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from checker.course.release.wrong import wrong_cell
from tests.course_lessons import course_lesson
from tests.selection import asked_for, others_at_night

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]
LESSON = course_lesson("01_neuron")
NOTEBOOK = ROOT / "notebooks" / "01_neuron.ipynb"
NAME = "01_neuron"
WORKED = {exercise.name: LESSON.worked(exercise.name).source for exercise in LESSON.exercises}


def mistaken(name, mistake):
    """The worked cell of an exercise with a known mistake in it."""
    exercise = next(each for each in LESSON.exercises if each.name == name)
    known = next(each for each in exercise.misconceptions if each.id == mistake)
    return {name: wrong_cell(exercise, LESSON.worked(name), known)}


WRONG_BY_HAND = """forward_by_hand = {
    "z": -3.5,  # wrong; what follows is right for it
    "a": 0.0293,
    "cost": 0.471,
    "perceptron_output": 0,
}"""

SUBMISSIONS = {
    "right": WORKED,
    "stubs": {},
    "half": dict(list(WORKED.items())[:4]),
    "mistaken": WORKED
    | mistaken("neuron_forward", "hardcoded_sigma")
    | mistaken("sgd_step", "plus"),
    "syntax": WORKED | {"sgd_step": "def sgd_step(params, grads, lr)\n    return params"},
    "prime_of_a": WORKED | mistaken("sigmoid_prime", "takes_activation"),
    "typed_on": WORKED | {"forward_by_hand": WRONG_BY_HAND},
    "monkeypatch": {"sigmoid": "check = lambda exercise: 1.0\nsigmoid = None\n"},
}  # fmt: skip

#: Where marks differ, why. Errors are carried forward in both: `check` does so in the notebook.
DIFFERENCES = {
    "monkeypatch": "nbgrader believes the check cell's output, which the student had rewritten",
}


#: Where marks are the same.
ALIKE = sorted(SUBMISSIONS.keys() - DIFFERENCES)
#: The submission that both grade on every change: nbgrader takes its time over each.
EVERY_CHANGE = {"mistaken"}


@pytest.fixture(scope="module")
def handed_in(request):
    """The submissions that are asked for, by student."""
    return {name: SUBMISSIONS[name] for name in sorted(asked_for(request, "student"))}


@pytest.fixture(scope="module")
def course(tmp_path_factory, handed_in):
    """An nbgrader course whose source is the notebook that students get."""
    root = tmp_path_factory.mktemp("course")
    source = root / "source" / NAME
    source.mkdir(parents=True)
    shutil.copy(NOTEBOOK, source)
    shutil.copytree(NOTEBOOK.parent / "cases", source / "cases")
    for student, answers in handed_in.items():
        folder = root / "submitted" / student / NAME
        folder.mkdir(parents=True)
        (folder / f"{NAME}.ipynb").write_text(filled(answers), "utf-8")
    return root


def filled(answers):
    """The students' notebook with some of its exercise cells written."""
    notebook = json.loads(NOTEBOOK.read_text("utf-8"))
    for cell in notebook["cells"]:
        name = cell["id"].removeprefix("exercise-")
        if cell["id"].startswith("exercise-") and name in answers:
            cell["source"] = answers[name]
    return json.dumps(notebook)


def run(course, *command):
    """Run a command of the environment's own in the course folder."""
    home = course / "home"
    home.mkdir(exist_ok=True)
    environment = os.environ | {
        "HOME": str(home),
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "MPLBACKEND": "agg",
    }
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=course, env=environment, capture_output=True, text=True, timeout=600, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]


@pytest.fixture(scope="module")
def nbgrader_marks(course, handed_in):
    """What unmodified nbgrader gives."""
    run(course, "nbgrader", "generate_assignment", NAME)
    run(course, "nbgrader", "autograde", NAME)
    with Gradebook(f"sqlite:///{course}/gradebook.db") as gradebook:
        return {
            student: {
                grade.name.removeprefix("check-"): grade.auto_score
                for grade in gradebook.find_submission_notebook(NAME, NAME, student).grades
                if grade.max_score  # what is answered in words waits for a person in both
            }
            for student in handed_in
        }


@pytest.fixture(scope="module")
def our_marks(course):
    """What we give."""
    results = course / "results.jsonl"
    run(course, "checker", "grade", "submitted", "--results", str(results),
        "--solutions", str(ROOT / "solutions"))  # fmt: skip
    lines = [json.loads(line) for line in results.read_text("utf-8").splitlines()]
    return {
        line["student"]: {
            each["name"]: each["points"] for each in line["exercises"] if each["max_points"]
        }
        for line in lines
    }


@pytest.mark.parametrize("student", others_at_night(ALIKE, EVERY_CHANGE))
def test_same_marks(nbgrader_marks, our_marks, student):
    """Every exercise earns the same in both."""
    assert our_marks[student] == pytest.approx(nbgrader_marks[student])


@pytest.mark.parametrize("student", others_at_night(DIFFERENCES, EVERY_CHANGE))
def test_every_difference_has_its_reason(nbgrader_marks, our_marks, student):
    """Marks differ where, and only where, a reason is on record."""
    ours, theirs = our_marks[student], nbgrader_marks[student]
    differing = {name for name in ours if ours[name] != pytest.approx(theirs[name])}
    expected = {"monkeypatch": set(ours)}
    assert differing == expected[student], DIFFERENCES[student]
    print(f"{student}: {DIFFERENCES[student]}")
