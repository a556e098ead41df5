"""Reports as plain text, for the notebook's output and the terminal."""

import textwrap
from collections.abc import Iterator, Sequence

from checker.records import Verdict
from checker.reports.content import Report, hint_of, report_of
from checker.reports.progress import ProgressRow, next_step, total_mark
from checker.reports.visible import safe_line
from checker.reports.words import OUTCOME_WORDS, mark_text

WIDTH = 72
MARK_COLUMN = 27
INDENT = " " * 8


def verdict_text(verdict: Verdict, *, public: bool = True) -> str:
    """Give the report on one exercise as plain text of fewer than 150 words.

    Parameters
    ----------
    public
        Whether the cases may be shown. If not, the report keeps to which check failed, the
        reason and the misconception's sentence.
    """
    report = report_of(verdict, public=public)
    return "\n".join(
        [
            _heading(f"{report.number} {report.name}", report.mark),
            *_check_lines(report),
            *_closing(report),
        ]
    )


def hint_text(exercise: str, level: int, hints: Sequence[str]) -> str:
    """Give hint number `level` (the first is 1) of an exercise, and say whether one is left."""
    hint = hint_of(exercise, level, hints)
    lines = [line for paragraph in hint.paragraphs for line in wrapped(paragraph, "  ")]
    return "\n".join([hint.heading, *lines, *wrapped(hint.more, "")])


def progress_text(rows: Sequence[ProgressRow], *, notebook: str = "this notebook") -> str:
    """Give the marks so far as an aligned table, and below it what to do next."""
    names = [safe_line(f"{row.number} {row.name}") for row in rows]
    marks = [mark_text(row.points, row.max_points) for row in rows]
    name_width, mark_width = max(map(len, names), default=0), max(map(len, marks), default=0)
    table = [
        f"  {name:<{name_width}}  {mark:>{mark_width}}  {OUTCOME_WORDS[row.outcome]}"
        for name, mark, row in zip(names, marks, rows, strict=True)
    ]
    heading = _heading(f"Progress in {safe_line(notebook)}", total_mark(rows))
    return "\n".join([heading, *table, *wrapped(next_step(rows), "")])


def _heading(name: str, mark: str) -> str:
    return f"{name:<{MARK_COLUMN - 2}}  {mark}"


def _check_lines(report: Report) -> Iterator[str]:
    for place, check in enumerate(report.checks):
        about = place == report.about
        reason = report.reason if about else check.waits
        line = f"{check.name}: {reason}" if reason else check.name
        yield from wrapped(line, INDENT, first=f"  {check.state:<6}")
        if about:
            yield from _explanation(report)
    if report.about is None:
        yield from wrapped(report.reason, INDENT)
        yield from _explanation(report)


def _explanation(report: Report) -> Iterator[str]:
    width = max((len(label) for label, _ in report.evidence), default=0)
    for label, value in report.evidence:
        first, *others = value.split("\n")
        yield f"{INDENT}  {label:<{width}}  {first}"
        yield from (f"{INDENT}  {'':<{width}}  {line}" for line in others)
    yield from wrapped(report.sentence, INDENT)
    yield from wrapped(report.count, INDENT)


def _closing(report: Report) -> Iterator[str]:
    for note in report.notes:
        yield from wrapped(note, "  ")
    if report.hint:
        yield report.hint


def wrapped(text: str, indent: str, first: str | None = None) -> list[str]:
    """Break text into lines that fit a report, indented; the first one as `first` says."""
    opening = indent if first is None else first
    return textwrap.wrap(
        text, WIDTH, initial_indent=opening, subsequent_indent=indent, break_on_hyphens=False
    )
