"""What edited programs are asked: the smallest case that was answered wrongly, then the next."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from checker.exercises import Case, Check, Values
from checker.exercises.casebook import CompiledExercise
from checker.judging import judge
from checker.judging.matching import Matcher
from checker.judging.short_text import weight
from checker.records import Answer, Ending, Outcome
from checker.steps import Step

#: A check of another kind than values is judged whole if it asks no more than this.
MOST_CASES = 40


@dataclass(frozen=True)
class Question:
    """Cases that were not answered rightly together, and who accepts answers to them."""

    cases: tuple[Case, ...]
    accepts: Callable[[Sequence[Answer]], bool]

    @property
    def scripts(self) -> list[Sequence[Step]]:
        """What is asked, case by case."""
        return [case.steps for case in self.cases]


def questions_of(exercise: CompiledExercise, answers: Sequence[Answer]) -> list[Question]:
    """List what was answered wrongly, the smallest first: values if there are any, or one check."""
    given = dict(zip(exercise.cases, answers, strict=True))
    values = [check for check in exercise.checks if isinstance(check, Values)]
    expected = dict(zip(exercise.cases, exercise.expected, strict=True))
    found = [each for check in values for each in _of_values(check, given, expected)]
    if found:
        return sorted(found, key=lambda question: weight(question.cases[0].steps))
    others = [check for check in exercise.checks if not isinstance(check, Values)]
    return [each for check in others for each in _of_check(exercise, check, given)][:1]


def whole(exercise: CompiledExercise) -> Question:
    """Ask everything, and accept what earns all points."""
    plain = replace(exercise, mistakes=(), pairs=())

    def accepts(answers: Sequence[Answer]) -> bool:
        return judge(plain, answers).outcome is Outcome.PASSED

    return Question(plain.cases, accepts)


def _of_values(
    check: Values, given: Mapping[Case, Answer], expected: Mapping[Case, Answer]
) -> Iterator[Question]:
    matcher = Matcher(check.rtol, check.atol, check.columns, flow=check.flow)
    for case in check.cases:
        right = expected[case].value

        def accepts(answers: Sequence[Answer], right: object = right) -> bool:
            return matcher.agrees(answers[0].value, right)  # type: ignore[arg-type]

        if given[case].ending is not Ending.RETURNED or not accepts([given[case]]):
            yield Question((case,), accepts)


def _of_check(
    exercise: CompiledExercise, check: Check, given: Mapping[Case, Answer]
) -> Iterator[Question]:
    cases = tuple(dict.fromkeys(check.asked()))
    right = dict(zip(exercise.cases, exercise.expected, strict=True))
    alone = replace(
        exercise,
        checks=(replace(check, after=""),),
        cases=cases,
        expected=tuple(right[case] for case in cases),
        mistakes=(),
        pairs=(),
    )

    def accepts(answers: Sequence[Answer]) -> bool:
        return judge(alone, answers).outcome is Outcome.PASSED

    if len(cases) <= MOST_CASES and not accepts([given[case] for case in cases]):
        yield Question(cases, accepts)
