"""Lines to be put in order: which orders stand, and what is said to the others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.exercises import Intruder, MixedLines
from checker.exercises.mixed_lines import letters_of

#: Two roads that may be gone side by side, each in its order, between a first and a last line.
LINES = MixedLines(
    ("first", [("left 1", ["left 2", "left 3"]), "right"], "last"),
    (Intruder("stranger", "right", "it is strange."),),
)


def letters(*lines, mixed=LINES):
    """Give the letters of these lines."""
    of_line = {line: letter for letter, line in mixed.lettered().items()}
    return "".join(of_line[line] for line in lines)


@st.composite
def right_orders(draw):
    """Draw an order in which each road is gone in its own order."""
    left = ["left 1", *draw(st.permutations(["left 2", "left 3"]))]
    left.insert(draw(st.integers(0, 3)), "right")
    return ["first", *left, "last"]


@given(right_orders())
def test_every_right_order(order):
    """Lines that may change places may, and the beginning of a right order stands."""
    assert LINES.judged(letters(*order)).right
    said = LINES.judged(letters(*order[:4]))
    assert said.sentence == "The first 4 lines stand. Which line comes next?"


@given(st.permutations([*LINES.in_order(), "stranger"]), st.integers(0, 6))
def test_every_other_order(order, count):
    """An order is right only if it holds every line, no intruder, and keeps each road's order."""
    chosen = order[:count]
    place = {line: at for at, line in enumerate(chosen)}
    right = (
        set(chosen) == {*LINES.in_order()}
        and (place["first"], place["last"]) == (0, 5)
        and place["left 1"] < min(place["left 2"], place["left 3"])
    )
    assert LINES.judged(letters(*chosen)).right == right


def test_what_is_said():
    """It is said how far an order stands and why an intruder does not, and not what comes next."""
    cases = {
        letters(): "No line stands yet. Which line comes next?",
        letters("right"): f"No line stands yet. {letters('right')} does not come next.",
        letters("first", "stranger"): (
            f"The first line stands. {letters('stranger')} belongs nowhere: it is strange."
        ),
        "zz": "There is no line Z.",
        letters(
            "first", "first"
        ): f"{letters('first')} stands there twice; each line is used once.",
    }
    assert {said: LINES.judged(said).sentence for said in cases} == cases


def test_letters_however_parted():
    """Letters count; what stands between them, and whether they are capitals, does not."""
    assert letters_of(" a, B-c\n3") == ["A", "B", "C"]
    assert LINES.judged("?" * 10_000 + letters("last")).right is False


def test_the_same_letters_each_time():
    """A line keeps its letter, so that an order typed later means the same."""
    again = MixedLines(LINES.lines, LINES.intruders)
    assert again.lettered() == LINES.lettered()
    assert sorted(LINES.lettered().values()) == sorted([*LINES.in_order(), "stranger"])


@given(st.permutations("abc"))
def test_shown_in_another_order(lines):
    """Whatever the lines are, they are not shown in a right order."""
    order = MixedLines(tuple(lines))
    assert not order.judged("ABC").right
    assert not MixedLines((list(lines[:2]), lines[2])).judged("ABC").right


@pytest.mark.parametrize(
    ("lines", "intruders", "words"),
    [
        ("no tuple", (), "are a tuple of lines"),
        ((), (), "are a tuple of lines"),
        (("a", 3), (), "are a tuple of lines"),
        (("a", "a"), (), "no two are alike"),
        (("a", "b"), (Intruder("a", "b", ""),), "no two are alike"),
        (tuple(map(str, range(27))), (), "at most 26"),
        (("a", "b"), (Intruder("c", "d", ""),), "“d” is none of the lines"),
        (("a", "b"), ("c",), "is a tuple of intruders"),
    ],
)
def test_refused(lines, intruders, words):
    """Lines that nobody could put in order are refused with a sentence."""
    with pytest.raises(ValueError, match=words):
        MixedLines(lines, intruders)
