"""The one known mistake that explains wrong answers, or the two that do so together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

from checker.exercises import Examined
from checker.exercises.casebook import CompiledExercise, Mistake
from checker.grades import CheckResult
from checker.judging.evidence import alike, tolerances
from checker.judging.known_mistake import known_mistake, mistake_in_part
from checker.judging.pairs_of_mistakes import known_pair
from checker.records import Answer

#: The places of the checks of an exercise that a known mistake fails by itself.
FailedBy = Callable[[Mistake], frozenset[int]]


def known_causes(
    exercise: CompiledExercise,
    answers: Sequence[Answer],
    checks: Sequence[CheckResult],
    failed_by: FailedBy,
) -> Sequence[Mistake]:
    """Return the mistake that explains the answers, or the two that do so together, or none.

    `checks` are the results for these answers, and `failed_by` says which a mistake fails.
    """
    single = known_mistake(exercise, answers)
    if single and single[1]:
        return single[:1]
    pair = known_pair(exercise, answers)
    if pair and (pair[1] or not single):
        return pair[0]
    if any(isinstance(check, Examined) for check in exercise.checks):
        return ()  # what a check does not see beside that is seen by its answers
    waiting = frozenset(at for at, each in enumerate(checks) if each.waits_for)
    beside = _Beside(exercise, answers, failed_checks(checks), waiting, failed_by)
    if single:
        second = beside.second(single[0])
        return (single[0], second) if second else single[:1]
    if exercise.fields or not (two := beside.two()):
        known = mistake_in_part(exercise, answers)
        return (known,) if known else ()
    return two


def failed_checks(checks: Sequence[CheckResult]) -> frozenset[int]:
    """Return the places of the checks that fail by themselves."""
    return frozenset(at for at, each in enumerate(checks) if not each.passed and not each.waits_for)


@dataclass(frozen=True)
class _Beside:
    """Mistakes that explain what a student's answers lose in checks of their own.

    What two mistakes both fail says nothing: there they may be in each other's way.
    """

    exercise: CompiledExercise
    answers: Sequence[Answer]
    lost: frozenset[int]
    waiting: frozenset[int]
    failed_by: FailedBy

    def second(self, first: Mistake) -> Mistake | None:
        """Return the one mistake that fails all that the first leaves right, and answers so there.

        Nothing is left if the first one fails as many checks.
        """
        left = self.lost - self.failed_by(first)
        others = (each for each in self.exercise.mistakes if each is not first)
        found = [each for each in others if left and left <= self.failed_by(each)]
        found = [each for each in found if self._is_alike(each, left)]
        return found[0] if len(found) == 1 else None

    def two(self) -> Sequence[Mistake]:
        """Return the only two mistakes that fail all these checks, each some by itself; or none."""
        if len(self.lost) < 2:
            return ()
        near = [each for each in self.exercise.mistakes if self.failed_by(each) & self.lost]
        found = [
            (one, other)
            for one, other in combinations(near, 2)
            if self.lost <= self.failed_by(one) | self.failed_by(other)
            if self._explains_its_own(one, other) and self._explains_its_own(other, one)
        ]
        return found[0] if len(found) == 1 else ()

    def _explains_its_own(self, mistake: Mistake, other: Mistake) -> bool:
        """Whether a mistake is seen where the other one is not, and answers so there."""
        own = self.failed_by(mistake) - self.failed_by(other) - self.waiting
        return bool(own) and own <= self.lost and self._is_alike(mistake, own)

    def _is_alike(self, mistake: Mistake, places: frozenset[int]) -> bool:
        asked = {case for at in places for case in self.exercise.checks[at].asked()}
        rows = zip(
            self.exercise.cases, self.answers, mistake.answers, tolerances(self.exercise),
            strict=True,
        )  # fmt: skip
        return all(alike(mine, theirs, held) for case, mine, theirs, held in rows if case in asked)
