"""Reports as plain text, for the notebook's output and the terminal."""

import textwrap
from collections.abc import Iterator, Sequence

from checker.exhibits import Afterwards, ErrorMap, Exhibit
from checker.grades import Verdict
from checker.reports.content import Report, gathered, report_of
from checker.reports.hints import NO_ROW, AboutRow, hint_of
from checker.reports.maps import LEGEND_TEXT, map_sentence, map_text
from checker.reports.shapes import shapes_text
from checker.reports.visible import safe_line, safe_text

WIDTH = 72
MARK_COLUMN = 27
INDENT = " " * 8
#: Stands above the code that is another way to write an answer.
ANOTHER = "Another way to write it:"


def verdict_text(verdict: Verdict, *, public: bool = True, exhibit: Exhibit | None = None) -> str:
    """Return the report on one exercise as plain text, of fewer than 150 words without exhibit.

    Parameters
    ----------
    public
        Whether the cases may be shown. If not, the report keeps to which check failed, the
        reason and the misconception's sentence.
    exhibit
        The maps and shapes to be shown with public cases.
    """
    report = report_of(verdict, public=public)
    shown = exhibit if exhibit and public else Exhibit()
    return "\n".join(
        [
            heading(f"{report.number} {report.name}", report.mark),
            *_check_lines(report, shown),
            *_closing(report),
            *([f'case("{report.name}") gives this case as code to run.'] if shown.code else []),
            *_afterwards(shown.afterwards),
        ]
    )


def hint_text(
    exercise: str,
    level: int,
    hints: Sequence[str],
    about: AboutRow = NO_ROW,
    beneath: Sequence[str] = (),
) -> str:
    """Return hint number `level` (the first is 1) of an exercise, and say whether one is left.

    `beneath` are lines that stand between the two.
    """
    hint = hint_of(exercise, level, hints, about)
    lines = [line for paragraph in hint.paragraphs for line in wrapped(paragraph, "  ")]
    return "\n".join([hint.heading, *lines, *beneath, *wrapped(hint.more, "")])


def heading(name: str, mark: str) -> str:
    """Return the first line of a report: what it is about, and the mark."""
    return f"{name:<{MARK_COLUMN - 2}}  {mark}"


def _check_lines(report: Report, shown: Exhibit) -> Iterator[str]:
    about = None if report.about is None else report.checks[report.about]
    for check in gathered(report.checks):
        own = "" if report.sentence else report.reason  # a sentence comes before the reason
        reason = own if check is about else check.waits or check.reason
        line = f"{check.name}: {reason}" if reason else check.name
        yield from wrapped(line, INDENT, first=f"  {check.state:<6}")
        if check is about:
            yield from _explanation(report, shown)
    if report.about is None:
        yield from wrapped(report.reason, INDENT)
        yield from _explanation(report, shown)


def _explanation(report: Report, shown: Exhibit) -> Iterator[str]:
    yield from wrapped(report.sentence, INDENT)
    if report.sentence and report.about is not None:
        yield from wrapped(report.reason, INDENT)
    width = max((len(label) for label, _ in report.evidence), default=0)
    for label, value in report.evidence:
        first, *others = value.split("\n")
        yield f"{INDENT}  {label:<{width}}  {first}"
        yield from (f"{INDENT}  {'':<{width}}  {line}" for line in others)
    yield from (f"{INDENT}  {line}" for line in _map_lines(shown.maps))
    yield from wrapped(report.count, INDENT)
    yield from (f"{INDENT}{line}" for line in shapes_text(shown.shapes))


def _map_lines(maps: Sequence[ErrorMap]) -> Iterator[str]:
    """Say of each map in words where it is wrong, before its signs: these are for the eye."""
    for each in maps:
        yield from wrapped(map_sentence(each), "", first="")
        yield from (f"  {line}" for line in map_text(each.errors))
    if maps:
        yield f"({LEGEND_TEXT})"


def _closing(report: Report) -> Iterator[str]:
    for note in report.notes:
        yield from wrapped(note, "  ")
    if report.hint:
        yield report.hint


def _afterwards(said: Afterwards) -> Iterator[str]:
    yield from wrapped(safe_line(said.meaning), "  ")
    if said.another:
        yield f"  {ANOTHER}"
        yield from (f"    {line}" for line in safe_text(said.another).splitlines())
    yield from wrapped(safe_line(said.following), "  ")


def wrapped(text: str, indent: str, first: str | None = None) -> list[str]:
    """Break text into lines that fit a report, indented; the first one as `first` says."""
    opening = indent if first is None else first
    return textwrap.wrap(
        text, WIDTH, initial_indent=opening, subsequent_indent=indent, break_on_hyphens=False
    )
