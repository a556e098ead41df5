"""Checks that hold answers against the reference's, or against themselves."""

from collections.abc import Iterable, Iterator, Mapping

from checker.exercises import Case, Filled, Form, Pure, Values
from checker.judging.answer_parts import part_name
from checker.judging.failures import Evidence, Failure, Judge
from checker.judging.matching import Matcher, Mismatch
from checker.judging.short_text import show
from checker.judging.tolerances import TWICE, matcher_for, tolerance_of
from checker.records import Answer, Ending


def judge_values(check: Values, evidence: Evidence) -> Iterator[Failure]:
    """Return each answer that is not the reference's."""
    for case in check.cases:
        answer = evidence.given[case]
        matcher = matcher_for(check, case, flow=check.flow, remarks=evidence.remarks)
        found = matcher.mismatch(answer.value, evidence.expected[case].value)
        if found:
            yield _failure(case, found, check.parts)
        elif check.quiet and answer.warnings:
            yield Failure(case, f"NumPy warns: {', '.join(answer.warnings)}", show(answer.value))


def judge_form(check: Form, evidence: Evidence) -> Iterator[Failure]:
    """Return each answer of another form than the reference's."""
    for case in check.cases:
        matcher = Matcher(form_only=True, columns=False)
        found = matcher.mismatch(evidence.given[case].value, evidence.expected[case].value)
        if found:
            yield _failure(case, found, ())


def _failure(case: Case, found: Mismatch, parts: tuple[str, ...]) -> Failure:
    where = f"{part_name(found.part, parts)}: " if found.part else ""
    right = " and ".join(part_name(part, parts) for part in found.right[-2:]) if parts else ""
    then = f"; {right} {'is' if len(found.right) == 1 else 'are'} right" if right else ""
    return Failure(case, where + found.reason + then, found.yours, found.expected)


def judge_pure(check: Pure, evidence: Evidence) -> Iterator[Failure]:
    """Return each call that changes its arguments, or answers otherwise the second time.

    Arguments are looked at in all cases of the exercise: some code changes only large numbers.
    """
    for case, again in zip(check.cases, check.again, strict=True):
        answer = evidence.given[case]
        if answer.mutated:
            yield _changed(case, answer)
        elif check.fresh and answer.aliased:
            place = ordinals(answer.aliased)
            yield Failure(case, f"the result shares its memory with the {place} argument")
        elif differs_from_expected(case, evidence.given[again], answer):
            second = show(evidence.given[again].value)
            reason = "the same call gives another answer the second time"
            yield Failure(case, reason, second, show(answer.value))
    for case, answer in evidence.given.items():
        if case not in (*check.cases, *check.again) and _only_changes(case, answer, evidence):
            yield _changed(case, answer)


def _changed(case: Case, answer: Answer) -> Failure:
    return Failure(case, f"the call changes its {ordinals(answer.mutated)} argument")


def _only_changes(case: Case, answer: Answer, evidence: Evidence) -> bool:
    """Whether a call changes an argument and gives the right answer; a wrong one costs enough."""
    if not answer.mutated or evidence.expected[case].mutated:
        return False
    right = not differs_from_expected(case, answer, evidence.expected[case])
    return answer.ending is Ending.RETURNED and right


def is_unsteady(check: Pure, given: Mapping[Case, Answer]) -> bool:
    """Whether a call that is made twice gives two answers: state is kept, or numbers are drawn."""
    return any(
        given[again].ending is given[case].ending is Ending.RETURNED
        and differs_from_expected(case, given[again], given[case])
        for case, again in zip(check.cases, check.again, strict=True)
    )


def differs_from_expected(case: Case, again: Answer, first: Answer) -> bool:
    """Whether the second answer to one call is not the first."""
    return not Matcher(*tolerance_of(case, TWICE)).agrees(again.value, first.value)


def ordinals(places: Iterable[int]) -> str:
    """Name argument positions: "first", "first and third"."""
    words = ("first", "second", "third", "fourth", "fifth", "sixth")
    return " and ".join(words[place] if place < 6 else f"{place + 1}th" for place in places)


def judge_filled(check: Filled, evidence: Evidence) -> Iterator[Failure]:
    """Return each prediction that has not been typed in."""
    for case in check.cases:
        value = evidence.given[case].value
        if value is None or (isinstance(value, str) and not value.strip()):
            yield Failure(case, "a prediction is asked before the rest is read")


JUDGES = {
    Values: Judge(judge_values),
    Form: Judge(judge_form),
    Pure: Judge(judge_pure),
    Filled: Judge(judge_filled),
}
