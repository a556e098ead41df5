"""A drawing as a matplotlib figure: for paper, for PDF and for where no widget runs."""

from functools import singledispatch

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle, Polygon

from checker.figures.drawing import PAPER, Disc, Drawing, Line, Mark, Picture, Shape, Words

#: A sheet's pixel is 1/96 inch, a point of type 1/72.
_PIXELS, _POINTS = 96, 0.75
_ANCHORS = {"start": "left", "middle": "center", "end": "right"}


def as_matplotlib(drawing: Drawing) -> Figure:
    """Return a drawing as a matplotlib figure of its own; pyplot stays untouched."""
    # whatever layout the notebook has chosen for its own plots is none for a drawing
    size = (drawing.width / _PIXELS, drawing.height / _PIXELS)
    figure = Figure(size, facecolor=PAPER)
    figure.set_layout_engine("none")
    axes = figure.add_axes((0, 0, 1, 1), xlim=(0, drawing.width), ylim=(drawing.height, 0))
    axes.set_axis_off()
    for place, mark in enumerate(drawing.marks):
        _add(mark, axes, place)
    return figure


@singledispatch
def _add(mark: Mark, axes: Axes, order: int) -> None:
    raise TypeError(f"{axes} has nothing to draw for mark {order}, a {type(mark).__name__}")


@_add.register
def _(mark: Line, axes: Axes, order: int) -> None:
    xs, ys = [x for x, _ in mark.points], [y for _, y in mark.points]
    axes.plot(
        xs, ys, color=mark.color, linewidth=_POINTS * mark.width, linestyle=mark.style, zorder=order
    )


@_add.register
def _(mark: Shape, axes: Axes, order: int) -> None:
    outline = Polygon(
        list(mark.points), closed=True, facecolor=mark.fill, edgecolor=mark.color,
        linewidth=_POINTS * mark.width, linestyle=mark.style, zorder=order,
    )  # fmt: skip
    axes.add_patch(outline)


@_add.register
def _(mark: Disc, axes: Axes, order: int) -> None:
    circle = Circle(
        mark.center, mark.radius, facecolor=mark.fill, edgecolor=mark.color,
        linewidth=_POINTS * mark.width, linestyle=mark.style, zorder=order,
    )  # fmt: skip
    axes.add_patch(circle)


@_add.register
def _(mark: Words, axes: Axes, order: int) -> None:
    axes.text(
        *mark.at, mark.text, color=mark.color, fontsize=_POINTS * mark.size, rotation=-mark.angle,
        ha=_ANCHORS[mark.anchor], va="center", rotation_mode="anchor", zorder=order,
        fontstyle="italic" if mark.italic else "normal", parse_math=False,
        fontweight="bold" if mark.bold else "normal",
    )  # fmt: skip


@_add.register
def _(mark: Picture, axes: Axes, order: int) -> None:
    x, y = mark.corner
    extent = (x, x + mark.width, y + mark.height, y)
    axes.imshow(
        mark.colors.clip(0, 1), extent=extent, aspect="auto", interpolation="nearest", zorder=order
    )
    axes.set(xlim=axes.get_xlim(), ylim=axes.get_ylim())
