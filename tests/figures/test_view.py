"""Figures on show: every one of them, moved, in words, on paper, and where no widget runs."""

import base64
import io
import subprocess
import sys
import xml.etree.ElementTree as ET
from html import unescape

import ipywidgets as widgets
import nbformat
import numpy as np
import pytest
from matplotlib.image import imread
from nbclient import NotebookClient
from nbconvert import HTMLExporter

from checker import figures
from checker.figures.pad import Pad
from checker.figures.view import View
from tests.syntax_trees import ROOT


def forward(X):
    """Answer as a network would that has learned nothing."""
    return np.full((10, X.shape[1]), 0.5)


#: Pages in a cell, and figures that are shown a network.
EMBEDDED, ASKING = {"promise", "sheet", "learning"}, ("my_digits", "sketch_pad")
PLAIN = [name for name in figures.__all__ if name not in {*EMBEDDED, *ASKING, "keep_digit"}]
CALLS = {
    **{name: (name, ()) for name in PLAIN},
    "fork": ("computation_graph", ("fork",)),
    "network": ("computation_graph", ("network",)),
    "lecture": ("downhill", ("lecture",)),
    **{name: (name, (forward,)) for name in ASKING},
}
every_figure = pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A folder to keep digits in."""
    monkeypatch.chdir(tmp_path)


def shown(call) -> View:
    """Give one figure on show, as a student calls it."""
    name, args = call
    return getattr(figures, name)(*args)


def parts(view, kind):
    """Give all widgets of a kind, in the order of the page."""

    def within(widget):
        yield widget
        for child in getattr(widget, "children", ()):
            yield from within(child)

    return [each for each in within(view.widget) if isinstance(each, kind)]


def picture(view):
    """Give the drawing as it stands on the page."""
    return next(html.value for html in parts(view, widgets.HTML) if "<svg" in html.value)


def unlocked(call):
    """Give a figure on show whose question was answered."""
    view = shown(call)
    unlock(view)
    return view


def unlock(view):
    """Answer the question of a figure, if it asks one."""
    for box in parts(view, widgets.Text):
        if box.description == "Your prediction":
            box.value = "it turns"


@every_figure
def test_name_is_called_twice(call):
    """A figure can be shown again in the same kernel: no module stands in its function's way."""
    assert isinstance(shown(call), View)
    assert isinstance(shown(call), View)


@every_figure
def test_controls_wait_for_a_prediction(call):
    """Every control is locked until something was predicted, and locked again without it."""
    view = shown(call)
    controls = list(view._widgets.values())
    if not view._figure.question:  # nothing to predict: it is open from the start
        assert not any(control.disabled for control in controls)
        return
    assert all(control.disabled for control in controls)
    prediction = parts(view, widgets.Text)[0]
    prediction.value = "it moves"
    assert not any(control.disabled for control in controls)
    prediction.value = " "
    assert all(control.disabled for control in controls)


@every_figure
def test_every_control_redraws(call):
    """Each slider, choice, box and field can be moved, and the drawing stays well-formed.

    At least one of a figure's controls changes what is seen.
    """
    view = unlocked(call)
    before = picture(view)
    seen = {before}
    for control in view._widgets.values():
        for value in values_of(control):
            control.value = value
            seen.add(picture(view))
            ET.fromstring(picture(view))
        if isinstance(control, widgets.Button):
            control.click()
            seen.add(picture(view))
    assert len(seen) > 1


def values_of(control):
    """Give the ends of a control's scale, or all its options."""
    match control:
        case widgets.ToggleButtons():
            return control.options
        case widgets.Checkbox():
            return (not control.value,)
        case widgets.FloatLogSlider():
            return (10.0**control.min, 10.0**control.max)
        case widgets.IntSlider() | widgets.FloatSlider() | widgets.BoundedFloatText():
            return (control.min, control.max, control.value)
        case widgets.Textarea():
            return ("#", "", control.value)
    return ()


@every_figure
def test_sentences_of_a_figure(call):
    """A figure has a question, a task, and a sentence for those who cannot see it."""
    view = shown(call)
    figure = view._figure
    assert figure.question.endswith(("?", ".")) or not figure.question
    assert figure.task.endswith(("?", "."))
    label = ET.fromstring(picture(view)).get("aria-label")
    assert len(label) > 25
    assert "!" not in figure.question + figure.task + view.text()


@every_figure
def test_marks_lie_on_the_sheet(call):
    """No word of a figure begins or ends far outside its sheet."""
    drawing = shown(call)._figure.drawing()
    for mark in drawing.marks:
        if not hasattr(mark, "text"):
            continue
        half = 0.27 * mark.size * len(mark.text)
        left = mark.at[0] - {"start": 0, "middle": half, "end": 2 * half}[mark.anchor]
        if not mark.angle:
            assert left > -8, mark
            assert left + 2 * half < drawing.width + 12, mark
        assert 0 <= mark.at[1] <= drawing.height, mark


@every_figure
def test_words_follow_the_controls(call):
    """The text twin is told anew with the drawing, and can be switched on."""
    view = unlocked(call)
    switch = next(
        box for box in parts(view, widgets.Checkbox) if box.description == "the figure in words"
    )
    assert view._words.layout.display == "none"
    switch.value = True
    assert view._words.layout.display is None
    for line in view._figure.tell(view._figure.model(view._params)):
        assert line in unescape(view._words.value)


@every_figure
def test_output_for_pages_without_widgets(call):
    """The same output holds the widget, a picture, and the words with the task."""
    bundle, about = shown(call)._repr_mimebundle_()
    assert len(about["image/png"]["alt"]) > 25
    assert set(bundle) == {
        "application/vnd.jupyter.widget-view+json", "image/png", "text/plain",
    }  # fmt: skip
    pixels = imread(io.BytesIO(base64.b64decode(bundle["image/png"])), format="png")
    assert pixels.shape[1] >= 500
    assert pixels[..., :3].min() < 0.3
    assert "Task: " in bundle["text/plain"]


def test_typed_text_is_not_read_as_markup():
    """What a student types into a figure is shown as text."""

    def stops(X):
        raise ValueError("<script>alert(1)</script>")

    view = figures.sketch_pad(stops)
    assert "<script" not in picture(view)
    assert "<script" not in view._words.value
    assert "alert(1)" in view.text()


def test_button_moves_the_controls():
    """What a button changes stands in the fields afterwards, drawn once."""
    view = unlocked(("computation_graph", ()))
    figure = view._figure
    params = figure.start() | {"known": 6, "done": 9}
    view._params = params
    button = next(each for each in parts(view, widgets.Button) if "update" in each.description)
    button.click()
    assert view._widgets["w₁"].value == pytest.approx(1.947, abs=1e-3)
    assert view._params["known"] == 0


@pytest.fixture(scope="module")
def executed():
    """A notebook with all figures, run without a browser, as pages of Jupyter store it."""
    cells = ["import numpy as np\nfrom checker import figures"]
    cells += [f"figures.{name}()" for name in PLAIN]
    cells += [f"figures.{name}(lambda X: np.full((10, X.shape[1]), 0.5))" for name in ASKING]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    place = {"metadata": {"path": str(ROOT)}}
    NotebookClient(
        notebook, kernel_name="python3", store_widget_state=False, resources=place
    ).execute()
    return notebook


@pytest.mark.slow
def test_notebook_without_a_browser(executed):
    """Every figure runs under nbclient, and leaves one output and no error."""
    for cell in executed.cells[1:]:
        (output,) = cell.outputs
        assert output.output_type == "execute_result"
        assert "image/png" in output.data


@pytest.mark.slow
def test_page_without_widgets(executed):
    """A page made without the widgets' state shows the pictures."""
    page, _ = HTMLExporter().from_notebook_node(executed)
    assert page.count('src="data:image/png;base64') == len(PLAIN) + len(ASKING)


def test_names_are_loaded_late():
    """Importing the room loads neither widgets nor matplotlib nor the figures' modules."""
    code = (
        "import sys; from checker import figures; "
        "print(*(name for name in sys.modules if name.startswith(('ipywidgets', 'matplotlib', "
        "'numpy', 'checker.figures.'))))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        text=True,
        env={"PYTHONPATH": str(ROOT)},
    )
    assert run.stdout.split() == []


def test_a_sheet_beside_letters():
    """Sheet and field hold one drawing, whichever is changed, and are locked together."""
    view = figures.sketch_pad(forward)
    (sheet,), (field,) = parts(view, Pad), parts(view, widgets.Textarea)
    assert sheet.disabled
    assert sheet.value == field.value
    unlock(view)
    assert not sheet.disabled
    before = picture(view)
    sheet.value = "  ##\n  ##\n"
    assert field.value == sheet.value
    assert picture(view) != before
    field.value = "####"
    assert sheet.value == "####"


def test_no_sheet_where_there_can_be_none(monkeypatch):
    """Without anywidget, as in a browser's Python, the field is there alone and works."""
    monkeypatch.setitem(sys.modules, "checker.figures.pad", None)
    view = figures.sketch_pad(forward)
    assert parts(view, Pad) == []
    (field,) = parts(view, widgets.Textarea)
    unlock(view)
    before = picture(view)
    field.value = "####"
    assert picture(view) != before


def test_value_typed_beside_a_slider():
    """A field takes exact numbers, also between a slider's steps, and follows the slider."""
    view = unlocked(("downhill", ()))
    rate = next(each for each in view._widgets.values() if isinstance(each, widgets.FloatLogSlider))
    (field,) = (each for each in parts(view, widgets.BoundedFloatText) if "rate" in each.tooltip)
    before = picture(view)
    field.value = 0.0375
    assert rate.value == 0.0375
    assert picture(view) != before
    rate.value = 0.123456
    assert field.value == 0.1235
    assert rate.value == 0.123456
    field.value = 1e9
    assert rate.value == pytest.approx(10**rate.max)


def test_fields_wait_for_a_prediction():
    """A field beside a slider is locked and opened with it."""
    view = shown(("neuron_explorer", ()))
    fields = parts(view, widgets.BoundedFloatText)
    assert fields
    assert all(field.disabled for field in fields)
    unlock(view)
    assert not any(field.disabled for field in fields)


def test_style_of_the_notebook(recwarn):
    """The plots' style of the notebooks, and stranger ones, change nothing and warn of nothing."""
    import matplotlib.pyplot as plt  # noqa: PLC0415

    view = shown(("neuron_explorer", ()))
    for style in ({}, {"figure.constrained_layout.use": True}, {"figure.autolayout": True}):
        with plt.rc_context(style):
            view._repr_mimebundle_()
    assert not recwarn.list


@every_figure
def test_choices_that_open(call):
    """No choice is called like its place in the row: ipywidgets would leave such a row locked."""
    for control in shown(call)._widgets.values():
        if isinstance(control, widgets.ToggleButtons):
            places = [str(place) for place in range(len(control.options))]
            assert list(control.options) != places
