"""What explains wrong answers is made when points are lost, and nothing that is told hangs on when.

The class of these tests makes known mistakes, two at once among them, in most of its exercises.
"""

import json
import random
from dataclasses import replace
from functools import partial

import pytest

from checker.classroom.batch.class_run import Watch, grade_class, store_beside
from checker.classroom.batch.results_file import ResultsFile
from checker.classroom.batch.store import Store
from checker.classroom.grading.grade_submission import Grader
from checker.classroom.grading.order import Order
from checker.classroom.grading.verdict_cache import verdict_from
from checker.classroom.simulation.made_up_student import Pretender, without_marks
from checker.classroom.submissions.discovery import Found
from checker.course.compiling.casebooks import compile_paired, solution_cells, solver
from checker.course.compiling.handouts import assignment_with
from checker.course.compiling.on_the_way import completed
from checker.course.compiling.reference_sandbox import ReferencePool
from checker.course.release.pairs import pairs_of
from checker.course.release.wrong import wrong_cell
from checker.documents.cell_text import exercise_id
from checker.exercises.casebook import Casebook
from checker.exercises.storage import dump
from checker.results.provenance import provenance
from checker.results.schema import read_results
from checker.sandbox import UNHURRIED, Sandbox, SandboxPool, choose
from tests.classroom.conftest import LESSONS, SOLUTIONS
from tests.classroom.room import graded_by
from tests.selection import others_at_night

pytestmark = pytest.mark.slow
SEED, STUDENTS = 3, 6
SILENT = Watch()


def written(lesson, exercise, rng):
    """The cell of a student who has answered rightly, with a known mistake, or with two."""
    cell = lesson.worked(exercise.name)
    known = [*exercise.misconceptions, *(pair.both for pair in pairs_of(exercise, cell))]
    made = rng.choice([None, *rng.sample(known, min(4, len(known)))])
    return without_marks(wrong_cell(exercise, cell, made) if made else cell.source)


def handed_in(handout, student, *, right=False):
    """The notebook of one student."""
    rng, notebook = random.Random(student), json.loads(handout.notebook)
    texts = {
        exercise_id(each.name): without_marks(handout.lesson.worked(each.name).source)
        if right
        else written(handout.lesson, each, rng)
        for each in handout.lesson.exercises
    }
    for cell in notebook["cells"]:
        cell["source"] = texts.get(cell["id"], cell["source"])
    return json.dumps(notebook).encode()


def lay_out(folder, handout, **how):
    """Write what the class hands in, in nbgrader's layout."""
    for number in range(STUDENTS):
        place = folder / "submitted" / f"student-{number}" / handout.name
        place.mkdir(parents=True)
        (place / f"{handout.name}.ipynb").write_bytes(handed_in(handout, f"{number}", **how))
        for name, data in Pretender(handout, {}).files.items():
            (place / name).write_bytes(data)
    return folder / "submitted"


def whole_exercises(handout, sandbox):
    """The fresh exercises with all that explains them, compiled ahead and in one go."""
    solve, numbers = solver(handout.lesson, sandbox), handout.recorded.numbers
    cells = solution_cells(handout.lesson)
    for exercise in handout.lesson.exercises:
        paired = compile_paired(handout.lesson, exercise, SEED, numbers, solve)
        yield completed(handout.lesson, cells, paired, sandbox)


@pytest.fixture(scope="module", params=others_at_night(LESSONS, {"02_forward_pass"}))
def handout(course, request):
    return course[request.param]


@pytest.fixture(scope="module")
def whole(handout):
    """The casebook as it is when everything is compiled before the first mark."""
    with Sandbox(choose("none"), UNHURRIED) as sandbox:
        exercises = tuple(whole_exercises(handout, sandbox))
    numbers, words = handout.recorded.numbers, handout.lesson.in_words
    return Casebook(handout.name, SEED, numbers, exercises, in_words=words)


@pytest.fixture(scope="module")
def submitted(handout, tmp_path_factory):
    return lay_out(tmp_path_factory.mktemp("mistaken"), handout)


def ordered(folder, submitted, notebooks, **changes):
    order = Order(
        *(submitted, SOLUTIONS, notebooks),
        results=folder / "results.jsonl",
        isolation="none",
        seed=SEED,
        look_closer=0.0,  # what a look finds hangs on what it had of time
    )
    return replace(order, **changes)


def told(results, handout):
    """What is told of each exercise of each student, but for how long it took."""
    verdicts = {}
    with Store(store_beside(results)) as store:
        for student, notebook in read_results(results):
            rows = store.rows(student, notebook)
            assert len(rows) == len(handout.lesson.exercises)
            for exercise, row in rows.items():
                verdicts[student, exercise] = replace(verdict_from(row.verdict), seconds=0.0)
    return verdicts


@pytest.fixture(scope="module")
def told_ahead(handout, whole, submitted, tmp_path_factory):
    """What is told of the class where the casebook was whole before the first mark."""
    isolation = choose("none")
    assignment = assignment_with(handout, whole)
    paths = sorted(submitted.glob("*/*/*.ipynb"))
    found = [
        Found(path.parts[-3], handout.name, path.read_bytes, (), partial(_beside, path))
        for path in paths
    ]
    results = tmp_path_factory.mktemp("ahead") / "results.jsonl"
    with (
        ResultsFile(results) as file,
        SandboxPool(isolation, 1) as pool,
        ReferencePool(isolation) as references,
    ):
        common = provenance(isolation.name, SEED)
        order = Order(look_closer=0.0)
        grader = Grader({handout.name: assignment}, common, pool.take, references.take, order)
        graded_by(grader, found, file, 1)
    return told(results, handout)


def _beside(path, name):
    place = path.with_name(name)
    return place.read_bytes() if place.is_file() else None


def test_the_class_makes_mistakes_of_every_kind(told_ahead):
    """Single mistakes and pairs are named, so that there is something that could be lost."""
    named = [each for each in told_ahead.values() if each.misconception]
    assert len(named) > STUDENTS
    assert any(each.second_misconception for each in named)


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(1, marks=pytest.mark.nightly("two share what is explained on every change")),
        2,
    ],
    ids=["one worker", "two workers"],
)
def later(submitted, notebooks, tmp_path_factory, request):
    """A run that was told to explain nothing ahead."""
    folder = tmp_path_factory.mktemp("later")
    order = ordered(folder, submitted, notebooks, jobs=request.param)
    grade_class(order, SILENT)
    return order


def test_explained_when_points_are_lost(handout, told_ahead, later):
    """Marks, outcomes, reasons, names of mistakes and notes are those of a whole casebook."""
    assert told(later.results, handout) == told_ahead


def test_what_is_explained_later(handout, whole, later):
    """To the last byte it is what would have been compiled ahead."""
    kept = casebooks(later)
    assert len(kept.pop(handout.name)) < len(dump(whole))
    ahead = {
        f"{handout.name}/{each.name}": dump(Casebook(handout.name, None, {}, (each,)))
        for each in whole.exercises
    }
    assert kept
    assert kept.items() <= ahead.items()


@pytest.mark.nightly("two workers share what is explained on every change; a kill is tried there")
def test_a_run_that_was_interrupted(handout, told_ahead, submitted, notebooks, tmp_path):
    """Given again, it tells the same, partly of what the first run had explained."""
    order = ordered(tmp_path, submitted, notebooks, jobs=2)

    def interrupt(_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        grade_class(order, replace(SILENT, result=interrupt))
    grade_class(order, SILENT)
    assert told(order.results, handout) == told_ahead


def test_a_class_in_which_all_is_right(handout, notebooks, tmp_path):
    """Nothing is explained."""
    submitted = lay_out(tmp_path, handout, right=True)
    order = ordered(tmp_path, submitted, notebooks)
    grade_class(order, SILENT)
    marks = {each["score"] / each["max_score"] for each in read_results(order.results).values()}
    assert len(marks) == 1
    assert [*casebooks(order)] == [handout.name]


def casebooks(order):
    """What the run has kept of casebooks, by name."""
    with Store(store_beside(order.results)) as store:
        rows = store._database.read("SELECT notebook, key FROM casebooks", ())
        return {name: store.casebook(name, key) for name, key in rows}
