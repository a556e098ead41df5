"""Answers as a made-up student gives them, each with the mark that it must get.

The mark follows from how an answer was made, never from grading it: a right answer is worth all
its points, an untouched stub nothing, and a known mistake what the judge gives for the answers
that the casebook has recorded of it.
"""

import json
import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from checker.course.compiling.handouts import Handout
from checker.course.release.marks import BEGIN, END
from checker.course.release.wrong import wrong_cell
from checker.documents.cell_text import exercise_id
from checker.exercises import Case
from checker.exercises.casebook import CompiledExercise, Mistake
from checker.grades import Outcome
from checker.judging import judge
from checker.records import Answer, Ending, Value
from checker.steps import Read

ENDLESS = """def {name}(*_):
    n = 0
    while n >= 0:
        n += 1
"""
LEAVING = """import os


def {name}(*_):
    os._exit(0)
"""
RETURNING = """def {name}(*_):
    return {value}
"""
HUGE = 1_000_000


@dataclass(frozen=True)
class Pretended:
    """One made-up answer: the text of its cell, and what it must get."""

    source: str
    points: float
    outcome: Outcome


Answers = dict[str, Pretended]


@dataclass(frozen=True)
class Pretender:
    """Makes up answers to one notebook. `styles` holds other right answers, by exercise.

    `other` is another notebook of the course, which some hand in in place of this one.
    """

    handout: Handout
    styles: Mapping[str, Sequence[str]]
    other: bytes = b""

    @cached_property
    def exercises(self) -> Mapping[str, CompiledExercise]:
        """The notebook's exercises by name."""
        return {exercise.name: exercise for exercise in self.handout.recorded.exercises}

    @property
    def unwritten(self) -> Answers:
        """What is due for exercises in words: nobody who is made up writes any."""
        return {
            each.name: Pretended("", 0.0, Outcome.NOT_ATTEMPTED)
            for each in self.handout.lesson.in_words
        }

    @cached_property
    def files(self) -> Mapping[str, bytes]:
        """The files that go with the notebook: what the worked solutions have saved."""
        lesson = self.handout.lesson
        return {
            name: content
            for exercise in lesson.exercises
            for name, content in lesson.files(exercise).items()
        }

    def right(self, _: random.Random) -> Answers:
        """Answer everything as our worked solutions do."""
        return self._right()

    def _right(self) -> Answers:
        return {name: self._full(name, self._worked(name)) for name in self.exercises}

    def styled(self, rng: random.Random) -> Answers:
        """Answer everything rightly, in ways of one's own."""
        texts = {
            name: rng.choice([self._worked(name), *self.styles.get(name, ())])
            for name in self.exercises
        }
        return {name: self._full(name, text) for name, text in texts.items()}

    def mistaken(self, rng: random.Random) -> Answers:
        """Make one to three known mistakes, none of them on top of another."""
        answers, flawed = self._right(), set[str]()
        names = list(self.exercises)
        for name in rng.sample(names, k=min(rng.randint(1, 3), len(names))):
            known = self._separate_mistakes(name)
            if known and not flawed & self._related(name):
                answers[name] = self._wrong(name, rng.choice(known))
                flawed.add(name)
        return answers

    def unfinished(self, rng: random.Random) -> Answers:
        """Answer the first exercises and leave the rest as they were handed out."""
        names = list(self.exercises)
        last = len(names) - 1
        return self._right() | self._stubs(names[rng.randint(min(1, last), last) :])

    def untouched(self, _: random.Random) -> Answers:
        """Hand in the notebook as it was handed out."""
        return self._stubs(self.exercises)

    def endless(self, rng: random.Random) -> Answers:
        """Answer everything rightly but for one function that never comes to an end."""
        return self._stopped(rng, ENDLESS, Outcome.TIMED_OUT)

    def leaving(self, rng: random.Random) -> Answers:
        """Answer everything rightly but for one function that ends Python itself."""
        return self._stopped(rng, LEAVING, Outcome.CRASHED)

    def not_a_number(self, rng: random.Random) -> Answers:
        """Answer everything rightly but for one function that returns NaN."""
        return self._returning(rng, 'float("nan")', math.nan)

    def empty(self, rng: random.Random) -> Answers:
        """Answer everything rightly but for one function that returns an empty array."""
        return self._returning(rng, "__import__('numpy').zeros(0)", np.zeros(0))

    def huge(self, rng: random.Random) -> Answers:
        """Answer everything rightly but for one function that returns a million numbers."""
        return self._returning(rng, f"__import__('numpy').zeros({HUGE})", np.zeros(HUGE))

    def _returning(self, rng: random.Random, text: str, value: Value) -> Answers:
        """Let one function return the same for everything, where that is worth nothing."""
        judged = {}
        for name in self._functions():
            exercise = self.exercises[name]
            given = [Answer(Ending.RETURNED, value)] * len(exercise.cases)
            judged[name] = judge(exercise, given)
        worthless = [name for name, verdict in judged.items() if not verdict.points]
        if not worthless:
            return self._right()
        name = rng.choice(worthless)
        code = RETURNING.format(name=name, value=text)
        return self._right() | {name: Pretended(code, 0.0, judged[name].outcome)}

    def _functions(self) -> list[str]:
        """Name the exercises that ask for one function, and of these those that none needs."""
        used = {need for exercise in self.exercises.values() for need in exercise.needs}
        alone = [name for name, each in self.exercises.items() if each.defines == (name,)]
        ends = [name for name in alone if not self.exercises[name].fields]
        return [name for name in ends if name not in used] or ends

    def _stopped(self, rng: random.Random, code: str, outcome: Outcome) -> Answers:
        functions = self._functions()
        if not functions:  # a lesson of typed answers, in which nothing runs
            return self._right()
        name = rng.choice(functions)
        return self._right() | {name: Pretended(code.format(name=name), 0.0, outcome)}

    def _full(self, name: str, text: str) -> Pretended:
        return Pretended(text, self.exercises[name].max_points, Outcome.PASSED)

    def _stubs(self, names: Sequence[str] | Mapping[str, object]) -> Answers:
        stubs = {cell.id: cell.source for cell in self.handout.cells}
        return {
            name: Pretended(stubs[exercise_id(name)], 0.0, Outcome.NOT_ATTEMPTED) for name in names
        }

    def _worked(self, name: str) -> str:
        exercise = self.exercises[name]
        asked = {field for case in exercise.cases for field in _fields(case)}
        if asked.issuperset(exercise.fields) and exercise.fields:
            return typed(exercise, exercise.expected)
        return without_marks(self.handout.lesson.worked(name).source)

    def _wrong(self, name: str, mistake: Mistake) -> Pretended:
        exercise = self.exercises[name]
        verdict = judge(exercise, mistake.answers)
        if exercise.fields:
            text = typed(exercise, mistake.answers)
        else:
            lesson = self.handout.lesson
            (written,) = (each for each in lesson.exercises if each.name == name)
            place = exercise.mistakes.index(mistake)
            text = wrong_cell(written, lesson.worked(name), written.misconceptions[place])
        return Pretended(without_marks(text), verdict.points, verdict.outcome)

    def _separate_mistakes(self, name: str) -> list[Mistake]:
        """List the mistakes whose mark stands alone: from a wrong field, others may follow."""
        exercise = self.exercises[name]
        if not exercise.fields:
            return list(exercise.mistakes)
        return [
            mistake
            for mistake in exercise.mistakes
            if sum(not check.passed for check in judge(exercise, mistake.answers).checks) == 1
        ]

    def _related(self, name: str) -> set[str]:
        """Name an exercise, those that it needs, and those that need it, near or far."""
        above, below = {name}, {name}
        for other, exercise in self.exercises.items():
            if above & set(exercise.needs):
                above.add(other)
        for other, exercise in reversed(list(self.exercises.items())):
            if other in below:
                below |= set(exercise.needs)
        return above | below


def typed(exercise: CompiledExercise, answers: Sequence[Answer]) -> str:
    """Write the cell in which a student has typed these answers into the fields."""
    fields = dict.fromkeys(exercise.fields, "None") | {
        field: _literal(answer.value)
        for case, answer in zip(exercise.cases, answers, strict=True)
        for field in _fields(case)
        if answer.ending is Ending.RETURNED
    }
    lines = [f"    {json.dumps(field)}: {value}," for field, value in fields.items()]
    return "\n".join([f"{exercise.name} = {{", *lines, "}"])


def _literal(value: Value) -> str:
    """Write a value as a student would: a table of numbers as a list of rows."""
    return repr(value.tolist() if isinstance(value, np.ndarray) else value)


def _fields(case: Case) -> list[str]:
    return [step.item for step in case.steps if isinstance(step, Read) and type(step.item) is str]


def without_marks(source: str) -> str:
    """Return the text of a worked cell as a student would have written it."""
    lines = source.split("\n")
    return "\n".join(line for line in lines if line.strip() not in (BEGIN, END))
