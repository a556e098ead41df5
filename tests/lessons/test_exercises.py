"""Every lesson proven: references right, stubs worth nothing, every known mistake named."""

import importlib.util
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from checker.course.release.pairs import model_cell
from checker.course.release.stubs import stub_cell
from checker.exercises.casebook import Casebook
from checker.exercises.drawn_numbers import draw_numbers
from checker.exercises.storage import dump, load
from checker.grades import Outcome
from checker.judging import judge, unclear
from tests.course_lessons import course_lessons

LESSONS = course_lessons()
CASES = Path(__file__).parents[2] / "notebooks" / "cases"
#: On top of the hundred.
BONUS = (1, 1, 2)
POINTS = {
    "01_neuron": (2, 2, 2, 2, 2, 3, 1, 2, 1),
    "02_forward_pass": (2, 2, 2, 3, 2, 2, 1, 3, 1),
    "03_hand_backward": (3, 2, 2, 3, 3, 3, 3, 1),
    "04_vectorized_deltas": (1, 2, 2, 4, 4, 3, 3, 3, 1),
    "05_full_network": (2, 2, 4, 5, 1, 1, 4, 2, 1, *BONUS),
}
SEEDS, DRAWS = 20, 40
#: At night: as many seeds as a course has students, and as many draws as ten of its years.
NIGHTLY_SEEDS, NIGHTLY_DRAWS = 200, 1000
#: Exercises whose worked solution trains a network: a seed takes a second.
SLOW = {"learn_by_heart", "digits_95", "digits_98"}
SLOW_SEEDS = 2


def exercises():
    return [
        pytest.param(lesson, exercise, id=f"{exercise.number}-{exercise.name}")
        for lesson in LESSONS
        for exercise in LESSONS[lesson].exercises
    ]


def varying():
    return [
        pytest.param(lesson, exercise, id=exercise.name)
        for lesson in LESSONS
        for exercise in LESSONS[lesson].exercises
        if exercise.numbers
    ]


def mistakes():
    return [
        pytest.param(lesson, exercise, known, id=f"{exercise.number}.{known.id}")
        for lesson in LESSONS
        for exercise in LESSONS[lesson].exercises
        for known in exercise.misconceptions
    ]


@pytest.fixture(scope="module")
def desks(desk_of):
    """The desk of each lesson, where its cells and a student's are run."""
    return cache(lambda lesson: desk_of(LESSONS[lesson]))


@pytest.fixture(scope="module")
def books(desks):
    """Exercises compiled for a seed, each once: their mistakes take a while to run."""

    @cache
    def compiled(lesson, name, seed):
        exercise = next(each for each in LESSONS[lesson].exercises if each.name == name)
        return desks(lesson).compiled(exercise, seed)

    return lambda lesson, exercise, seed: compiled(lesson, exercise.name, seed)


@pytest.fixture(scope="module")
def lesson_books():
    """The casebooks that are handed out."""
    return [load(path.read_bytes()) for path in sorted(CASES.glob("*.npz"))]


def test_lessons_of_the_course():
    """The course is planned as five notebooks with 44 exercises, 100 points, and 4 on top."""
    assert list(LESSONS) == list(POINTS)[: len(LESSONS)]
    assert sum(map(len, POINTS.values())) == 44 + len(BONUS)
    assert sum(map(sum, POINTS.values())) == 100 + 4


def test_bonus(lesson_books):
    """A notebook's points are counted without its bonus, which notebook 5 alone has."""
    counted = [book.max_points for book in lesson_books]
    assert counted == [17, 18, 20, 23, 22]
    extra = [e.name for book in lesson_books for e in book.exercises if e.bonus]
    assert extra == ["my_page", "my_digits", "smallest_network"]


@pytest.mark.parametrize("lesson", LESSONS)
def test_points(lesson):
    """The exercises of a lesson are worth what the course's plan says."""
    sums = [
        sum(check.points for check in exercise.checks(np.random.default_rng(0)))
        for exercise in LESSONS[lesson].exercises
    ]
    assert tuple(sums) == POINTS[lesson]


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_check_bears_points(lesson):
    """No exercise asks for what is not marked, such as a prediction: it would count as wrong."""
    for exercise in LESSONS[lesson].exercises:
        assert all(check.points > 0 for check in exercise.checks(np.random.default_rng(0)))


def some_and_at_night(few, many):
    """Mark a test to be run for the first few numbers, and at night for the rest of many."""
    night = pytest.mark.nightly(f"the first {few} stand for all: the rest are drawn alike")
    rest = pytest.param(range(few, many), marks=night, id="many")
    return [pytest.param(range(few), id="some"), rest]


@pytest.mark.slow
@pytest.mark.parametrize(("lesson", "exercise"), exercises())
@pytest.mark.parametrize("seeds", some_and_at_night(SEEDS, NIGHTLY_SEEDS))
def test_reference_on_many_seeds(desks, lesson, exercise, seeds):
    """The worked solution earns full marks on the cases of many seeds, with the same points."""
    points = POINTS[lesson][LESSONS[lesson].exercises.index(exercise)]
    alone = replace(exercise, misconceptions=())  # with its mistakes it would take minutes
    for seed in seeds[:SLOW_SEEDS] if exercise.name in SLOW else seeds:
        compiled = desks(lesson).compiled(alone, seed)
        verdict = judge(compiled, compiled.expected)
        assert verdict.outcome is Outcome.PASSED, (seed, verdict)
        assert verdict.points == points


@pytest.mark.parametrize(("lesson", "exercise"), exercises())
def test_stub(desks, books, lesson, exercise):
    """A stub earns nothing and counts as not attempted."""
    compiled = books(lesson, exercise, None)
    stub = stub_cell(exercise, LESSONS[lesson].worked(exercise.name))
    verdict = judge(compiled, desks(lesson).answers(exercise, compiled.cases, stub))
    assert (verdict.outcome, verdict.points) == (Outcome.NOT_ATTEMPTED, 0.0)


@pytest.mark.parametrize(("lesson", "exercise", "known"), mistakes())
@pytest.mark.parametrize("seed", [None, 3])
def test_known_mistake(books, lesson, exercise, known, seed):
    """A known mistake loses marks and is named as itself, on recorded and on fresh cases."""
    compiled = books(lesson, exercise, seed)
    place = exercise.misconceptions.index(known)
    verdict = judge(compiled, compiled.mistakes[place].answers)
    named = known.alias or known.id
    assert verdict.points < compiled.max_points
    assert verdict.misconception in {f"{exercise.number}.{known.id}", f"{exercise.number}.{named}"}
    assert verdict.sentence in {each.sentence for each in exercise.misconceptions}


@pytest.mark.parametrize(("lesson", "exercise"), exercises())
def test_model(desks, lesson, exercise):
    """The model on which mistakes are made together answers like the worked solution."""
    if not exercise.model:
        pytest.skip("the worked solution itself is the model")
    desk = desks(lesson)
    compiled = desk.compiled(replace(exercise, misconceptions=()), 5)
    model = model_cell(exercise, desk.source(exercise.name)).source
    verdict = judge(compiled, desk.answers(exercise, compiled.cases, model))
    assert verdict.points > 0, verdict
    assert all(check.passed for check in verdict.checks if check.name in ("values", "cost", "z"))


@pytest.mark.nightly("tries some 600 pairs; tests/judging/test_pairs_of_mistakes.py has the rule")
def test_pairs_of_mistakes(desks, capsys):
    """Of two mistakes at once four in five are named, both; a third one never is.

    Pairs that answer like a single mistake count as not named. No recorded casebook grows by
    more than a half.
    """
    rows = {lesson: _pairs_named(desks(lesson)) for lesson in LESSONS}
    with capsys.disabled():
        for lesson, (named, tried, before, after) in rows.items():
            print(f"\n{lesson}: {named} of {tried} pairs named; {before} bytes become {after}")
    assert all(after <= 1.5 * before for *_, before, after in rows.values())
    assert sum(row[0] for row in rows.values()) >= 0.8 * sum(row[1] for row in rows.values())


def _pairs_named(desk):
    """Count the pairs of a lesson that are named and tried, and its casebook's bytes."""
    named, tried, books = 0, 0, []
    for exercise in desk.lesson.exercises:
        compiled, pairs = desk.paired(exercise)
        books.append(compiled)
        told = {(pair.first, pair.second) for pair in compiled.pairs}
        for first, second, answers in pairs:
            verdict = judge(compiled, answers)
            said = {verdict.misconception, verdict.second_misconception} - {None}
            made = {compiled.mistakes[first].id, compiled.mistakes[second].id}
            assert said <= made or (first, second) not in told, (exercise.name, made, said)
            named, tried = named + (said == made), tried + 1
        for known in compiled.mistakes:
            assert judge(compiled, known.answers).second_misconception is None, known.id
    alone = [replace(each, pairs=()) for each in books]
    sizes = [len(dump(Casebook("", None, {}, tuple(each)))) for each in (alone, books)]
    return named, tried, *sizes


@pytest.mark.parametrize(("lesson", "exercise", "known"), mistakes())
def test_sentence(lesson, exercise, known):
    """A sentence has at most 60 words and quotes no line of code."""
    assert 3 < len(known.sentence.split()) <= 60
    assert "np." not in known.sentence


@pytest.mark.parametrize(("lesson", "exercise"), exercises())
def test_mistakes_can_be_told_apart(books, lesson, exercise):
    """No two known mistakes of an exercise answer alike unless one names the other."""
    known = {f"{exercise.number}.{each.id}": each for each in exercise.misconceptions}
    aliases = {
        f"{name} answers like {exercise.number}.{each.alias}"
        for name, each in known.items()
        if each.alias
    }
    assert set(unclear(books(lesson, exercise, 11))) <= aliases


@pytest.mark.slow
@pytest.mark.parametrize(("lesson", "exercise"), varying())
@pytest.mark.parametrize("seeds", some_and_at_night(DRAWS, NIGHTLY_DRAWS))
def test_numbers_of_every_seed_tell_mistakes_apart(desks, lesson, exercise, seeds):
    """Drawn numbers tell all mistakes apart, and hardly two seeds give the same."""
    solve = desks(lesson).solve
    drawn = [draw_numbers(exercise, seed, solve, unclear) for seed in seeds]
    assert len({str(tuple(numbers.values())) for numbers in drawn}) > 0.95 * len(drawn)


def styles():
    params = []
    for lesson in LESSONS.values():
        place = lesson.path.with_name(f"{lesson.name}_styles.py")
        spec = importlib.util.spec_from_file_location(f"styles_of_{lesson.name}", place)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        known = {exercise.name: exercise for exercise in lesson.exercises}
        params += [
            pytest.param(lesson.name, known[name], written, id=f"{name}-{number}")
            for name, texts in module.STYLES.items()
            for number, written in enumerate(texts)
        ]
    return params


@pytest.mark.parametrize(("lesson", "exercise", "written"), styles())
def test_right_answer_in_other_clothes(desks, lesson, exercise, written):
    """A right program in another style earns full marks."""
    compiled = desks(lesson).compiled(replace(exercise, misconceptions=()), 5)
    verdict = judge(compiled, desks(lesson).answers(exercise, compiled.cases, written))
    assert verdict.points == compiled.max_points, verdict


def test_plain_lecture_formula(neuron):
    """The lecture's formula overflows far out: it keeps all but the half point for that."""
    exercise = LESSONS["01_neuron"].exercises[0]
    written = "def sigmoid(z):\n    return 1 / (1 + np.exp(-np.asarray(z)))"
    compiled = neuron.compiled(exercise)
    verdict = judge(compiled, neuron.answers(exercise, compiled.cases, written))
    assert verdict.points == 1.5
    assert verdict.reason == "NumPy warns: overflow"
