"""The budget of a notebook: what a reader meets stays within limits that a person can finish."""

import pytest

from tests.course_lessons import course_lesson
from tests.lessons.budget import LIMITS, NAMES, NOTEBOOKS, counted, length_of, over

SOLUTIONS = NOTEBOOKS.parent / "solutions"
#: What goes over its limit as yet; a notebook that has come within one loses the word for good.
NOT_YET = {
    "01_neuron": {"words", "gap"},
    "02_forward_pass": set(),
    "03_hand_backward": set(),
    "04_vectorized_deltas": set(),
    "05_full_network": set(),
}  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_limits(name):
    """A notebook is over those limits that it is said to be over, and over no other."""
    assert over(name) == NOT_YET[name], length_of(name)


@pytest.mark.parametrize("name", NAMES)
def test_predictions_are_asked(name):
    """Each prediction of a lesson is asked in a cell."""
    lesson = course_lesson(name)
    code = "\n".join(cell.source for cell in lesson.cells if cell.kind == "code")
    assert [each.name for each in lesson.predictions if f'predict("{each.name}")' not in code] == []


def test_limits_can_be_missed():
    """What is counted is there: no limit is met because nothing was found."""
    found = length_of("01_neuron")
    assert found.words > 1000
    assert found.predictions >= 7
    assert found.figures == 5
    assert 0 < found.folded <= LIMITS["folded"]
    assert counted("one $a + b$ two `x = 1`") == 4
