"""Whole runs, as the instructor orders them: a class from folder to gradebook, or one notebook."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from checker.classroom.batch.end_of_run import write_up
from checker.classroom.batch.executors import Executor, ProcessExecutor, ThreadExecutor
from checker.classroom.batch.fresh_cases import prepare
from checker.classroom.batch.ledger import Ledger
from checker.classroom.batch.results_file import ResultsFile
from checker.classroom.batch.scheduler import grade_submissions
from checker.classroom.batch.store import Store
from checker.classroom.batch.worker_process import GradingWorker, worker_setup
from checker.classroom.grading.messages import GradingReply
from checker.classroom.grading.order import Order
from checker.classroom.submissions.discovery import Discovery, discover
from checker.classroom.submissions.protected_places import exchanges, gradebook_file
from checker.course.compiling.assignments import Assignment
from checker.course.compiling.handouts import Handout, open_course
from checker.course.compiling.own_numbers import Numbers, require_shared, with_personal
from checker.course.compiling.parallel import RunTasks, run_all
from checker.course.compiling.roster import read_roster, whose
from checker.course.compiling.secret import read_secret
from checker.results.provenance import provenance, seed_for
from checker.sandbox import Isolation, choose


@dataclass(frozen=True)
class Watch:
    """Who is told how a run goes: when it begins, of each result, and of each step in words."""

    begins: Callable[[Isolation, Discovery], None] = lambda *_: None
    result: Callable[[GradingReply], None] = lambda _: None
    step: Callable[[str], None] = lambda _: None


#: Nobody is told.
UNWATCHED = Watch()


def grade_class(order: Order, watch: Watch = UNWATCHED) -> None:
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
    isolation = choose(order.isolation, _protected(order))
    run_tasks = partial(run_all, isolation=isolation, jobs=order.jobs)
    names = sorted({item.notebook for item in discovery.found})
    with ResultsFile(order.results) as file, Store(store_beside(order.results)) as store:
        seed = seed_for(file.recorded, order.seed)
        watch.step("drawing fresh cases")
        asked = [course[name] for name in names]
        assignments = prepare(asked, seed, run_tasks, store, force=order.force)
        if order.roster:
            watch.step("drawing each student's numbers")
            assignments = _personal(order, assignments, course, discovery, run_tasks)
        ledger = Ledger(
            assignments=assignments,
            common=provenance(isolation.name, seed),
            file=file,
            store=store,
            order=order,
        )
        watch.begins(isolation, discovery)
        try:
            with _executor_for(ledger, isolation, len(discovery.found)) as executor:
                grade_submissions(discovery.found, ledger, executor, watch.result)
        except KeyboardInterrupt:
            write_up(order, assignments.values(), watch.step)
            raise
    write_up(order, assignments.values(), watch.step)


def _protected(order: Order) -> list[Path]:
    """List what student code of this run may not see."""
    given = (order.submitted, order.solutions, order.notebooks, order.roster, order.secret)
    written = (
        *(order.results, store_beside(order.results), gradebook_file(order.gradebook)),
        *(order.feedback, order.report, order.marked),
    )
    places = [place for place in (*given, *written) if place is not None]
    return [*places, *exchanges(order.submitted.absolute().parent)]


def store_beside(results: Path) -> Path:
    """Give where the verdicts are stored that belong to a file of results."""
    return results.with_name(f"{results.stem}.verdicts.db")


@contextmanager
def _executor_for(ledger: Ledger, isolation: Isolation, count: int) -> Iterator[Executor]:
    """Give the executor that an order asks for; no worker is begun without work."""
    order = ledger.order
    setup = worker_setup(order, ledger.assignments.values(), ledger.common)
    width = min(order.jobs, count)
    if order.cluster is not None:
        from checker.classroom.batch.dask import DaskExecutor  # noqa: PLC0415 - takes Dask, an extra

        yield DaskExecutor(setup, order.cluster)
    elif width > 1:
        yield ProcessExecutor(setup, width)
    else:
        worker = GradingWorker(setup, isolation)
        try:
            yield ThreadExecutor(worker.grader.handle, 1, worker.grader.stopping)
        finally:
            worker.close()


def _personal(
    order: Order,
    assignments: Mapping[str, Assignment],
    course: Mapping[str, Handout],
    discovery: Discovery,
    run_tasks: RunTasks,
) -> dict[str, Assignment]:
    """Give the assignments with the numbers of each student who handed something in."""
    roster = read_roster(order.roster) if order.roster else ()
    secret = read_secret(order.secret) if order.secret else None
    numbers = Numbers(roster, order.notebooks, secret)
    students = whose(roster, sorted({item.student for item in discovery.found}))
    return {
        name: with_personal(assignment, course[name], numbers, students, run_tasks)
        for name, assignment in assignments.items()
    }
