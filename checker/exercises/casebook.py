"""Casebooks: exercises compiled to cases with their expected answers.

In a classroom there is no worked solution. What a judge needs is recorded here instead: cases,
the reference's answers, and those of every known mistake. `compile_casebook` is used for the
recorded cases that students check against and, with a secret seed, for those that decide a mark.
"""

import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from textwrap import dedent

import numpy as np

from checker.exercises.cases import Case, names_asked
from checker.exercises.checks import Check, cases_of
from checker.exercises.entrywise import EntryTable
from checker.exercises.formulas import Formula
from checker.exercises.guidance import Guidance
from checker.exercises.in_words import InWords
from checker.exercises.on_the_way import HelperCall, OnTheWay
from checker.exercises.predictions import Prediction
from checker.exercises.required_answers import require_answers
from checker.exercises.vocabulary import Exercise, Misconception
from checker.records import Answer, Fault, Value

Numbers = Mapping[str, Value]

#: Answers cases with the worked solution, or with the misconception in its place.
Solver = Callable[[Exercise, Misconception | None, Sequence[Case], Numbers], Sequence[Answer]]


@dataclass(frozen=True, eq=False)
class Mistake:
    """A known wrong answer as a casebook keeps it: its sentence and what it answers."""

    id: str
    sentence: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, eq=False)
class PairOfMistakes:
    """Two known mistakes made at once: their places in the list, and what they answer together.

    Only those cases are kept that tell the pair from the reference, each by its place.
    """

    first: int
    second: int
    answers: tuple[tuple[int, Answer], ...]


@dataclass(frozen=True, eq=False)
class CompiledExercise:
    """An exercise as a judge needs it. `expected` and every mistake's answers follow `cases`.

    In a classroom an error is carried forward without a worked solution: by `formulas` of typed
    fields, each a name and what it is worked out from, and by recorded `helper_calls`, which
    stand in for an earlier exercise's function. `on_the_way` is recorded for some small cases.
    Where `apart` is a key, all that explains wrong answers (what mistakes and pairs answer, and
    values on the way) is asked for by that key once it is wanted, and is no part of the casebook.
    """

    name: str
    number: str
    title: str
    hints: tuple[str, ...]
    needs: tuple[str, ...]
    defines: tuple[str, ...]
    fields: tuple[str, ...]
    checks: tuple[Check, ...]
    cases: tuple[Case, ...]
    expected: tuple[Answer, ...]
    mistakes: tuple[Mistake, ...]
    lab: str = ""
    files: tuple[str, ...] = ()
    patience: int = 1
    pairs: tuple[PairOfMistakes, ...] = ()
    formulas: tuple[tuple[str, Formula], ...] = ()
    helper_calls: tuple[HelperCall, ...] = ()
    on_the_way: tuple[OnTheWay, ...] = ()
    bonus: bool = False
    ranked_by: str = ""
    guidance: Guidance = field(default_factory=Guidance)
    apart: str = ""

    @cached_property
    def wanted(self) -> tuple[str, ...]:
        """The names that the cases look up, and those that the exercise must define."""
        return tuple(dict.fromkeys((*self.defines, *names_asked(self.cases))))

    @property
    def max_points(self) -> float:
        """The most that the exercise can earn."""
        return round(sum(check.points for check in self.checks), 3)

    @property
    def counted_points(self) -> float:
        """The most that the exercise can add to the notebook's mark: nothing, if it is a bonus."""
        return 0.0 if self.bonus else self.max_points


@dataclass(frozen=True, eq=False)
class Casebook:
    """All exercises of one notebook, compiled for one seed, with the numbers they were given.

    `variant` is the seed of the numbers of a student who has their own; those of `seed` otherwise.
    `predictions` are asked in the notebook and judged by nobody; `in_words` are the exercises that
    a person marks. `tables` answer, in a classroom, for functions of single entries that are not
    right yet.
    """

    notebook: str
    seed: int | None
    numbers: Mapping[str, Numbers]
    exercises: tuple[CompiledExercise, ...]
    variant: int | None = None
    predictions: tuple[Prediction, ...] = ()
    in_words: tuple[InWords, ...] = ()
    tables: tuple[EntryTable, ...] = ()

    @property
    def max_points(self) -> float:
        """The most that the notebook can earn, without what comes on top."""
        by_hand = sum(each.points for each in self.in_words)
        checked = sum(each.counted_points for each in self.exercises)
        return round(checked + by_hand, 3)


def generator(seed: int | None, purpose: str) -> "np.random.Generator":
    """Make the random generator of one purpose; other purposes do not disturb its numbers."""
    return np.random.default_rng([0 if seed is None else seed + 1, zlib.crc32(purpose.encode())])


def compile_exercise(
    exercise: Exercise, seed: int | None, numbers: Numbers, solve: Solver
) -> CompiledExercise:
    """Compile one exercise: draw its cases and record what the reference and mistakes answer.

    Raises
    ------
    BrokenReference
        If the worked solution does not return an answer to one of its own cases.
    """
    compiled = compile_cases(exercise, seed, numbers, solve)
    return with_mistakes(exercise, compiled, numbers, solve)


def compile_cases(
    exercise: Exercise, seed: int | None, numbers: Numbers, solve: Solver
) -> CompiledExercise:
    """Compile what decides marks: draw the cases of an exercise and record the right answers.

    Mistakes are named, and what they answer is not known yet.

    Raises
    ------
    BrokenReference
        If the worked solution does not return an answer to one of its own cases.
    """
    checks = tuple(exercise.checks(generator(seed, exercise.name)))
    cases = cases_of(checks)
    expected = tuple(solve(exercise, None, cases, numbers))
    require_answers(exercise.name, cases, expected)
    return CompiledExercise(
        name=exercise.name,
        number=exercise.number,
        title=exercise.title,
        hints=exercise.hints,
        needs=exercise.needs,
        defines=exercise.defines,
        fields=tuple(exercise.fields),
        checks=checks,
        cases=tuple(cases),
        expected=expected,
        mistakes=tuple(
            Mistake(f"{exercise.number}.{known.id}", known.sentence, ())
            for known in exercise.misconceptions
        ),
        lab=dedent(exercise.lab),
        files=exercise.files,
        patience=exercise.patience,
        bonus=exercise.bonus,
        ranked_by=exercise.ranked_by,
        guidance=exercise.guidance.compiled(),
    )


def with_mistakes(
    exercise: Exercise, compiled: CompiledExercise, numbers: Numbers, solve: Solver
) -> CompiledExercise:
    """Return an exercise whose cases are compiled, with what its mistakes answer to them."""
    mistakes = tuple(
        Mistake(
            named.id,
            named.sentence,
            tuple(map(_placeless, solve(exercise, known, compiled.cases, numbers))),
        )
        for named, known in zip(compiled.mistakes, exercise.misconceptions, strict=True)
    )
    return replace(compiled, mistakes=mistakes, pairs=(), on_the_way=(), apart="")


def _placeless(answer: Answer) -> Answer:
    """Forget where in the source an exception was raised: that is no part of the answer."""
    if answer.fault is None:
        return answer
    return replace(answer, fault=Fault(answer.fault.kind, answer.fault.message))


def compile_casebook(
    notebook: str,
    exercises: Sequence[Exercise],
    seed: int | None,
    numbers: Mapping[str, Numbers],
    solve: Solver,
) -> Casebook:
    """Compile all exercises of one notebook for one seed.

    Raises
    ------
    BrokenReference
        If a worked solution fails on its own cases.
    """
    compiled = (
        compile_exercise(exercise, seed, numbers.get(exercise.name, {}), solve)
        for exercise in exercises
    )
    return Casebook(notebook, seed, numbers, tuple(compiled))
