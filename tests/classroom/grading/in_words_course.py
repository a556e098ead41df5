"""The small course with one exercise more, which is answered in words."""

from dataclasses import replace

from checker.classroom.grading.marking import Marker
from checker.exercises import InWords
from checker.records import Cell, Submission
from tests.classroom.small_course import (
    ASSIGNMENT,
    CASEBOOK,
    NOTEBOOK,
    PROVENANCE,
    RELEASE,
    DirectSandbox,
    notebook,
    solved,
)

WHY = InWords(
    "why", "1.4", "Why twice", ("It says what doubles.", "It needs no <b>formula</b>."), 2.0
)
PLACEHOLDER = "*Write here, in place of this line.*"
MARKS = {"grade_id": "words-why", "grade": True, "solution": True, "locked": False, "points": 2.0}
CELL = Cell(
    "words-why", "markdown", PLACEHOLDER,
    {"nbgrader": MARKS | {"schema_version": 3, "task": False, "cell_type": "markdown"}},
)  # fmt: skip
AFTER = Cell("after-1", "markdown", "## The end")
CELLS = (*RELEASE, CELL, AFTER)
BOOK = replace(CASEBOOK, in_words=(WHY,))
COURSE = replace(ASSIGNMENT, notebook=notebook(CELLS), release=CELLS, casebook=BOOK)
UNMARKED = replace(COURSE, casebook=replace(BOOK, in_words=(replace(WHY, points=0.0),)))


def handed_in(*words, kind="markdown"):
    """Give the cells of a student who wrote this into the cell, and into new ones below."""
    first = Cell(CELL.id, kind, words[0], CELL.metadata)
    below = [Cell(f"mine-{place}", "markdown", text) for place, text in enumerate(words[1:])]
    return (*solved(), first, *below, AFTER)


def marked(cells, assignment=COURSE, student="ada"):
    """Grade a student with these cells, in this process."""
    submission = Submission(student, NOTEBOOK, NOTEBOOK, cells, "a" * 64)
    run = DirectSandbox().run
    return Marker(assignment, PROVENANCE).mark(submission, run, run)
