"""A small course in which every student has numbers of their own, and answers typed to them."""

import json
from dataclasses import dataclass
from pathlib import Path

from checker.classroom.batch.class_run import Watch, grade_class
from checker.classroom.grading.order import Order
from checker.course.compiling.casebooks import recorded_casebook
from checker.course.compiling.own_releases import PersonalRelease
from checker.course.compiling.roster import read_roster
from checker.course.release.beginning import begin_lesson
from checker.course.release.regenerate import regenerate
from checker.exercises.storage import load
from checker.results.schema import read_results
from checker.sandbox import Sandbox, choose

NAME = "06_momentum"
SECRET = b"what only the instructor knows"
ROSTER = """\
id,first_name,last_name,email
alice,Alice,Adams,a.adams@example.org
bob,Bob,Brown,bob@example.org
carol,Carol,Clark,carol@example.org
dave,Dave,Davis,dave@example.org
zoe,Zoe,Zorn,zoe@example.org
"""
LINE = "def momentum_line(x, slope, intercept):\n    return intercept + x * slope"
SILENT = Watch(lambda *_: None, lambda _: None, lambda _: None)


@dataclass(frozen=True)
class OwnNumbers:
    """The course in a folder, handed out to everybody on its roster."""

    folder: Path

    @property
    def solutions(self):
        """The course's source."""
        return self.folder / "solutions"

    @property
    def term(self):
        """What was handed out."""
        return self.folder / "term"

    @property
    def roster(self):
        """The file that names the students."""
        return self.folder / "students.csv"

    @property
    def secret(self):
        """The file with the secret."""
        return self.folder / "course.secret"

    def numbers(self, student):
        """The numbers that a student found in the notebook."""
        path = self.term / "students" / student / "cases" / f"{NAME}.npz"
        return load(path.read_bytes()).numbers["momentum_by_hand"]

    def right(self, student):
        """What is right for a student, worked out here and not by the course."""
        numbers = self.numbers(student)
        climb = numbers["slope"] * numbers["x"]
        return {"climb": climb, "height": climb + numbers["intercept"]}

    def notebook(self, student, answers, **sources):
        """The notebook of a student with answers typed into it, and cells changed."""
        path = self.term / "students" / student / f"{NAME}.ipynb"
        notebook = json.loads(path.read_bytes())
        typed = f"momentum_by_hand = {answers}"
        written = {"exercise-momentum_line": LINE, "exercise-momentum_by_hand": typed} | sources
        for cell in notebook["cells"]:
            cell["source"] = written.get(cell["id"], cell["source"])
        return json.dumps(notebook).encode()


def make_course(folder, roster=ROSTER):
    """Write the small course, and hand it out to everybody on the roster."""
    course = OwnNumbers(folder)
    course.solutions.mkdir(parents=True)
    begin_lesson(NAME, course.solutions)
    course.roster.write_text(roster, "utf-8")
    course.secret.write_bytes(SECRET)
    with Sandbox(choose("none")) as sandbox:
        regenerate(
            course.solutions,
            course.term,
            lambda lesson, seed: recorded_casebook(lesson, seed, sandbox),
        )
    people = read_roster(course.roster)
    release = PersonalRelease(course.solutions, course.term, people, SECRET)
    release.write(choose("none"), 2, lambda: None)
    return course


def hand_in(folder, notebooks):
    """Put notebooks where nbgrader collects them."""
    for student, data in notebooks.items():
        path = folder / "submitted" / student / NAME / f"{NAME}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_bytes(data)
    return folder / "submitted"


def graded(course, folder, submitted=None, **changes):
    """Grade what was handed in; give the lines of the results by student."""
    given = {"roster": course.roster, "seed": 3} | changes
    order = Order(
        *(submitted or folder / "submitted", course.solutions, course.term),
        results=folder / "results.jsonl",
        feedback=folder / "feedback",
        report=folder / "class.html",
        isolation="none",
        jobs=2,
        **given,
    )
    grade_class(order, SILENT)
    return {student: line for (student, _), line in read_results(order.results).items()}
