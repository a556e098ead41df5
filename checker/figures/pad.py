"""A sheet to draw on with the mouse, beside a field that holds the drawing as letters."""

from importlib.resources import files
from typing import Any

import anywidget
import traitlets


class Pad(anywidget.AnyWidget):
    """A sheet of 280 by 280 pixels; `value` is what is on it, in letters.

    It is drawn and read in the reader's browser, by `sheet.js`.
    """

    _esm = "\n".join(
        files("checker.figures").joinpath(name).read_text("utf-8")
        for name in ("sheet.js", "pad.js")
    )
    value = traitlets.Unicode("").tag(sync=True)
    disabled = traitlets.Bool(False).tag(sync=True)


def pad_for(field: Any) -> Pad:
    """Return a sheet that holds what a text field holds, and is locked when it is."""
    pad = Pad(value=field.value, disabled=field.disabled)
    pad.layout.margin = "2px 16px 2px 2px"
    traitlets.link((field, "value"), (pad, "value"))
    traitlets.link((field, "disabled"), (pad, "disabled"))
    return pad
