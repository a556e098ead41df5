"""What `checker verify` shows: its progress, a table of the course, and what is wrong."""

from collections.abc import Callable, Iterator
from itertools import groupby

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from checker.proving.course import COLUMNS, Findings, Row

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


def _cells(row: Row) -> Iterator[str]:
    yield from (row.number, row.exercise, f"{row.points:g}")
    yield from map(row.figure, COLUMNS)
    yield GOOD if row.holds else BAD


def conclusion(findings: Findings) -> str:
    """Say what came of it in one sentence."""
    if findings.faults:
        count = len(findings.faults)
        return f"{count} thing{'s are' if count > 1 else ' is'} wrong."
    return f"All that is promised of {len(findings.rows)} exercises holds."
