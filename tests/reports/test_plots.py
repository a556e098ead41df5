"""The plots of the class page."""

import base64
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from checker.reports.plots import marks_plot, misconceptions_plot, solved_plot
from checker.reports.summary import summaries
from checker.results.students import students_of
from tests.reports.made_up import class_of

(SUMMARY,) = summaries(students_of(class_of(40)))


def words_in(plot):
    """All text of a plot; that it can be parsed shows that it is well-formed."""
    head, _, data = plot.uri.partition(",")
    assert head == "data:image/svg+xml;base64"
    return " ".join(ET.fromstring(base64.b64decode(data)).itertext())


def test_alternative_texts():
    """Each plot says in words what is to be seen."""
    assert "The median is" in marks_plot(SUMMARY).alt
    assert "The hardest was" in solved_plot(SUMMARY.exercises).alt
    assert SUMMARY.misconceptions[0].id in misconceptions_plot(SUMMARY.misconceptions).alt


def test_same_class_same_plot():
    """Nothing in a plot depends on the hour or on chance."""
    assert marks_plot(SUMMARY) == marks_plot(SUMMARY)
    assert solved_plot(SUMMARY.exercises) == solved_plot(SUMMARY.exercises)


@pytest.mark.parametrize(
    "name", ["$x^2$", r"$\frac{1}{0}$", "a $ b", "$$", "<script>", "\x00\x1b["]
)
def test_names_are_no_formulas(name):
    """A name is drawn as it stands, whatever it would mean to a formula or to XML."""
    exercises = [replace(SUMMARY.exercises[0], name=name)]
    mistakes = [replace(SUMMARY.misconceptions[0], id=name)]
    shown = name.replace("\x00\x1b", r"\x00\x1b")
    assert shown in words_in(solved_plot(exercises))
    assert shown in words_in(misconceptions_plot(mistakes))


def test_many_misconceptions():
    """Only the most frequent are drawn; the table beside the plot has them all."""
    many = [replace(SUMMARY.misconceptions[0], id=f"1.1.m{place}") for place in range(300)]
    shown = words_in(misconceptions_plot(many))
    assert "1.1.m14" in shown
    assert "1.1.m15" not in shown


def test_nobody_solved_anything():
    """A class of nothing but zeros can be drawn."""
    results = class_of(2)
    for result in results:
        result["score"] = 0.0
        for exercise in result["exercises"]:
            exercise |= {"points": 0.0, "outcome": "failed", "misconception": None}
    (summary,) = summaries(students_of(results))
    assert "median 0" in words_in(marks_plot(summary))
    assert "0 %" in words_in(solved_plot(summary.exercises))
