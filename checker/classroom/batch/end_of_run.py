"""What stands at the end of a run: the page about the class, and the gradebook."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from checker.classroom.gradebook.timestamps import handed_in
from checker.classroom.gradebook.writing import GradedNotebook, sentences_of, write_gradebook
from checker.classroom.grading.order import Order
from checker.course.compiling.assignments import Assignment
from checker.exercises.casebook import Casebook
from checker.results.schema import Result, read_results
from checker.safe_files import write_file


def write_up(
    order: Order,
    assignments: Iterable[Assignment],
    step: Callable[[str], None],
) -> None:
    """Write the class page and the gradebook from everything that stands in the results.

    What has been handed in where says when, for the gradebook.

    Raises
    ------
    UsageError
        If either cannot be written.
    """
    results = list(read_results(order.results).values())
    if order.report and results:
        step("drawing the class page")
        write_report(order.report, results, [each.casebook for each in assignments])
    if order.gradebook:
        step("writing the gradebook")
        notebooks = [_for_gradebook(order.submitted, each, results) for each in assignments]
        write_gradebook(order.gradebook, notebooks, results)


def _for_gradebook(
    submitted: Path, assignment: Assignment, results: Sequence[Result]
) -> GradedNotebook:
    students = [item["student"] for item in results if item["notebook"] == assignment.name]
    times = handed_in(submitted, assignment.name, students)
    return GradedNotebook(assignment.release, assignment.casebook, times)


def write_report(path: Path, results: Sequence[Result], casebooks: Iterable[Casebook]) -> None:
    """Write the pages about a class; casebooks lend it the misconceptions' sentences.

    Raises
    ------
    UsageError
        If there is no result, or the page cannot be written.
    """
    # it draws with matplotlib, whose import takes longer than grading a notebook
    from checker.reports.class_page import class_pages  # noqa: PLC0415

    sentences = {
        known: sentence
        for casebook in casebooks
        for known, sentence in sentences_of(casebook).items()
    }
    folder = f"{path.stem}-students"
    pages = class_pages(results, sentences=sentences, folder=folder, main=path.name)
    write_file(path, pages.main.encode())
    for name, text in pages.parts.items():
        write_file(path.parent / folder / name, text.encode())
