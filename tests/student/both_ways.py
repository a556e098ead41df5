"""A notebook with given answers, marked in class and in grading."""

import contextlib
import json
import linecache
from dataclasses import replace
from functools import cache
from pathlib import Path

import checker
from checker.classroom.grading.marking import Marker
from checker.classroom.simulation.made_up_student import without_marks
from checker.classroom.submissions.discovery import Found
from checker.classroom.submissions.reading import take_in
from checker.course.compiling.handouts import explaining, fresh_assignment, open_course
from checker.course.compiling.reference_sandbox import ReferenceSandbox
from checker.exercises.shelf import casebooks
from checker.exercises.storage import load
from checker.results.provenance import provenance
from checker.sandbox import UNHURRIED, Limits, Sandbox, choose
from checker.student.in_class import InClass
from tests.course_lessons import course_lesson

ROOT = Path(__file__).parents[2]
NAMES = sorted(path.stem for path in (ROOT / "notebooks").glob("0*.ipynb"))
OURS = "setup", "tools", "given"


def worked(name):
    """The worked answers of a notebook, by exercise."""
    lesson = course_lesson(name)
    return {each.name: without_marks(lesson.worked(each.name).source) for each in lesson.exercises}


def notebook(name, answers):
    """A notebook in which some cells hold these answers."""
    found = json.loads((ROOT / "notebooks" / f"{name}.ipynb").read_bytes())
    for cell in found["cells"]:
        kind, _, exercise = cell["id"].partition("-")
        if kind == "exercise" and cell["cell_type"] == "code" and exercise in answers:
            cell["source"] = answers[exercise]
    return found


def in_class(name, found):
    """The points that `check` gives for each exercise, after all cells that matter have run."""
    return {each: verdict.points for each, verdict in judged_in_class(name, found).items()}


def judged_in_class(name, found):
    """The verdicts that `check` gives on each exercise, after all cells that matter have run."""
    namespace = {"__name__": "__main__", "In": []}
    with contextlib.chdir(ROOT / "notebooks"):
        for cell in found["cells"]:
            kind = cell["id"].partition("-")[0]
            if cell["cell_type"] == "code" and kind in (*OURS, "exercise"):
                text = "".join(cell["source"])
                linecache.cache[cell["id"]] = len(text), None, text.splitlines(True), cell["id"]
                with contextlib.suppress(Exception), contextlib.redirect_stdout(None):
                    namespace["In"].append(text)
                    exec(compile(text, cell["id"], "exec"), namespace)
        book = next(each for each in casebooks(Path.cwd()) if each.notebook == name)
        student = InClass(book, namespace)
        return {each.name: student.verdict(each)[0] for each in book.exercises}


def in_grading(name, found, folder, seed):
    """The points that `checker.grade` gives, but for words, which a person marks."""
    path = folder / f"{name}.ipynb"
    path.write_text(json.dumps(found), "utf-8")
    result = checker.grade(path, solutions=ROOT / "solutions", seed=seed)
    book = load((ROOT / "notebooks" / "cases" / f"{name}.npz").read_bytes())
    judged = {each.name for each in book.exercises}
    return {each["name"]: each["points"] for each in result["exercises"] if each["name"] in judged}


class Graders:
    """Grades one notebook after the other; what is the same for all of a seed is made once."""

    def __init__(self, isolation, sandbox, reference):
        self.isolation, self.sandbox, self.reference = isolation, sandbox, reference
        self.assignment = cache(self._assignment)

    def _assignment(self, name, seed):
        handout = open_course(ROOT / "solutions", ROOT / "notebooks", [name])[name]
        with Sandbox(self.isolation, UNHURRIED) as sandbox:
            return fresh_assignment(explaining(handout, ()), seed, sandbox)

    def points(self, name, found, seed):
        """The points of a notebook on cases of a seed, but for words, which a person marks."""
        assignment = self.assignment(name, seed)
        data = json.dumps(found).encode()
        handed_in = Found("ada", name, lambda: data, (), lambda _: None)
        exercises = assignment.casebook.exercises
        submission = take_in(handed_in, assignment.release, exercises)
        marker = Marker(assignment, provenance("none", seed))
        graded = marker.mark(submission, self.sandbox.run, self.reference.run)
        judged = {each.name for each in exercises}
        return {each.exercise: each.points for each in graded.verdicts if each.exercise in judged}


@contextlib.contextmanager
def graders():
    """Start what grades, in sandboxes as a class is graded in."""
    isolation, limits = choose("auto"), replace(Limits(), submission_seconds=1e6)
    with Sandbox(isolation, limits) as sandbox, ReferenceSandbox(isolation) as reference:
        yield Graders(isolation, sandbox, reference)
