"""A process in which submissions are marked: what it is told before the first, and what it keeps.

It gets the course as text and bytes, so it needs no folder of the instructor's; what it knows of
the worked solutions and the seed stays in this process, which runs no student's code.
"""

import hashlib
import logging
import threading
import traceback
from collections.abc import Callable, Iterable
from dataclasses import astuple, dataclass, replace
from functools import cached_property

from checker.classroom.grading.grade_submission import Desk
from checker.classroom.grading.messages import Handled, Parcel
from checker.classroom.grading.packed_assignment import PackedAssignment, packed_assignment
from checker.course.compiling.assignments import Assignment
from checker.course.compiling.reference_sandbox import ReferenceSandbox
from checker.errors import UsageError
from checker.records import Provenance
from checker.results.provenance import provenance
from checker.sandbox import Isolation, SandboxPool


@dataclass(frozen=True)
class Orders:
    """What a station is told: the course, what marks rest on, and which pages are wanted."""

    assignments: tuple[PackedAssignment, ...]
    common: Provenance
    feedback: bool
    marked: bool

    @cached_property
    def id(self) -> str:
        """What the station is called that works by these orders."""
        return hashlib.sha256(repr(astuple(self)).encode()).hexdigest()


def orders_for(
    assignments: Iterable[Assignment], common: Provenance, *, feedback: bool, marked: bool
) -> Orders:
    """Give the orders to mark submissions of these assignments."""
    packed = map(packed_assignment, assignments)
    return Orders(tuple(packed), common, feedback, marked)


class Station:
    """A desk with sandboxes of its own.

    Raises
    ------
    UsageError
        If this process would give other marks: its checker, Python or NumPy is another one.
    """

    def __init__(self, orders: Orders, isolation: Isolation, sandboxes: int = 1):
        here = provenance(isolation.name, orders.common.seed)
        if here != orders.common:
            raise UsageError(
                f"a worker has checker {here.checker_version}, Python {here.python} and NumPy "
                f"{here.numpy}; grading was begun with {orders.common.checker_version}, "
                f"{orders.common.python} and {orders.common.numpy}: install the same everywhere"
            )
        assignments = [each.unpacked() for each in orders.assignments]
        self._pool = SandboxPool(isolation, sandboxes)
        self.desk = Desk(
            assignments={each.name: each for each in assignments},
            common=orders.common,
            take=self._pool.take,
            take_reference=lambda: ReferenceSandbox(isolation),
            feedback=orders.feedback,
            marked=orders.marked,
        )

    def close(self) -> None:
        """Drop what is being marked, and end the sandboxes that stand ready."""
        self.desk.stopping.set()
        self._pool.close()


_stations: dict[str, Station] = {}


def open_station(orders: Orders, isolation: Isolation, sandboxes: int = 1) -> None:
    """Have this process work by these orders.

    Raises
    ------
    UsageError
        If it would give other marks.
    """
    log = logging.getLogger("checker")
    if not any(isinstance(handler, _Heard) for handler in log.handlers):
        log.addHandler(_HEARD)
        log.propagate = False
    _stations[orders.id] = Station(orders, isolation, sandboxes)


def close_station(id_: str) -> None:
    """End the work by the orders of this id; nothing happens if there are none."""
    station = _stations.pop(id_, None)
    if station is not None:
        station.close()


def handle(id_: str, parcel: Parcel) -> Handled:
    """Mark a submission by the orders of this id.

    Raises
    ------
    UsageError
        If this process has no such orders, or cannot start a sandbox.
    RuntimeError
        If anything else goes wrong; it holds the traceback as text, which any process can read.
    """
    if id_ not in _stations:
        raise UsageError("a worker was not told what to mark: see its log for the reason")
    handled, said = _HEARD.during(lambda: _handled(_stations[id_], parcel))
    return replace(handled, said=tuple(said))


def _handled(station: Station, parcel: Parcel) -> Handled:
    try:
        return station.desk.handle(parcel)
    except UsageError:
        raise
    except Exception:  # noqa: BLE001 - its class may be unknown where it is read
        raise RuntimeError(traceback.format_exc()) from None


class _Heard(logging.Handler):
    """Collects what is logged while a submission is marked, to be said where the run is watched."""

    def __init__(self) -> None:
        super().__init__()
        self._local = threading.local()

    def during(self, work: Callable[[], Handled]) -> tuple[Handled, list[str]]:
        lines = self._local.lines = []
        return work(), lines

    def emit(self, record: logging.LogRecord) -> None:
        lines = getattr(self._local, "lines", None)
        if lines is not None:
            lines.append(self.format(record))


_HEARD = _Heard()
