"""A grader to be killed: grades a small class under an isolation, into a folder that is named."""

import sys
from dataclasses import replace
from pathlib import Path

from checker.classroom.batch.class_run import store_beside
from checker.classroom.batch.executors import ProcessExecutor
from checker.classroom.batch.explaining import ExplainingService
from checker.classroom.batch.ledger import Ledger
from checker.classroom.batch.results_file import ResultsFile
from checker.classroom.batch.scheduler import grade_submissions
from checker.classroom.batch.store import Store
from checker.classroom.batch.worker_process import provenance, worker_setup
from checker.classroom.grading.order import Order
from checker.classroom.submissions.discovery import Found
from checker.course.compiling.explanations import Explanations, Recipe
from checker.exercises.casebook import Casebook
from checker.exercises.storage import dump, load
from checker.sandbox import choose
from tests.classroom.small_course import ASSIGNMENT, NOTEBOOK, notebook, solved

ANSWERS = (
    "def double(x): return 2 * x",
    "def double(x): return 4 * x",
    "import os\ndef double(x): os._exit(0)",
    "def double(x): raise ValueError(x)",
    "def double(x): return 2 * x if x == 2 else 0",
    "def double(x: return",
)


def found(student, source):
    data = notebook(solved(double=source))
    return Found(student, NOTEBOOK, lambda: data)


def explained_later(explanations):
    """Give the small assignment, in which mistakes are known once somebody asks for them."""
    exercises = []
    for exercise in ASSIGNMENT.casebook.exercises:
        whole = dump(Casebook(NOTEBOOK, None, {}, (exercise,)))
        recipe = Recipe(f"{NOTEBOOK}/{exercise.name}", "key", lambda _, whole=whole: whole)
        explanations.expect(exercise.name, recipe)
        exercises.append(replace(exercise, apart=exercise.name))
    casebook = dump(replace(ASSIGNMENT.casebook, exercises=tuple(exercises)))
    return replace(ASSIGNMENT, casebook=load(casebook, explanations.of))


def main(folder, isolation_name):
    """Grade the class, going on from what is there; say so once the class is begun."""
    isolation = choose(isolation_name)
    common = provenance(isolation.name, 7)
    results = folder / "results.jsonl"
    with (
        ResultsFile(results) as file,
        Store(store_beside(results)) as store,
        Explanations(isolation, 2, store) as explanations,
        ExplainingService(explanations) as service,
    ):
        pages = {name: folder / name for name in ("feedback", "marked")}
        order = Order(**pages, look_closer=0.0)  # what a look finds hangs on what it had of time
        assignment = explained_later(explanations)
        ledger = Ledger({NOTEBOOK: assignment}, common, file, store, order)
        setup = worker_setup(order, [assignment], common)
        executor = ProcessExecutor(setup, 2, service.questions)
        print("begins", flush=True)
        students = [found(f"student-{at}", source) for at, source in enumerate(ANSWERS)]
        grade_submissions(students, ledger, executor, lambda _: None)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
