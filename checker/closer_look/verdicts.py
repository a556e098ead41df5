"""What a closer look adds to a verdict: one cause, one explanation."""

from dataclasses import replace

from checker.closer_look.blame import Blame
from checker.closer_look.noticing import cause_in, lead_in
from checker.closer_look.pointing import pointer_of
from checker.closer_look.search import Finding
from checker.exercises.casebook import CompiledExercise
from checker.judging.sentences import facts_of, is_unfit
from checker.records import Outcome, Verdict

REDEFINED = (
    "Everything is right here with the {0} that this notebook gave you. Another cell of yours "
    "defines {0} anew, and not as it was. What does yours do differently?"
)
LOOKED_AT = {Outcome.FAILED, Outcome.PARTIAL, Outcome.RAISED}


def is_unexplained(exercise: CompiledExercise, verdict: Verdict) -> bool:
    """Whether a verdict on written code names no cause, so that a closer look is worth its time."""
    known = verdict.misconception is not None
    return verdict.outcome in LOOKED_AT and not exercise.fields and not known


def looked_at(verdict: Verdict, finding: Finding) -> Verdict:
    """Return the verdict with what was found; the facts that it states stay before it."""
    found = said_of(finding) or (lead_of(finding) if not verdict.sentence else "")
    if not found:
        return verdict
    whole = " ".join([*facts_of(verdict.sentence), found])
    return replace(verdict, sentence=found if is_unfit(whole) else whole)


def said_of(finding: Finding) -> str:
    """Say what is the cause: a trap in the line that a repair points at, the repair, or a trap."""
    if finding.redefined:
        return REDEFINED.format(finding.redefined)
    pointer = pointer_of(finding.edits, whole=finding.whole)
    if pointer:
        near = [notice for notice in finding.notices if notice.cell == pointer.cell]
        return cause_in(near, pointer.lines) or pointer.sentence
    return cause_in(finding.notices) or _of_blame(finding.blame)


def lead_of(finding: Finding) -> str:
    """Say what is strange in the text, where nothing better is known."""
    return lead_in(finding.notices)


def _of_blame(blame: Blame) -> str:
    """Name the one line on which only what is wrong depends; "" if there are several, or none."""
    lines = sorted({line for _, line in blame.blamed})
    if len(lines) != 1 or not blame.spared:
        return ""
    return (
        f"What is wrong in your answer depends on line {lines[0]}, and nothing that is right does. "
        "What should this line compute, and of what?"
    )
