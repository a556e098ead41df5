"""The analysis of exercises as items of a test."""

from dataclasses import replace

import numpy as np
import pytest

from checker.reports.items import FEWEST, chart_item
from checker.results.students import students_of
from tests.reports.made_up import class_of

NAME = "sigmoid"


def students(points, rest):
    """Students with these points in one exercise and these in all others together."""
    made = students_of(class_of(len(points)))
    return [
        replace(
            student,
            score=one + others,
            exercises={NAME: replace(student.exercises[NAME], points=one, max_points=2.0)},
        )
        for student, one, others in zip(made, points, rest, strict=True)
    ]


def test_a_class():
    """Discrimination is NumPy's correlation of the points with those of all other exercises."""
    made = students_of(class_of(80))
    for name in made[0].exercises:
        points = [student.exercises[name].points for student in made]
        others = [
            sum(entry.points for entry in student.exercises.values() if entry.name != name)
            for student in made
        ]
        item = chart_item(name, made)
        assert item.discrimination == pytest.approx(np.corrcoef(points, others)[0, 1])
        assert item.difficulty == pytest.approx(
            np.mean(points) / made[0].exercises[name].max_points
        )


@pytest.mark.parametrize(
    ("points", "rest", "discrimination"),
    [
        ([0.0, 2.0] * 5, [1.0, 9.0] * 5, 1.0),
        ([2.0, 0.0] * 5, [1.0, 9.0] * 5, -1.0),
        ([2.0] * 10, [1.0, 9.0] * 5, None),
        ([0.0, 2.0] * 5, [5.0] * 10, None),
        ([0.0, 2.0] * (FEWEST // 2 - 1), [1.0, 9.0] * (FEWEST // 2 - 1), None),
    ],
)
def test_extremes(points, rest, discrimination):
    """Where all got the same, or too few handed in, nothing is said."""
    found = chart_item(NAME, students(points, rest)).discrimination
    assert found == (discrimination if discrimination is None else pytest.approx(discrimination))


def test_attempts():
    """The median of those who are known; without any, none."""
    made = students([0.0, 1.0, 2.0], [1.0, 2.0, 3.0])

    def with_attempts(*counts):
        return [
            replace(one, exercises={NAME: replace(one.exercises[NAME], attempts=count)})
            for one, count in zip(made, counts, strict=True)
        ]

    assert chart_item(NAME, with_attempts(3, 0, 8)).attempts == 5.5
    assert chart_item(NAME, with_attempts(0, 0, 0)).attempts is None
