"""The sheet of page one: a drawing is read while it is drawn, by a network in the page itself."""

import json
from collections.abc import Sequence
from html import escape
from importlib.resources import files
from typing import Any

from checker.errors import UsageError
from checker.figures.drawing import as_text
from checker.figures.embedded import Embedded
from checker.figures.inked import as_mnist, from_letters
from checker.figures.layers import Layers, layers_from, layers_of
from checker.figures.own_page import SEVEN, Told, page_of
from checker.figures.some_digits import asked, new_digits, one_of_each

_TITLE, _HEIGHT, _NARROW = "Draw a digit", 610, 975


def recorded() -> Layers:
    """Return the network of page one, which was trained with the code of notebook 5."""
    text = files("checker.figures").joinpath("promise.json").read_text("utf-8")
    return layers_from(json.loads(text))


def recorded_sheet() -> Embedded:
    """Return the sheet on the network of page one."""
    return sheet_of(recorded())


def sheet_of(layers: Layers) -> Embedded:
    """Return the sheet on a network, beside others' digits."""
    told = Told(title=_TITLE, heading=False, drawing="", samples=one_of_each(new_digits()))
    return Embedded(page_of(layers, told), _TITLE, _in_words(layers), _HEIGHT, _NARROW)


def sheet_on(network: Any, activations: Sequence[str]) -> Embedded:
    """Return the sheet on a learner's network; what is wrong with one is said in its place."""
    try:
        return sheet_of(layers_of(network, activations, asked(new_digits())))
    except UsageError as error:
        said = f"There is no sheet: {error}."
        return Embedded(f"<p>{escape(said)}</p>", _TITLE, said, 80)


def _in_words(layers: Layers) -> str:
    """Tell what the network says of one drawing."""
    outputs = layers.forward(as_mnist(from_letters(SEVEN)).reshape(-1, 1))[:, 0]
    all_ = ", ".join(f"{digit}: {as_text(output, 2)}" for digit, output in enumerate(outputs))
    return (
        f"A sheet to draw on, read by a network of {layers.size} numbers. Of this drawing\n\n"
        f"{SEVEN}\n\nit says {int(outputs.argmax())}. All outputs: {all_}."
    )
