"""The cases of a run are compiled once, and again as soon as anything they rest on has changed."""

import sqlite3

import pytest

from checker.classroom.batch.fresh_cases import prepare
from checker.classroom.batch.store import Store
from checker.course.compiling.explanations import Explanations
from checker.course.compiling.handouts import open_course
from checker.course.compiling.parallel import run_all
from checker.exercises.storage import dump
from checker.sandbox import choose
from tests.classroom.own_numbers import NAME, make_course

pytestmark = pytest.mark.slow
EXERCISES = 2


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A small course of one notebook."""
    return make_course(tmp_path_factory.mktemp("course"), "id\nalice\n")


@pytest.fixture
def prepared(course, tmp_path):
    """Prepares the notebook; gives its assignment, and how many exercises were compiled."""

    def again(seed=3, *, force=False):
        compiled = []

        def run_tasks(tasks):
            compiled.extend(tasks)
            return run_all(tasks, choose("none"), 2)

        handouts = open_course(course.solutions, course.term).values()
        with (
            Store(tmp_path / "store.db") as store,
            Explanations(choose("none"), 1, store) as explanations,
        ):
            made = prepare(handouts, seed, run_tasks, store, explanations, force=force)
            assignment = made[NAME]
        return assignment, len(compiled)

    return again


def test_a_second_run(prepared):
    """It gets the same cases, to the byte, and compiles nothing."""
    first, compiled = prepared()
    assert compiled == EXERCISES
    second, compiled = prepared()
    assert compiled == 0
    assert second.casebook_sha256 == first.casebook_sha256
    assert dump(second.casebook) == dump(first.casebook)
    assert (second.setup, second.solutions) == (first.setup, first.solutions)


def test_another_seed(prepared):
    """It draws other cases."""
    first, _ = prepared(3)
    second, compiled = prepared(4)
    assert compiled == EXERCISES
    assert second.casebook_sha256 != first.casebook_sha256


def test_by_force(prepared):
    """What is stored is not asked for."""
    prepared()
    assert prepared(force=True)[1] == EXERCISES


def test_a_source_that_was_changed(prepared, course):
    """Its cases are compiled anew, also when nothing but a worked solution is another."""
    prepared()
    source = course.solutions / f"{NAME}.py"
    text = source.read_text("utf-8")
    try:
        source.write_text(text.replace("### BEGIN SOLUTION", "### BEGIN SOLUTION\n    # new", 1))
        assert prepared()[1] == EXERCISES
    finally:
        source.write_text(text, "utf-8")
    assert prepared()[1] == EXERCISES


def test_other_numbers_were_handed_out(prepared, course):
    """The given numbers are those of the notebook that students got."""
    first, _ = prepared()
    recorded = course.term / "cases" / f"{NAME}.npz"
    data = recorded.read_bytes()
    try:
        recorded.write_bytes((course.term / "students/alice/cases" / recorded.name).read_bytes())
        second, compiled = prepared()
        assert compiled == EXERCISES
        assert second.casebook.numbers != first.casebook.numbers
    finally:
        recorded.write_bytes(data)


@pytest.mark.parametrize("column", ["key", "casebook", "checksum"])
def test_a_stored_casebook_that_was_changed(prepared, tmp_path, column):
    """It is as good as none, and no mark is decided by it."""
    first, _ = prepared()
    with sqlite3.connect(tmp_path / "store.db") as database:
        database.execute(f"UPDATE casebooks SET {column} = substr({column}, 2)")
    database.close()
    second, compiled = prepared()
    assert compiled == EXERCISES
    assert second.casebook_sha256 == first.casebook_sha256
