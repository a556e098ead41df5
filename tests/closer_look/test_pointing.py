"""Where a student is told to look, by the edits that make everything right."""

import pytest

from checker.closer_look.pointing import alternatives_of, both_of, levelled, pointer_of
from checker.closer_look.repair_questions import QUESTIONS
from checker.judging.sentences import is_unfit
from checker.sandbox.inside.edits.repairs import MAKERS, MOVES, NAMED
from checker.sandbox.trials import TriedEdit


def edit(*lines, kind="name", rank=0, cell="f", large=False):
    return TriedEdit(cell, lines, kind, rank, "", large)


@pytest.mark.parametrize(
    ("edits", "lines"),
    [
        ([edit(9)], (9,)),
        ([edit(9), edit(9, kind="index")], (9,)),
        ([edit(9), edit(4, rank=2)], (9,)),
        ([edit(7, 8, rank=1), edit(3, rank=1)], (3,)),
        ([edit(7, 8, rank=1)], (7, 8)),
        ([edit(7, 8, rank=1), edit(7, rank=4)], (7,)),
        ([edit(7, 8, rank=1), edit(7, kind="index", rank=4)], (7, 8)),
        ([edit(7), edit(8)], (7, 8)),
        ([edit(7), edit(8, kind="index")], (7, 8)),
        ([edit(7), edit(8, kind="index"), edit(9)], (7, 8, 9)),
        ([edit(6), edit(7), edit(8, kind="index"), edit(9)], None),
        ([edit(7), edit(8, cell="g")], None),
        ([edit(7, kind="order"), edit(8, kind="sign")], (7, 8)),
        ([edit(7), edit(8), edit(9)], (7, 8, 9)),
        ([edit(6), edit(7), edit(8), edit(9)], None),
        ([edit(1, 2, 3, 4)], None),
        ([edit(9, kind="unheard_of")], None),
        ([], None),
    ],
)
def test_agreement(edits, lines):
    """Only edits of the lowest rank count, and only if they agree on where to look."""
    pointer = pointer_of(edits)
    assert (pointer and pointer.lines) == lines


def test_one_of_two_lines():
    """Where either of two lines may be changed, that is said, and not that both must be."""
    assert pointer_of([edit(7), edit(8)]).sentence.startswith("Line 7 or 8: everything is right")
    assert pointer_of([edit(7, 8)]).sentence.startswith("Lines 7 and 8 have one thing in common")


def test_two_lines_of_two_kinds():
    """Where two lines can be mended in other ways each, both are named, and no way is."""
    told = pointer_of([edit(7), edit(8, kind="index")]).sentence
    assert told.startswith("Line 7 or 8: everything is right once one small thing in it")
    assert pointer_of([edit(7), edit(8, kind="index")], whole=False) is None


def test_end_of_a_range():
    """Of edits that make everything right in one line, that of a range's end is spoken of."""
    edits = [edit(9, kind="operator"), edit(9, kind="bound"), edit(9, kind="call")]
    assert pointer_of(edits).kind == "bound"
    assert pointer_of(edits[::2]).kind == "operator"


def test_two_kinds_that_come_to_as_much():
    """Both are named where edits of one line are of two kinds, for only one is the mistake."""
    told = pointer_of([edit(9, kind="operator"), edit(9, kind="sibling")], whole=False).sentence
    assert "one sign of arithmetic in it is another one, or a related function" in told
    same = pointer_of([edit(9, kind="order"), edit(9, kind="sign")]).sentence
    assert " or " not in same.split("?")[0].replace("plus or minus", "")


def test_a_line_that_stands_elsewhere():
    """It is one line, though two places change."""
    assert pointer_of([edit(3, 9, kind="moved"), edit(4, 9, kind="moved")]).lines == (9,)
    assert pointer_of([edit(3, 9, kind="moved"), edit(4, 8, kind="moved")]) is None
    told = pointer_of([edit(3, 4, kind="moved")]).sentence
    assert told.startswith("Line 3 or 4: everything is right once it stands elsewhere.")


def test_a_step_of_every_turn():
    """It is taken away behind the loop and put into it, and one slip all the same."""
    told = pointer_of([edit(5, 6, kind="each_turn")]).sentence
    assert told.startswith("Line 5 or 6: everything is right once what is done once behind")


LARGE = [edit(5, kind="power", rank=2, large=True), edit(8, kind="power", rank=5, large=True)]


def test_large_edits_that_do_as_much_elsewhere():
    """Where a first one was tried sooner for no good reason, the others are named beside it."""
    others = [edit(9, kind="factor", rank=5, large=True), edit(7, 8, kind="power", rank=5)]
    assert pointer_of(LARGE).lines == (5,)
    assert pointer_of(levelled([*LARGE, *others])).lines == (5, 8)
    assert levelled([edit(5), edit(8)]) == levelled([]) == []
    told = both_of(alternatives_of([*LARGE, *others]), pointer_of([edit(2)]))
    assert told.startswith("Everything is right once two things change. In line 5 or 8, something")
    assert alternatives_of([edit(5), edit(8)]).lines == (5,)


def test_large_edits_after_which_not_all_is_right():
    """They are told of only where much is gained: a single number may be right by chance."""
    assert pointer_of(LARGE[:1], whole=False) is None
    told = pointer_of(LARGE[:1], whole=False, much=True).sentence
    assert told.startswith("Line 5: more is right, though not all, once something in it is squared")


@pytest.mark.parametrize("kind", QUESTIONS)
def test_sentences(kind):
    """Each is short, asks one question, and holds no code."""
    for pointer in (pointer_of([edit(3, kind=kind)]), pointer_of([edit(3, 5, 7, kind=kind)])):
        assert not is_unfit(pointer.sentence)
        assert pointer.sentence.endswith("?")
        assert not set("=[]()@*") & set(pointer.sentence)
    for other in QUESTIONS:
        assert not is_unfit(pointer_of([edit(3, kind=kind), edit(3, kind=other)]).sentence)


def test_every_kind_of_edit_has_a_question():
    """No edit that is tried is without words."""
    made = {kind for _, kind, _ in (*MAKERS, *NAMED, *MOVES)}
    assert made <= QUESTIONS.keys()
