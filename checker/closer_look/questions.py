"""What edited programs are asked: the smallest case that was answered wrongly, then the next."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from checker.closer_look.fewer_digits import is_of_few
from checker.closer_look.mended_parts import gains, mended_parts, right_parts
from checker.exercises import Case, Check, Pure, Share, Values, Within
from checker.exercises.casebook import CompiledExercise
from checker.grades import Outcome
from checker.judging import judge
from checker.judging.checks_of_values import differs_from_expected
from checker.judging.matching import Matcher
from checker.judging.short_text import weight
from checker.records import Answer, Ending, Value
from checker.steps import Step

#: A check of another kind than values is judged whole if it asks no more than this.
MOST_CASES = 40
#: A part of an answer that has become right counts so much, where points count 1.
A_LITTLE = 1e-6
#: A case with a right part may be so many times as large as one that is all wrong.
TELLING = 2
#: What an edit makes right by computing what is no number, the root of a negative one, say, it
#: makes right because a comparison with that is never true.
NO_NUMBER = "invalid"
#: What mends a change of an argument, where much else computes it anew as well.
COPIED = frozenset({"copy"})
#: So many right answers tell which lines are not to blame.
BESIDE = 6


@dataclass(frozen=True)
class Question:
    """Cases that were not answered rightly together, and who accepts answers to them.

    It is loose if many a wrong answer would be accepted, too. Answers that it `welcomes` are right
    in a part more than the student's, and in none less. A student's answer that `has_right_part`
    tells which lines are not to blame: after one epoch a bias may be right, after five nothing is.
    One `is_single` if what is asked has no parts. Of edits those of some `kinds` are preferred.
    """

    cases: tuple[Case, ...]
    accepts: Callable[[Sequence[Answer]], bool]
    welcomes: Callable[[Sequence[Answer]], bool] = lambda _: False
    is_of_values: bool = False
    is_loose: bool = False
    has_right_part: bool = False
    is_single: bool = False
    kinds: frozenset[str] = frozenset()

    @property
    def scripts(self) -> list[Sequence[Step]]:
        """What is asked, case by case."""
        return [case.steps for case in self.cases]


def questions_of(exercise: CompiledExercise, answers: Sequence[Answer]) -> list[Question]:
    """List what the first failing check asks and does not accept, the smallest case first.

    A check of values is preferred, whose cases are asked one by one, a case with a right part
    before one that is all wrong. The first check in the exercise's order is the one that the others
    rest on.
    """
    given = dict(zip(exercise.cases, answers, strict=True))
    expected = dict(zip(exercise.cases, exercise.expected, strict=True))
    values = [check for check in exercise.checks if isinstance(check, Values)]
    for check in values:
        found = list(_of_values(check, given, expected))
        if found:
            return _in_order(found)
    others = [check for check in exercise.checks if not isinstance(check, Values)]
    others.sort(key=lambda check: not isinstance(check, Pure))  # what is changed may spoil the rest
    if any(isinstance(check, Share) and not is_of_few(check) for check in others):
        return []  # many a wrong program reads enough digits
    return [each for check in others for each in _of_check(exercise, check, given)][:1]


def right_beside(
    exercise: CompiledExercise, answers: Sequence[Answer]
) -> list[tuple[Case, Answer]]:
    """Return what is right beside what is wrong: the smallest such case of each check of values.

    Checks of which another case was answered wrongly tell nothing.
    """
    given = dict(zip(exercise.cases, answers, strict=True))
    expected = dict(zip(exercise.cases, exercise.expected, strict=True))
    right = [
        min(check.cases, key=lambda case: weight(case.steps))
        for check in exercise.checks
        if isinstance(check, Values) and not any(_of_values(check, given, expected))
    ]
    return [(case, given[case]) for case in right[:BESIDE]]


class Whole:
    """Judges answers to everything: all right, or better than the student's own."""

    def __init__(self, exercise: CompiledExercise, answers: Sequence[Answer]):
        self.exercise = replace(exercise, mistakes=(), pairs=())
        self.before = judge(self.exercise, answers)
        first = next((check for check in self.before.checks if not check.passed), None)
        self.target = self.before.checks.index(first) if first else 0
        self.parts = list(self._right_parts(answers))

    @property
    def lost(self) -> float:
        """How many points the student's own answers do not earn."""
        return self.before.max_points - self.before.points

    @property
    def question(self) -> Question:
        """Ask everything, and accept what earns more and loses nothing."""
        return Question(self.exercise.cases, self.is_better)

    def is_right(self, answers: Sequence[Answer]) -> bool:
        """Whether everything is right."""
        return judge(self.exercise, answers).outcome is Outcome.PASSED

    def gain(self, answers: Sequence[Answer]) -> float:
        """Return the points gained: 0 if the first wrong check stays so, or one is lost.

        Parts of answers that become right are worth a little where the first wrong check stays so.
        """
        after = judge(self.exercise, answers).checks
        pairs = zip(self.before.checks, after, strict=True)
        changes = [new.points - old.points for old, new in pairs]
        if min(changes) < 0:
            return 0.0
        if after[self.target].passed:
            return sum(changes)
        parts = list(zip(self.parts, self._right_parts(answers), strict=True))
        return A_LITTLE * sum(new and not old for old, new in parts) if gains(parts) else 0.0

    def _right_parts(self, answers: Sequence[Answer]) -> Iterator[bool]:
        """Say of each part that a check asks for whether it is right in all of its cases."""
        given = dict(zip(self.exercise.cases, answers, strict=True))
        expected = dict(zip(self.exercise.cases, self.exercise.expected, strict=True))
        for check in self.exercise.checks:
            if isinstance(check, Values):
                pairs = ((given[case].value, expected[case].value) for case in check.cases)
                rows = [mended_parts(_matcher(check), *pair) for pair in pairs]
                yield from (all(found) for found in zip_longest(*rows, fillvalue=True))

    def is_better(self, answers: Sequence[Answer]) -> bool:
        """Whether points are gained."""
        return self.gain(answers) > 0


def _in_order(found: Sequence[Question]) -> list[Question]:
    weights = {question.cases[0]: weight(question.cases[0].steps) for question in found}
    most = TELLING * min(weights.values())

    def place(question: Question) -> tuple[bool, int]:
        own = weights[question.cases[0]]
        return not (question.has_right_part and own <= most), own

    return sorted(found, key=place)


def _of_values(
    check: Values, given: Mapping[Case, Answer], expected: Mapping[Case, Answer]
) -> Iterator[Question]:
    matcher = _matcher(check)
    for case in check.cases:
        right = expected[case].value
        before = right_parts(matcher, given[case].value, right)

        def accepts(
            answers: Sequence[Answer], right: Value = right, own: Answer = given[case]
        ) -> bool:
            return _is_sound(answers[0], own) and matcher.agrees(answers[0].value, right)

        def welcomes(
            answers: Sequence[Answer], right: Value = right, own: Answer = given[case]
        ) -> bool:
            pairs = ((answer.value, right) for answer in (own, answers[0]))
            before, after = (mended_parts(matcher, *pair) for pair in pairs)
            return gains(list(zip(before, after, strict=True)))

        if given[case].ending is not Ending.RETURNED or not accepts([given[case]]):
            yield Question(
                (case,),
                accepts,
                welcomes,
                is_of_values=True,
                has_right_part=any(before),
                is_single=not isinstance(right, tuple),
            )


def _is_sound(answer: Answer, own: Answer) -> bool:
    """Whether an edit computes no number that is none, where the student's own code does not."""
    return NO_NUMBER not in answer.warnings or NO_NUMBER in own.warnings


def _matcher(check: Values) -> Matcher:
    return Matcher(check.rtol, check.atol, check.columns, flow=check.flow)


def _is_right(case: Case, answer: Answer, right: Answer) -> bool:
    """Whether a call returned what was expected, be it less exactly than a check may ask."""
    returned = answer.ending is right.ending is Ending.RETURNED
    return returned and not differs_from_expected(case, answer, right)


def _of_check(
    exercise: CompiledExercise, check: Check, given: Mapping[Case, Answer]
) -> Iterator[Question]:
    changed = [case for case in given if isinstance(check, Pure) and given[case].mutated]
    cases = tuple(dict.fromkeys((*check.asked(), *changed)))
    right = dict(zip(exercise.cases, exercise.expected, strict=True))
    alone = replace(
        exercise,
        checks=(replace(check, after=""),),
        cases=cases,
        expected=tuple(right[case] for case in cases),
        mistakes=(),
        pairs=(),
    )

    # what does not change its argument any more, since it computes nothing, is no repair
    kept = [at for at, case in enumerate(cases) if _is_right(case, given[case], right[case])]

    def accepts(answers: Sequence[Answer]) -> bool:
        stays = all(_is_right(cases[at], answers[at], right[cases[at]]) for at in kept)
        return stays and judge(alone, answers).outcome is Outcome.PASSED

    if len(cases) <= MOST_CASES and not accepts([given[case] for case in cases]):
        kinds = COPIED if isinstance(check, Pure) else frozenset[str]()
        yield Question(cases, accepts, is_loose=isinstance(check, Within), kinds=kinds)
