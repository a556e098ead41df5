"""An exercise as other seeds have it, compiled by whichever thread asks first."""

import pytest

from checker.course.compiling.casebooks import recorded_casebook
from checker.course.proving.books import Books
from checker.course.proving.subjects import Subject
from checker.course.release.course import load_lesson
from checker.sandbox import UNHURRIED, Sandbox, choose

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(("exercise", "count"), [("above", 4), ("by_hand", 4)])
def test_books_that_several_ask_for(solutions, exercise, count):
    """Each is compiled in the sandbox of who asked for it: those of others may be at work."""
    lesson = load_lesson(solutions / "01_tiny.py")
    with Sandbox(choose("none"), UNHURRIED) as first, Sandbox(choose("none"), UNHURRIED) as second:
        book = recorded_casebook(lesson, None, first)
        at = [each.name for each in book.exercises].index(exercise)
        numbers = book.numbers.get(exercise, {})
        books = Books(Subject(lesson, lesson.exercises[at], book.exercises[at], numbers), count)
        early = books.first(2, first)
        first.run = None  # whoever asks it now fails
        late = books.first(count, second)
    assert (len(early), len(late)) == (2, count)
    assert [each.subject.seed for each in late] == [None, 0, 1, 2]
    assert late[:2] == early
