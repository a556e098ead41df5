"""Which of a student's answers are not right yet, each judged once for the same functions."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from checker.exercises.casebook import CompiledExercise
from checker.exercises.shelf import casebooks
from checker.grades import Outcome, Verdict
from checker.student.in_class import InClass, judged
from checker.student.uses import called_names

#: What a student has written, and it is not right.
NOT_RIGHT = {Outcome.PARTIAL, Outcome.FAILED, Outcome.RAISED, Outcome.TIMED_OUT}

#: What an exercise rests on in this kernel, and what became of it with that.
_found: dict[str, tuple[dict[str, Any], Outcome]] = {}


def remember_outcome(
    exercise: CompiledExercise, namespace: Mapping[str, Any], verdict: Verdict
) -> None:
    """Keep what became of an exercise, for as long as its functions stay the same."""
    if not exercise.fields:
        _found[exercise.name] = (_rests_on(exercise, namespace), verdict.outcome)


def not_right(names: Sequence[str], namespace: dict[str, Any]) -> list[CompiledExercise]:
    """List which of these exercises are answered and not right, or else which they call.

    Of an exercise that trains only what `check` has said of it is known.
    What reads a file may be right, and lack what the very cell that asks is about to write.
    """
    books = casebooks(Path.cwd())
    every = [(book, each) for book in books for each in book.exercises]
    asked = [(book, each) for book, each in every if each.name in names and not each.files]
    own = [each for _, each in asked if _outcome(each, namespace) in NOT_RIGHT]
    if own:
        return own
    helpers = {
        helper.name: helper
        for book, each in asked
        for helper in InClass(book, namespace).helpers(each)
        if _outcome(helper, namespace) in NOT_RIGHT
    }
    return list(helpers.values())


def _outcome(exercise: CompiledExercise, namespace: dict[str, Any]) -> Outcome:
    known, outcome = _found.get(exercise.name, ({}, Outcome.MISSING))
    if known and _is_same(known, _rests_on(exercise, namespace)):
        return outcome
    if exercise.patience > 1:  # it trains: to judge it anew would keep the cell waiting
        return Outcome.MISSING
    verdict, _ = judged(exercise, namespace)
    remember_outcome(exercise, namespace, verdict)
    return verdict.outcome


def _rests_on(exercise: CompiledExercise, namespace: Mapping[str, Any]) -> dict[str, Any]:
    """Return what an answer is made of: its names, and those that its functions mention."""
    names: Iterable[str] = called_names(exercise.wanted, namespace)
    return {name: namespace[name] for name in names if name in namespace}


def _is_same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return one.keys() == other.keys() and all(one[name] is other[name] for name in one)
