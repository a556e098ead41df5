"""What stands at the end of a run: the gradebook, what it adds to pages, and the class page."""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from checker.classroom.batch.decided_pages import bring_up_to_date
from checker.classroom.batch.exchange_files import carry_on
from checker.classroom.batch.lateness import Dates
from checker.classroom.gradebook.by_hand import counted_results, without_submission
from checker.classroom.gradebook.tables_alone import load_tables
from checker.classroom.gradebook.timestamps import handed_in
from checker.classroom.gradebook.writing import (
    GradedNotebook,
    sentences_of,
    student_id,
    write_gradebook,
)
from checker.classroom.grading.order import Order, explained_beside
from checker.classroom.submissions.discovery import Found
from checker.course.compiling.assignments import Assignment
from checker.exercises.casebook import Casebook
from checker.reports.pages import compile_templates
from checker.reports.student_links import StudentLinks
from checker.results.in_words import rewritten_words, waiting_marks
from checker.results.intake import UNKNOWN, Intake, intake_beside, intake_text
from checker.results.run_places import RunPlaces, keep_places, read_places
from checker.results.schema import Key, Result, key_of, read_results
from checker.safe_files import PRIVATE, keep_folder_private, place_of, write_file


def load_ahead(order: Order) -> None:
    """Load what the end of a run is written with, for which the first marks need not wait."""
    if order.gradebook:
        load_tables()
    if order.report:
        from checker.reports.class_page import CLASS_TEMPLATES  # noqa: PLC0415 - takes long

        compile_templates(CLASS_TEMPLATES)


def write_up(
    order: Order,
    intake: Intake,
    found: Sequence[Found],
    assignments: Iterable[Assignment],
    dates: Dates,
    step: Callable[[str], None],
    before: Mapping[Key, Result],
) -> Intake:
    """Write the class page and the gradebook from everything that stands in the results.

    What was found says when it was handed in, for the gradebook, into which strangers do not come.
    `before` are the results that stood before this run: words that are others by now are marked
    anew. Give what came in, with the time stamps that could not be read and what waits for marks.

    Raises
    ------
    UsageError
        If any of it cannot be written.
    """
    results = read_results(order.results)
    assignments = list(assignments)
    stamps = {(each.student, each.notebook): each.stamp for each in found}
    stamped, unread = handed_in(stamps)
    times = {**dates.times, **stamped}
    intake = replace(intake, stamps=(*unread, *dates.remarks(times)))
    write_file(intake_beside(order.results), intake_text(intake).encode())
    carry_on(found, stamped, ((order.feedback, ".html"), (order.marked, ".ipynb")))
    rewritten = rewritten_words(results, before)
    notebooks = [_for_gradebook(each, times, dates, rewritten) for each in assignments]
    counted = list(results.values())
    try:
        counted, intake = _settled(order, results, intake, found, notebooks, step)
    finally:  # whatever became of the gradebook, there is a page of what the checks gave
        if order.report and results:
            step("drawing the class page")
            books = [each.casebook for each in assignments]
            write_report(order.report, counted, books, intake, order.feedback)
    return replace(intake, waiting=waiting_marks(counted))


def _settled(
    order: Order,
    results: Mapping[Key, Result],
    intake: Intake,
    found: Sequence[Found],
    notebooks: Sequence[GradedNotebook],
    step: Callable[[str], None],
) -> tuple[list[Result], Intake]:
    """Write the gradebook, and return the results as they count with what a person entered there.

    Where this run has no gradebook, that of an earlier one counts: marks by hand are not lost.
    Without a roster the gradebook says who is in the class, and so who has not handed in.
    """
    if order.gradebook:
        step("writing the gradebook")
        ours = [each for each in results.values() if each["student"] not in intake.strangers]
        write_gradebook(order.gradebook, notebooks, ours)
        if order.roster is None:
            intake = replace(intake, missing=_lacking(order.gradebook, intake, notebooks, found))
            write_file(intake_beside(order.results), intake_text(intake).encode())
    keep_places(order.results, RunPlaces(order.gradebook, order.feedback))
    counted = counted_results(results, read_places(order.results).gradebook)
    if order.feedback:
        bring_up_to_date(order.feedback, counted)
    return counted, intake


def _lacking(
    gradebook: str, intake: Intake, notebooks: Iterable[GradedNotebook], found: Iterable[Found]
) -> dict[str, tuple[str, ...]]:
    """Name who stands in the gradebook, and neither has a submission there nor has come in."""
    names = [each.casebook.notebook for each in notebooks]
    came = {(student_id(each.student), each.notebook) for each in found}
    lacking = {
        name: tuple(student for student in students if (student, name) not in came)
        for name, students in without_submission(gradebook, names).items()
    }
    return {**intake.missing, **{name: who for name, who in lacking.items() if who}}


def _for_gradebook(
    assignment: Assignment,
    times: Mapping[Key, datetime],
    dates: Dates,
    rewritten: Iterable[tuple[Key, str]],
) -> GradedNotebook:
    name = assignment.name
    return GradedNotebook(
        assignment.release,
        assignment.casebook,
        {student: when for (student, notebook), when in times.items() if notebook == name},
        dates.due.get(name),
        dates.deadlines.get(name, {}),
        dates.late_in(name, times),
        frozenset((key[0], exercise) for key, exercise in rewritten if key[1] == name),
    )


def _links(report: Path, result: Result, feedback: Path | None) -> StudentLinks:
    """Return the addresses of a student's pages, as seen from the page about the class."""

    def address(folder: Path | None) -> str:
        place = folder and place_of(folder, result["student"], result["notebook"], ".html")
        if not place or not place.is_file():
            return ""
        return quote(Path(os.path.relpath(place, report.parent)).as_posix())

    return StudentLinks(address(explained_beside(report)), address(feedback))


def write_report(
    path: Path,
    results: Sequence[Result],
    casebooks: Iterable[Casebook],
    intake: Intake = UNKNOWN,
    feedback: Path | None = None,
) -> None:
    """Write the pages about a class; casebooks lend it the misconceptions' sentences.

    With what came in, it also says who has handed in nothing, and what is nobody's. It links to
    the pages of students that are there, in the folder of feedback and in the one beside it that
    explains their marks.

    Raises
    ------
    UsageError
        If there is no result, or the page cannot be written.
    """
    from checker.reports.class_page import class_pages  # noqa: PLC0415 - takes long

    sentences = {
        known: sentence
        for casebook in casebooks
        for known, sentence in sentences_of(casebook).items()
    }
    folder = f"{path.stem}-students"
    pages = class_pages(
        results,
        sentences=sentences,
        folder=folder,
        main=path.name,
        intake=intake,
        links={key_of(each): _links(path, each, feedback) for each in results},
    )
    write_file(path, pages.main.encode(), PRIVATE)
    keep_folder_private(path.parent / folder)
    for name, text in pages.parts.items():
        write_file(path.parent / folder / name, text.encode(), PRIVATE)
