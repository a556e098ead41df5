"""F3: gradient descent on a map, step by step."""

from functools import lru_cache
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
    arrow,
    as_text,
    paragraph,
)
from checker.figures.figure import Choice, Figure, Found, Params, Press, Slider, Switch
from checker.figures.landscapes import LANDSCAPES, Landscape, gradient_at

_GRID = 250
_FAR = 100.0
_MOST = 200


_QUESTIONS = {
    "valley": "In the long valley, will a learning rate of 0.12 still arrive at the lowest place?",
    "lecture": "From (1, 2) with the learning rate 0.1: does the walk end at a lowest place?",
}
#: The figure opens at the rate that its question names.
_RATES = {"valley": 0.12, "lecture": 0.1}


def figure(landscape: str = "valley") -> Figure:
    """Return the figure, opened on one of the landscapes."""
    land = LANDSCAPES[landscape]
    x, y = land.start
    return Figure(
        title="Downhill",
        question=_QUESTIONS.get(landscape, _QUESTIONS["valley"]),
        task="Find the largest learning rate that still arrives in the valley. On the saddle, "
        "start at (2, 0): where does the path end, and why is that no minimum?",
        controls=(
            (
                Choice("land", "map", list(LANDSCAPES), landscape),
                Switch("turn", "direction of length 1"),
            ),
            (
                Slider("x", "start, across", -land.span, land.span, 0.1, x),
                Slider("y", "start, up", -land.span, land.span, 0.1, y),
            ),
            (
                Slider(
                    "rate", "learning rate η", -3, 1, 0.02, _RATES.get(landscape, 0.03), log=True
                ),
                Slider("angle", "angle of the direction", 0, 355, 5, 0),
            ),
            (
                Press("one", "step", lambda params: _walked(params, 1)),
                Press("ten", "10 steps", lambda params: _walked(params, 10)),
                Press("reset", "reset", lambda params: params | {"steps": 0}),
            ),
        ),
        model=model,
        draw=draw,
        tell=tell,
        hidden={"steps": 0},
    )


def _walked(params: dict[str, Any], steps: int) -> dict[str, Any]:
    return params | {"steps": min(params["steps"] + steps, _MOST)}


def model(params: Params) -> Found:
    """Return the path of gradient descent, and gradient and step at its end."""
    land = LANDSCAPES[params["land"]]
    path = _path(land, (params["x"], params["y"]), params["rate"], int(params["steps"]))
    here = path[-1]
    gradient = gradient_at(land, here)
    angle = np.radians(params["angle"])
    direction = np.array([np.cos(angle), np.sin(angle)])
    return {
        "land": params["land"],
        "path": path,
        "heights": np.array([land.height(*point) for point in path]),
        "gradient": gradient,
        "step": -params["rate"] * gradient,
        "rate": params["rate"],
        "asked": int(params["steps"]),
        "direction": direction if params["turn"] else None,
        "rise": float(gradient @ direction),
    }


def _path(land: Landscape, start: tuple[float, float], rate: float, steps: int) -> np.ndarray:
    """Take steps against the gradient, and stop where a number grows beyond all maps."""
    path = [np.array(start, float)]
    while len(path) <= steps and np.abs(path[-1]).max() < _FAR:
        path.append(path[-1] - rate * gradient_at(land, path[-1]))
    return np.array(path)


@lru_cache(maxsize=len(LANDSCAPES))
def _map(name: str) -> np.ndarray:
    """Shade a landscape, the deeper the darker, with a line wherever a level is crossed."""
    land = LANDSCAPES[name]
    axis = np.linspace(-land.span, land.span, _GRID)
    heights = np.asarray(land.height(*np.meshgrid(axis, axis[::-1])))
    levels = np.quantile(heights, np.linspace(0, 1, 15)[1:-1])
    band = np.digitize(heights, levels)
    crossed = np.zeros(band.shape, bool)
    crossed[:, 1:] |= band[:, 1:] != band[:, :-1]
    crossed[1:, :] |= band[1:, :] != band[:-1, :]
    shade = 0.86 + 0.14 * band / band.max()
    shade[crossed] = 0.62
    return np.repeat(shade[..., None], 3, axis=-1)


def draw(found: Found) -> Drawing:
    """Draw the map with path, gradient and step, and beside it the height over the steps."""
    marks = [*_sheet(found), *_heights(found)]
    return Drawing(900, 480, marks, " ".join(tell(found)[:2]), seams=(472,))


def _sheet(found: Found) -> list[Mark]:
    land = LANDSCAPES[found["land"]]
    side = (-land.span, land.span)
    chart = Chart(70, 45, 370, 370, side, side)
    marks: list[Mark] = [
        Picture((chart.left, chart.top), chart.width, chart.height, _map(found["land"]))
    ]
    marks += [
        mark
        for mark in chart.frame(land.name, *land.axes)
        if not (isinstance(mark, Line) and mark.width < 1)
    ]
    shown = found["path"][np.abs(found["path"]).max(axis=1) <= land.span * 1.001]
    points = [chart.at(*point) for point in shown]
    marks.append(Line(points, BLUE, 2))
    marks += [Disc(point, 3.2, BLUE, BLUE) for point in points[1:]]
    marks.append(Disc(points[0], 5, PAPER, BLUE, 2) if points else Words((255, 430), "", INK))
    here = found["path"][-1]
    if np.abs(here).max() <= land.span:
        marks += _arrows(found, chart, here)
    return marks


def _arrows(found: Found, chart: Chart, here: np.ndarray) -> list[Mark]:
    """Draw the gradient, shortened to fit, the step as it will be, and the direction."""
    at, scale = chart.at(*here), chart.width / (chart.x[1] - chart.x[0])
    flip = np.array([1, -1])
    gradient, step = found["gradient"], found["step"]
    length = float(np.hypot(*gradient))
    marks: list[Mark] = []
    if length > 1e-9:
        up = np.array(at) + flip * gradient / length * 60
        marks += arrow(at, tuple(up), ORANGE, 2.5)
    if np.hypot(*step) * scale < 400:
        marks += arrow(at, tuple(np.array(at) + flip * step * scale), BLUE, 3)
    if found["direction"] is not None:
        end = np.array(at) + flip * found["direction"] * 45
        marks.append(Line([at, tuple(end)], INK, 2, DASHED))
        marks.append(Disc(tuple(end), 3.5, INK, INK))
    return marks


def _heights(found: Found) -> list[Mark]:
    heights = found["heights"]
    finite = heights[np.isfinite(heights)]
    low, high = float(finite.min()), float(finite.max())
    room = 0.08 * (high - low) or 1.0
    top = max(10, len(heights) - 1)
    chart = Chart(560, 45, 310, 210, (0, top), (low - room, high + room))
    marks = chart.frame("Height over the steps", "steps taken", "height")
    points = chart.curve(np.arange(len(heights)), heights)
    marks.append(Line(points, BLUE, 2))
    marks += [Disc(point, 2.8, BLUE, BLUE) for point in points]
    for place, (line, color) in enumerate(zip(tell(found), _COLORS, strict=False)):
        marks += paragraph((520, 325 + 37 * place), line, 50, color)
    return marks


_COLORS = (INK, ORANGE, BLUE, GRAY)


def tell(found: Found) -> list[str]:
    """Tell where the path stands, the gradient there, the next step, and the direction's slope."""
    taken = len(found["path"]) - 1
    x, y = found["path"][-1]
    height = as_text(float(found["heights"][-1]))
    lost = " It has left for ever." if taken < found["asked"] else ""
    gx, gy = found["gradient"]
    length = float(np.hypot(gx, gy))
    step = float(np.hypot(*found["step"]))
    lines = [
        f"After {taken} steps at ({as_text(x)}, {as_text(y)}), height {height}.{lost}",
        f"Gradient ({as_text(gx)}, {as_text(gy)}), length {as_text(length)}: it points uphill.",
        f"The next step is {as_text(found['rate'])} times as long: {as_text(step)}.",
    ]
    if found["direction"] is not None:
        u, v = found["direction"]
        lines.append(
            f"Along u = ({as_text(u, 2)}, {as_text(v, 2)}) the slope is {as_text(found['rise'])}."
        )
    return lines
