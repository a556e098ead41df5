"""What a closer look adds to a verdict: one cause, one explanation."""

import re
from dataclasses import replace
from functools import partial

from checker.closer_look.finding import Finding
from checker.closer_look.noticing import (
    cause_in,
    changed_in,
    endless_in,
    lead_in,
    unused_in,
    zeros_in,
)
from checker.closer_look.places import LATER_TURN, of_all_new, of_blame, of_parting, places_of
from checker.closer_look.pointing import (
    MOST_LINES,
    Pointer,
    alternatives_of,
    both_of,
    levelled,
    pointer_of,
)
from checker.closer_look.repair_questions import ANY
from checker.closer_look.steps import Parting
from checker.closer_look.traps import ALWAYS_WRONG
from checker.exercises.casebook import CompiledExercise
from checker.grades import Outcome, Verdict
from checker.judging.results import of_one_cause
from checker.judging.sentences import facts_of, is_unfit

REDEFINED = (
    "Everything is right here with the {0} that this notebook gave you. Another cell of yours "
    "defines {0} anew, and not as it was. What does yours do differently?"
)
#: The fact that every number handed back is 0.
ALL_ZERO = re.compile(r"\bis 0\b")
#: The fact that no number is far off: then values on the way are near, too, and none is expected.
NEARLY = re.compile(r"lies within .* of the expected one")
#: The fact that a list is right but for its length: no turn of a loop is wrong, only their number.
ONE_OFF = re.compile(r"is right, but for (its|one item)")
STOPPED = {Outcome.TIMED_OUT, Outcome.OUT_OF_MEMORY}
LOOKED_AT = {Outcome.FAILED, Outcome.PARTIAL, Outcome.RAISED, *STOPPED}
#: So begins the reason of a check for changed arguments.
CHANGES = "the call changes its"


def is_unexplained(exercise: CompiledExercise, verdict: Verdict) -> bool:
    """Whether a verdict on written code names no cause, so that a closer look is worth its time."""
    known = verdict.misconception is not None
    return verdict.outcome in LOOKED_AT and not exercise.fields and not known


def looked_at(verdict: Verdict, finding: Finding) -> Verdict:
    """Return the verdict with what was found; the facts that it states stay before it."""
    found = found_beside(verdict, finding)
    if not found:
        return verdict
    whole = " ".join([*facts_of(verdict.sentence), found])
    checks = of_one_cause(verdict.checks) if _has_one_cause(finding) else verdict.checks
    sentence = found if is_unfit(whole) else whole
    return replace(verdict, sentence=sentence, checks=tuple(checks))


def _of_arguments(verdict: Verdict, finding: Finding) -> str:
    """Say which line changes what was handed over, where a check saw that something does."""
    changes = any(CHANGES in check.reason for check in verdict.checks)
    return changed_in(finding.notices) if changes else ""


def found_beside(verdict: Verdict, finding: Finding) -> str:
    """Say what was found, as far as it goes beyond what the verdict says."""
    if verdict.outcome in STOPPED:
        return endless_in(finding.notices)
    found = said_of(finding)
    if ONE_OFF.search(verdict.sentence) and found in (LATER_TURN, of_blame(finding)):
        return ""
    if NEARLY.search(verdict.sentence) and found == of_all_new(finding):
        return ""
    found = found or _of_arguments(verdict, finding)
    return found or _lead_beside(verdict.sentence, finding)


def _has_one_cause(finding: Finding) -> bool:
    """Whether all that is lost is lost through one place, or through a tool defined anew."""
    return bool(finding.redefined or (finding.whole and _pointer(finding)))


def said_of(finding: Finding) -> str:
    """Say what is the cause: a trap in the line that a repair points at, the repair, or a trap.

    Where nothing else is known, it is the line at which values part from the right ones.
    """
    if finding.redefined:
        return REDEFINED.format(finding.redefined)
    if sure := cause_in([each for each in finding.notices if each.trap in ALWAYS_WRONG]):
        return sure
    pointer = _pointer(finding)
    if both := _of_two(finding):
        return both
    if pointer and not finding.whole and (unused := unused_in(finding.notices)):
        return unused  # what nothing looks at is one thing, and makes all right or not
    if pointer:
        near = [notice for notice in finding.notices if notice.cell == pointer.cell]
        trap = cause_in(near, pointer.lines, pointer.kind)
        return trap or _of_several(pointer, finding) or pointer.sentence
    trap = cause_in(finding.notices) or unused_in(finding.notices)
    place = trap or of_parting(finding) or of_blame(finding) or _of_more(finding)
    return place or finding.ignored or of_all_new(finding)


def _pointer(finding: Finding) -> Pointer | None:
    """Return what repairs point at: such count as lie where values part, if that is sure.

    If it is not, and repairs point at several places, those are meant that lie where values part,
    unless no value at all is what we expect.
    A repair that makes only more right, elsewhere than where values part, points at nothing.
    """
    suspected = set(finding.parting.searched)
    near = [edit for edit in finding.edits if suspected & places_of(edit)]
    point = partial(pointer_of, whole=finding.whole, much=finding.is_much)
    if finding.parting.holds_all and (near or not finding.whole):
        return point(near)
    known = finding.blame.blamed or finding.parting.sure
    found = None if known else point(levelled(finding.edits))
    found = found or point(finding.edits) or point([] if finding.parting.all_new else near)
    if (
        found
        and not finding.whole
        and _is_told(finding.parting, MOST_LINES)
        and _is_off(found, finding)
    ):
        return None
    return replace(found, kind=ANY, other="") if found and finding.is_loose else found


def _of_two(finding: Finding) -> str:
    """Say at which two places edits make everything right together, if they are of one cell."""
    if not finding.second:
        return ""
    first = alternatives_of(finding.edits)  # the second ones were tried beside the likeliest
    second = pointer_of(finding.second)
    if first is None or second is None or first.cell != second.cell:
        return ""
    return both_of(first, second) if not first.together and not second.together else ""


def _of_several(pointer: Pointer, finding: Finding) -> str:
    """Name the lines together where values part in others than an edit makes right.

    Nothing is known for certain then: the slip may be in either, or between them.
    """
    if not _is_told(finding.parting) or not _is_off(pointer, finding):
        return ""
    lines = {min(finding.parting.numbers), *pointer.lines}
    return SEVERAL.format(min(lines), max(lines))


def _of_more(finding: Finding) -> str:
    """Name the one line where values part, and the one in which a change makes only more right."""
    found = None if finding.whole else pointer_of(finding.edits, whole=False)
    lines = {*found.lines, *finding.parting.numbers} if found else set()
    if not found or len(finding.parting.numbers) != 1 or len(lines) != 2:
        return ""
    return SEVERAL_MORE.format(min(lines), max(lines)) if _is_off(found, finding) else ""


def _is_told(parting: Parting, most: int = 2) -> bool:
    """Whether it is known where values part: for certain, or in few lines."""
    return parting.sure or 0 < len(parting.numbers) < most


def _is_off(pointer: Pointer, finding: Finding) -> bool:
    """Whether values part in other lines of the same cell than a pointer's."""
    own = {(pointer.cell, line) for line in pointer.lines}
    cells = {cell for cell, _ in finding.parting.lines}
    return cells == {pointer.cell} and not own & set(finding.parting.searched)


SEVERAL = (
    "Line {} or line {}: one of them gives the first value that we do not expect, and a change in "
    "the other makes everything right. What should come out of each?"
)
SEVERAL_MORE = (
    "Line {} or line {}: one of them gives the first value that we do not expect, and a change in "
    "the other makes more right, though not all. What should come out of each?"
)


def _lead_beside(sentence: str, finding: Finding) -> str:
    """Say what leads to a cause where no sentence does, or what explains that all is 0."""
    if not sentence:
        return lead_of(finding)
    return zeros_in(finding.notices) if ALL_ZERO.search(sentence) else ""


def lead_of(finding: Finding) -> str:
    """Say what is strange in the text, where nothing better is known."""
    return lead_in(finding.notices)
