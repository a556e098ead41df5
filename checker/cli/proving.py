"""What `checker verify` shows: its progress, a table of the course, and what is wrong."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from checker.cli.terminal import say
from checker.course.proving.course import COLUMNS, Findings, LessonRow
from checker.course.proving.readings import MEASURES, Reading
from checker.course.proving.stated import table_heading

GOOD, BAD = "ok", "FAIL"
#: Columns of text that the table needs: a narrow terminal breaks lines, but loses no figure.
WIDTH = 120


class Pieces(Progress):
    """A bar for each stage of a trial, in pieces done."""

    def __init__(self) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        console = Console(stderr=True)
        super().__init__(*columns, TimeElapsedColumn(), console=console, transient=True)

    def stage(self, what: str, total: int) -> Callable[[], None]:
        """Begin a stage; give what is to be called after each of its pieces."""
        task = self.add_task(what, total=total)
        return lambda: self.advance(task)


def print_table(findings: Findings) -> None:
    """Print a row for each exercise, under the name of its lesson."""
    table = Table("", "exercise", "points", *COLUMNS, "", box=None, header_style="bold")
    for place, column in enumerate(table.columns):
        column.no_wrap = True
        column.justify = "right" if 1 < place < len(table.columns) - 1 else "left"
    for lesson, rows in groupby(findings.rows, lambda row: row.lesson):
        table.add_row("", lesson, style="bold")
        for row in rows:
            table.add_row(*_cells(row), style="" if row.holds else "red")
    Console(width=max(Console().width, WIDTH)).print(table)


def _cells(row: LessonRow) -> Iterator[str]:
    yield from (row.number, row.exercise, f"{row.points:g}")
    yield from map(row.figure, COLUMNS)
    yield GOOD if row.holds else BAD


def print_readings(findings: Findings, right_seeds: int, wrong_seeds: int) -> None:
    """Print the judge's figures as a table in Markdown, and what it may accept, with reasons."""
    say("")
    say(f"| the judge, measured | wanted | {table_heading(right_seeds, wrong_seeds)} |")
    say("|---|---|---|")
    for measure in MEASURES:
        reading = findings.readings.get(measure, Reading())
        say(f"| {measure.name} | {measure.goal()} | {measure.shown(reading)} |")
    say("")
    reasons = Counter(reason for row in findings.rows for reason in row.allowed)
    say(f"Not counted are {reasons.total()} mutants that are as right as the worked solution:")
    for reason, count in reasons.most_common():
        say(f"{count:5}  {reason}")


def proof_conclusion(findings: Findings, faults: Sequence[str]) -> str:
    """Say what came of it in one sentence."""
    if faults:
        return f"{len(faults)} thing{'s are' if len(faults) > 1 else ' is'} wrong."
    return f"All that is promised of {len(findings.rows)} exercises holds."
