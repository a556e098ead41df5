"""Readings of the judge: counted, held against what is wanted, and against what a file states."""

import pytest

from checker.course.proving.readings import (
    MEASURES,
    MUTANTS,
    NAMED,
    REFUSED,
    Reading,
    added,
    once,
    shortfalls,
)
from checker.course.proving.stated import stated_shares, table_heading, worse
from checker.errors import UsageError


def table(**figures):
    """Write a README's table in which every figure is perfect, but for those given."""
    rows = [
        f"| the judge | wanted | {table_heading(3, 1)} | {table_heading(50, 10)} |",
        "|---|---|---|---|",
    ]
    for measure in MEASURES:
        perfect = measure.shown(Reading(1000, 1000 if measure.at_least else 0))
        shown = figures.get(measure.name.replace(" ", "_"), perfect)
        rows.append(f"| {measure.name} | {measure.goal()} | {shown} | 7 of 9 |")
    return "# A course\n\n" + "\n".join(rows) + "\n\nSome more | text.\n"


@pytest.fixture
def stated(tmp_path):
    """Give a function that writes such a table and reads its shares."""

    def read(right=3, wrong=1, **figures):
        path = tmp_path / "README.md"
        path.write_text(table(**figures), encoding="utf-8")
        return stated_shares(path, right, wrong)

    return read


def test_readings_add_up():
    """Counts are added by measure, and what was unwanted is kept."""
    total = added([
        once(REFUSED, found=True, unwanted="refused"),
        once(REFUSED, found=False, unwanted="accepted"),
        once(NAMED, found=False, unwanted="nameless"),
    ])  # fmt: skip
    assert total == {REFUSED: Reading(2, 1, ("refused",)), NAMED: Reading(1, 0, ("nameless",))}


@pytest.mark.parametrize(
    ("measure", "reading", "shown"),
    [
        (REFUSED, Reading(9650, 0), "0 of 9,650"),
        (NAMED, Reading(10000, 9999), "99.9 %: 9,999 of 10,000"),
        (NAMED, Reading(3, 3), "100.0 %: 3 of 3"),
        (NAMED, Reading(), "0 of 0"),
    ],
)
def test_reading_as_text(measure, reading, shown):
    """A share is never rounded up, so only what is whole is called 100 %."""
    assert measure.shown(reading) == shown


def test_what_is_wanted():
    """A measure that falls short is told with every case against it, and no other is."""
    enough = Reading(100, 98, ("one", "two"))
    assert shortfalls({NAMED: enough, REFUSED: Reading(5, 0)}, whole=True) == []
    short = {NAMED: Reading(100, 97, ("one",)), REFUSED: Reading(5, 1, ("style 1",))}
    told = shortfalls(short, whole=True)
    assert shortfalls(short, whole=False) == told[1:]  # a share is wanted of the whole course
    assert told == [
        "known mistakes named as themselves: 97.0 %: 97 of 100, wanted ≥ 98 %; one",
        "right programs refused: 1 of 5, wanted 0; style 1",
    ]


def test_figures_that_are_as_stated(stated):
    """What is as good as stated, or better, is no fault; nor is what was not measured."""
    shares = stated(known_mistakes_named_as_themselves="98.4 %: 984 of 1,000")
    assert shares[NAMED] == pytest.approx(0.984)
    assert worse({NAMED: Reading(500, 492), REFUSED: Reading(9, 0)}, shares) == []
    assert worse({NAMED: Reading(500, 500), MUTANTS: Reading()}, shares) == []


def test_figures_that_are_worse_than_stated(stated):
    """One name fewer is a fault, though more than is wanted are named."""
    shares = stated(known_mistakes_named_as_themselves="99.0 %: 99 of 100")
    assert worse({NAMED: Reading(1000, 989)}, shares) == [
        "known mistakes named as themselves: 98.9 %: 989 of 1,000, which is worse than stated"
    ]
    assert worse({MUTANTS: Reading(1000, 1)}, shares) == [
        "mutants accepted: 1 of 1,000, which is worse than stated"
    ]


def test_column_of_the_setting(stated):
    """Each number of seeds has a column of its own, which is the one that is read."""
    assert stated(50, 10)[NAMED] == pytest.approx(7 / 9)


@pytest.mark.parametrize(
    ("seeds", "figures", "says"),
    [
        ((4, 1), {}, "has no table with a column “4 and 1 seeds”"),
        ((3, 1), {"mutants_accepted": "none"}, "states no figure for “mutants accepted”"),
        ((3, 1), {"mutants_accepted": "0 of 0"}, "states no figure for “mutants accepted”"),
    ],
)
def test_file_that_states_nothing(stated, seeds, figures, says):
    """A table without the setting, or without one of the figures, is misuse and not a pass."""
    with pytest.raises(UsageError, match=says):
        stated(*seeds, **figures)


def test_file_that_is_not_there(tmp_path):
    """So is a file that cannot be read."""
    with pytest.raises(UsageError, match="cannot be read"):
        stated_shares(tmp_path / "NONE.md", 3, 1)
