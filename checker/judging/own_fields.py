"""What comes of a student's own typed numbers, as the worked solution goes on from them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from checker.exercises import Case, compares
from checker.exercises.casebook import CompiledExercise
from checker.grades import Verdict
from checker.judging.following import can_be_gone_on_from, follows, is_filler, nudges, tells
from checker.judging.sizes import of_fair_size
from checker.judging.tolerances import Tolerance
from checker.records import Answer, Value
from checker.steps import Read

Own = Mapping[str, Value]
#: Answers the case of a field rightly, but from these fields of the student's own.
GoOn = Callable[[Own, Case], Answer]


@dataclass(frozen=True)
class OwnFields:
    """The typed fields of one student, and the worked solution that goes on from them."""

    exercise: CompiledExercise
    go_on: GoOn

    def recomputed(self, verdict: Verdict, answers: Sequence[Answer]) -> dict[Case, Answer]:
        """Answer each wrong field by the worked solution, from the student's own earlier fields.

        Left out are those that do not follow, those on which nothing of the student's has an
        influence, and those in which one number stands again and again.
        """
        answers = of_fair_size(self.exercise, answers)
        expected = self.exercise.expected
        given = dict(zip(self.exercise.cases, zip(answers, expected, strict=True), strict=True))
        own: dict[str, Value] = {}
        recomputed = {}
        for case, tolerance in self._wrong(verdict):
            mine, right = given[case]
            if is_filler(mine, answers, expected):
                continue
            if own:
                answer = self.go_on(own, case)
                if follows(mine, answer, tolerance) and self._moves(own, case, answer, right.value):
                    recomputed[case] = answer
            own |= _field(case, mine, right)
        return recomputed

    def _wrong(self, verdict: Verdict) -> Iterator[tuple[Case, Tolerance]]:
        """Return the fields whose values are wrong, each with the tolerances it is held to."""
        for check, result in zip(self.exercise.checks, verdict.checks, strict=True):
            if compares(check) and not result.passed:
                yield from ((case, (check.rtol, check.atol)) for case in check.cases)

    def _moves(self, own: Own, case: Case, answer: Answer, right: Value) -> bool:
        """Whether a field comes out otherwise as soon as one of the student's numbers does."""
        return any(
            tells(self.go_on({**own, name: other}, case), answer)
            for name, value in own.items()
            for other in nudges(value, right)
        )


def _field(case: Case, given: Answer, right: Answer) -> dict[str, Value]:
    """Return what was typed into the field that a case reads, if one can go on from it."""
    match case.steps:
        case (Read(item=str(name)),) if can_be_gone_on_from(given, right):
            return {name: given.value}
    return {}
