"""A class in numbers."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.grades import Outcome
from checker.reports.summary import HISTOGRAM_BINS, histogram, lost, summaries
from checker.results.students import ExerciseMark, students_of
from tests.reports.made_up import class_of

HALVES = st.integers(0, 400).map(lambda number: number / 2)


@given(HALVES.filter(bool), st.lists(HALVES))
def test_histogram(max_score, scores):
    """Every score is counted once, in at most the agreed number of bars without gaps."""
    bars = histogram(scores, max_score)
    assert sum(bar.count for bar in bars) == len(scores)
    assert len(bars) <= HISTOGRAM_BINS
    assert [bar.high for bar in bars[:-1]] == [bar.low for bar in bars[1:]]
    assert (bars[0].low, bars[-1].high) == (0, max_score)


def test_full_marks_lie_in_the_last_bar():
    """The last bar includes its right edge."""
    assert [bar.count for bar in histogram([17, 16.5, 16, 0], 17)][-2:] == [0, 3]


def test_class():
    """Counts of outcomes and misconceptions are those of the lines, in any order."""
    results = class_of(60)
    (summary,) = summaries(students_of(results))
    random.Random(1).shuffle(results)
    assert summaries(students_of(results)) == [summary]
    entries = [exercise for result in results for exercise in result["exercises"]]
    passed = sum(exercise.outcomes[Outcome.PASSED] for exercise in summary.exercises)
    assert passed == sum(entry["outcome"] == "passed" for entry in entries)
    met = sum(mistake.count for mistake in summary.misconceptions)
    assert met == sum(entry["misconception"] is not None for entry in entries)


def test_most_frequent_misconception_comes_first():
    """Misconceptions are in order of frequency."""
    (summary,) = summaries(students_of(class_of(100)))
    counts = [mistake.count for mistake in summary.misconceptions]
    assert counts == sorted(counts, reverse=True)


def test_submission_without_exercises():
    """A line without exercises counts as a submission and leaves the others in order."""
    results = class_of(3)
    results[0]["exercises"] = []
    (summary,) = summaries(students_of(results))
    assert [exercise.submissions for exercise in summary.exercises] == [2] * 9
    assert summary.exercises[0].name == "sigmoid"


def test_open_marks_come_before_settled_ones():
    """What left a mark open is the first concern, though changed cells are more frequent."""
    results = class_of(4)
    for result in results:
        result |= {"status": "graded", "tampering": ["a cell was changed"], "repairs": []}
    results[3] |= {"status": "unreadable", "repairs": ["cut off"], "tampering": []}
    (summary,) = summaries(students_of(results))
    assert [concern.reason for concern in summary.concerns] == ["cut off", "a cell was changed"]


def test_two_notebooks():
    """Each notebook has a summary of its own."""
    results = class_of(4)
    results[0]["notebook"] = "02_forward"
    names = [summary.notebook for summary in summaries(students_of(results))]
    assert names == ["01_neuron", "02_forward"]


@pytest.mark.parametrize(
    ("points", "max_points", "shade"),
    [(2, 2, 0), (0, 0, 0), (1.9, 2, 1), (1, 2, 2), (0.5, 2, 3), (0.1, 2, 3), (0, 2, 4)],
)
def test_shade_of_a_mark(points, max_points, shade):
    """The shade is nothing for full marks, deepest for none."""
    assert lost(ExerciseMark("a", points, max_points, Outcome.PARTIAL, None, False)) == shade
