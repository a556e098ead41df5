"""The analysis of exercises as items of a test."""

from dataclasses import replace

import numpy as np
import pytest

from checker.grades import Outcome
from checker.reports.class_page import WEAK
from checker.reports.items import FEWEST, chart_item
from checker.results.students import students_of
from tests.reports.made_up import class_of

NAME, OTHERS = "sigmoid", ("neuron_forward", "sgd_step", "train_neuron")


def a_class(rows):
    """Students who got these shares of the points in four exercises; None was not answered."""
    (student,) = students_of(class_of(1))
    names = (NAME, *OTHERS)
    mark = next(iter(student.exercises.values()))
    return [
        replace(
            student,
            exercises={
                name: replace(
                    mark,
                    name=name,
                    points=2.0 * (share or 0.0),
                    max_points=2.0,
                    outcome=Outcome.NOT_ATTEMPTED if share is None else Outcome.PARTIAL,
                )
                for name, share in zip(names, row, strict=True)
            },
        )
        for row in rows
    ]


def discrimination(rows):
    """What is said of the first of four exercises."""
    return chart_item(NAME, a_class(rows)).discrimination


def drawn(rng, count, correlation):
    """Shares in quarters that go together through what each student knows."""
    knows = rng.normal(size=(count, 1))
    raw = correlation**0.5 * knows + (1 - correlation) ** 0.5 * rng.normal(size=(count, 4))
    return np.clip(np.round(2 + 1.5 * raw) / 4, 0, 1).tolist()


def test_a_class():
    """It is NumPy's correlation of the shares of an exercise with those of the others."""
    rows = np.array(drawn(np.random.default_rng(3), 80, 0.5))
    found = discrimination(rows.tolist())
    assert found.value == pytest.approx(np.corrcoef(rows[:, 0], rows[:, 1:].mean(axis=1))[0, 1])
    assert found.low < found.value < found.high
    item = chart_item(NAME, a_class(rows.tolist()))
    assert item.difficulty == pytest.approx(rows[:, 0].mean())


@pytest.mark.parametrize(
    ("own", "rest", "value"),
    [
        ([0, 1] * 5, [0.1, 0.9] * 5, 1.0),
        ([1, 0] * 5, [0.1, 0.9] * 5, -1.0),
        ([1] * 10, [0.1, 0.9] * 5, None),
        ([0, 1] * 5, [0.5] * 10, None),
        ([0, 1] * (FEWEST // 2 - 1), [0.1, 0.9] * (FEWEST // 2 - 1), None),
        ([None, 1, 0] * 4, [0.1, 0.9, 0.5] * 4, None),
        ([0, 1] * 6, [None, 0.9] * 6, None),
    ],
)
def test_extremes(own, rest, value):
    """Where all got the same, or too few answered it and another, nothing is said."""
    found = discrimination([(one, *[other] * 3) for one, other in zip(own, rest, strict=True)])
    assert (found and found.value) == (value if value is None else pytest.approx(value))


@pytest.mark.parametrize("absent", [0.0, 0.05, 0.1, 0.2, 0.5])
def test_chance_with_empty_notebooks(absent):
    """Points of pure chance do not go together, however many hand in nothing or stop half way."""
    rng = np.random.default_rng(7)
    values = []
    for _ in range(30):
        rows = (rng.random((60, 4)) < 0.7).astype(float).tolist()
        for row in rows[: round(absent * 60)]:
            row[rng.integers(4) :] = [None] * 4
        values.append(discrimination([(row + [None] * 4)[:4] for row in rows]).value)
    assert abs(np.mean(values)) < 0.08


@pytest.mark.parametrize("count", [10, 30, 60])
@pytest.mark.parametrize(("correlation", "at_most"), [(0.3, 0.04), (0.5, 0.02)])
def test_good_exercises_are_not_called_weak(count, correlation, at_most):
    """One that parts strong from weak is marked by chance in a few classes of a hundred at most."""
    rng = np.random.default_rng(11)
    found = [discrimination(drawn(rng, count, correlation)) for _ in range(60)]
    assert np.mean([each.high < WEAK for each in found if each]) <= at_most


def test_an_exercise_that_parts_nobody():
    """With many students an exercise of chance is marked, others with it are not."""
    rng = np.random.default_rng(13)
    rows = [(float(rng.random() < 0.5), *row[1:]) for row in drawn(rng, 400, 0.6)]
    assert discrimination(rows).high < WEAK
    assert discrimination([row[::-1] for row in rows]).low > WEAK


def test_attempts():
    """The median of those who are known; without any, none."""
    made = a_class([(0.0, 1.0, 1.0, 1.0)] * 3)

    def with_attempts(*counts):
        return [
            replace(one, exercises={NAME: replace(one.exercises[NAME], attempts=count)})
            for one, count in zip(made, counts, strict=True)
        ]

    assert chart_item(NAME, with_attempts(3, 0, 8)).attempts == 5.5
    assert chart_item(NAME, with_attempts(0, 0, 0)).attempts is None
