"""A notebook with given answers, marked in class and in grading."""

import contextlib
import json
import linecache
from pathlib import Path

import checker
from checker.classroom.simulation.made_up_student import without_marks
from checker.exercises.shelf import casebooks
from checker.exercises.storage import load
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
        return {each.name: student.verdict(each)[0].points for each in book.exercises}


def in_grading(name, found, folder):
    """The points that the grader gives for each exercise, but for words, which a person marks."""
    path = folder / f"{name}.ipynb"
    path.write_text(json.dumps(found), "utf-8")
    result = checker.grade(path, solutions=ROOT / "solutions")
    book = load((ROOT / "notebooks" / "cases" / f"{name}.npz").read_bytes())
    judged = {each.name for each in book.exercises}
    return {each["name"]: each["points"] for each in result["exercises"] if each["name"] in judged}
