"""The marks of a solution are refused unless every one is where it belongs."""

from pathlib import Path

import pytest

from checker.course.release.marks import find_regions
from checker.documents.sources import SourceCell
from checker.errors import SourceError

B, E = "    ### BEGIN SOLUTION", "    ### END SOLUTION"


def cell(*lines):
    return SourceCell(Path("solutions/01_small.py"), 10, "code", "\n".join(lines), "line")


def test_two_regions():
    """Every pair of marks is a region, with its rows and its indentation."""
    source = cell("def f():", B, "    x = 1", "", "    return x", E, "def g():", B, "    y", E)
    first, second = find_regions(source)
    assert (first.begin, first.end, first.indent) == (1, 5, "    ")
    assert first.lines(source.source) == ["    x = 1", "", "    return x"]
    assert second.lines(source.source) == ["    y"]


def test_a_cell_without_marks():
    """A cell without marks has no region."""
    assert find_regions(cell("x = 1  # the beginning of a solution")) == ()


def test_a_region_that_begins_with_a_comment():
    """A comment before the code is part of the solution."""
    (region,) = find_regions(cell(B, "    # so that nothing overflows", "    x = 1", E))
    assert (region.begin, region.end) == (0, 3)


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        ((B, "    x"), ":10: this solution has no “### END SOLUTION”"),
        (("x", B, "    x", E, B, "    y"), ":14: this solution has no"),
        (("x", E), ":11: there is no “### BEGIN SOLUTION” before this mark"),
        ((B, "    x", E, E), ":13: there is no “### BEGIN SOLUTION” before"),
        ((B, "    x", B, "    y", E, E), ":12: a solution begins inside the one of line 10"),
        ((B, E), ":10: this solution is empty"),
        (("x", B, "", "    # nothing yet", E), ":11: this solution is empty"),
        ((B, "    x", "    ## END SOLUTION"), ":12: a mark stands alone on its line"),
        ((B, "    x  ### END SOLUTION"), ":11: a mark stands alone on its line"),
        (("    ### Begin Solution", "    x", E), ":10: a mark stands alone on its line"),
        (("    ### BEGIN SOLUTION of f", "    x", E), ":10: a mark stands alone on its line"),
        ((B, "        x", E), ":11: a solution and both its marks are indented alike"),
        ((B, "    x", "### END SOLUTION"), ":12: a solution and both its marks are indented alike"),
    ],
)
def test_marks_that_are_refused(lines, fault):
    """The fault is named with the file and its true line."""
    with pytest.raises(SourceError) as caught:
        find_regions(cell(*lines))
    assert str(caught.value).startswith(f"solutions/01_small.py{fault}")
