"""Checks that count: draws that look random, gradients told apart, labels that are right."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from checker.exercises import Case, Digits, Examined, Sample, Share
from checker.exercises.supply import digits
from checker.judging.failures import Evidence, Failure, Judge, stop_reason
from checker.judging.short_text import show
from checker.judging.values import as_numbers, one_class, part_of
from checker.records import Answer, Ending, Value

#: How many standard errors a mean or a spread may lie off. Of right samples one in 47 million
#: has a mean that lies further off, and at most as many have such a spread: with few numbers a
#: spread cannot even lie so far below. At most 4.3e-8 for a sample, so below one in a million for
#: twenty of them.
STANDARD_ERRORS = 5.6
#: So many names of gradients that are taken for what they are not fit into a reason.
NAMED = 3


def judge_sample(check: Sample, evidence: Evidence) -> Iterator[Failure]:
    """Return each answer that does not look like the draws that are asked."""
    for case in check.cases:
        value = evidence.given[case].value
        array = part_of(value, check.part)
        if array is None or array.size < 2 or not _is_draw(array, check):
            yield Failure(case, check.says, show(value))


def _is_draw(array: np.ndarray, check: Sample) -> bool:
    """Whether mean and spread of n numbers are near those asked, for a normal distribution.

    The mean's error is σ/√n. The sum of squares over σ² is χ² with n - 1 degrees of freedom, whose
    cube root is normal even far out, after Wilson and Hilferty (1931), "The distribution of
    chi-square", PNAS 17; the spread itself is not, in a sample as small as a layer's biases.
    """
    with np.errstate(all="ignore"):
        mean, variance = float(np.mean(array)), float(np.var(array))
    part = 2 / (9 * (array.size - 1))
    ratio = variance * array.size / (array.size - 1) / check.spread**2
    errors = (
        (mean - check.mean) / (check.spread / np.sqrt(array.size)),
        (np.cbrt(ratio) - (1 - part)) / np.sqrt(part),
    )
    return bool(np.all(np.abs(errors) <= STANDARD_ERRORS))


def judge_examined(check: Examined, evidence: Evidence) -> Iterator[Failure]:
    """Return the score of a student's own check, and by name what it takes for what it is not.

    Where right ones make it stop, that comes first.
    """
    stopped = [
        Failure(case, stop_reason(answer))
        for case in check.accepts
        if (answer := evidence.given[case]).ending is not Ending.RETURNED
    ]
    if stopped:
        yield from stopped
        return
    refused = [case for case in check.accepts if not says_yes(evidence.given[case])]
    accepted = [case for case in check.refuses if says_yes(evidence.given[case])]
    if refused or accepted:
        score = (
            f"accepted {len(check.accepts) - len(refused)} of {len(check.accepts)} right, "
            f"refused {len(check.refuses) - len(accepted)} of {len(check.refuses)} wrong"
        )
        names = _named("refused, though right", refused), _named("accepted, though wrong", accepted)
        yield Failure((refused + accepted)[0], score + "".join(names))


def _named(what: str, cases: Sequence[Case]) -> str:
    """Return a clause with the first names, and how many there are besides."""
    if not cases:
        return ""
    names = [case.name for case in cases[:NAMED]]
    if len(cases) > NAMED:
        names.append(f"{len(cases) - NAMED} more")
    return f"; {what}: {', '.join(names)}"


def says_yes(answer: Answer) -> bool:
    """Whether an answer means yes: True, or one number that is not zero. To raise means no."""
    array = as_numbers(answer.value)
    return array is not None and array.size == 1 and bool(array.any())


def blind_spot(check: Examined, evidence: Evidence) -> str:
    """Say what a student's own check does not see, by what it says yes and no to; "" if nothing.

    Of one that right ones make stop, it is said that it stops.
    """
    given = {case.name: evidence.given[case] for case in check.asked()}
    if any(given[case.name].ending is not Ending.RETURNED for case in check.accepts):
        return ""
    says = {name: says_yes(answer) for name, answer in given.items()}
    return next((sentence for sentence, yes, no in check.blind if _are(yes, no, says)), "")


def _are(yes: Sequence[str], no: Sequence[str], says: Mapping[str, bool]) -> bool:
    return all(says[name] for name in yes) and not any(says[name] for name in no)


def share_of_both(check: Examined, evidence: Evidence) -> float:
    """Return the share of right ones accepted times the share of wrong ones refused."""
    answers = [
        [says_yes(evidence.given[case]) for case in cases]
        for cases in (check.accepts, check.refuses)
    ]
    yes, no = (sum(given) / max(len(given), 1) for given in answers)
    return yes * (1 - no)


def judge_share(check: Share, evidence: Evidence) -> Iterator[Failure]:
    """Return a share of right labels that is too small."""
    right = _share_right(check, evidence)
    labels = evidence.given[check.case].value
    if right is None:
        yield Failure(check.case, "one label for each example is asked", show(labels))
    elif right < check.full:
        reasons = (sentence for low, high, sentence in check.bands if low <= right < high)
        reason = next(reasons, check.says)
        if fact := _what_is_read(labels, _true_labels(check)):
            reason = f"{fact} {reason[0].upper()}{reason[1:]}"
        yield Failure(check.case, reason, f"{right:.2%} right", f"{check.full:.2%}")


def _what_is_read(labels: Value, truth: np.ndarray | None) -> str:
    """Say what these labels show of the network, whatever it comes from; nothing if all occur."""
    if (always := one_class(labels)) is not None:
        return f"Every example is read as {always:g}."
    read = part_of(labels, None)
    if read is None or truth is None:
        return ""
    missing = np.setdiff1d(truth, read)
    return f"Never read: {', '.join(f'{label:g}' for label in missing)}." if missing.size else ""


def _true_labels(check: Share) -> np.ndarray | None:
    return digits(check.truth) if isinstance(check.truth, Digits) else as_numbers(check.truth)


def _share_right(check: Share, evidence: Evidence) -> float | None:
    truth = _true_labels(check)
    labels = part_of(evidence.given[check.case].value, None)
    if truth is None or labels is None or labels.size != truth.size:
        return None
    return float(np.mean(labels.ravel() == truth.ravel()))


def earned_share(check: Share, evidence: Evidence) -> float:
    """Return the part of the points that a share earns: in proportion between floor and full."""
    right = _share_right(check, evidence) or 0.0
    if check.full <= check.floor:
        return float(right >= check.full)
    return float(np.clip((right - check.floor) / (check.full - check.floor), 0, 1))


JUDGES = {
    Sample: Judge(judge_sample),
    Examined: Judge(judge_examined, share_of_both),
    Share: Judge(judge_share, earned_share),
}
