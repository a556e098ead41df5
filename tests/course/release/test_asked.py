"""What a cell asks stands in the exercise file, and no two cells ask the same, in words too."""

import pytest

from checker.course.release.course import load_course
from checker.errors import SourceError

ASKED = """

from checker.exercises import Prediction

PREDICTIONS = [Prediction("up or down", {"up": "It rises.", "down": "It does not."}, "up")]
"""


IN_WORDS = """

from checker.exercises import InWords

IN_WORDS = [InWords("why", "1.9", "Why", ("It says why.",))]
"""
CELL = '# %% [markdown] words="why"\n# *Here.*\n'


@pytest.fixture
def written(solutions):
    """Give a function that adds text to the exercise file and a cell to the source."""

    def write(text, cell):
        for name, more in (("01_small_exercises.py", text), ("01_small.py", f"\n# %%\n{cell}\n")):
            path = solutions / name
            path.write_text(path.read_text("utf-8") + more, "utf-8")
        return solutions

    return write


def test_a_prediction_and_its_cell(written):
    """A lesson holds what its exercise file asks."""
    (lesson, *_) = load_course(written(ASKED, 'with predict("up or down"):\n    pass'))
    assert [each.outcome for each in lesson.predictions] == ["up"]


@pytest.mark.parametrize(
    ("text", "cell", "fault"),
    [
        (ASKED, 'with predict("left"):\n    pass', "there is no prediction “left”"),
        (ASKED, 'predict("up or down")\npredict("up or down")', "is asked in an earlier cell"),
        ("\n\nPREDICTIONS = (1,)\n", "", "PREDICTIONS is a list of predictions"),
        ("\n\nPREDICTIONS = [1]\n", "", "not of a int"),
        (ASKED.replace("PREDICTIONS = [", "PREDICTIONS = 2 * ["), "", "stands there twice"),
        (ASKED.replace('"up")', '"left")'), "", "outcome of Prediction “up or down” is one of"),
        (ASKED.replace('"down"', f'"{"d" * 41}"'), "", "at most 40 letters"),
        (ASKED.replace(', "down": "It does not."', ""), "", "needs two options"),
    ],
)
def test_what_does_not_fit(written, text, cell, fault):
    """A fault is told with its file and line."""
    with pytest.raises(SourceError, match=r"\.py:\d+: ") as caught:
        load_course(written(text, cell))
    assert fault in str(caught.value)


def test_words_and_their_cell(written):
    """A lesson holds what is answered in words, without points unless some are given."""
    (lesson, *_) = load_course(written(IN_WORDS, f"x = 1\n\n{CELL}"))
    assert [(each.name, each.points) for each in lesson.in_words] == [("why", 0)]


@pytest.mark.parametrize(
    ("text", "cell", "fault"),
    [
        (IN_WORDS, "", "why has no cell for words in 01_small.py"),
        ("", CELL, "there is no exercise in words “why”"),
        (IN_WORDS, CELL + CELL, "words=why stands in line"),
        (IN_WORDS, CELL.replace(" [markdown]", ""), "words are written in a markdown cell"),
        (IN_WORDS.replace('("It says why.",)', "()"), CELL, "names nothing to look for"),
        (IN_WORDS.replace(",))", ",), -1.0)"), CELL, "points of InWords “why” is 0 or more"),
        (IN_WORDS.replace(",))", ",), '2')"), CELL, "points of InWords “why” is 0 or more"),
        (IN_WORDS.replace('("It says why.",)', '"It"'), CELL, "rubric of InWords “why” is a tuple"),
        (IN_WORDS.replace('"1.9"', '"1.1"'), CELL, "“1.1” is taken by an earlier exercise"),
        (IN_WORDS.replace("[InWords", "3 * [InWords"), CELL, "stands there twice"),
        ("\n\nIN_WORDS = [1]\n", "", "IN_WORDS is a list of exercises in words, not of a int"),
    ],
)
def test_words_that_do_not_fit(written, text, cell, fault):
    """So is a fault in what is answered in words."""
    with pytest.raises(SourceError, match=r"\.py:\d+: ") as caught:
        load_course(written(text, f"x = 1\n\n{cell}"))
    assert fault in str(caught.value)
