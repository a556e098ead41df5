"""What a run is told of dates: by the roster, the order, a sheet of times, and Canvas's names."""

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from checker.classroom.batch.class_run import UNWATCHED, grade_class
from checker.classroom.batch.lateness import CANVAS_LATE, MORE_TIME, ONLY_LATE, dates_of
from checker.classroom.grading.order import Order
from checker.classroom.submissions.discovery import discover
from checker.course.compiling.casebooks import recorded_casebook
from checker.course.compiling.roster import Matched
from checker.course.release.beginning import begin_lesson
from checker.course.release.regenerate import regenerate
from checker.errors import UsageError
from checker.sandbox import UNHURRIED, Sandbox, choose

NAME = "06_momentum"
NOBODY = Matched({}, {}, {})
LATE = "lovelaceada_LATE_4711_99_06_momentum.ipynb"
TURING = "turingalan_LATE_4712_98_06_momentum.ipynb"
IN_TIME = "noetheremmy_4713_97_06_momentum.ipynb"
ROSTER = """\
id,name,extra_days
ada,"Lovelace, Ada",
alan,"Turing, Alan",3
emmy,"Noether, Emmy",
kurt,"Gödel, Kurt",
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A course whose numbers are the same for all, and a class as Canvas gives it out."""
    folder = tmp_path_factory.mktemp("course")
    (folder / "solutions").mkdir()
    begin_lesson(NAME, folder / "solutions")
    with Sandbox(choose("none"), UNHURRIED) as sandbox:
        regenerate(
            folder / "solutions",
            folder / "notebooks",
            lambda lesson, seed: recorded_casebook(lesson, seed, sandbox),
        )
    (folder / "submitted").mkdir()
    for name in (LATE, TURING, IN_TIME):
        data = (folder / "notebooks" / f"{NAME}.ipynb").read_bytes()
        (folder / "submitted" / name).write_bytes(data)
    (folder / "students.csv").write_text(
        ROSTER.replace('"Lovelace, Ada"', "lovelaceada")
        .replace('"Turing, Alan"', "turingalan")
        .replace('"Noether, Emmy"', "noetheremmy"),
        "utf-8",
    )
    return folder


@pytest.fixture
def order(folder, tmp_path):
    """An order for the class, which writes into a folder of a test's own."""
    return Order(
        folder / "submitted",
        folder / "solutions",
        folder / "notebooks",
        results=tmp_path / "results.jsonl",
        gradebook=f"sqlite:///{tmp_path}/gradebook.db",
        isolation="none",
        roster=folder / "students.csv",
    )


@pytest.mark.parametrize(
    ("name", "late"),
    [(LATE, True), (IN_TIME, False), ("anon_LATE_AbC12_98_n.ipynb", True),
     ("lovelaceada_4711_99_TOO_LATE_1_2_n.ipynb", False), ("my_LATE_work.ipynb", False)],
)  # fmt: skip
def test_what_canvas_writes(name, late):
    """Only what stands where Canvas writes it counts, and nothing that a student has typed."""
    assert bool(CANVAS_LATE.match(name)) is late


def test_dates_without_a_gradebook(order):
    """They would be lost, so they are refused."""
    discovery = discover(order.submitted, [NAME])
    for told in ({"due": (f"{NAME}=2027-03-01",)}, {"dates": Path("times.csv")}):
        with pytest.raises(UsageError, match="dates go into a gradebook"):
            dates_of(replace(order, gradebook=None, **told), [NAME], discovery, NOBODY)


@pytest.mark.slow
def test_class_of_canvas(order, tmp_path):
    """Who is late by Canvas's word is late by nbgrader's rule, and more time saves from it."""
    (tmp_path / "nbgrader_config.py").write_text(
        "c = get_config()\nc.LateSubmissionPlugin.penalty_method = 'zero'\n"
    )
    intake = grade_class(replace(order, due=(f"{NAME}=2027-03-01 20:00 UTC",)), UNWATCHED)
    assert intake.missing == {NAME: ("kurt",)}
    assert intake.stamps == (
        f"lovelaceada_4711, {NAME}: {ONLY_LATE}",
        f"turingalan_4712, {NAME}: {MORE_TIME}",
    )
    with Gradebook(f"sqlite:///{tmp_path}/gradebook.db") as book:
        found = {each.student_id: each for each in book.assignment_submissions(NAME)}
        assert book.find_assignment(NAME).duedate == datetime(2027, 3, 1, 20)
        late = {name: each.total_seconds_late for name, each in found.items()}
        assert late == {"lovelaceada_4711": 1, "turingalan_4712": 0, "noetheremmy_4713": 0}
        assert found["turingalan_4712"].extension.days == 3
    rows = [json.loads(line) for line in order.results.read_text("utf-8").splitlines()]
    assert [row["tampering"] for row in rows] == [[], [], []]
