"""A process in which submissions are marked: what it is told before the first, and what it keeps.

It gets the course as text and bytes, so it needs no folder of the instructor's; what it knows of
the worked solutions and the seed stays in this process, which runs no student's code.
"""

import hashlib
import logging
import threading
import traceback
from collections.abc import Callable, Iterable, Mapping
from dataclasses import astuple, dataclass, field, replace
from functools import cache, cached_property
from types import MappingProxyType

from checker.classroom.grading.grade_submission import Grader
from checker.classroom.grading.messages import GradingReply, GradingRequest
from checker.classroom.grading.order import Order
from checker.classroom.grading.packed_assignment import PackedAssignment, packed_assignment
from checker.course.compiling.assignments import Assignment
from checker.course.compiling.reference_sandbox import ReferencePool
from checker.errors import UsageError
from checker.exercises.casebook import CompiledExercise
from checker.exercises.on_file import Explain
from checker.exercises.storage import exercise_in
from checker.grades import Provenance
from checker.results.provenance import provenance
from checker.sandbox import Isolation, SandboxPool


@dataclass(frozen=True)
class WorkerSetup:
    """What a worker is told: the order, the course, what marks rest on, and how many there are.

    `explanations` are of what explains wrong answers, where nobody can be asked for it.
    """

    order: Order
    assignments: tuple[PackedAssignment, ...]
    common: Provenance
    expected: int = 0
    explanations: Mapping[str, bytes] = field(default_factory=dict)

    @cached_property
    def id(self) -> str:
        """What the worker is called that is set up so."""
        return hashlib.sha256(repr(astuple(self)).encode()).hexdigest()

    def explained(self, apart: str) -> CompiledExercise:
        """Return an exercise with all that explains wrong answers to it, by the key of that."""
        return exercise_in(self.explanations[apart])


def worker_setup(
    order: Order,
    assignments: Iterable[Assignment],
    common: Provenance,
    expected: int = 0,
    explanations: Mapping[str, bytes] = MappingProxyType({}),
) -> WorkerSetup:
    """Return what a worker needs to mark so many submissions of these assignments."""
    packed = map(packed_assignment, assignments)
    told = dict(explanations)
    return WorkerSetup(order.for_workers(), tuple(packed), common, expected, told)


class GradingWorker:
    """A grader with sandboxes of its own, and somebody to ask for what explains wrong answers.

    Raises
    ------
    UsageError
        If this process would give other marks: its checker, Python or NumPy is another one.
    """

    def __init__(self, setup: WorkerSetup, isolation: Isolation, explain: Explain | None = None):
        here = provenance(isolation.name, setup.common.seed)
        if here != setup.common:
            raise UsageError(
                f"a worker has checker {here.checker_version}, Python {here.python} and NumPy "
                f"{here.numpy}; grading was begun with {setup.common.checker_version}, "
                f"{setup.common.python} and {setup.common.numpy}: install the same everywhere"
            )
        explain = cache(explain or setup.explained)
        assignments = [each.unpacked(explain) for each in setup.assignments]
        self._pool = SandboxPool(isolation, 1)
        self._references = ReferencePool(isolation)
        self.grader = Grader(
            assignments={each.name: each for each in assignments},
            common=setup.common,
            take=self._pool.take,
            take_reference=self._references.take,
            order=setup.order,
            expected=setup.expected,
            explain=explain,
        )

    def close(self) -> None:
        """Drop what is being marked, and end the sandboxes that stand ready."""
        self.grader.stopping.set()
        self._pool.close()
        self._references.close()


_workers: dict[str, GradingWorker] = {}


def open_worker(setup: WorkerSetup, isolation: Isolation, explain: Explain | None = None) -> None:
    """Set this process up to mark submissions; who explains wrong answers, if that was not told.

    Raises
    ------
    UsageError
        If it would give other marks.
    """
    log = logging.getLogger("checker")
    if not any(isinstance(handler, _CollectedLog) for handler in log.handlers):
        log.addHandler(_LOG)
        log.propagate = False
    _workers[setup.id] = GradingWorker(setup, isolation, explain)


def close_worker(id_: str) -> None:
    """End the worker of this id; nothing happens if there are none."""
    worker = _workers.pop(id_, None)
    if worker is not None:
        worker.close()


def handle(id_: str, request: GradingRequest) -> GradingReply:
    """Mark a submission with the worker of this id.

    Raises
    ------
    UsageError
        If this process has no such setup, or cannot start a sandbox.
    RuntimeError
        If anything else goes wrong; it holds the traceback as text, which any process can read.
    """
    if id_ not in _workers:
        raise UsageError("a worker was not told what to mark: see its log for the reason")
    reply, said = _LOG.during(lambda: _handled(_workers[id_], request))
    return replace(reply, said=tuple(said))


def _handled(worker: GradingWorker, request: GradingRequest) -> GradingReply:
    try:
        return worker.grader.handle(request)
    except UsageError:
        raise
    except Exception:  # noqa: BLE001 - its class may be unknown where it is read
        raise RuntimeError(traceback.format_exc()) from None


class _CollectedLog(logging.Handler):
    """Collects what is logged while a submission is marked, to be said where the run is watched."""

    def __init__(self) -> None:
        super().__init__()
        self._local = threading.local()

    def during(self, work: Callable[[], GradingReply]) -> tuple[GradingReply, list[str]]:
        lines = self._local.lines = []
        return work(), lines

    def emit(self, record: logging.LogRecord) -> None:
        lines = getattr(self._local, "lines", None)
        if lines is not None:
            lines.append(self.format(record))


_LOG = _CollectedLog()
