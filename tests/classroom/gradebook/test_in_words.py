"""A cell that a person marks, in nbgrader's own gradebook and by its own rules."""

import nbformat
import pytest
from nbgrader.api import Gradebook
from nbgrader.preprocessors import CheckCellMetadata
from nbgrader.utils import determine_grade
from nbgrader.validator import Validator

from checker.classroom.exports.standings import standings
from checker.classroom.gradebook.by_hand import counted_results
from checker.classroom.gradebook.writing import GradedNotebook, write_gradebook
from checker.course.release.conversion import convert, grader_cell
from checker.documents.writing import write_notebook
from checker.reports.by_hand import with_decisions
from checker.reports.feedback import feedback_page
from checker.results.in_words import rewritten_words, waiting_marks
from checker.results.schema import key_of, result_of
from tests.classroom.grading.in_words_course import BOOK, CELLS, UNMARKED, handed_in, marked
from tests.classroom.small_course import NOTEBOOK
from tests.reports.markup import Markup

GRADED = marked(handed_in("Both double."))
RESULT = result_of(GRADED)
KEY = key_of(RESULT)
WORDS = "words-why", NOTEBOOK, NOTEBOOK, "ada"


def write(place, result, rewritten=frozenset()):
    notebook = GradedNotebook(CELLS, BOOK, rewritten=rewritten)
    write_gradebook(str(place), [notebook], [result])


@pytest.fixture
def place(tmp_path):
    """A gradebook with the marks of one student who wrote something."""
    write(tmp_path / "gradebook.db", RESULT)
    return tmp_path / "gradebook.db"


def mark(place, score):
    """Enter a mark and a comment as formgrader does."""
    with Gradebook(f"sqlite:///{place}") as book:
        grade = book.find_grade(*WORDS)
        grade.manual_score, grade.needs_manual_grade = score, False
        book.find_comment(*WORDS).manual_comment = "Well said."
        book.db.commit()


def waits(place):
    with Gradebook(f"sqlite:///{place}") as book:
        return book.find_submission(NOTEBOOK, "ada").needs_manual_grade


def counted(place, result=RESULT):
    return counted_results({key_of(result): result}, str(place))[0]


def test_nbgrader_waits(place):
    """Its gradebook asks for a mark by hand, of a cell of text with two points."""
    with Gradebook(f"sqlite:///{place}") as book:
        grade = book.find_grade(*WORDS)
        assert (grade.auto_score, grade.max_score, grade.needs_manual_grade) == (None, 2, True)
        assert grade.cell.cell_type == "markdown"
        assert book.find_submission(NOTEBOOK, "ada").score == 5
    assert counted(place)["waits"] == ["why"]
    assert waiting_marks([counted(place)]) == {NOTEBOOK: 1}
    assert standings([counted(place)])[0].unsettled


def test_mark_and_comment(place):
    """They are in the result as it counts, in exports, and on the page in place of the waiting."""
    mark(place, 1.5)
    result = counted(place)
    assert (result["score"], result["waits"], result["exercises"][-1]["outcome"]) == (
        6.5, [], "partial",
    )  # fmt: skip
    assert waiting_marks([result]) == {}
    assert standings([result])[0].unsettled == ""
    page = Markup(with_decisions(feedback_page(GRADED), result))
    assert "waits for your instructor" not in page.text
    assert page.text.count("marked by your instructor") == 2
    assert "Your instructor has marked this: 1.5 / 2. " in page.text
    assert "Well said." in page.text


def test_grading_again(place):
    """The same words keep their mark; others are marked anew, with the old mark kept till then."""
    mark(place, 1.5)
    write(place, RESULT)
    assert not waits(place)
    other = result_of(marked(handed_in("Neither does.")))
    assert rewritten_words({KEY: other}, {KEY: RESULT}) == [(KEY, "why")]
    write(place, other, frozenset({("ada", "why")}))
    assert waits(place)
    assert counted(place, other)["score"] == 6.5
    assert waiting_marks([counted(place, other)]) == {NOTEBOOK: 1}


def test_words_without_points(place):
    """Nobody is asked to mark them."""
    write(place, result_of(marked(handed_in("Both double."), UNMARKED)))
    assert not waits(place)


def released(points):
    cell = grader_cell("words-why", "*Here.*", kind="markdown", solution=True, points=points)
    return nbformat.reads(write_notebook([cell], lambda book: convert(book, {})).decode(), 4)


@pytest.mark.parametrize("points", [0.0, 2.0])
def test_cell_by_the_rules_of_nbgrader(points):
    """What is handed out is valid, unanswered it earns nothing, and answered a person decides."""
    notebook = released(points)
    CheckCellMetadata().preprocess(notebook, {})
    (cell,) = notebook.cells
    assert determine_grade(cell) == (0, points)
    cell.source = "An answer."
    assert determine_grade(cell) == (None, points)
    assert Validator()._get_failed_cells(notebook) == []
