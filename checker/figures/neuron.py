"""F1: one neuron with two inputs, its curve with the tangent, and the plane that it divides."""

from collections.abc import Callable
from functools import partial
from itertools import product
from typing import Any

import numpy as np

from checker.figures.chart import Chart
from checker.figures.drawing import (
    BLUE,
    DASHED,
    GRAY,
    INK,
    ORANGE,
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
from checker.figures.figure import Choice, Figure, Found, Params, Slider
from checker.figures.network import smooth_step
from checker.numerics import slope_at_zero

CURVES: dict[str, Callable[[Any], Any]] = {
    "step": lambda z: (np.real(z) > 0) * 1.0,
    "sigmoid": smooth_step,
    "tanh": np.tanh,
    "ReLU": lambda z: np.maximum(z, 0),
}
SPAN, SIDE = 5.0, 40
CORNERS = list(product((0, 1), repeat=2))


def figure() -> Figure:
    """Return the figure."""
    slide = partial(Slider, low=-SPAN, high=SPAN, step=0.1)
    return Figure(
        title="One neuron with two inputs",
        question="The bias b rises, and all else stays. What happens to the line on which z = 0: "
        "does it turn, or move?",
        task="Find weights and a bias with which the neuron computes OR: above ½ at three corners "
        "and below ½ at (0, 0). What is the slope at the four corners? Then raise k.",
        controls=(
            (slide("x1", "x₁", value=-1.0), slide("x2", "x₂", value=-2.0)),
            (slide("w1", "w₁", value=2.0), slide("w2", "w₂", value=-3.0)),
            (slide("b", "b", value=-3.0), Slider("k", "multiply w and b by k", 1, 50, 1, 1)),
            (Choice("curve", "activation", list(CURVES), "sigmoid"),),
        ),
        model=model,
        draw=draw,
        tell=tell,
    )


def model(params: Params) -> Found:
    """Return z, a and the slope of the neuron, its curve, and what it says all over the plane."""
    k = params["k"]
    w = k * np.array([params["w1"], params["w2"]])
    b, x = k * params["b"], np.array([params["x1"], params["x2"]])
    curve = CURVES[params["curve"]]
    z = float(w @ x + b)
    axis = np.linspace(-SPAN, SPAN, SIDE)
    across, up = np.meshgrid(axis, axis[::-1])
    corners = np.array([w @ np.array(corner) + b for corner in CORNERS])
    around = np.linspace(min(-8.0, z - 4), max(8.0, z + 4), 321)
    return {
        "x": x, "w": w, "b": b, "z": z, "name": params["curve"],
        "a": float(curve(np.array(z))),
        "slope": _slope(params["curve"], z),
        "axis": around, "values": curve(around),
        "plane": curve(w[0] * across + w[1] * up + b),
        "border": _border(w, b),
        "corners": curve(corners),
        "corner_slopes": np.array([_slope(params["curve"], corner) for corner in corners]),
    }  # fmt: skip


def _slope(name: str, z: float) -> float:
    """Measure the slope of a curve; nan at a jump or a kink, where there is none."""
    if name in {"step", "ReLU"} and abs(z) < 1e-6:
        return float("nan")
    curve = CURVES[name]
    measured = slope_at_zero(lambda t: float(curve(np.array(z + t))), float(curve(np.array(z))))
    return float(measured.middle)


def _border(w: np.ndarray, b: float) -> np.ndarray:
    """Return the two ends of the line z = 0 within the plane; none if it does not cross it."""
    ends = []
    for fixed, free in ((0, 1), (1, 0)):
        for side in (-SPAN, SPAN):
            if w[free]:
                point = np.empty(2)
                point[fixed], point[free] = side, -(w[fixed] * side + b) / w[free]
                if abs(point[free]) <= SPAN + 1e-9:
                    ends.append(point)
    if len(ends) < 2:
        return np.empty((0, 2))
    first = ends[0]
    furthest = max(ends, key=lambda end: float(np.hypot(*(end - first))))
    return np.array([first, furthest])


def draw(found: Found) -> Drawing:
    """Draw the neuron, its curve and the plane, side by side."""
    marks = [*_neuron(found), *_curve(found), *_plane(found)]
    return Drawing(960, 350, marks, " ".join(tell(found)[:2]), seams=(281, 608))


def _neuron(found: Found) -> list[Mark]:
    (x1, x2), (w1, w2) = found["x"], found["w"]
    marks: list[Mark] = [Words((20, 24), "The neuron", INK, 13, "start", bold=True)]
    for y, x, w in ((110, x1, w1), (220, x2, w2)):
        marks.append(Line([(40, y), (165, 165)], GRAY, 1 + min(abs(w), 10) / 2.5,
                          DASHED if w < 0 else "solid"))  # fmt: skip
        marks.append(Disc((40, y), 19, PAPER, INK))
        marks.append(Words((40, y), as_text(x, 2), BLUE, 13))
        marks.append(Words((105, y + (165 - y) * 0.5 + (-14 if y < 165 else 14)),
                           f"× {as_text(w)}", INK, 13))  # fmt: skip
    return [
        *marks,
        Words((40, 82), "x₁", GRAY, 13),
        Words((40, 250), "x₂", GRAY, 13),
        Line([(165, 165), (222, 165)], GRAY, 1.5),
        Disc((165, 165), 27, PAPER, INK),
        Words((165, 165), as_text(found["z"]), BLUE, 13),
        Words((165, 122), f"b = {as_text(found['b'])}", GRAY, 13),
        Words((165, 206), "z", GRAY, 13),
        Words((276, 188), f"a = {as_text(found['a'])}", BLUE, 13, "end", bold=True),
        Words(
            (20, 292),
            f"z = {as_text(found['z'])}   a = {as_text(found['a'])}",
            BLUE,
            13,
            "start",
        ),
        Words((20, 312), f"slope = {_written(found['slope'])}", ORANGE, 13, "start", italic=True),
    ]


def _written(slope: float) -> str:
    return as_text(slope) if np.isfinite(slope) else "none at this edge"


def _curve(found: Found) -> list[Mark]:
    axis, values, z, a = found["axis"], found["values"], found["z"], found["a"]
    low, high = min(-0.1, float(values.min())), max(1.1, float(values.max()))
    chart = Chart(353, 45, 240, 220, (float(axis[0]), float(axis[-1])), (low, high * 1.05))
    marks = chart.frame(found["name"], "pre-activation z", "activation a")
    marks.append(Line(chart.curve(axis, values), BLUE, 2.2))
    if np.isfinite(found["slope"]):
        near = np.linspace(z - 2.5, z + 2.5, 51)
        touching = a + found["slope"] * (near - z)
        inside = (touching > low) & (touching < high * 1.05)
        marks.append(Line(chart.curve(near[inside], touching[inside]), ORANGE, 2, DASHED))
    return [*marks, Disc(chart.at(z, a), 5, BLUE, BLUE)]


def _plane(found: Found) -> list[Mark]:
    chart = Chart(675, 45, 240, 220, (-SPAN, SPAN), (-SPAN, SPAN))
    top = max(1.0, float(np.abs(found["plane"]).max()))
    picture = Picture((chart.left, chart.top), chart.width, chart.height,
                      shaded(0.75 * found["plane"], top))  # fmt: skip
    marks: list[Mark] = [picture]
    frame = chart.frame("What it says all over the plane", "x₁", "x₂", [-4, -2, 0, 2, 4],
                        [-4, -2, 0, 2, 4])  # fmt: skip
    marks += frame
    if len(found["border"]):
        marks.append(Line([chart.at(*end) for end in found["border"]], INK, 2, DASHED))
    for corner, a in zip(CORNERS, found["corners"], strict=True):
        marks.append(Disc(chart.at(*corner), 4, INK if a > 0.5 else PAPER, INK, 1.5))
    x, y = chart.at(*np.clip(found["x"], -SPAN, SPAN))
    marks.append(Line([(x - 8, y), (x + 8, y)], ORANGE, 3))
    marks.append(Line([(x, y - 8), (x, y + 8)], ORANGE, 3))
    said = ("cross: the input · dashed: z = 0", "discs: (0,0) to (1,1), filled above ½")
    return [
        *marks,
        *(Words((675, 318 + 20 * row), line, GRAY, 13, "start") for row, line in enumerate(said)),
    ]


def tell(found: Found) -> list[str]:
    """Tell z, a and slope, the four corners, and the line."""
    corners = "; ".join(
        f"{corner}: a = {as_text(a)}, slope {_written(slope)}"
        for corner, a, slope in zip(CORNERS, found["corners"], found["corner_slopes"], strict=True)
    )
    border = found["border"]
    line = "does not cross the plane that is drawn"
    if len(border):
        (x, y), (u, v) = border
        line = f"runs from ({as_text(x)}, {as_text(y)}) to ({as_text(u)}, {as_text(v)})"
    return [
        (
            f"A {found['name']} neuron: z = {as_text(found['z'])}, a = {as_text(found['a'])}, "
            f"slope = {_written(found['slope'])}."
        ),
        f"The line z = 0 {line}.",
        f"Corners: {corners}.",
    ]
