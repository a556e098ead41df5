"""A figure in a notebook: its controls as widgets, its drawing redrawn when one of them moves.

Where a page runs no widgets, the same output holds a picture and a text, and the page shows
what it can: both leave the kernel together.
"""

import base64
import io
from html import escape
from typing import Any

import ipywidgets as widgets

from checker.figures.controls import WIDE, made
from checker.figures.figure import Control, Figure, Params, Press
from checker.figures.svg import as_svg

_WIDTH = "780px"


class View:
    """One figure on show; `static()` and `text()` give it on paper and in words."""

    def __init__(self, figure: Figure) -> None:
        self._figure = figure
        self._params = figure.start()
        self._widgets: dict[str, Any] = {}
        # a narrow page scrolls the drawing sideways, rather than make its words too small to read
        # and has room for its own margins, else the whole figure would get a bar to scroll it
        self._picture = widgets.HTML(
            layout=widgets.Layout(width="calc(100% - 4px)", overflow="auto")
        )
        self._words = widgets.HTML()
        self._quiet = False
        self.widget = self._arrange()
        self._redraw()

    def static(self, params: Params | None = None) -> Any:
        """Return the figure, as it stands or at these parameters, as a matplotlib figure."""
        return self._figure.static(self._params | dict(params or {}))

    def text(self) -> str:
        """Tell the figure as it stands in words."""
        return self._figure.text(self._params)

    def __repr__(self) -> str:
        return self.text()

    def _repr_mimebundle_(self, **_: object) -> tuple[dict[str, Any], dict[str, Any]]:
        bundle: dict[str, Any] = self.widget._repr_mimebundle_()
        paper = io.BytesIO()
        self.static().savefig(paper, dpi=96)
        picture = base64.b64encode(paper.getvalue()).decode("ascii")
        alt = self._figure.drawing(self._params).alt
        bundle |= {"text/plain": self.text(), "image/png": picture}
        return bundle, {"image/png": {"alt": alt}}

    def _arrange(self) -> Any:
        """Put question, controls, picture, words and task beneath each other."""
        rows = [
            widgets.HBox(
                [shown for control in row for shown in self._made(control)],
                layout=widgets.Layout(flex_flow="row wrap", max_width=_WIDTH),
            )
            for row in self._figure.controls
        ]
        title = widgets.HTML(f"<strong>{escape(self._figure.title)}</strong>")
        task = widgets.HTML(
            f"<p style='max-width:{_WIDTH};line-height:1.4;margin:4px 0'><strong>Task.</strong> "
            f"{escape(self._figure.task)}</p>"
        )
        box = widgets.VBox(
            [title, *self._question(), *rows, self._picture, task, self._told()],
            layout=widgets.Layout(max_width="1000px"),
        )
        box.add_class("checker-figure-box")
        return box

    def _question(self) -> list[Any]:
        """Lock the controls until something was predicted."""
        if not self._figure.question:
            return []
        answer = widgets.Text(
            placeholder="what you expect, then Enter",
            description="Your prediction",
            continuous_update=False,
            style=WIDE,
            layout=widgets.Layout(width="70%"),
        )
        self._lock(True)
        answer.observe(lambda change: self._lock(not change["new"].strip()), "value")
        asked = f"<p style='max-width:{_WIDTH};line-height:1.4;margin:4px 0'><strong>Predict."
        return [
            widgets.HTML(
                f"{asked}</strong> {escape(self._figure.question)} The controls open when you "
                f"have written something.</p>"
            ),
            answer,
        ]

    def _lock(self, locked: bool) -> None:
        for widget in self._widgets.values():
            widget.disabled = locked

    def _told(self) -> Any:
        """Return the switch beneath which the figure stands in words."""
        switch = widgets.Checkbox(description="the figure in words", indent=False)
        self._words.layout.display = "none"

        def turn(change: dict[str, Any]) -> None:
            self._words.layout.display = None if change["new"] else "none"

        switch.observe(turn, "value")
        return widgets.VBox([switch, self._words])

    def _made(self, control: Control) -> list[Any]:
        widget, shown = made(control)
        self._widgets[control.name] = widget
        if isinstance(control, Press):
            widget.on_click(lambda _: self._set(control.act(dict(self._params))))
        else:
            widget.observe(lambda change: self._moved(control.name, change["new"]), "value")
        return shown

    def _moved(self, name: str, value: object) -> None:
        if not self._quiet:
            self._params[name] = value
            self._redraw()

    def _set(self, params: dict[str, Any]) -> None:
        """Take parameters that a button has made, show them on the controls, and draw once."""
        self._params = params
        self._quiet = True
        for name, widget in self._widgets.items():
            if name in params and widget.value != params[name]:
                widget.value = params[name]
        self._quiet = False
        self._redraw()

    def _redraw(self) -> None:
        found = self._figure.model(self._params)
        self._picture.value = as_svg(self._figure.draw(found))
        lines = "".join(f"<li>{escape(line)}</li>" for line in self._figure.tell(found))
        self._words.value = f"<ul role='status' style='line-height:1.4;margin:0'>{lines}</ul>"
