"""Everything that a run is told of when notebooks were due and when they came, gathered once.

It is read before anything is graded, so that a date that says nothing is named at once.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from checker.classroom.gradebook.due_dates import OwnDeadline, deadlines_of, due_dates, read_times
from checker.classroom.grading.order import Order
from checker.classroom.submissions.accounts import Account, Fate
from checker.classroom.submissions.discovery import Discovery
from checker.course.compiling.roster import Matched
from checker.errors import UsageError
from checker.results.schema import Key

#: How Canvas marks a file that came late; it does not say by how much.
CANVAS_LATE = re.compile(r"[^_/]+_LATE_[A-Za-z0-9]+_(?:question_\d+_)?[1-9]\d*_")
ONLY_LATE = "Canvas calls it late and does not say by how much; it counts as one second late"
MORE_TIME = "Canvas calls it late, and the roster gives more time; it counts as in time"


@dataclass(frozen=True)
class Dates:
    """By notebook until when, for all and for some; when what came; and what is late by a word."""

    due: Mapping[str, datetime] = field(default_factory=dict)
    deadlines: Mapping[str, Mapping[str, OwnDeadline]] = field(default_factory=dict)
    times: Mapping[Key, datetime] = field(default_factory=dict)
    late: frozenset[Key] = frozenset()

    def late_in(self, notebook: str, times: Mapping[Key, datetime]) -> frozenset[str]:
        """Return who is late in a notebook by the platform's word, where no time is known."""
        return frozenset(student for student, name in self.late - times.keys() if name == notebook)

    def remarks(self, times: Mapping[Key, datetime]) -> list[str]:
        """Say of whom it is known that they were late, and not by how much."""
        return [
            f"{student}, {notebook}: "
            + (MORE_TIME if student in self.deadlines.get(notebook, {}) else ONLY_LATE)
            for student, notebook in sorted(self.late - times.keys())
        ]


def dates_of(
    order: Order, notebooks: Iterable[str], discovery: Discovery, matched: Matched
) -> Dates:
    """Return what the roster, the order and the platform say of dates.

    Raises
    ------
    UsageError
        If a date says none, or there is no gradebook for it to go into.
    """
    if (order.due or order.dates) and not order.gradebook:
        raise UsageError("dates go into a gradebook: leave --gradebook away, or name one")
    names = {each.notebook for each in discovery.found}
    return Dates(
        due=due_dates(order.due, list(notebooks)),
        deadlines={name: deadlines_of(matched.people, name) for name in names},
        times=_times(order, names, discovery),
        late=frozenset(_late(discovery.accounts)),
    )


def _times(order: Order, notebooks: set[str], discovery: Discovery) -> dict[Key, datetime]:
    if order.dates is None:
        return {}
    if len(notebooks) > 1:
        raise UsageError("--dates holds the times of one notebook; name it with --assignment")
    (notebook,) = notebooks
    times = read_times(order.dates, discovery.words)
    return {(student, notebook): when for student, when in times.items()}


def _late(accounts: Iterable[Account]) -> Iterable[Key]:
    for each in accounts:
        name = each.path.rpartition("/")[2]
        if each.fate is Fate.GRADED and CANVAS_LATE.match(name):
            yield each.student, each.notebook
