"""What a report says of one exercise, before it is laid out as text, panel or page.

This is the one place that decides what a reader may see. At grading the cases are hidden: then
neither a case nor any value of it is said, nor what an exception reports, which could quote it.
"""

import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, replace

from checker.grades import CheckResult, Outcome, Verdict
from checker.reports.hints import next_hint_line
from checker.reports.told_exceptions import (
    UNCOMPARABLE,
    is_exception,
    own_reason,
    stop_rows,
)
from checker.reports.visible import safe_line, safe_text
from checker.reports.words import (
    OUTCOME_WORDS,
    UNDECIDED,
    mark_of,
    mark_text,
    state_of,
    state_of_outcome,
)

EVIDENCE_COLUMNS = 58
EVIDENCE_LINES = 2
REASON_CHARACTERS = 200

CARRIED_FORWARD = (
    "Error carried forward: this was marked for itself, whatever is still open before it."
)
FOLLOWED = "What follows correctly from an earlier value of yours keeps half of its points."


@dataclass(frozen=True)
class CheckLine:
    """One check as a line of a report: its state in a word, its name, why it waits, its mark.

    `reason`, `evidence` and `count` say why it lost points, with values as far as they may be said.
    """

    state: str
    name: str
    waits: str
    mark: str
    reason: str = ""
    evidence: tuple[tuple[str, str], ...] = ()
    count: str = ""


@dataclass(frozen=True)
class Report:
    """Everything that is said of one exercise; all of it safe to print, none escaped for HTML.

    `about` is the index of the check that `reason`, `evidence`, `sentence` and `count` are
    about, or None if they are about the whole exercise. `evidence` holds labelled values, `hint`
    says how the next hint is opened, and `rubric` what a person looks for in words.
    """

    number: str
    name: str
    title: str
    mark: str
    state: str
    outcome: str
    checks: tuple[CheckLine, ...]
    about: int | None
    reason: str
    evidence: tuple[tuple[str, str], ...]
    sentence: str
    count: str
    notes: tuple[str, ...]
    hint: str
    rubric: tuple[str, ...] = ()


def report_of(verdict: Verdict, *, public: bool) -> Report:
    """Return what may be said of a verdict; `public` says whether its cases may be shown."""
    checks = tuple(_check_line(check, verdict.outcome, public) for check in verdict.checks)
    states = [check.state for check in checks]
    about = states.index("look") if "look" in states else None
    failure = verdict.checks[about] if about is not None else None
    if about is not None and not public:  # `reason` and `evidence` say it, as far as they may
        checks = (*checks[:about], replace(checks[about], reason=""), *checks[about + 1 :])
    return Report(
        number=safe_line(verdict.number),
        name=safe_line(verdict.exercise),
        title=safe_line(verdict.title),
        mark=mark_of(
            *(verdict.points, verdict.max_points),
            in_words=bool(verdict.rubric),
            bonus=verdict.bonus,
        ),
        state=state_of_outcome(verdict.outcome),
        outcome=OUTCOME_WORDS[verdict.outcome],
        checks=checks,
        about=about,
        reason=_reason(verdict, failure, public),
        evidence=_evidence(verdict, failure, public),
        sentence=safe_line(verdict.sentence),
        count=_count(failure) if failure and public else "",
        notes=_notes(verdict),
        hint=_hint(verdict) if public else "",
        rubric=tuple(map(safe_text, verdict.rubric)),
    )


def gathered(checks: Sequence[CheckLine]) -> list[CheckLine]:
    """Return checks with those that wait for the same one joined to one line, where that stands."""
    waiting: dict[str, list[CheckLine]] = {}
    for check in checks:
        waiting.setdefault(check.waits, []).append(check)
    lines = []
    for check in checks:
        alike = waiting[check.waits]
        if not check.waits or len(alike) == 1:
            lines.append(check)
        elif check is alike[0]:
            names = ", ".join(each.name for each in alike[:-1]) + f" and {alike[-1].name}"
            lines.append(replace(check, name=names, waits=_of_many(check.waits)))
    return lines


def _of_many(waits: str) -> str:
    """Return the reason why one check waits as it is said of several."""
    return re.sub(r"^(counts|follows)\b", lambda verb: verb[0][:-1], waits)


def _check_line(check: CheckResult, outcome: Outcome, public: bool) -> CheckLine:
    line = CheckLine(
        state=state_of(check, outcome),
        name=safe_line(check.name),
        waits=safe_line(check.reason) if check.waits_for else "",
        mark=mark_text(check.points, check.max_points),
    )
    if line.state == "half":
        return replace(line, reason=safe_line(check.reason))
    if line.state != "look":
        return line
    reason = own_reason(check.reason, public)
    if public and check.raised:
        reason = f"in the case “{check.case}” the call stopped with {check.raised}"
    return replace(
        line,
        reason=_cut(safe_line(reason), REASON_CHARACTERS),
        evidence=_values(check) if public else (),
        count=_count(check) if public else "",
    )


def _values(check: CheckResult) -> tuple[tuple[str, str], ...]:
    rows = (
        ("case", check.case), ("given", check.given),
        ("yours", check.yours), ("expected", check.expected),
    )  # fmt: skip
    return tuple((label, _folded(text)) for label, text in rows if text.strip())


def _reason(verdict: Verdict, failure: CheckResult | None, public: bool) -> str:
    if verdict.outcome in UNDECIDED:
        return "" if verdict.sentence else UNDECIDED[verdict.outcome]
    if _shows_stop(verdict, failure, public):
        return ""  # the evidence says it, as far as it may be said
    if verdict.fault and not public:
        return UNCOMPARABLE
    return _cut(safe_line(_raw_reason(verdict, failure)), REASON_CHARACTERS)


def _raw_reason(verdict: Verdict, failure: CheckResult | None) -> str:
    return failure.reason if failure else verdict.reason


def _shows_stop(verdict: Verdict, failure: CheckResult | None, public: bool) -> bool:
    """Whether the exception is told: if it explains the failure, or if nothing else may be."""
    fault = verdict.fault
    if fault is None or verdict.outcome in UNDECIDED or not is_exception(fault):
        return False
    return not public or fault.kind in _raw_reason(verdict, failure)


def _evidence(
    verdict: Verdict, failure: CheckResult | None, public: bool
) -> tuple[tuple[str, str], ...]:
    rows: list[tuple[str, str]] = []
    if failure and public:
        rows += [("case", failure.case), ("given", failure.given)]
    if verdict.fault and _shows_stop(verdict, failure, public):
        rows += stop_rows(verdict.fault, verdict.exercise, public)
    if failure and public:
        rows += [("yours", failure.yours), ("expected", failure.expected)]
    return tuple((label, _folded(text)) for label, text in rows if text.strip())


def _folded(text: str) -> str:
    """Break a value into a few short lines; what does not fit is cut off, and shown to be."""
    lines = textwrap.wrap(
        _cut(safe_line(text), EVIDENCE_COLUMNS * (EVIDENCE_LINES + 1)),
        EVIDENCE_COLUMNS,
        max_lines=EVIDENCE_LINES,
        placeholder=" …",
        break_on_hyphens=False,
    )
    return "\n".join(lines)


def _count(failure: CheckResult) -> str:
    if failure.others == 0:
        return ""
    if failure.others == 1:
        return "(1 more case fails in the same way.)"
    return f"({failure.others} more cases fail in the same way.)"


def _notes(verdict: Verdict) -> tuple[str, ...]:
    carried = CARRIED_FORWARD
    if any(check.follows for check in verdict.checks):
        carried = FOLLOWED
    said = (carried,) if verdict.carried_forward else ()
    return (*said, *(_cut(safe_line(remark), 300) for remark in verdict.remarks))


def _hint(verdict: Verdict) -> str:
    if verdict.rubric or verdict.outcome in (Outcome.PASSED, Outcome.CHECKER_ERROR):
        return ""
    return next_hint_line(verdict.exercise)


def _cut(text: str, characters: int) -> str:
    return text if len(text) <= characters else text[: characters - 1] + "…"
