"""Two mistakes in one cell: where both can be made, and which of them comes first."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.course.release.pairs import apply, are_apart, edits_between, model_cell, pairs_of
from checker.course.release.wrong import wrong_cell
from checker.documents.sources import SourceCell
from checker.exercises import Exercise, Misconception

SOURCE = """def f(x):
    ### BEGIN SOLUTION
    a = x + 1
    b = a * 2
    return b
    ### END SOLUTION
"""
CELL = SourceCell(Path("09.py"), 1, "code", SOURCE, exercise="f")


def exercise(*known, **fields):
    return Exercise("f", "9.1", "f", lambda _: [], ("", "", ""), misconceptions=known, **fields)


MINUS = Misconception("minus", "Less?", swap={"x + 1": "x - 1"})
TRIPLE = Misconception("triple", "Three?", body="a = x + 1\nb = a * 3\nreturn b")
HALF = Misconception("half", "Half?", swap={"a * 2": "a / 2"})
WHOLE = Misconception("whole", "Otherwise?", body="return x")


def ids(pairs):
    return [(pair.first.id, pair.second.id) for pair in pairs]


def test_two_lines():
    """Mistakes in two lines are made together, and the one nearer to the output comes first."""
    (pair,) = pairs_of(exercise(MINUS, TRIPLE), CELL)
    assert ids([pair]) == [("triple", "minus")]
    both = wrong_cell(exercise(), CELL, pair.both)
    assert "a = x - 1\n    b = a * 3" in both
    assert ids(pairs_of(exercise(TRIPLE, MINUS), CELL)) == [("triple", "minus")]


def test_typed_answers():
    """Typed answers follow from each other: there the earlier mistake comes first."""
    assert ids(pairs_of(exercise(MINUS, TRIPLE, fields={"a": ""}), CELL)) == [("minus", "triple")]


FIVE = Misconception("five", "Five?", swap={"a * 2": "a * 5"})


@pytest.mark.parametrize("known", [(TRIPLE, FIVE), (MINUS, WHOLE)])
def test_one_place(known):
    """Mistakes that change the same place, or all of it, are no pair."""
    assert pairs_of(exercise(*known), CELL) == []


def test_alias():
    """A mistake that answers like another one adds no pairs of its own."""
    alias = Misconception("other", "Less?", swap={"x + 1": "x - 1"}, alias="minus")
    assert ids(pairs_of(exercise(MINUS, alias, TRIPLE), CELL)) == [("triple", "minus")]


def test_model():
    """Bodies written in another form than the worked solution are compared with their model."""
    model = "return (x + 1) * 2"
    known = (
        Misconception("a", "", body="return (x - 1) * 2"),
        Misconception("b", "", body="return (x + 1) * 3"),
    )
    assert pairs_of(exercise(*known), CELL) == []
    modelled = exercise(*known, model=model)
    assert model in model_cell(modelled, CELL).source
    (pair,) = pairs_of(modelled, CELL)
    assert "return (x - 1) * 3" in wrong_cell(modelled, CELL, pair.both)


def test_two_functions():
    """Mistakes in two functions of one exercise are a pair too."""
    source = SOURCE + SOURCE.replace("def f", "def g")
    cell = SourceCell(Path("09.py"), 1, "code", source, exercise="f")
    known = (
        Misconception("in_f", "", body={"f": "a = x + 1\nb = a * 3\nreturn b"}),
        Misconception("in_g", "", body={"g": "a = x + 1\nb = a * 4\nreturn b"}),
    )
    (pair,) = pairs_of(exercise(*known), cell)
    both = wrong_cell(exercise(), cell, pair.both)
    assert (pair.first.id, both.count("a * 3"), both.count("a * 4")) == ("in_g", 1, 1)


def test_text_that_is_no_python():
    """Two changes that make no program together are no pair."""
    known = (
        Misconception("open", "", body="a = (x + 1\n     )\nb = a * 2\nreturn b"),
        Misconception("close", "", swap={"a * 2": "(a) * 2"}),
    )
    assert len(pairs_of(exercise(*known), CELL)) == 1
    broken = Misconception("broken", "", swap={"x + 1": "(x + 1"})
    assert pairs_of(exercise(broken, HALF), CELL) == []


def test_bound():
    """No more than 80 pairs of an exercise are tried."""
    lines = "".join(f"    a{n} = x + {n}\n" for n in range(100, 114))
    cell = SourceCell(
        Path("09.py"), 1, "code",
        f"def f(x):\n    ### BEGIN SOLUTION\n{lines}    ### END SOLUTION\n", exercise="f",
    )  # fmt: skip
    known = (Misconception(f"m{n}", "", swap={f"x + {n}": "x"}) for n in range(100, 114))
    assert len(pairs_of(exercise(*known), cell)) == 80


texts = st.lists(st.text("ab\n ", max_size=5), max_size=6).map("\n".join)


@given(texts, texts)
def test_edits_lead_from_one_text_to_the_other(old, new):
    """Whatever the texts, the edits lie apart or touch, and turn the one into the other."""
    edits = edits_between(old, new)
    assert apply(edits, old) == new


@given(texts, texts, texts)
def test_edits_that_are_apart_commute(base, one, other):
    """Edits of two texts that are apart can be made in either order, or at once."""
    first, second = edits_between(base, one), edits_between(base, other)
    if are_apart(first + second):
        both = apply(first + second, base)
        assert both == apply(second + first, base)
