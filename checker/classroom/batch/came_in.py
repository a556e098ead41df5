"""What a class has handed in: found, held against the roster, and of the release that is graded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from checker.classroom.batch.lateness import Dates, dates_of
from checker.classroom.batch.taking_in import intake_of, with_doubts
from checker.classroom.grading.order import Order
from checker.classroom.submissions.discovery import Discovery, Found, discover
from checker.classroom.submissions.other_release import handed_out_otherwise
from checker.classroom.submissions.student_pattern import student_pattern
from checker.classroom.submissions.which_notebook import CourseNotebook
from checker.course.compiling.handouts import handed_out
from checker.course.compiling.own_numbers import require_shared, were_drawn
from checker.course.compiling.roster import Matched, Person, match_roster, read_roster
from checker.errors import UsageError
from checker.records import Cell
from checker.results.intake import Intake, read_intake


@dataclass(frozen=True)
class TakenIn:
    """What came in: the page's words on it, whose it is, what is to be graded, and when it came."""

    intake: Intake
    discovery: Discovery
    roster: Sequence[Person]
    matched: Matched
    found: Sequence[Found]
    dates: Dates


def taken_in(order: Order) -> TakenIn:
    """Find what was handed in, and whose it is.

    Raises
    ------
    UsageError
        If there is nothing, or it was handed out from another release.
    """
    released = handed_out(order.solutions, order.notebooks)
    if order.roster is None:
        require_shared(order.notebooks, "--roster to grade each by theirs")
    roster = read_roster(order.roster) if order.roster else ()
    discovery = _discovered(order, released, roster)
    matched = match_roster(roster, discovery.words) if order.roster else Matched({}, {}, {})
    intake = intake_of(discovery, roster, matched, read_intake(order.results))
    _require_this_release(order, released, discovery)
    dates = dates_of(order, released, discovery, matched)
    return TakenIn(intake, discovery, roster, matched, with_doubts(discovery.found, matched), dates)


def _require_this_release(
    order: Order, released: Mapping[str, Sequence[Cell]], discovery: Discovery
) -> None:
    """Refuse a class that was handed out other numbers than those it would be graded by."""
    for name, cells in () if _own_numbers(order) else released.items():
        mine = [item for item in discovery.found if item.notebook == name]
        count = handed_out_otherwise(mine, cells)
        if count:
            raise UsageError(
                f"{count} submissions of {name} agree on given numbers that are not those of "
                f"{order.notebooks}: they were handed out from another release, made with another "
                "seed; name its folder by --notebooks"
            )


def _own_numbers(order: Order) -> bool:
    """Whether each student was given numbers of their own."""
    drawn = order.secret is not None or were_drawn(order.notebooks)
    return order.roster is not None and drawn


def _discovered(
    order: Order, released: Mapping[str, tuple[Cell, ...]], roster: Sequence[Person]
) -> Discovery:
    return discover(
        order.submitted,
        list(released),
        order.student,
        order.assignment,
        course={name: CourseNotebook(name, cells) for name, cells in released.items()},
        students={word for person in roster for word in (person.id, *person.known_as)},
        pattern=student_pattern(order.pattern) if order.pattern else None,
    )
