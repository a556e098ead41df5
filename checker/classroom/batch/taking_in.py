"""What came in held against the roster: who is who, who is a stranger, and who lacks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from checker.classroom.submissions.accounts import Account, Fate
from checker.classroom.submissions.discovery import Discovery, Found
from checker.course.compiling.roster import Matched, Person
from checker.results.intake import Intake


def with_doubts(found: Iterable[Found], matched: Matched) -> tuple[Found, ...]:
    """Return submissions with what the roster says against them: a stranger's, or two of one."""
    return tuple(
        replace(each, doubts=(*each.doubts, doubt))
        if (doubt := matched.doubts.get(each.student))
        else each
        for each in found
    )


def intake_of(
    discovery: Discovery, roster: Sequence[Person], matched: Matched, earlier: Intake
) -> Intake:
    """Return what is kept of what came in; of notebooks that are not in this run, what stood."""
    notebooks = {each.notebook for each in discovery.found}
    kept = {name: who for name, who in earlier.missing.items() if name not in notebooks}
    now = {name: missing(discovery, roster, matched, name) for name in sorted(notebooks)}
    return Intake(
        files=tuple(map(_kept, discovery.accounts)),
        missing=kept | {name: who for name, who in now.items() if who},
        again=discovery.again,
        strangers=tuple(sorted(matched.strangers)),
        unclaimed={
            each.path: each.reason for each in discovery.accounts if each.fate is Fate.UNCLAIMED
        },
    )


def missing(
    discovery: Discovery, roster: Sequence[Person], matched: Matched, notebook: str
) -> tuple[str, ...]:
    """Name who on the roster has not handed in a notebook, in the order of the roster."""
    there = {
        matched.people[each.student].id
        for each in discovery.all_found
        if each.notebook == notebook and each.student in matched.people
    }
    return tuple(person.id for person in roster if person.id not in there)


def _kept(account: Account) -> Mapping[str, str]:
    kept = {
        "path": account.path,
        "fate": str(account.fate),
        "student": account.student,
        "notebook": account.notebook,
        "reason": account.reason,
    }
    return {name: text for name, text in kept.items() if text}
