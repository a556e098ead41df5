"""Whole runs, as the instructor orders them: a class from folder to gradebook, or one notebook."""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from shlex import quote

from checker.classroom.batch.end_of_run import load_ahead, write_up
from checker.classroom.batch.executors import Executor, ProcessExecutor, begin_ahead
from checker.classroom.batch.explaining import ExplainingService
from checker.classroom.batch.fresh_cases import prepare
from checker.classroom.batch.lateness import dates_of
from checker.classroom.batch.ledger import Ledger
from checker.classroom.batch.results_file import ResultsFile
from checker.classroom.batch.scheduler import grade_submissions
from checker.classroom.batch.store import Store
from checker.classroom.batch.taking_in import intake_of, with_doubts
from checker.classroom.batch.worker_process import worker_setup
from checker.classroom.gradebook.trial import try_gradebook
from checker.classroom.grading.messages import GradingReply
from checker.classroom.grading.order import Order
from checker.classroom.submissions.discovery import Discovery, discover
from checker.classroom.submissions.other_release import handed_out_otherwise
from checker.classroom.submissions.protected_places import (
    exchanges,
    gradebook_file,
    open_to_others,
)
from checker.classroom.submissions.student_pattern import student_pattern
from checker.classroom.submissions.which_notebook import CourseNotebook
from checker.course.compiling.explanations import Explanations
from checker.course.compiling.handouts import handed_out, open_course
from checker.course.compiling.own_numbers import Numbers, require_shared, were_drawn, with_personal
from checker.course.compiling.parallel import run_all
from checker.course.compiling.roster import Matched, Person, match_roster, read_roster
from checker.course.compiling.secret import read_secret
from checker.errors import UsageError
from checker.records import Cell
from checker.results.intake import Intake, intake_beside, intake_text, read_intake
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
    released = handed_out(order.solutions, order.notebooks)
    if order.roster is None:
        require_shared(order.notebooks, "--roster to grade each by theirs")
    roster = read_roster(order.roster) if order.roster else ()
    discovery = _discovered(order, released, roster)
    matched = match_roster(roster, discovery.words) if order.roster else Matched({}, {}, {})
    intake = intake_of(discovery, roster, matched, read_intake(order.results))
    found = with_doubts(discovery.found, matched)
    _require_this_release(order, released, discovery)
    dates = dates_of(order, released, discovery, matched)
    if order.gradebook:
        try_gradebook(order.gradebook)
    _warn_of_open_places(order)
    if found and order.cluster is None and not order.results.exists():
        begin_ahead()
    names = sorted({item.notebook for item in discovery.found})
    with ThreadPoolExecutor(1) as beside:  # its walls are tried while the course is read
        choosing = beside.submit(choose, order.isolation, _protected(order))
        course = open_course(order.solutions, order.notebooks, names) if names else {}
        isolation = choosing.result()
    run_tasks = partial(run_all, isolation=isolation, jobs=order.jobs)
    with (
        ResultsFile(order.results) as file,
        Store(store_beside(order.results)) as store,
        Explanations(isolation, order.jobs, store, anew=order.force) as explanations,
    ):
        seed = seed_for(file.recorded, order.seed)
        watch.step("drawing fresh cases")
        assignments = prepare(
            course.values(), seed, run_tasks, store, explanations, force=order.force
        )
        if order.roster:
            watch.step("drawing each student's numbers")
            numbers = Numbers(roster, order.notebooks, _secret(order))
            assignments = {
                name: with_personal(each, course[name], numbers, matched.people, run_tasks)
                for name, each in assignments.items()
            }
        ledger = Ledger(
            assignments=assignments,
            common=provenance(isolation.name, seed),
            file=file,
            store=store,
            order=order,
        )
        write_file(intake_beside(order.results), intake_text(intake).encode(), PRIVATE)
        watch.begins(isolation, discovery)
        done = order, intake, discovery.all_found, assignments.values(), dates, watch.step
        try:
            with _executor_for(ledger, explanations, len(found)) as executor:
                meanwhile = partial(load_ahead, order)
                grade_submissions(found, ledger, executor, watch.result, meanwhile)
        except KeyboardInterrupt:
            write_up(*done, file.recorded)
            raise
    return write_up(*done, file.recorded)


def _warn_of_open_places(order: Order) -> None:
    for place in open_to_others((order.submitted, order.solutions)):
        log.warning(
            "%s can be read by everybody with an account here: chmod -R o= %s",
            place,
            quote(str(place)),
        )


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


def _secret(order: Order) -> bytes | None:
    return read_secret(order.secret) if order.secret else None
