"""An exercise that a sentence names leads to where it stands."""

import pytest

from checker.reports.links import linked
from checker.reports.pages import _linked

HELPER = "f calls g (1.1) and h2 (4.10), which are not right yet: look there first."


def test_helpers():
    """Each one named with its number is a link to its heading, by its name."""
    assert linked(HELPER).startswith('f calls <a href="#exercise-g">g (1.1)</a> and <a href=')
    assert '<a href="#exercise-h2">h2 (4.10)</a>, which' in linked(HELPER)


@pytest.mark.parametrize("text", ["most at (1.1), of two", "sigmoid(1.5), which", "line 3 (of 4)"])
def test_numbers_that_are_no_exercise(text):
    """A number of another kind is left as it is."""
    assert linked(text) == text


def test_hostile_text():
    """In a page a text is escaped before it gets links."""
    assert "<script>" not in _linked("<script>x</script> g (1.1), which is")
    assert '<a href="#exercise-g">' in _linked("g (1.1), which is")
