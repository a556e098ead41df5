"""A page on which a network reads what is drawn: one file that asks nobody for anything."""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

import numpy as np

from checker.figures.chart import Chart, ticks
from checker.figures.drawing import as_text
from checker.figures.embedded import locked_page
from checker.figures.layers import Layers

#: What the page opens with; the figure of notebook 5 opens with the same drawing.
SEVEN = "\n".join(
    [" ###########", " ############", "          ###", "         ###", "        ###",
     "       ###", "      ###", "     ###", "    ###", "    ##"]
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Told:
    """What a page tells beside the network; what is empty is left out."""

    title: str = "A network that reads digits"
    name: str = ""
    words: str = ""
    #: Without it nothing but the sheet is shown.
    heading: bool = True
    #: What is on the sheet at first, in letters.
    drawing: str = SEVEN
    #: By name a number for each epoch.
    curves: Mapping[str, Sequence[float]] = field(default_factory=dict)
    #: How often each true digit (row) was read as each digit (column).
    confusion: np.ndarray | None = None
    #: Pictures to read, with their labels: grey levels (28, 28), from 0 to 255.
    samples: Sequence[tuple[int, np.ndarray]] = ()


def page_of(layers: Layers, told: Told) -> str:
    """Return the page of a network as HTML, which may load nothing and run no other script."""
    return locked_page(
        "own_page.html",
        styles=("page.css", "own_page.css"),
        scripts=("sheet.js", "reading.js", "own_page.js"),
        data=_data(layers, told),
        title=escape(told.title),
        heading=_heading(layers, told) if told.heading else "",
        sections=_curves(told) + _confusion(told) + _neurons() if told.heading else _no_neurons(),
    )


def _data(layers: Layers, told: Told) -> dict[str, Any]:
    """Return what the script of the page reads."""
    samples = [
        {"label": int(label), "pixels": base64.b64encode(np.uint8(picture).tobytes()).decode()}
        for label, picture in told.samples
    ]
    return {"layers": layers.packed(), "samples": samples, "drawing": told.drawing}


def _heading(layers: Layers, told: Told) -> str:
    widths = " → ".join(map(str, layers.widths))
    size = f"{layers.size:,}".replace(",", "\u2009")
    by = f" by {escape(told.name)}" if told.name else ""
    words = f'<p class="words">{escape(told.words)}</p>' if told.words else ""
    kinds = ", ".join(dict.fromkeys(layers.activations))
    return (
        f"<h1>{escape(told.title)}</h1>{words}"
        f'<p class="small">A network of {size} numbers ({widths}; {kinds}){by}. It was trained '
        "with backpropagation, written line by line in a course of five notebooks.</p>"
    )


def _curves(told: Told) -> str:
    drawn = [_curve(name, values) for name, values in told.curves.items() if len(values)]
    if not drawn:
        return ""
    return (
        '<section aria-labelledby="learned"><h2 id="learned">How it learned</h2>'
        f'<div class="curves">{"".join(drawn)}</div></section>'
    )


def _curve(name: str, values: Sequence[float]) -> str:
    """Draw one number over the epochs."""
    low, high = min(values), max(values)
    room = 0.05 * (high - low) or 0.05 * abs(high) or 0.05
    chart = Chart(64, 12, 340, 170, (1, max(len(values), 2)), (low - room, high + room))
    points = [chart.at(epoch, value) for epoch, value in enumerate(values, start=1)]
    along = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dots = "".join(f'<circle class="point" cx="{x:.1f}" cy="{y:.1f}" r="3"/>' for x, y in points)
    said = (
        f"{name}: {as_text(values[0])} after the first epoch, {as_text(values[-1])} after the last"
    )
    return (
        f"<figure><figcaption>{escape(name)}</figcaption>"
        f'<svg viewBox="0 0 420 236" role="img" aria-label="{escape(said)}">{_axes(chart)}'
        f'<polyline class="curve" points="{along}"/>{dots}'
        '<text x="234" y="226" text-anchor="middle">epoch</text></svg></figure>'
    )


def _axes(chart: Chart) -> str:
    """Draw a line for each round number of a chart, with the number at its end."""
    right, bottom = chart.left + chart.width, chart.top + chart.height
    lines = []
    for tick in ticks(chart.y):
        y = chart.at(chart.x[0], tick)[1]
        lines.append(f'<path class="grid" d="M{chart.left:.1f} {y:.1f}H{right:.1f}"/>')
        lines.append(f'<text x="58" y="{y + 5:.1f}" text-anchor="end">{as_text(tick)}</text>')
    for tick in (each for each in ticks(chart.x) if each == int(each)):
        x = chart.at(tick, chart.y[0])[0]
        lines.append(
            f'<text x="{x:.1f}" y="{bottom + 20:.1f}" text-anchor="middle">{tick:.0f}</text>'
        )
    return "".join(lines)


def _confusion(told: Told) -> str:
    """Show which digit was read as which, as a table, with the share of those that are right."""
    if told.confusion is None:
        return ""
    counts = told.confusion
    right = f"{np.trace(counts) / counts.sum():.2%} of {counts.sum():,}".replace(",", "\u2009")
    head = "".join(f'<th scope="col">{digit}</th>' for digit in range(10))
    rows = "".join(
        f'<tr><th scope="row">{digit}</th>{"".join(_cell(digit, *each) for each in enumerate(row))}'
        "</tr>"
        for digit, row in enumerate(counts.tolist())
    )
    return (
        '<section aria-labelledby="errs"><h2 id="errs">Where it errs</h2>'
        f"<p>It reads {right} test digits right.</p>"
        '<table class="confusion"><caption>Row: the digit that was written. Column: the digit that '
        f"was read.</caption><thead><tr><td></td>{head}</tr></thead><tbody>{rows}</tbody></table>"
        "</section>"
    )


def _cell(row: int, column: int, count: int) -> str:
    """Write a count, the more shaded the larger it is; the right ones in bold."""
    shade = sum(count >= least for least in (5, 20, 100))
    own = " own" if row == column else ""
    return f'<td class="s{shade}{own}">{count}</td>'


def _neurons() -> str:
    return (
        '<section id="neurons" aria-labelledby="look"><h2 id="look">What it looks for</h2>'
        '<p class="small">The weights of its hidden neurons as pictures, <span id="count"></span>: '
        "ink where it is blue speaks for a neuron, ink where it is orange against it.</p>"
        '<div id="weights"></div></section>'
    )


def _no_neurons() -> str:
    """Return the places that the script fills, out of sight."""
    return f"<div hidden>{_neurons()}</div>"
