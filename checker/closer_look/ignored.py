"""Which of what is handed over plays no part: whatever stands there, the same wrong answer comes.

The student's own code is asked once more, with one argument or one item of a list being another.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from checker.closer_look.questions import questions_of
from checker.exercises import Case
from checker.exercises.casebook import CompiledExercise
from checker.judging.checks_of_values import ordinals
from checker.judging.values import as_numbers
from checker.records import Answer, Ending, Value
from checker.steps import Argument, Call, Step

#: So many wrong answers must be told, since one may have a 0 or a flat place that hides something.
FEWEST, MOST = 2, 3
IGNORED = (
    "Whatever stands in {}, the same comes out of your code: it plays no part in what you hand "
    "back. Where does it belong?"
)
#: A place among the arguments, and in the list that stands there.
Place = tuple[int, int | None]
Ask = Callable[[Sequence[Sequence[Step]]], Sequence[Answer]]


def ignored(exercise: CompiledExercise, answers: Sequence[Answer], ask: Ask) -> str:
    """Say which argument, or which item of one, plays no part in wrong answers; "" if all do.

    That holds in several wrong answers, while something else does change them.
    """
    given = dict(zip(exercise.cases, answers, strict=True))
    wrong = [question.cases[0] for question in questions_of(exercise, answers)][:MOST]
    told = [case for case in wrong if _has_floats(given[case])]
    if len(told) < FEWEST:
        return ""
    asked = [(case, place) for case in told for place in _places(case)]
    new = ask([_disturbed(case, place) for case, place in asked])
    still: dict[Place, list[bool]] = {}
    for (case, place), answer in zip(asked, new, strict=True):
        still.setdefault(place, []).append(_same(answer.value, given[case].value))
    common = {place: kept for place, kept in still.items() if len(kept) == len(told)}
    idle = [place for place, kept in common.items() if all(kept)]
    return IGNORED.format(_named(idle[0])) if idle and len(idle) < len(common) else ""


def _places(case: Case) -> Iterator[Place]:
    """List the arguments of the last call that are numbers with fractions, and items that are."""
    last = case.steps[-1]
    for place, argument in enumerate(last.args if isinstance(last, Call) else ()):
        if _is_of_floats(argument):
            yield place, None
        elif isinstance(argument, list):
            yield from ((place, at) for at, item in enumerate(argument) if _is_of_floats(item))


def _is_of_floats(value: object) -> bool:
    is_array = isinstance(value, np.ndarray) and value.dtype.kind == "f" and value.size > 0
    return is_array or isinstance(value, float)


def _disturbed(case: Case, place: Place) -> Sequence[Step]:
    """Return the steps with another value in one place of the last call."""
    *before, last = case.steps
    assert isinstance(last, Call)  # noqa: S101 - only those have places
    at, item = place
    args = list(last.args)
    args[at] = _other(args[at], item)
    return [*before, replace(last, args=tuple(args))]


def _other(value: Argument, item: int | None) -> Argument:
    """Return neither a multiple nor a shifted value, for much does not depend on one of these."""
    if item is not None and isinstance(value, list):
        return [_other(each, None) if at == item else each for at, each in enumerate(value)]
    assert isinstance(value, float | np.ndarray)  # noqa: S101 - only those have places
    return value * 1.37 + 0.19


def _has_floats(answer: Answer) -> bool:
    came = _arrays(answer.value) if answer.ending is Ending.RETURNED else ()
    return any(array is not None and array.dtype.kind == "f" for array in came)


def _arrays(value: Value) -> Iterator[np.ndarray | None]:
    if isinstance(value, list | tuple):
        for item in value:
            yield from _arrays(item)
    else:
        yield as_numbers(value)


def _same(one: Value, other: Value) -> bool:
    pairs = list(_arrays(one)), list(_arrays(other))
    return len(pairs[0]) == len(pairs[1]) and all(
        mine is not None and theirs is not None and np.array_equal(mine, theirs, equal_nan=True)
        for mine, theirs in zip(*pairs, strict=True)
    )


def _named(place: Place) -> str:
    at, item = place
    argument = f"your {ordinals([at])} argument"
    return argument if item is None else f"the {ordinals([item])} item of {argument}"
