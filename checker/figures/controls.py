"""The controls of a figure as widgets: sliders with a field beside them, choices, buttons."""

from collections.abc import Callable
from typing import Any

import ipywidgets as widgets
import traitlets

from checker.figures.figure import Choice, Control, Number, Press, Slider, Switch, Writing

WIDE = {"description_width": "initial"}


def made(control: Control) -> tuple[Any, list[Any]]:
    """Return the widget that has a control's value, and all that is shown for it."""
    widget = _WIDGETS[type(control)](control)
    if isinstance(control, Slider):
        return widget, [_with_field(control, widget)]
    return widget, [*_sheet(control, widget), widget]


def _slider(control: Slider) -> Any:
    common = {
        "description": control.label, "style": WIDE, "readout": False,
        "layout": widgets.Layout(flex="1 1 auto", min_width="0"),
    }  # fmt: skip
    if control.log:
        return widgets.FloatLogSlider(
            control.value, min=control.low, max=control.high, step=control.step,
            **common,
        )  # fmt: skip
    if all(float(part).is_integer() for part in (control.low, control.high, control.step)):
        whole = [int(part) for part in (control.value, control.low, control.high, control.step)]
        value, low, high, step = whole
        return widgets.IntSlider(value, min=low, max=high, step=step, **common)
    return widgets.FloatSlider(
        control.value, min=control.low, max=control.high, step=control.step, **common
    )


def _with_field(control: Slider, slider: Any) -> Any:
    """Return a slider beside a field in which its value is typed, for exact numbers."""
    whole = isinstance(slider, widgets.IntSlider)
    low, high = (10.0**end if control.log else end for end in (control.low, control.high))
    kind = widgets.BoundedIntText if whole else widgets.BoundedFloatText
    field = kind(
        _short(slider.value), min=low, max=high, step=control.step if not control.log else None,
        disabled=slider.disabled, tooltip=f"{control.label}, typed",
        layout=widgets.Layout(width="76px"),
    )  # fmt: skip

    def show(change: dict[str, Any]) -> None:
        field.value = _short(change["new"])

    def take(change: dict[str, Any]) -> None:
        if change["new"] != _short(slider.value):
            slider.value = change["new"]

    slider.observe(show, "value")
    field.observe(take, "value")
    traitlets.link((slider, "disabled"), (field, "disabled"))
    layout = widgets.Layout(width="380px", max_width="100%")
    return widgets.HBox([slider, field], layout=layout)


def _short(value: float) -> float:
    """Return a number as it stands in a field: four digits of it."""
    return value if isinstance(value, int) else float(f"{value:.4g}")


def _number(control: Number) -> Any:
    return widgets.BoundedFloatText(
        control.value, min=control.low, max=control.high, step=0.1, description=control.label,
        style=WIDE, layout=widgets.Layout(width=f"{80 + 7 * len(control.label)}px"),
    )  # fmt: skip


def _choice(control: Choice) -> Any:
    """Buttons, of which one is pressed: JupyterLab takes a menu's keys for its own."""
    return widgets.ToggleButtons(
        options=list(control.options), value=control.value, description=control.label,
        style=WIDE | {"button_width": "auto"},
        layout=widgets.Layout(width="auto", margin="2px 24px 2px 2px"),
    )  # fmt: skip


def _switch(control: Switch) -> Any:
    return widgets.Checkbox(control.value, description=control.label, indent=False)


def _writing(control: Writing) -> Any:
    if control.rows > 1:
        look = widgets.Layout(width="372px", max_width="100%")
        return widgets.Textarea(
            control.value, description=control.label, rows=control.rows, style=WIDE, layout=look
        )
    return widgets.Text(
        control.value, description=control.label, continuous_update=False, style=WIDE
    )


def _sheet(control: Control, field: Any) -> list[Any]:
    """Return the sheet that stands beside a field of letters, where there can be one."""
    if not (isinstance(control, Writing) and control.sheet):
        return []
    try:
        from checker.figures.pad import pad_for  # noqa: PLC0415  a browser's Python may lack it
    except ImportError:
        return []
    return [pad_for(field)]


def _press(control: Press) -> Any:
    return widgets.Button(description=control.label, layout=widgets.Layout(width="max-content"))


_WIDGETS: dict[type, Callable[[Any], Any]] = {
    Slider: _slider,
    Number: _number,
    Choice: _choice,
    Switch: _switch,
    Writing: _writing,
    Press: _press,
}
