"""Exercises as a casebook's file holds them: most of it is read only once it is wanted.

In class a notebook opens all casebooks and asks for one exercise after another, and for what is
recorded of its mistakes where an answer is wrong. To read all of it takes longer than a verdict.
Where a class is graded, that is not even in the file before the first answer is wrong.
"""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any, TypeVar

import numpy as np

from checker.errors import CasebookError, ProtocolError
from checker.exercises.casebook import CompiledExercise, Mistake, PairOfMistakes
from checker.exercises.cases import Case
from checker.exercises.check_trees import check_of
from checker.exercises.checks import Check
from checker.exercises.guidance import Guidance
from checker.exercises.mixed_lines import Intruder, MixedLines
from checker.exercises.on_the_way import HelperCall, OnTheWay
from checker.records import Answer, Ending, Fault
from checker.trees import Tree, unflatten, unflatten_step

SomeArrays = Sequence[np.ndarray]
Part = TypeVar("Part")

PLAIN = ("name", "number", "title", "hints", "needs", "defines", "fields", "lab", "files",
         "patience")  # fmt: skip
#: What most exercises lack is left out.
SELDOM = ("bonus", "ranked_by", "apart")
DAMAGED = "a damaged casebook; fetch the course's files again"
#: What reading a file of another form ends in.
DAMAGES = (ProtocolError, ValueError, KeyError, IndexError, TypeError, OSError)


#: Gives the same exercise with all that explains wrong answers, by the key that it is known by.
Explain = Callable[[str], CompiledExercise]


def unexplained(_: str) -> CompiledExercise:
    """Say that there is nobody to ask.

    Raises
    ------
    CasebookError
        Always.
    """
    raise CasebookError("what explains wrong answers is not in this casebook, and nobody is asked")


def exercise_from(tree: Tree, arrays: SomeArrays, explain: Explain) -> CompiledExercise:
    """Return the exercise that a casebook's tree tells of; who explains it is asked if need be."""
    exercise = object.__new__(_Apart if tree.get("apart") else _OnFile)
    vars(exercise).update(
        {name: untangled(tree[name]) for name in PLAIN},
        **{name: tree.get(name, getattr(CompiledExercise, name)) for name in SELDOM},
        guidance=_guidance(tree.get("guidance", {})),
        formulas=tuple((name, formula) for name, formula in tree.get("formulas", ())),
        _tree=tree,
        _arrays=arrays,
        _explain=explain,
    )
    return exercise


class _OnFile(CompiledExercise):
    """An exercise whose cases, and all that was recorded of them, are read when they are wanted."""

    _tree: Tree
    _arrays: SomeArrays
    _explain: Explain

    def _read(self, field: str, part: Callable[[Tree], Part]) -> tuple[Part, ...]:
        try:
            return tuple(map(part, self._tree.get(field, ())))
        except DAMAGES as error:
            raise CasebookError(DAMAGED) from error

    @cached_property
    def cases(self) -> tuple[Case, ...]:
        return self._read("cases", lambda tree: _case(tree, self._arrays))

    @cached_property
    def checks(self) -> tuple[Check, ...]:
        return self._read("checks", lambda tree: check_of(tree, self.cases, self._arrays))

    @cached_property
    def expected(self) -> tuple[Answer, ...]:
        return self._read("expected", lambda tree: _answer(tree, self._arrays))

    @cached_property
    def mistakes(self) -> tuple[Mistake, ...]:
        return self._read("mistakes", lambda tree: _mistake(tree, self._arrays))

    @cached_property
    def pairs(self) -> tuple[PairOfMistakes, ...]:
        return self._read("pairs", lambda tree: _pair(tree, self.mistakes, self._arrays))

    @cached_property
    def helper_calls(self) -> tuple[HelperCall, ...]:
        return self._read("helper_calls", lambda tree: _call(tree, self._arrays))

    @cached_property
    def on_the_way(self) -> tuple[OnTheWay, ...]:
        return self._read("on_the_way", lambda tree: _on_the_way(tree, self._arrays))


class _Apart(_OnFile):
    """An exercise of which the file tells no more than what its mistakes are called."""

    @cached_property
    def mistakes(self) -> tuple[Mistake, ...]:
        named = enumerate(self._read("mistakes", lambda tree: tree[:2]))
        return tuple(_MistakeApart.of(self, place, *words) for place, words in named)

    @cached_property
    def pairs(self) -> tuple[PairOfMistakes, ...]:
        return self.explained.pairs

    @cached_property
    def on_the_way(self) -> tuple[OnTheWay, ...]:
        return self.explained.on_the_way

    @cached_property
    def explained(self) -> CompiledExercise:
        """The same exercise, with all that there is."""
        return self._explain(self.apart)


class _MistakeApart(Mistake):
    """A mistake whose answers are asked for once they are wanted."""

    _exercise: _Apart
    _place: int

    @classmethod
    def of(cls, exercise: _Apart, place: int, id_: str, sentence: str) -> "_MistakeApart":
        """Return the mistake at a place in an exercise's list."""
        mistake = object.__new__(cls)
        vars(mistake).update(id=id_, sentence=sentence, _exercise=exercise, _place=place)
        return mistake

    @cached_property
    def answers(self) -> tuple[Answer, ...]:
        return self._exercise.explained.mistakes[self._place].answers


def _guidance(tree: Tree) -> Guidance:
    if order := tree.get("order"):
        intruders = tuple(Intruder(**each) for each in order["intruders"])
        lines = MixedLines(unflatten(order["lines"], []), intruders, order["function"])
        return Guidance(**tree | {"order": lines})
    return Guidance(**tree)


def _case(tree: Tree, arrays: SomeArrays) -> Case:
    name, steps = tree
    return Case(name, tuple(unflatten_step(step, arrays) for step in steps))


def _mistake(tree: Tree, arrays: SomeArrays) -> Mistake:
    id_, sentence, answers = tree
    return Mistake(id_, sentence, tuple(_answer(answer, arrays) for answer in answers))


def _call(tree: Tree, arrays: SomeArrays) -> HelperCall:
    name, *parts = tree
    return HelperCall(name, *(unflatten(part, arrays) for part in parts))


def _on_the_way(tree: Tree, arrays: SomeArrays) -> OnTheWay:
    case, *parts = tree
    return OnTheWay(case, *(tuple(unflatten(part, arrays)) for part in parts))


def _pair(tree: Tree, mistakes: Sequence[Mistake], arrays: SomeArrays) -> PairOfMistakes:
    first, second, rows = tree
    singles = mistakes[first], mistakes[second]
    return PairOfMistakes(
        first,
        second,
        tuple(
            (
                place,
                singles[answer].answers[place]
                if isinstance(answer, int)
                else _answer(answer, arrays),
            )
            for place, answer in rows
        ),
    )


def untangled(tree: Tree) -> Any:
    """Return a part that is a text or a number, or the tuple that JSON has made a list of."""
    return tuple(tree) if isinstance(tree, list) else tree


def _answer(tree: Tree, arrays: SomeArrays) -> Answer:
    ending, value, fault, (mutated, aliased, warnings) = tree
    return Answer(
        ending=Ending(ending),
        value=unflatten(value, arrays),
        fault=Fault(*fault) if fault else None,
        mutated=tuple(mutated),
        aliased=tuple(aliased),
        warnings=tuple(warnings),
    )
