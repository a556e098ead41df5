"""Whether what an answer has lost stays lost beside other helpers, told by a few of its cases."""

from collections.abc import Iterator, Mapping, Sequence

from checker.exercises import Check, Differ, Form, Gradient, Pure, Relation, Values, Within
from checker.exercises.casebook import CompiledExercise
from checker.judging.failures import Evidence, Failure
from checker.judging.results import failures_of
from checker.judging.sizes import of_fair_size
from checker.records import Answer

#: Checks that any one of their cases loses, whatever is answered to the others.
BY_ONE_CASE = (Values, Form, Within)
#: Checks that are lost or not by all of their cases together.
BY_ALL_CASES = (Differ, Gradient, Pure, Relation)
#: A larger part of the cases is not worth to be asked apart.
PART = 0.7


def telling_places(exercise: CompiledExercise, answers: Sequence[Answer]) -> list[int]:
    """Return the places of those cases that tell whether a check which is lost stays lost.

    There are none if these are nearly all, or a check is of a kind that earns a part of its points.
    """
    asked: set[int] = set()
    for check, failures in _lost(exercise, answers):
        if not isinstance(check, BY_ONE_CASE + BY_ALL_CASES):
            return []
        one = isinstance(check, BY_ONE_CASE)
        asked |= {id(case) for case in ([failures[0].case] if one else check.asked())}
    places = [place for place, case in enumerate(exercise.cases) if id(case) in asked]
    return places if len(places) <= PART * len(exercise.cases) else []


def is_still_lost(
    exercise: CompiledExercise, answers: Sequence[Answer], others: Mapping[int, Answer]
) -> bool:
    """Whether each check that is lost stays so with other answers at the telling places."""
    asked = {id(exercise.cases[place]) for place in others}
    now = [others.get(place, answer) for place, answer in enumerate(answers)]
    evidence = Evidence.of(exercise, of_fair_size(exercise, now))
    return all(
        any(_tells(check, failure, asked) for failure in failures_of(check, evidence))
        for check, _ in _lost(exercise, answers)
    )


def _tells(check: Check, failure: Failure, asked: set[int]) -> bool:
    return not isinstance(check, BY_ONE_CASE) or id(failure.case) in asked


def _lost(
    exercise: CompiledExercise, answers: Sequence[Answer]
) -> Iterator[tuple[Check, list[Failure]]]:
    """Return the checks that are not right, save those that wait for one which is not."""
    evidence = Evidence.of(exercise, of_fair_size(exercise, answers))
    held: set[str] = set()
    for check in exercise.checks:
        failures = failures_of(check, evidence)
        waits = check.after in held
        if failures or waits:
            held.add(check.name)
        if failures and not waits:
            yield check, failures
