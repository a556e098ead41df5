"""A class can be made up for a lesson of any size, also of one exercise."""

import random
from dataclasses import replace

import pytest

from checker.classroom.simulation.made_up_class import SPECIAL
from checker.classroom.simulation.made_up_student import Pretender
from checker.course.compiling.handouts import open_course
from checker.grades import Outcome
from tests.classroom.own_numbers import NAME, make_course


@pytest.fixture(scope="module")
def handout(tmp_path_factory):
    """A lesson of two exercises, code and paper."""
    course = make_course(tmp_path_factory.mktemp("course"), "id\nalice\n")
    return open_course(course.solutions, course.term)[NAME]


@pytest.mark.slow
@pytest.mark.parametrize("kept", [slice(None), slice(1), slice(1, None)], ids=str)
def test_every_kind_of_submission(handout, kept):
    """Each answers every exercise, whatever is drawn."""
    exercises = handout.recorded.exercises[kept]
    pretender = Pretender(
        replace(handout, recorded=replace(handout.recorded, exercises=exercises)), {}
    )
    outcomes = set()
    for kind in SPECIAL:
        for seed in range(10):
            answers = kind.answers(pretender, random.Random(seed))
            assert list(answers) == [exercise.name for exercise in exercises]
            outcomes |= {answer.outcome for answer in answers.values()}
    assert {Outcome.PASSED, Outcome.NOT_ATTEMPTED} < outcomes
