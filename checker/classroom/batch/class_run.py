"""Whole runs, as the instructor orders them: a class from folder to gradebook, or one notebook."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from checker.classroom.batch.end_of_run import Outputs, write_up
from checker.classroom.batch.executors import Crew, Processes, Threads
from checker.classroom.batch.fresh_cases import prepare
from checker.classroom.batch.ledger import Keeping
from checker.classroom.batch.results_file import ResultsFile
from checker.classroom.batch.scheduler import grade
from checker.classroom.batch.store import Store
from checker.classroom.batch.worker_process import Orders, Station, orders_for
from checker.classroom.grading.messages import Handled
from checker.classroom.submissions.discovery import Discovery, discover
from checker.course.compiling.assignments import Assignment
from checker.course.compiling.handouts import Handout, open_course
from checker.course.compiling.own_numbers import Numbers, require_shared, with_personal
from checker.course.compiling.parallel import Hands, run_all
from checker.course.compiling.roster import read_roster, whose
from checker.course.compiling.secret import read_secret
from checker.results.provenance import provenance, seed_for
from checker.sandbox import Isolation, choose


@dataclass(frozen=True)
class Order:
    """What is to be graded, against what, and how.

    `cluster` is the address of a Dask scheduler, or a cluster or client of `dask.distributed`;
    without one, `jobs` processes of this machine do the work.
    """

    submitted: Path
    solutions: Path
    notebooks: Path
    isolation: str = "auto"
    jobs: int = 1
    seed: int | None = None
    student: str | None = None
    assignment: str | None = None
    force: bool = False
    never_lower: bool = False
    cluster: Any = None
    roster: Path | None = None
    secret: Path | None = None


@dataclass(frozen=True)
class Watch:
    """Who is told how a run goes: when it begins, of each result, and of each step in words."""

    begins: Callable[[Isolation, Discovery], None] = lambda *_: None
    result: Callable[[Handled], None] = lambda _: None
    step: Callable[[str], None] = lambda _: None


#: Nobody is told.
UNWATCHED = Watch()


def grade_class(order: Order, outputs: Outputs, watch: Watch = UNWATCHED) -> None:
    """Grade a class and write up what there is, also when the run is interrupted.

    Raises
    ------
    UsageError
        If there is nothing to grade, no isolation to be had, or a place cannot be written.
    BrokenReference
        If a worked solution fails on its own cases.
    """
    watch.step("reading the course")
    course = open_course(order.solutions, order.notebooks)
    if order.roster is None:
        require_shared(order.notebooks, "--roster to grade each by theirs")
    discovery = discover(order.submitted, list(course), order.student, order.assignment)
    isolation = choose(order.isolation)
    hands = partial(run_all, isolation=isolation, jobs=order.jobs)
    names = sorted({item.notebook for item in discovery.found})
    with ResultsFile(outputs.results) as file, Store(store_beside(outputs.results)) as store:
        seed = seed_for(file.recorded, order.seed)
        watch.step("drawing fresh cases")
        asked = [course[name] for name in names]
        assignments = prepare(asked, seed, hands, store, force=order.force)
        if order.roster:
            watch.step("drawing each student's numbers")
            assignments = _personal(order, assignments, course, discovery, hands)
        keeping = Keeping(
            assignments=assignments,
            common=provenance(isolation.name, seed),
            file=file,
            store=store,
            feedback=outputs.feedback,
            marked=outputs.marked,
            force=order.force,
            never_lower=order.never_lower,
        )
        watch.begins(isolation, discovery)
        try:
            with _crew(order, keeping, isolation, len(discovery.found)) as crew:
                grade(discovery.found, keeping, crew, watch.result)
        except KeyboardInterrupt:
            write_up(outputs, order.submitted, assignments.values(), watch.step)
            raise
    write_up(outputs, order.submitted, assignments.values(), watch.step)


def store_beside(results: Path) -> Path:
    """Give where the verdicts are stored that belong to a file of results."""
    return results.with_name(f"{results.stem}.verdicts.db")


@contextmanager
def _crew(order: Order, keeping: Keeping, isolation: Isolation, count: int) -> Iterator[Crew]:
    """Give the crew that an order asks for; nobody is sent for whom there is no work."""
    orders = _orders(keeping)
    width = min(order.jobs, count)
    if order.cluster is not None:
        from checker.classroom.batch.dask import Cluster  # noqa: PLC0415 - takes Dask, an extra

        yield Cluster(orders, order.cluster)
    elif width > 1:
        yield Processes(orders, width)
    else:
        station = Station(orders, isolation)
        try:
            yield Threads(station.desk.handle, 1, station.desk.stopping)
        finally:
            station.close()


def _orders(keeping: Keeping) -> Orders:
    return orders_for(
        keeping.assignments.values(),
        keeping.common,
        feedback=keeping.feedback is not None,
        marked=keeping.marked is not None,
    )


def _personal(
    order: Order,
    assignments: Mapping[str, Assignment],
    course: Mapping[str, Handout],
    discovery: Discovery,
    hands: Hands,
) -> dict[str, Assignment]:
    """Give the assignments with the numbers of each student who handed something in."""
    roster = read_roster(order.roster) if order.roster else ()
    secret = read_secret(order.secret) if order.secret else None
    numbers = Numbers(roster, order.notebooks, secret)
    students = whose(roster, sorted({item.student for item in discovery.found}))
    return {
        name: with_personal(assignment, course[name], numbers, students, hands)
        for name, assignment in assignments.items()
    }
