"""The plots of the class page, as pictures that an HTML page carries inside itself.

They are drawn like the figures of the notebooks: loading matplotlib for three plots took a third
of all that `checker grade` needs before and after its marks.
"""

import base64
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.figures.chart import Chart, ticks
from checker.figures.drawing import BLUE, GRAY, INK, PALE, PAPER, Drawing, Line, Mark, Words, box
from checker.figures.svg import as_picture
from checker.grades import Outcome
from checker.reports.summary import ExerciseSummary, MisconceptionSummary, NotebookSummary
from checker.reports.visible import safe_line
from checker.reports.words import mark_text, points_text

LIGHT = "#a9c7e8"
WIDTH = 860.0
#: The room for one bar of many beneath each other, and how much of it the bar takes.
ROW, BAR = 27.0, 17.0
#: What a letter of a name is wide at most, and how many letters of it are written.
LETTER, LETTERS = 7.6, 40
#: A bar that is shorter, in percent, has its number beside it.
TOO_SHORT = 8
MOST_BARS = 15


@dataclass(frozen=True)
class Plot:
    """A picture as a data URI, and the sentence that stands for it where it cannot be seen."""

    uri: str
    alt: str


def marks_plot(summary: NotebookSummary) -> Plot:
    """Draw the histogram of marks, with the median as a line."""
    bars, median = summary.histogram, summary.median_score
    top = max(bars, key=lambda bar: bar.count)
    edges = [bar.low for bar in bars] + [bars[-1].high]
    chart = Chart(62, 26, WIDTH - 80, 170, (edges[0], edges[-1]), (0, 1.12 * max(1, top.count)))
    counts = [tick for tick in ticks((0, max(1, top.count))) if tick == int(tick)]
    of = points_text(summary.max_score)
    marks = chart.frame("", f"mark (points of {of})", "submissions", edges, counts)
    for bar in bars:
        (x, y), (right, bottom) = chart.at(bar.low, bar.count), chart.at(bar.high, 0)
        marks.append(box((x, y), right - x, bottom - y, BLUE, PAPER))
    place = chart.at(median, 0)[0]
    marks.append(Line([(place, chart.top), (place, chart.top + chart.height)], INK, 1.6, "dashed"))
    anchor = "end" if place > chart.left + 100 else "start"
    marks.append(Words((place, chart.top - 12), f"median {points_text(median)}", INK, 13, anchor))
    count = len(summary.students)
    alt = (
        f"Histogram of the marks of {count} submission{'s' * (count != 1)}. "
        f"The median is {mark_text(median, summary.max_score)} points; the fullest "
        f"bar, {points_text(top.low)} to {points_text(top.high)} points, holds {top.count}."
    )
    return _plot(Drawing(WIDTH, 246, marks, alt))


def solved_plot(exercises: Sequence[ExerciseSummary]) -> Plot:
    """Draw the share of submissions that solved each exercise, and that of partial answers."""
    chart, marks = _rows([exercise.name for exercise in exercises], 100.0, 34)
    marks += _labels(chart, "share of submissions (%)")
    marks += _legend(chart, {"right": BLUE, "partly right": LIGHT})
    for place, exercise in enumerate(exercises):
        full = 100 * exercise.share(Outcome.PASSED)
        part = 100 * exercise.share(Outcome.PARTIAL)
        marks.append(_bar(chart, place, 0, full, BLUE))
        marks.append(_bar(chart, place, full, full + part, LIGHT))
        if full >= TOO_SHORT:
            marks.append(_beside(chart, place, full, f"{full:.0f} %", PAPER, "end"))
        else:
            marks.append(_beside(chart, place, full + part, f"{full:.0f} %"))
    hardest = min(exercises, key=lambda exercise: exercise.share(Outcome.PASSED))
    alt = (
        f"Bars: share of submissions that solved each of {len(exercises)} exercises. The hardest "
        f"was {safe_line(hardest.name)}, solved by {100 * hardest.share(Outcome.PASSED):.0f} "
        "percent."
    )
    return _plot(Drawing(WIDTH, chart.top + chart.height + 48, marks, alt))


def misconceptions_plot(misconceptions: Sequence[MisconceptionSummary]) -> Plot:
    """Draw how often the most frequent misconceptions were met."""
    shown = misconceptions[:MOST_BARS]
    most = max(mistake.count for mistake in shown)
    chart, marks = _rows([mistake.id for mistake in shown], 1.08 * most, 10)
    marks += _labels(chart, "submissions", whole=True)
    for place, mistake in enumerate(shown):
        marks.append(_bar(chart, place, 0, mistake.count, BLUE))
        marks.append(_beside(chart, place, mistake.count, str(mistake.count)))
    alt = (
        f"Bars: the {len(shown)} most frequent misconceptions. The first is "
        f"{safe_line(shown[0].id)}, met in {shown[0].count} submissions."
    )
    return _plot(Drawing(WIDTH, chart.top + chart.height + 48, marks, alt))


def _plot(drawing: Drawing) -> Plot:
    content = base64.b64encode(as_picture(drawing).encode()).decode("ascii")
    return Plot("data:image/svg+xml;base64," + content, drawing.alt)


def _rows(names: Sequence[str], most: float, top: float) -> tuple[Chart, list[Mark]]:
    """Return a chart with a row for each name, and the names to the left of it."""
    written = [_short(safe_line(name)) for name in names]
    left = 16 + LETTER * max(map(len, written))
    chart = Chart(left, top, WIDTH - left - 40, ROW * len(names), (0, most), (len(names), 0))
    places = (chart.at(0, place + 0.5)[1] for place in range(len(names)))
    marks: list[Mark] = [
        Words((left - 8, place), name, INK, 13, "end")
        for place, name in zip(places, written, strict=True)
    ]
    return chart, marks


def _short(name: str) -> str:
    return name if len(name) <= LETTERS else name[: LETTERS - 1] + "…"


def _labels(chart: Chart, label: str, *, whole: bool = False) -> Iterator[Mark]:
    """The lines and numbers across the bars, and what the numbers are."""
    bottom = chart.top + chart.height
    for tick in ticks(chart.x):
        if not whole or tick == int(tick):
            place = chart.at(tick, 0)[0]
            yield Line([(place, chart.top), (place, bottom)], PALE, 0.8)
            yield Words((place, bottom + 14), points_text(tick), GRAY, 13)
    yield Words((chart.left + chart.width / 2, bottom + 34), label, GRAY, 13)


def _legend(chart: Chart, colors: dict[str, str]) -> Iterator[Mark]:
    """What the colours mean, above the right end of the bars."""
    place = chart.left + chart.width
    for text, color in reversed(colors.items()):
        place -= LETTER * len(text)
        yield Words((place, chart.top - 16), text, INK, 13, "start")
        yield box((place - 24, chart.top - 23), 18, 13, color, BLUE)
        place -= 40


def _bar(chart: Chart, place: int, start: float, end: float, color: str) -> Mark:
    (x, y), (right, _) = chart.at(start, place + 0.5), chart.at(end, place + 0.5)
    return box((x, y - BAR / 2), right - x, BAR, color, BLUE if end > start else "none")


def _beside(
    chart: Chart, place: int, end: float, text: str, color: str = INK, anchor: str = "start"
) -> Mark:
    x, y = chart.at(end, place + 0.5)
    return Words((x + (6 if anchor == "start" else -6), y), text, color, 13, anchor)
