"""The plots of the class page, as pictures that an HTML page carries inside itself."""

import base64
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from checker.grades import Outcome
from checker.reports.summary import ExerciseSummary, MisconceptionSummary, NotebookSummary
from checker.reports.visible import safe_line
from checker.reports.words import mark_text, points_text

DARK, LIGHT, INK, GRID = "#1f5a99", "#a9c7e8", "#1d2430", "#d5dae1"
WIDTH = 8.9
MOST_BARS = 15

#: Names from a results file are text: a `$` in one must not be read as mathematics.
STYLE: dict[Any, Any] = {
    "text.parse_math": False,
    "svg.fonttype": "none",
    "svg.hashsalt": "checker",
    "font.sans-serif": ["Arial", "Helvetica", "Liberation Sans", "DejaVu Sans"],
    "font.size": 9.5,
    "text.color": INK,
    "axes.labelcolor": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "axes.edgecolor": GRID,
    "axes.axisbelow": True,
}


@dataclass(frozen=True)
class Plot:
    """A picture as a data URI, and the sentence that stands for it where it cannot be seen."""

    uri: str
    alt: str


def marks_plot(summary: NotebookSummary) -> Plot:
    """Draw the histogram of marks, with the median as a line."""
    bars = summary.histogram
    with _figure(2.6) as (axes, picture):
        lows, widths = [bar.low for bar in bars], [bar.high - bar.low for bar in bars]
        counts = [bar.count for bar in bars]
        axes.bar(lows, counts, widths, align="edge", color=DARK, edgecolor="white")
        axes.axvline(summary.median_score, color=INK, linewidth=1.2, linestyle=(0, (4, 3)))
        axes.annotate(
            f"median {points_text(summary.median_score)}",
            (summary.median_score, 1), (-5, -2), ha="right", va="top",
            xycoords=("data", "axes fraction"), textcoords="offset points",
        )  # fmt: skip
        axes.set(xlabel=f"mark (points of {points_text(summary.max_score)})", ylabel="submissions")
        axes.set_xticks([bar.low for bar in bars] + [bars[-1].high])
        axes.set_xlim(bars[0].low, bars[-1].high)
        axes.yaxis.set_major_locator(MaxNLocator(integer=True))
        axes.grid(axis="y", color=GRID, linewidth=0.7)
    top = max(bars, key=lambda bar: bar.count)
    return picture.plot(
        f"Histogram of the marks of {len(summary.students)} submissions. "
        f"The median is {mark_text(summary.median_score, summary.max_score)} points; the fullest "
        f"bar, {points_text(top.low)} to {points_text(top.high)} points, holds {top.count}."
    )


def solved_plot(exercises: Sequence[ExerciseSummary]) -> Plot:
    """Draw the share of submissions that solved each exercise, and that of partial answers."""
    names = [safe_line(exercise.name) for exercise in exercises]
    solved = [100 * exercise.share(Outcome.PASSED) for exercise in exercises]
    partial = [100 * exercise.share(Outcome.PARTIAL) for exercise in exercises]
    with _figure(0.9 + 0.27 * len(names)) as (axes, picture):
        _horizontal(axes, names)
        axes.barh(range(len(names)), solved, 0.66, color=DARK, label="right")
        axes.barh(
            range(len(names)), partial, 0.66, left=solved, color=LIGHT, label="partly right",
            hatch="////", edgecolor="white", linewidth=0,
        )  # fmt: skip
        for place, (full, part) in enumerate(zip(solved, partial, strict=True)):
            _label_share(axes, place, full, part)
        axes.set(xlim=(0, 100), xlabel="share of submissions (%)")
        axes.legend(
            loc="lower right", bbox_to_anchor=(1, 1), ncols=2, frameon=False, borderaxespad=0
        )
    hardest = min(exercises, key=lambda exercise: exercise.share(Outcome.PASSED))
    return picture.plot(
        f"Bars: share of submissions that solved each of {len(names)} exercises. The hardest was "
        f"{safe_line(hardest.name)}, solved by {100 * hardest.share(Outcome.PASSED):.0f} percent."
    )


def _label_share(axes: Axes, place: int, full: float, part: float) -> None:
    """Write the share solved into its own bar; beside both bars if that is too short."""
    if full >= 8:
        axes.text(full - 0.8, place, f"{full:.0f} %", ha="right", va="center", color="white")
    else:
        axes.text(full + part + 0.8, place, f"{full:.0f} %", va="center")


def misconceptions_plot(misconceptions: Sequence[MisconceptionSummary]) -> Plot:
    """Draw how often the most frequent misconceptions were met."""
    shown = misconceptions[:MOST_BARS]
    with _figure(0.7 + 0.27 * len(shown)) as (axes, picture):
        _horizontal(axes, [safe_line(mistake.id) for mistake in shown])
        counts = [mistake.count for mistake in shown]
        axes.barh(range(len(shown)), counts, 0.66, color=DARK)
        for place, count in enumerate(counts):
            axes.text(count + 0.012 * max(counts), place, str(count), va="center")
        axes.set(xlim=(0, 1.06 * max(counts)), xlabel="submissions")
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    return picture.plot(
        f"Bars: the {len(shown)} most frequent misconceptions. The first is "
        f"{safe_line(shown[0].id)}, met in {shown[0].count} submissions."
    )


class _Picture:
    """Holds what a figure was drawn to, once its `with` block has ended."""

    svg = b""

    def plot(self, alt: str) -> Plot:
        return Plot("data:image/svg+xml;base64," + base64.b64encode(self.svg).decode("ascii"), alt)


@contextmanager
def _figure(height: float) -> Iterator[tuple[Axes, _Picture]]:
    """A figure with one plain pair of axes, saved when the block ends; pyplot stays untouched."""
    picture, buffer = _Picture(), io.BytesIO()
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(WIDTH, height), layout="constrained")
        axes = figure.subplots()
        axes.spines[["top", "right", "left"]].set_visible(False)
        axes.tick_params(length=0)
        yield axes, picture
        figure.savefig(buffer, format="svg", metadata={"Date": None})
    picture.svg = buffer.getvalue()


def _horizontal(axes: Axes, names: Sequence[str]) -> None:
    axes.set_yticks(range(len(names)), names)
    axes.invert_yaxis()
    axes.grid(axis="x", color=GRID, linewidth=0.7)
