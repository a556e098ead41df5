"""Students' pages brought up to date with the gradebook, and pages of other programs."""

import pytest

from checker.classroom.batch.decided_pages import bring_up_to_date, is_page_of_ours
from checker.errors import UsageError
from checker.reports.feedback import feedback_page
from checker.results.by_hand import ByHand, MarkByHand, as_it_counts
from checker.results.schema import result_of
from checker.safe_files import place_of
from tests.reports.made_up import PARTIAL, PASSED, graded

GRADED = graded(PARTIAL, PASSED)
COMMENT = ByHand({"sigmoid_prime": MarkByHand(comment="Seen in class.")})


@pytest.fixture
def page(tmp_path):
    """A student's page, as a run has left it."""
    path = place_of(tmp_path, "ada", "01_neuron", ".html")
    path.parent.mkdir(parents=True)
    path.write_text(feedback_page(GRADED), "utf-8")
    return path


def test_comment(page, tmp_path):
    """It is on the page, which is written only when something has changed."""
    counted = [as_it_counts(result_of(GRADED), COMMENT)]
    assert [bring_up_to_date(tmp_path, counted) for _ in range(2)] == [1, 0]
    assert "Seen in class." in page.read_text("utf-8")


def test_result_that_no_gradebook_knows(page, tmp_path):
    """Its page stays as it is."""
    assert bring_up_to_date(tmp_path, [result_of(GRADED)]) == 0


def test_page_of_another_program(page, tmp_path):
    """It is left alone, and is no page of ours."""
    page.write_text("<html>nbgrader's</html>")
    assert not is_page_of_ours(page)
    assert bring_up_to_date(tmp_path, [as_it_counts(result_of(GRADED), COMMENT)]) == 0
    assert page.read_text() == "<html>nbgrader's</html>"


def test_page_that_is_not_there(tmp_path):
    """Nothing is made in its place."""
    assert bring_up_to_date(tmp_path, [as_it_counts(result_of(GRADED), COMMENT)]) == 0
    assert list(tmp_path.iterdir()) == []


def test_page_that_is_no_text(page, tmp_path):
    """A page that was damaged is named."""
    page.write_bytes(page.read_bytes() + b"\xff")
    with pytest.raises(UsageError, match=r"01_neuron\.html cannot be read"):
        bring_up_to_date(tmp_path, [as_it_counts(result_of(GRADED), COMMENT)])
