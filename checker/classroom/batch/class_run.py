"""Whole runs, as the instructor orders them: a class from folder to gradebook, or one notebook."""

import logging
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from shlex import quote

from checker.classroom.batch.came_in import TakenIn, taken_in
from checker.classroom.batch.end_of_run import load_ahead, write_up
from checker.classroom.batch.executors import Executor, ProcessExecutor, begin_ahead
from checker.classroom.batch.explaining import ExplainingService
from checker.classroom.batch.fresh_cases import prepare
from checker.classroom.batch.ledger import Ledger
from checker.classroom.batch.results_file import ResultsFile
from checker.classroom.batch.scheduler import grade_submissions
from checker.classroom.batch.store import Store
from checker.classroom.batch.worker_process import worker_setup
from checker.classroom.gradebook.trial import try_gradebook
from checker.classroom.grading.messages import GradingReply
from checker.classroom.grading.order import Order
from checker.classroom.submissions.discovery import Discovery
from checker.classroom.submissions.protected_places import (
    exchanges,
    gradebook_file,
    open_to_others,
)
from checker.course.compiling.assignments import Assignment
from checker.course.compiling.explanations import Explanations
from checker.course.compiling.handouts import Handout, open_course
from checker.course.compiling.own_numbers import Numbers, with_personal
from checker.course.compiling.parallel import RunTasks, run_all
from checker.course.compiling.secret import read_secret
from checker.results.intake import Intake, intake_beside, intake_text
from checker.results.provenance import provenance, seed_for
from checker.results.run_places import places_beside
from checker.safe_files import PRIVATE, write_file
from checker.sandbox import Isolation, choose

log = logging.getLogger("checker")


@dataclass(frozen=True)
class Watch:
    """Who is told how a run goes: when it begins, of each result, and of each step in words."""

    begins: Callable[[Isolation, Discovery], None] = lambda *_: None
    result: Callable[[GradingReply], None] = lambda _: None
    step: Callable[[str], None] = lambda _: None


#: Nobody is told.
UNWATCHED = Watch()


def grade_class(order: Order, watch: Watch = UNWATCHED) -> Intake:
    """Grade a class and write up what there is, also when the run is interrupted.

    Give what came in, and what of it a person has to see to.

    Raises
    ------
    UsageError
        If there is nothing to grade, no isolation to be had, or a place cannot be written.
    BrokenReference
        If a worked solution fails on its own cases.
    """
    watch.step("reading the course")
    came = taken_in(order)
    if order.gradebook:
        try_gradebook(order.gradebook)
    _warn_of_open_places(order)
    if came.found and order.cluster is None and not order.results.exists():
        begin_ahead()
    course, isolation = _course_and_walls(order, came.discovery)
    with (
        ResultsFile(order.results) as file,
        Store(store_beside(order.results)) as store,
        Explanations(isolation, order.jobs, store, anew=order.force) as explanations,
    ):
        common = provenance(isolation.name, seed_for(file.recorded, order.seed))
        run_tasks = partial(run_all, isolation=isolation, jobs=order.jobs)
        watch.step("drawing fresh cases")
        assignments = prepare(
            course.values(), common.seed, run_tasks, store, explanations, force=order.force
        )
        if order.roster:
            watch.step("drawing each student's numbers")
            assignments = _with_own_numbers(order, came, course, assignments, run_tasks)
        ledger = Ledger(assignments=assignments, common=common, file=file, store=store, order=order)
        write_file(intake_beside(order.results), intake_text(came.intake).encode(), PRIVATE)
        watch.begins(isolation, came.discovery)
        everything = came.discovery.all_found
        done = order, came.intake, everything, assignments.values(), came.dates, watch.step
        try:
            with _executor_for(ledger, explanations, len(came.found)) as executor:
                meanwhile = partial(load_ahead, order)
                grade_submissions(came.found, ledger, executor, watch.result, meanwhile)
        except KeyboardInterrupt:
            write_up(*done, file.recorded)
            raise
    return write_up(*done, file.recorded)


def _course_and_walls(order: Order, discovery: Discovery) -> tuple[dict[str, Handout], Isolation]:
    """Open the lessons that came in; the walls are tried while they are read."""
    names = sorted({item.notebook for item in discovery.found})
    with ThreadPoolExecutor(1) as beside:
        choosing = beside.submit(choose, order.isolation, _protected(order))
        course = open_course(order.solutions, order.notebooks, names) if names else {}
        return course, choosing.result()


def _with_own_numbers(
    order: Order,
    came: TakenIn,
    course: Mapping[str, Handout],
    assignments: Mapping[str, Assignment],
    run_tasks: RunTasks,
) -> dict[str, Assignment]:
    """Give each student of the roster their own numbers, where a lesson has such."""
    numbers = Numbers(came.roster, order.notebooks, _secret(order))
    return {
        name: with_personal(each, course[name], numbers, came.matched.people, run_tasks)
        for name, each in assignments.items()
    }


def _warn_of_open_places(order: Order) -> None:
    for place in open_to_others((order.submitted, order.solutions)):
        log.warning(
            "%s can be read by everybody with an account here: chmod -R o= %s",
            place,
            quote(str(place)),
        )


def _protected(order: Order) -> list[Path]:
    """List what student code of this run may not see."""
    given = (order.submitted, order.solutions, order.notebooks, order.roster, order.secret)
    written = (
        *(
            order.results,
            store_beside(order.results),
            intake_beside(order.results),
            places_beside(order.results),
            gradebook_file(order.gradebook),
        ),
        *(order.feedback, order.report, order.explained, order.marked),
    )
    places = [place for place in (*given, *written) if place is not None]
    return [*places, *exchanges(order.submitted.absolute().parent)]


def store_beside(results: Path) -> Path:
    """Return where the verdicts are stored that belong to a file of results."""
    return results.with_name(f"{results.stem}.verdicts.db")


@contextmanager
def _executor_for(ledger: Ledger, explanations: Explanations, count: int) -> Iterator[Executor]:
    """Return the executor that an order asks for; no worker is begun without work.

    Workers of this machine ask for what explains wrong answers; others are told all of it ahead.
    """
    order = ledger.order
    told = order, ledger.assignments.values(), ledger.common, count
    if order.cluster is not None:
        from checker.classroom.batch.dask import DaskExecutor  # noqa: PLC0415 - takes Dask, an extra

        yield DaskExecutor(worker_setup(*told, explanations.all()), order.cluster)
        return
    # one at a time too: what judging costs is held by the kernel, for a process of its own
    with ExplainingService(explanations) as service:
        width = max(1, min(order.jobs, count))
        yield ProcessExecutor(worker_setup(*told), width, service.questions)


def _secret(order: Order) -> bytes | None:
    return read_secret(order.secret) if order.secret else None
