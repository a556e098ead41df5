"""The first thing of the course: a door bell whose two numbers are set by hand."""

from functools import partial
from itertools import product

import numpy as np

from checker.figures.chart import Chart
from checker.figures.drawing import (
    DASHED,
    GRAY,
    INK,
    PAPER,
    Disc,
    Drawing,
    Line,
    Mark,
    Picture,
    Words,
    as_text,
    shaded,
)
from checker.figures.figure import Figure, Found, Params, Slider

LOW, HIGH, SIDE = -0.5, 1.5, 40
#: Both buttons, the first one first.
CASES = np.array(list(product((0, 1), repeat=2)))
#: In which cases the bell should ring, and what is asked.
GOALS = {
    "or": (
        CASES.sum(axis=1) > 0,
        "Make all four lamps right: the bell rings if at least one button is pressed.",
    ),
    "xor": (
        CASES.sum(axis=1) == 1,
        "The bell should ring if exactly one button is pressed. How many lamps can be right?",
    ),
}


def figure(goal: str = "or") -> Figure:
    """Return the figure for one goal: `or` or `xor`."""
    should, task = GOALS[goal]
    return Figure(
        title="A door bell with two buttons",
        question="",
        task=task,
        controls=(
            (
                Slider("w", "weight of each button", -2, 2, 0.1, 0.2),
                Slider("b", "bias", -2, 2, 0.1, 0.5),
            ),
        ),
        model=partial(model, should),
        draw=draw,
        tell=tell,
    )


def model(should: np.ndarray, params: Params) -> Found:
    """Return the sum in each of the four cases and all over the map, and which cases are right."""
    w, b = params["w"], params["b"]
    axis = np.linspace(LOW, HIGH, SIDE)
    across, up = np.meshgrid(axis, axis[::-1])
    sums = np.round(CASES.sum(axis=1) * w + b, 9)
    rings = sums > 0
    right = rings == should
    return {
        "w": w, "b": b, "sums": sums, "rings": rings, "right": right,
        "plane": np.where(w * (across + up) + b > 0, 0.3, 0.0),
    }  # fmt: skip


def draw(found: Found) -> Drawing:
    """Draw the map with a lamp in each of its four corners, and the sums beside it."""
    chart = Chart(70, 40, 240, 240, (LOW, HIGH), (LOW, HIGH))
    marks: list[Mark] = [
        Picture((chart.left, chart.top), chart.width, chart.height, shaded(found["plane"], 1.0)),
        *chart.frame("Blue: here it rings", "first button", "second button", [0, 1], [0, 1]),
        *_border(found, chart),
    ]
    for case, rings in zip(CASES, found["rings"], strict=True):
        marks.append(Disc(chart.at(*case), 9, INK if rings else PAPER, INK, 2))
    marks.append(Words((360, 40), _headline(found), INK, 15, "start", bold=True))
    for row, line in enumerate(_lines(found)):
        marks.append(Words((360, 80 + 30 * row), line, INK, 13, "start"))
    marks.append(Words((360, 280), "disc filled: it rings", GRAY, 13, "start"))
    alt = f"A door bell with two buttons. {tell(found)[0]}"
    return Drawing(780, 330, marks, alt, seams=(345,))


def _border(found: Found, chart: Chart) -> list[Mark]:
    """Return the line on which the sum is 0, as far as it crosses the map."""
    if not found["w"]:
        return []
    level = -found["b"] / found["w"]  # what both buttons add up to there
    first, last = max(LOW, level - HIGH), min(HIGH, level - LOW)
    if first >= last:
        return []
    ends = [chart.at(first, level - first), chart.at(last, level - last)]
    return [Line(ends, INK, 2, DASHED)]


def _headline(found: Found) -> str:
    count = int(found["right"].sum())
    return f"{count} of 4 lamps are right" + (". You found it." if count == 4 else "")


def _lines(found: Found) -> list[str]:
    return [
        f"{'✓' if right else '→'} buttons {case[0]} and {case[1]}: the sum is {as_text(total)}, "
        f"{'it rings' if rings else 'silence'}"
        for case, total, rings, right in zip(
            CASES, found["sums"], found["rings"], found["right"], strict=True
        )
    ]


def tell(found: Found) -> list[str]:
    """Tell how many lamps are right, and what happens in each case."""
    return [f"{_headline(found)}.".replace("..", "."), *_lines(found)]
