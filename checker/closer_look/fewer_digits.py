"""Functions that read digits, asked of a hundred: thousands of edits are tried on them.

Many a wrong program reads enough digits by chance or nearly. So only those are looked at that read
far too few, and what reads a hundred is asked all of them before anything is said.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from checker.exercises import Case, Digits, Share
from checker.exercises.casebook import CompiledExercise
from checker.exercises.supply import digits
from checker.judging import judge
from checker.records import Answer, Ending
from checker.steps import Call, Step

#: So many digits are read by each edited program.
FEW = 100
#: So large a share of these at least is read by a program that is nearly right.
NEARLY = 0.9


def shares_alone(exercise: CompiledExercise, answers: Sequence[Answer]) -> CompiledExercise | None:
    """Return an exercise of the failed shares of digits that are read at once; None if none is."""
    given = dict(zip(exercise.cases, answers, strict=True))
    shares = [check for check in exercise.checks if isinstance(check, Share)]
    failed = [
        check
        for check in shares
        if _reads_at_once(check) and not _passes(_alone(exercise, [check]), [given[check.case]])
    ]
    return _alone(exercise, failed) if failed else None


def of_few(exercise: CompiledExercise) -> CompiledExercise:
    """Return an exercise of shares with a hundred digits in the place of all."""
    shares = (check for check in exercise.checks if isinstance(check, Share))
    return _alone(exercise, [_of_few(check) for check in shares])


def is_of_few(check: Share) -> bool:
    """Whether so few digits are read that thousands of programs can be asked."""
    return isinstance(check.truth, Digits) and check.truth.stop - check.truth.start <= FEW


def _of_few(check: Share) -> Share:
    assert isinstance(check.truth, Digits)  # noqa: S101 - of others there are not fewer
    steps = tuple(map(_fewer, check.case.steps))
    truth, full = _first(check.truth), min(check.full, NEARLY)
    case = Case(check.case.name, steps)
    return replace(check, case=case, truth=truth, floor=min(check.floor, full / 2), full=full)


def _reads_at_once(check: Share) -> bool:
    """Whether all digits that a case hands over are those that are asked for."""
    asked = [each for step in check.case.steps for each in _handed(step)]
    truth = check.truth
    return (
        isinstance(truth, Digits)
        and bool(asked)
        and all(
            (each.split, each.start, each.stop) == (truth.split, truth.start, truth.stop)
            for each in asked
        )
    )


def _handed(step: Step) -> list[Digits]:
    args = step.args if isinstance(step, Call) else ()
    return [each for each in args if isinstance(each, Digits)]


def _fewer(step: Step) -> Step:
    match step:
        case Call(args=args):
            few = tuple(_first(each) if isinstance(each, Digits) else each for each in args)
            return replace(step, args=few)
    return step


def _first(wanted: Digits) -> Digits:
    return replace(wanted, stop=min(wanted.stop, wanted.start + FEW))


def _alone(exercise: CompiledExercise, checks: Sequence[Share]) -> CompiledExercise:
    """Return an exercise of these checks; what they expect are the labels."""
    labels = (digits(check.truth) for check in checks if isinstance(check.truth, Digits))
    return replace(
        exercise,
        checks=tuple(replace(check, after="") for check in checks),
        cases=tuple(check.case for check in checks),
        expected=tuple(Answer(Ending.RETURNED, each.astype(np.int64)) for each in labels),
        mistakes=(),
        pairs=(),
        on_the_way=(),
    )


def _passes(exercise: CompiledExercise, answers: Sequence[Answer]) -> bool:
    return all(check.passed for check in judge(exercise, answers).checks)
