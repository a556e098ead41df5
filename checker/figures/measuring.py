"""F6: how wrong a measured slope is, over the step h, one-sided and centred, in two precisions."""

from collections.abc import Callable

import numpy as np

from checker.figures.chart import Chart
from checker.figures.drawing import (
    BLUE,
    DASHED,
    GRAY,
    INK,
    ORANGE,
    Disc,
    Drawing,
    Line,
    Mark,
    Shape,
    Words,
    as_text,
)
from checker.figures.figure import Choice, Figure, Found, Params, Slider

#: The lecture's neuron seen along its first weight, and two curves of school.
CURVES: dict[str, tuple[Callable[[np.ndarray], np.ndarray], float]] = {
    "cost of the lecture's neuron over w₁": (
        lambda w: (1 / (1 + np.exp(w - 3)) - 1) ** 2 / 2,
        2.0,
    ),
    "x³ at 2": (lambda x: x**3, 2.0),
    "exp(x) at 1": (np.exp, 1.0),
}
_STEP = 1e-30  # along the imaginary axis: exact to rounding
WAYS = ("one-sided", "centred")
STEPS = 10 ** np.linspace(-12, -1, 89)


def figure() -> Figure:
    """Return the figure."""
    return Figure(
        title="How wrong is a measured slope?",
        question="Is the smallest step the best? Write down the h that you would choose.",
        task="Both curves fall from the right and rise again on the left. Read off by how many "
        "powers of ten the error falls when h falls by one, for each way. Why does it rise on "
        "the left? Which h do you take for exercise 3.5?",
        controls=(
            (
                Choice("curve", "function", list(CURVES), next(iter(CURVES))),
                Choice("precision", "numbers of", ["8 bytes", "4 bytes"], "8 bytes"),
            ),
            (Slider("h", "step h", -12, -1, 0.25, 0.1, log=True),),
        ),
        model=model,
        draw=draw,
        tell=tell,
    )


def model(params: Params) -> Found:
    """Return the relative error of both quotients for all steps, and for the one that is chosen."""
    curve, at = CURVES[params["curve"]]
    kind = np.float32 if params["precision"] == "4 bytes" else np.float64
    slope = float(np.imag(curve(np.array(at + 1j * _STEP))) / _STEP)
    h = float(params["h"])
    errors = {way: _error(curve, at, STEPS, kind, way, slope) for way in WAYS}
    chosen = {way: float(_error(curve, at, np.array([h]), kind, way, slope)[0]) for way in WAYS}
    near = np.linspace(at - 1, at + 1, 121)
    return {
        "name": params["curve"], "precision": params["precision"], "at": at, "slope": slope,
        "h": h, "errors": errors, "chosen": chosen, "near": near, "values": curve(near),
        "ends": np.array([at - h, at, at + h]), "heights": curve(np.array([at - h, at, at + h])),
    }  # fmt: skip


def _error(
    curve: Callable[[np.ndarray], np.ndarray], at: float, steps: np.ndarray, kind: type,
    way: str, slope: float,
) -> np.ndarray:  # fmt: skip
    """Return the relative error of a quotient, computed in one precision throughout."""
    place = kind(at)
    h: np.ndarray = steps.astype(kind)
    if way == "centred":
        measured = (curve(place + h) - curve(place - h)) / (2 * h)
    else:
        measured = (curve(place + h) - curve(place)) / h
    relative: np.ndarray = np.abs(measured.astype(float) - slope) / abs(slope)
    return relative


def draw(found: Found) -> Drawing:
    """Draw the errors over h on the left, and the secants on the curve on the right."""
    marks = [*_errors(found), *_secant(found)]
    return Drawing(915, 380, marks, " ".join(tell(found)[:2]), seams=(540,))


def _errors(found: Found) -> list[Mark]:
    chart = Chart(70, 45, 440, 260, (1e-12, 1e-1), (1e-13, 10), log_x=True, log_y=True)
    marks = chart.frame(
        f"Error of the slope, {found['precision']} a number", "step h", "relative error"
    )
    for way, color, style in (("one-sided", ORANGE, DASHED), ("centred", BLUE, "solid")):
        marks.append(Line(chart.curve(STEPS, np.maximum(found["errors"][way], 1e-13)), color, 2,
                          style))  # fmt: skip
        x, y = chart.at(found["h"], max(found["chosen"][way], 1e-13))
        square = [(x - 6, y - 6), (x + 6, y - 6), (x + 6, y + 6), (x - 6, y + 6)]
        marks.append(Disc((x, y), 6, color, INK) if way == "centred" else Shape(square, color, INK))
    x = chart.at(found["h"], 1)[0]
    marks.append(Line([(x, chart.top), (x, chart.top + chart.height)], GRAY, 1, "dotted"))
    said = {way: f"{way}: {as_text(found['chosen'][way], 2)}" for way in WAYS}
    return [
        *marks,
        Words((70, 362), f"h = {as_text(found['h'], 2)}", INK, 13, "start", bold=True),
        Words((190, 362), f"● {said['centred']}", BLUE, 13, "start"),
        Words((350, 362), f"■ {said['one-sided']}", ORANGE, 13, "start", italic=True),
    ]


def _secant(found: Found) -> list[Mark]:
    near, values = found["near"], found["values"]
    low, high = float(values.min()), float(values.max())
    room = 0.1 * (high - low)
    chart = Chart(617, 45, 270, 260, (float(near[0]), float(near[-1])), (low - room, high + room))
    marks = chart.frame("The two secants", "where it is measured", "value")
    marks.append(Line(chart.curve(near, values), GRAY, 2))
    (a, b, c), (fa, fb, fc) = found["ends"], found["heights"]
    secants = ((a, fa, c, fc, BLUE, "solid"), (b, fb, c, fc, ORANGE, DASHED))
    for x1, y1, x2, y2, color, style in secants:
        slope = (y2 - y1) / (x2 - x1) if x2 > x1 else found["slope"]
        reach = np.linspace(near[0], near[-1], 61)
        line = y1 + slope * (reach - x1)
        inside = (line >= chart.y[0]) & (line <= chart.y[1])
        marks.append(Line(chart.curve(reach[inside], line[inside]), color, 1.8, style))
    for x, y in zip(found["ends"], found["heights"], strict=True):
        marks.append(Disc(chart.at(x, y), 4.5, INK, INK))
    return marks


def tell(found: Found) -> list[str]:
    """Tell the errors at the chosen step, and where each way is best."""
    best = "; ".join(
        f"{way} {as_text(float(errors.min()), 2)} "
        f"at h = {as_text(float(STEPS[errors.argmin()]), 1)}"
        for way, errors in found["errors"].items()
    )
    chosen = found["chosen"]
    return [
        f"{found['name']}, {found['precision']} a number, exact slope {as_text(found['slope'])}.",
        (
            f"At h = {as_text(found['h'], 2)} the relative error is "
            f"{as_text(chosen['centred'], 2)} centred and "
            f"{as_text(chosen['one-sided'], 2)} one-sided."
        ),
        f"Smallest errors: {best}.",
    ]
