"""What surrounds a running notebook: a kernel or a terminal, its file, widgets or none.

A kernel cannot see which page shows its output. So everything is shown in several forms at once,
and the page takes the richest that it knows.
"""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from importlib import import_module
from pathlib import PureWindowsPath
from typing import Any

from checker.figures.drawing import DARKENED
from checker.figures.svg import dark_only

WIDGET = "application/vnd.jupyter.widget-view+json"


@dataclass(frozen=True)
class OrderToMake:
    """Lines to be put in order: their letters, what shows an order and what says how far it is.

    Both take letters and return HTML.
    """

    letters: tuple[str, ...]
    preview: Callable[[str], str]
    reply: Callable[[str], str]


@dataclass(frozen=True)
class OpenedHint:
    """A hint that was opened, as HTML, and what a button says from then on."""

    html: str
    label: str
    order: OrderToMake | None = None


def show_panel(text: str, html: str) -> bool:
    """Show a panel with its text twin; False where there is no notebook to show it in."""
    if not in_kernel():
        return False
    _display({"text/plain": text, "text/html": html})
    return True


def show_beneath(text: str, html: str) -> Callable[[str, str], None] | None:
    """Show something whose place another text takes; return what puts that there.

    Return None where there is no notebook to show it in.
    """
    if not in_kernel():
        return None
    display = import_module("IPython.display").display
    place = display({"text/plain": text, "text/html": html}, raw=True, display_id=True)

    def put(later: str, page: str) -> None:
        place.update({"text/plain": later, "text/html": page}, raw=True)

    return put


def in_kernel() -> bool:
    """Whether this process is a notebook's kernel."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    return hasattr(shell, "kernel")


def running_notebook(namespace: Mapping[str, Any]) -> str:
    """Return the name of the notebook that runs, without folder and ending; "" if nothing tells.

    VS Code puts its path among the variables, the Jupyter servers into the environment.
    """
    told = namespace.get("__vsc_ipynb_file__") or os.environ.get("JPY_SESSION_NAME")
    return PureWindowsPath(told).stem if isinstance(told, str) else ""


def show_hint_button(label: str, open_next: Callable[[], OpenedHint]) -> None:
    """Show a button that opens one hint at each press; nothing where widgets cannot be had."""
    if widgets := _widgets():
        _display(_bundle(_hint_box(widgets, label, open_next)))


def _hint_box(widgets: Any, label: str, open_next: Callable[[], OpenedHint]) -> Any:
    button = widgets.Button(description=label, layout=widgets.Layout(width="auto"))
    layout = widgets.Layout(align_items="flex-start")
    box = widgets.VBox([button, widgets.HTML()], layout=layout)

    def press(_: object) -> None:
        opened = open_next()
        button.description = opened.label
        if any(opened.html in getattr(each, "value", "") for each in box.children):
            return
        box.children[-1].value += opened.html
        if opened.order:
            box.children = (*box.children, _order_box(widgets, opened.order), widgets.HTML())

    button.on_click(press)
    return box


def show_order(order: OrderToMake) -> None:
    """Show a field for an order of lines; nothing where widgets cannot be had."""
    if widgets := _widgets():
        _display(_bundle(_order_box(widgets, order)))


def _order_box(widgets: Any, order: OrderToMake) -> Any:
    """Return a field for letters with a button for each, so that keys and a mouse both do."""
    field = widgets.Text(
        description="Your order",
        placeholder="letters, then Enter",
        continuous_update=False,  # a late letter would wipe out what was said
        layout=widgets.Layout(width="22em"),
    )
    tell = widgets.Button(description="How far is it right?", layout=widgets.Layout(width="auto"))
    lines, said = widgets.HTML(), widgets.HTML()
    narrow = widgets.Layout(width="2.6em")
    buttons = [widgets.Button(description=letter, layout=narrow) for letter in order.letters]

    def show(change: Mapping[str, Any]) -> None:
        lines.value, said.value = order.preview(change["new"]), ""

    def add(pressed: Any) -> None:
        field.value += pressed.description

    def reply(_: object) -> None:
        said.value = order.reply(field.value)

    field.observe(show, "value")
    tell.on_click(reply)
    for button in buttons:
        button.on_click(add)
    row = widgets.Layout(flex_flow="row wrap")
    above = [widgets.HBox(buttons, layout=row), widgets.HBox([field, tell], layout=row)]
    return widgets.VBox([*above, lines, said], layout=widgets.Layout(max_width="100%"))


def show_choices(text: str, asks: str, options: Sequence[str], reply: Callable[[str], str]) -> None:
    """Show a button for each option and a field for own words; HTML takes their place in the end.

    Where widgets cannot be had, the text says how to do without them.
    """
    try:
        widgets = import_module("ipywidgets")
    except ImportError:
        _display({"text/plain": text})
        return
    _display(_bundle(_choice_box(widgets, asks, options, reply), text))


def _choice_box(
    widgets: Any, asks: str, options: Sequence[str], reply: Callable[[str], str]
) -> Any:
    wide = widgets.Layout(width="auto", max_width="100%")
    buttons = [widgets.Button(description=option, layout=wide) for option in options]
    words = widgets.Text(
        placeholder="or in your own words, then Enter",
        continuous_update=False,
        layout=widgets.Layout(width="24em", max_width="100%"),
    )
    row = widgets.HBox([*buttons, words], layout=widgets.Layout(flex_flow="row wrap"))
    box = widgets.VBox([widgets.HTML(f"<b>{escape(asks)}</b>"), row])

    def take(said: str) -> None:
        if said.strip() and row in box.children:
            box.children = (widgets.HTML(reply(said.strip())),)

    for button in buttons:
        button.on_click(lambda pressed: take(pressed.description))
    words.observe(lambda change: take(change["new"]), "value")
    return box


def _widgets() -> Any:
    """Return the module of widgets; None where there is no notebook, or it cannot be had."""
    if not in_kernel():
        return None
    try:
        return import_module("ipywidgets")
    except ImportError:
        return None


def darken_pictures() -> None:
    """Let pictures be dark where the notebook is; an output of its own holds the style, unseen."""
    if in_kernel():
        shown = ".jp-RenderedImage img", ".checker-picture"  # by a cell, or after a prediction
        rules = f"{','.join(map(dark_only, shown))}{{{DARKENED}}}"
        hidden = ".jp-OutputArea-child:has(.checker-style){display:none}"
        mark = "<span class='checker-style' hidden></span>"
        _display({"text/html": f"<style>{rules}{hidden}</style>{mark}", "text/plain": ""})


def _bundle(widget: Any, text: str = "") -> dict[str, Any]:
    """Return a widget's form for pages that know widgets, and the text that others show."""
    return {
        WIDGET: {"version_major": 2, "version_minor": 0, "model_id": widget.model_id},
        "text/plain": text,
    }


def _display(forms: Mapping[str, Any]) -> None:
    from IPython.display import display  # noqa: PLC0415  in a kernel it is loaded already

    display(dict(forms), raw=True)  # type: ignore[no-untyped-call]
