"""What a figure is: its controls, its model, its drawing, and the same in words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from checker.figures.drawing import Drawing

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Printed

Params = Mapping[str, Any]
#: What a model found: arrays, numbers and texts by name.
Found = dict[str, Any]


@dataclass(frozen=True)
class Slider:
    """A number on a scale; with `log` the scale is one of powers of ten."""

    name: str
    label: str
    low: float
    high: float
    step: float
    value: float
    log: bool = False


@dataclass(frozen=True)
class Number:
    """A number that is typed."""

    name: str
    label: str
    value: float
    low: float = -100
    high: float = 100


@dataclass(frozen=True)
class Choice:
    """One of a few texts."""

    name: str
    label: str
    options: Sequence[str]
    value: str


@dataclass(frozen=True)
class Switch:
    """Yes or no."""

    name: str
    label: str
    value: bool = False


@dataclass(frozen=True)
class Writing:
    """A text that is typed; with `rows` above 1 it has as many lines.

    With `sheet` it is a drawing in letters, and can be drawn with the mouse as well.
    """

    name: str
    label: str
    value: str = ""
    rows: int = 1
    sheet: bool = False


@dataclass(frozen=True)
class Press:
    """A button, and what it makes of the parameters."""

    name: str
    label: str
    act: Callable[[dict[str, Any]], dict[str, Any]]


Control = Slider | Number | Choice | Switch | Writing | Press


@dataclass(frozen=True)
class Figure:
    """One interactive figure, without the widgets that show it.

    `model` is pure: it takes the parameters and gives arrays, numbers and texts by name. `draw`
    and `tell` show what it found, as marks on a sheet and as lines of text. `hidden` are
    parameters that no control shows and that buttons change.
    """

    title: str
    question: str
    task: str
    controls: Sequence[Sequence[Control]]
    model: Callable[[Params], Found]
    draw: Callable[[Found], Drawing]
    tell: Callable[[Found], Sequence[str]]
    hidden: Params = field(default_factory=dict)

    def start(self) -> dict[str, Any]:
        """Return the parameters at which the figure opens."""
        shown = [control for row in self.controls for control in row]
        values = {each.name: each.value for each in shown if not isinstance(each, Press)}
        return dict(self.hidden) | values

    def drawing(self, params: Params | None = None) -> Drawing:
        """Draw the figure at these parameters, and at its own where some are not given."""
        return self.draw(self.model(self.start() | dict(params or {})))

    def text(self, params: Params | None = None) -> str:
        """Tell the figure in words, line by line."""
        found = self.model(self.start() | dict(params or {}))
        return "\n".join([self.title, *self.tell(found), f"Task: {self.task}"])

    def static(self, params: Params | None = None) -> "Printed":
        """Return the figure as a matplotlib figure, for where no widget runs."""
        from checker.figures.printed import as_matplotlib  # noqa: PLC0415  half a second of import

        return as_matplotlib(self.drawing(params))
