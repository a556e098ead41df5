"""What surrounds a notebook: panels with text twins, and a button where there are widgets."""

import sys

import pytest

from checker.student import frontend
from checker.student.frontend import WIDGET, OpenedHint, show_hint_button, show_panel


@pytest.fixture
def shown(monkeypatch):
    """Everything that a kernel is asked to show."""
    forms = []
    monkeypatch.setattr(frontend, "in_kernel", lambda: True)
    monkeypatch.setattr(frontend, "_display", forms.append)
    return forms


def test_in_a_terminal(capsys):
    """Outside a notebook nothing is shown: the caller prints the text, and there is no button."""
    assert show_panel("text", "<p>html</p>") is False
    show_hint_button("Open hint 1 of 3", lambda: OpenedHint("", ""))
    assert capsys.readouterr().out == ""


def test_in_a_notebook(shown):
    """A page is given both forms, and takes the richest that it knows."""
    assert show_panel("text", "<p>html</p>") is True
    assert shown == [{"text/plain": "text", "text/html": "<p>html</p>"}]


def test_without_widgets(shown, monkeypatch):
    """Where ipywidgets is missing there is no button and no error: the panel has its line."""
    monkeypatch.setitem(sys.modules, "ipywidgets", None)
    show_hint_button("Open hint 1 of 3", lambda: OpenedHint("", ""))
    assert shown == []


def test_button(shown, monkeypatch):
    """Each press opens one hint below those that are open; the last is not shown twice."""
    made = []
    bundle = frontend._bundle

    def keep(box):
        made.append(box)
        return bundle(box)

    monkeypatch.setattr(frontend, "_bundle", keep)
    opened = iter(["<p>1</p>", "<p>2</p>", "<p>2</p>"])
    show_hint_button("Open", lambda: OpenedHint(next(opened), "Open another"))
    button, hints = made[0].children
    assert set(shown[0]) == {WIDGET, "text/plain"}
    assert shown[0]["text/plain"] == ""
    assert (button.description, hints.value) == ("Open", "")
    for value in ("<p>1</p>", "<p>1</p><p>2</p>", "<p>1</p><p>2</p>"):
        button.click()
        assert (button.description, hints.value) == ("Open another", value)
