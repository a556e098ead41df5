"""What is said of the lines at which values part, or on which only what is wrong depends."""

from checker.closer_look.finding import Finding
from checker.closer_look.noticing import gone_in, unchanged_in
from checker.closer_look.pointing import MOST_LINES, listed
from checker.sandbox.trials import Line, TriedEdit

ONLY = (
    "Lines {} have a part in what is wrong, and in nothing that we found right. What should come "
    "out of each?"
)
ONLY_ONE = (
    "Line {} has a part in what is wrong, and in nothing that we found right. What should come out "
    "there?"
)
ALL_NEW = (
    "From line {} on, none of your lines gives a value that we expect. What is computed first on "
    "the way to the answer, and what of it?"
)
LATER_TURN = (
    "What is computed again and again is right the first time, and not a later time. What has to "
    "change from one time to the next?"
)
PARTING = (
    "Line {} gives the first value that we do not expect. "
    "What should come out there, and of what is it made?"
)


def of_parting(finding: Finding) -> str:
    """Say at which line values part from the right ones, if nothing speaks against it."""
    suspected = set(finding.parting.lines)
    elsewhere = finding.whole and finding.edits
    against = elsewhere and not any(suspected & places_of(edit) for edit in finding.edits)
    blame = finding.blame
    passed_on = blame.blamed and not blame.is_right and suspected <= set(blame.spared)
    in_a_turn = finding.parting.sure and finding.parting.later_turn  # right things rest on others
    if against or (passed_on and not in_a_turn):
        return ""
    if finding.parting.later_turn and (kept := unchanged_in(finding.notices, suspected)):
        return kept
    if not finding.parting.sure:
        return ""
    if lost := gone_in(finding.notices, suspected):
        return lost
    if finding.parting.later_turn:
        return LATER_TURN
    return PARTING.format(" or ".join(map(str, finding.parting.numbers)))


def of_all_new(finding: Finding) -> str:
    """Say where a program begins of which no value is what we expect."""
    told = finding.parting.all_new and len(finding.parting.numbers) == 1 and not finding.edits
    return ALL_NEW.format(*finding.parting.numbers) if told else ""


def of_blame(finding: Finding) -> str:
    """Say on which lines only what is wrong depends, if it must be one of a few of one cell."""
    blame = finding.blame
    lines = sorted({*blame.blamed, *blame.unsure, *blame.idle})
    one_cell = len({cell for cell, _ in lines}) == 1
    told = blame.blamed and blame.spared and not blame.is_right
    if not told or not one_cell or len(lines) > MOST_LINES:
        return ""
    numbers = [line for _, line in lines]
    if len(numbers) == 1:
        return ONLY_ONE.format(*numbers)
    return ONLY.format(listed(numbers, "and"))


def places_of(edit: TriedEdit) -> set[Line]:
    """Return the lines that an edit changes, with their cell."""
    return {(edit.cell, line) for line in edit.lines}
