"""Ids of cells follow the headings of their sections."""

import re

from checker.course.release.headings import SectionIds, anchored, slug


def ids(*cells):
    sections = SectionIds()
    return [sections.next(kind, source) for kind, source in cells]


def test_cells_of_a_section():
    """Cells are numbered under their heading; before the first heading there is a start."""
    cells = [
        ("code", "x"), ("markdown", "# 1 The neuron"), ("code", "# no heading"),
        ("markdown", "text"), ("markdown", "## Far out\n\ntext"), ("code", "y"),
    ]  # fmt: skip
    assert ids(*cells) == [
        "start-1", "1-the-neuron-1", "1-the-neuron-2", "1-the-neuron-3", "far-out-1", "far-out-2",
    ]  # fmt: skip


def test_the_same_heading_twice():
    """Two sections of one name share their count, so that ids stay unique."""
    assert ids(("markdown", "# A"), ("markdown", "# B"), ("markdown", "# A")) == [
        "a-1",
        "b-1",
        "a-2",
    ]


def test_a_cell_inserted():
    """A new cell changes the ids of its own section only, and only behind it."""
    before = [("markdown", "# A"), ("code", "x"), ("markdown", "# B"), ("code", "y")]
    after = [before[0], ("markdown", "new"), *before[1:]]
    assert ids(*after)[3:] == ids(*before)[2:]


def test_headings_in_other_letters():
    """Whatever the heading, an id has only the letters that ids may have, and not too many."""
    for heading in ("σ′(z)", "Übung — größer", "`f(x)`  $x_1$", "a" * 200, "---"):
        assert re.fullmatch(r"[a-z0-9_-]{1,48}", slug(heading))
    assert slug("σ") == "section"


def test_headings_of_exercises():
    """They can be linked to by their names; the text around them stays as it is."""
    text = "## 1 Begin\n\n### Exercise 2.3 — f_x\n\nWrite `f_x`, as in Exercise 2.1 — g.\n"
    there = '### Exercise 2.3 — f_x <a id="exercise-f_x"></a>\n\nWrite'
    assert anchored(text) == text.replace("### Exercise 2.3 — f_x\n\nWrite", there)
