"""The page for the wall: large, without names, and with nothing that is one student's alone."""

import re
from dataclasses import replace

import pytest

from checker.errors import UsageError
from checker.exercises.casebook import Casebook, CompiledExercise, Mistake
from checker.reports.for_class import FEWEST, for_class
from tests.reports.made_up import EXERCISES, MISTAKES, class_of
from tests.reports.markup import Markup, loads_nothing

NAMES = ("Ada Lovelace", "ben.okri@example.org", "<script>alert(1)</script>")


def exercise(name):
    known = tuple(Mistake(id_, f"About {id_}.", ()) for id_ in MISTAKES[name])
    hints = (f"Look at {name} first.", "", "")
    nothing = ((),) * 6
    return CompiledExercise(name, "1.1", f"The {name}", hints, *nothing, mistakes=known)


BOOK = Casebook("01_neuron", None, {}, tuple(map(exercise, EXERCISES)))


def page_of(results):
    return Markup(for_class(results, [BOOK]))


@pytest.mark.parametrize("size", [1, 2, 3, 30, 300])
def test_nobody_is_named(size):
    """No id is on the page, of whatever class, and it loads nothing and runs nothing."""
    results = class_of(size)
    for result, name in zip(results, NAMES, strict=False):
        result["student"] = name
    markup = page_of(results)
    assert markup.open == []
    assert loads_nothing(markup)
    assert markup.scripts == []
    assert not any(result["student"] in markup.text for result in results)


def test_three_figures():
    """How many handed in, the median, and how many exercises most have solved."""
    text = page_of(class_of(30)).text
    assert re.search(r"handed in 30 half of us have at least [\d.]+ of 17 exercises", text)


def test_few_submissions():
    """Of fewer than three nothing is said."""
    text = page_of(class_of(FEWEST - 1)).text
    assert "without naming anybody" in text
    assert "of 17" not in text


def alike(count, answers):
    """A class in which so many have one misconception, with these answers in turn."""
    results = class_of(12)
    for result in results:
        for each in result["exercises"]:
            each |= {"misconception": None, "outcome": "passed", "points": each["max_points"]}
    for place, result in enumerate(results[:count]):
        answer = answers[place % len(answers)]
        result["exercises"][0] |= {
            "misconception": "1.1.tanh", "outcome": "failed", "points": 0.0,
            "answer": answer, "fingerprint": answer[-9:],
        }  # fmt: skip
    return results


def test_misconception():
    """It is told by its sentence, with the code that most wrote, a question and where to look."""
    text = page_of(alike(4, ["def sigmoid(z):\n    return np.tanh(z)"])).text
    assert "The sigmoid: 4 of 12 (33 %) About 1.1.tanh. def sigmoid(z): return np.tanh(z)" in text
    assert "For which input does this code give something else" in text
    assert "Where to look: Look at sigmoid first." in text


def test_misconception_of_typed_answers():
    """There is no input to ask for: the question is which entry is not right."""
    typed = replace(exercise("sigmoid"), fields=("z", "a"))
    results = alike(4, ["sigmoid = {'z': 0.5, 'a': 0.5}"])
    text = Markup(for_class(results, [Casebook("01_neuron", None, {}, (typed,))])).text
    assert "Which entry of this answer is not right" in text
    assert "For which input" not in text


def test_misconception_of_few():
    """What fewer than three have done is nobody's business."""
    assert "1.1.tanh" not in page_of(alike(2, ["return np.tanh(z)"])).text


@pytest.mark.parametrize(
    "answers",
    [
        [f"return np.tanh(z) + {place}_0000000" for place in range(4)],
        ["return student0007(z)"],
        ["return z  \n" * 20],
    ],
)
def test_code_that_is_not_shown(answers):
    """One student's alone, with somebody's name in it, or too long for a wall."""
    text = page_of(alike(4, answers)).text
    assert "About 1.1.tanh." in text
    assert "return" not in text
    assert "such an answer" in text


@pytest.mark.parametrize("size", [3, 8, 30, 300])
def test_ten_minutes(size):
    """Whatever there is to talk about, the plan takes ten minutes."""
    minutes = re.findall(r"(\d+) min\b", page_of(class_of(size)).text)
    assert sum(map(int, minutes)) == 10


def test_class_in_which_all_is_right():
    """There is a plan all the same."""
    text = page_of(alike(0, [""])).text
    assert "Everything is right" in text
    assert sum(map(int, re.findall(r"(\d+) min\b", text))) == 10


def test_no_results():
    """There is nothing to show."""
    with pytest.raises(UsageError, match="no result"):
        for_class([], [BOOK])
