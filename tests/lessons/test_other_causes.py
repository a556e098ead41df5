"""The sentence of a mistake goes to all who answer so, and is true of each of them."""

import re
from functools import cache

import pytest

from checker.judging import judge
from tests.course_lessons import course_lessons
from tests.lessons.other_causes import OTHER_CAUSES

LESSONS = course_lessons()

#: Words that say how something was written, where only its answers were seen.
UNSEEN = re.compile(
    r"that you call|never called|your (last|first) line|assignment|loop variable"
    r"|happened twice|at two places|was overwritten|the loop ended|divides? before"
    r"|by whole numbers|which library|inf divided by inf|your prediction",
    re.IGNORECASE,
)


def programs():
    return [
        pytest.param(lesson, *other, id=f"{'-'.join(other[:2])}-{place}")
        for lesson, others in OTHER_CAUSES.items()
        for place, other in enumerate(others)
    ]


@pytest.fixture(scope="module")
def prepared(desk_of):
    """Give the desk of a lesson and an exercise compiled there, each once."""

    @cache
    def compiled(lesson, name):
        desk = desk_of(LESSONS[lesson])
        exercise = next(each for each in LESSONS[lesson].exercises if each.name == name)
        return desk, exercise, desk.compiled(exercise, 5)

    return compiled


def written_as(program, worked):
    """Give a student's cell: as it stands, or the worked one with pieces exchanged."""
    if isinstance(program, str):
        return program
    for old, new in program.items():
        assert old in worked
        worked = worked.replace(old, new)
    return worked


@pytest.mark.slow
@pytest.mark.parametrize(("lesson", "name", "mistake", "program", "untrue"), programs())
def test_program_with_another_cause(prepared, lesson, name, mistake, program, untrue):
    """It gets the sentence, and nothing in the sentence says what it does not contain."""
    desk, exercise, compiled = prepared(lesson, name)
    written = written_as(program, desk.source(name).source)
    verdict = judge(compiled, desk.answers(exercise, compiled.cases, written))
    assert verdict.misconception == f"{exercise.number}.{mistake}"
    assert [words for words in untrue if words in verdict.sentence] == []


def test_no_sentence_asserts_what_was_not_seen():
    """A sentence states what answers show and asks for the cause; it names no line of code."""
    accusing = [
        f"{exercise.number}.{known.id}: {known.sentence}"
        for lesson in LESSONS.values()
        for exercise in lesson.exercises
        for known in exercise.misconceptions
        if UNSEEN.search(known.sentence)
    ]
    assert accusing == []
