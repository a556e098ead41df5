"""The budget of a notebook: what a reader meets stays within limits that a person can finish."""

import pytest

from tests.course_lessons import course_lesson
from tests.lessons.budget import (
    LIMITS,
    NAMES,
    NOTEBOOKS,
    OPTIONAL,
    cells_of,
    counted,
    length_of,
    over,
    role_of,
)

SOLUTIONS = NOTEBOOKS.parent / "solutions"
#: What goes over its limit as yet; a notebook that has come within one loses the word for good.
NOT_YET = {
    "01_neuron": set(),
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


@pytest.mark.parametrize("name", NAMES)
def test_what_is_optional(name):
    """Minutes end early in notebook 5 alone, and nothing behind that place bears a point.

    With it a notebook is within its limit all the same.
    """
    cells = cells_of(name)
    texts = [source if kind == "markdown" else "" for _, kind, source, _ in cells]
    places = [place for place, text in enumerate(texts) if OPTIONAL in text]
    assert len(places) == (name == "05_full_network")
    lesson = course_lesson(name)
    behind = {
        id_.removeprefix("check-") for id_, *_ in cells[places[0] if places else len(cells) :]
    }
    extra = {each.name for each in lesson.exercises if each.bonus}
    assert behind & {each.name for each in lesson.exercises} == extra
    assert {each.points for each in lesson.in_words if f"words-{each.name}" in behind} <= {0}
    assert (length_of(name).whole > length_of(name).minutes) == bool(places)
    assert length_of(name).whole <= LIMITS["minutes"]


@pytest.mark.parametrize("name", NAMES)
def test_every_cell_is_counted_once(name):
    """As many cells are answered as the lesson has exercises; what stands beneath one is shown."""
    roles = [role_of(id_, metadata) for id_, kind, _, metadata in cells_of(name) if kind == "code"]
    lesson = course_lesson(name)
    assert roles.count("answer") == roles.count("check") == len(lesson.exercises)
    given = [each for each in lesson.exercises if each.name in lesson.given]
    assert roles.count("given") == len(given)


def test_limits_can_be_missed():
    """What is counted is there: no limit is met because nothing was found."""
    found = length_of("01_neuron")
    assert found.words > 1000
    assert found.predictions >= 7
    assert found.figures == 5
    assert 0 < found.folded <= LIMITS["folded"]
    assert counted("one $a + b$ two `x = 1`") == 4
