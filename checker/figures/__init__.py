"""The interactive figures of the course, one function for each; `still` has those that only show.

In a notebook: `from checker import figures`, then `figures.neuron_explorer()` as the last line
of a cell. Each figure's computation is pure NumPy, its gradients are measured rather than
derived, and `.static()` gives it as a matplotlib figure where no widget runs.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from checker.errors import UsageError

if TYPE_CHECKING:
    import numpy as np

    from checker.figures.embedded import Embedded
    from checker.figures.view import View

__all__ = [
    "bell",
    "computation_graph",
    "delta_flow",
    "downhill",
    "hidden_neurons",
    "keep_digit",
    "learning",
    "my_digits",
    "neuron_explorer",
    "promise",
    "saturation_meter",
    "shape_tracer",
    "sheet",
    "sketch_pad",
    "softmax_playground",
    "step_size",
    "training_dashboard",
]


def __getattr__(name: str) -> Any:
    """Load the pictures that stand still with their first use, and matplotlib with them."""
    if name != "still":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415

    return import_module("checker.figures.still")


def bell(goal: str = "or") -> "View":
    """Show a door bell whose weight and bias are set by hand; its goal is `or` or `xor`."""
    return _shown("doorbell", goal)


def neuron_explorer() -> "View":
    """Show one neuron with two inputs, its curve and the plane that it divides."""
    return _shown("neuron")


def shape_tracer() -> "View":
    """Show the shapes of a forward pass, and what becomes of them with a fault."""
    return _shown("shapes")


def downhill(landscape: str = "valley") -> "View":
    """Show gradient descent on a map: `lecture`, `valley`, `saddle` or `neuron`."""
    return _shown("descent", landscape)


def saturation_meter() -> "View":
    """Show activations and slopes of every layer of a network that starts at random."""
    return _shown("saturation")


def computation_graph(preset: str = "neuron") -> "View":
    """Show a computation graph, to be filled step by step: `neuron`, `fork` or `network`."""
    return _shown("graph_steps", preset)


def step_size() -> "View":
    """Show how wrong a measured slope is, over the step h."""
    return _shown("measuring")


def delta_flow(preset: str = "", *, back: bool = False) -> "View | Embedded":
    """Show how deltas flow back through a network, layer by layer, with sizes to choose.

    The preset `xor` is a film of three neurons, to play, pause and scrub: forward, and back if
    that is asked.
    """
    if preset not in ("", "xor"):
        raise UsageError(f"delta_flow has no preset {preset!r}: it is “xor” or nothing")
    return _embedded("flow_player", "film_of_xor", back) if preset else _shown("deltas")


def training_dashboard() -> "View":
    """Show six recorded trainings without their names, epoch by epoch."""
    return _shown("dashboard")


def sketch_pad(forward: "Callable[[np.ndarray], np.ndarray]") -> "View":
    """Show what a network makes of a digit that you draw.

    Parameters
    ----------
    forward
        Takes pixels as columns, (784, m), from 0 to 1; gives outputs, (10, m).
    """
    return _shown("sketches", forward)


def promise() -> "Embedded":
    """Show a sheet to draw on, and a network that was trained with the code of notebook 5."""
    return _embedded("sheet_page", "recorded_sheet")


def sheet(network: Any, activations: "Sequence[str]" = ()) -> "Embedded":
    """Show the sheet of page one on a network of your own, which reads while you draw.

    Parameters
    ----------
    network
        Has lists `weights` and `biases` and a method `forward`; or is a dict of arrays W1, b1, ….
    activations
        Needed for arrays: their names, the last layer's last, such as ("relu", "softmax").
    """
    return _embedded("sheet_page", "sheet_on", network, activations)


def my_digits(forward: "Callable[[np.ndarray], np.ndarray]") -> "View":
    """Collect digits of your own hand, and show how many of them a network reads.

    They are kept in `my_digits.json` beside the notebook.

    Parameters
    ----------
    forward
        Takes pixels as columns, (784, m), from 0 to 1; gives outputs, (10, m).
    """
    return _shown("handwriting", forward)


def keep_digit(digit: int, letters: str) -> int:
    """Keep a digit of your own hand, written in letters as in the field; return how many there are.

    This is for where no sheet is shown.
    """
    from checker.figures.handwriting import keep_drawn  # noqa: PLC0415

    return keep_drawn(digit, letters)


def learning(train_neuron: "Callable[..., Any]") -> "Embedded":
    """Show your own neuron learning OR, epoch by epoch.

    Parameters
    ----------
    train_neuron
        What exercise 1.8 asks for: `train_neuron(X, y, w, b, lr, epochs)`.
    """
    return _embedded("neuron_player", "player", train_neuron)


def hidden_neurons() -> "View":
    """Show the first-layer weights of five networks as pictures, without their names."""
    return _shown("weights")


def softmax_playground() -> "View":
    """Show four scores, their probabilities, and what moves when one of them does."""
    return _shown("softmax")


def _embedded(module: str, maker: str, *args: Any) -> "Embedded":
    """Return what a module makes for a cell; it is loaded now, and not before."""
    from importlib import import_module  # noqa: PLC0415

    page: Embedded = getattr(import_module(f"checker.figures.{module}"), maker)(*args)
    return page


def _shown(module: str, *args: Any) -> "View":
    """Return a figure on show; its module and the widgets are loaded now, and not before."""
    from importlib import import_module  # noqa: PLC0415

    from checker.figures.view import View  # noqa: PLC0415

    return View(import_module(f"checker.figures.{module}").figure(*args))
