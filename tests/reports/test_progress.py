"""What to do next."""

from checker.records import Outcome
from checker.reports.progress import ProgressRow, next_step, total_mark

DONE = ProgressRow("1.1", "sigmoid", 2.0, 2.0, Outcome.PASSED)
NEW = ProgressRow("1.2", "sigmoid_prime", 0.0, 1.5, Outcome.NOT_ATTEMPTED)


def test_untouched_exercise():
    """An exercise without an answer is to be started."""
    assert next_step([DONE, NEW]) == "Next: start 1.2 sigmoid_prime."


def test_everything_right():
    """When all is right the sentence says what to do before handing in."""
    assert next_step([DONE]).startswith("Every exercise is right.")


def test_total():
    """The total is the sum of both sides."""
    assert total_mark([DONE, NEW]) == "2 / 3.5"
