"""Digits of one's own hand: kept in a file, counted, and never lost to a mistake."""

import json

import numpy as np
import pytest

from checker.errors import UsageError
from checker.figures import handwriting, keep_digit
from checker.figures.handwriting import FILE, MOST
from checker.figures.own_page import SEVEN

BAR = "##\n##\n##\n##\n##\n##"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def reads_seven(X):
    """Take everything for a 7."""
    return np.repeat(np.eye(10)[:, [7]], X.shape[1], axis=1)


def press(figure, params, name):
    """What the parameters are after a button was pressed."""
    buttons = {each.name: each for row in figure.controls for each in row}
    return buttons[name].act(dict(params))


def test_digits_that_are_kept():
    """They are counted by what the network reads, stay in a file, and are there the next time."""
    figure = handwriting.figure(reads_seven)
    params = figure.start()
    assert "No digit is kept yet" in figure.text(params)
    for digit, letters in [("a 7", SEVEN), ("a 1", BAR)]:
        params = press(figure, params | {"digit": digit, "letters": letters}, "keep")
    assert params["letters"] == ""
    assert params["digit"] == "a 2"
    told = figure.text(params)
    assert "2 of your digits are kept; the network reads 1 of them: 50%." in told
    assert "Wrong: a 1 as 7." in told
    again = handwriting.figure(reads_seven)
    assert "2 of your digits are kept" in again.text()
    params = press(again, again.start(), "drop")
    assert params["letters"] == BAR
    assert "1 of your digits are kept; the network reads 1 of them: 100%." in again.text(params)
    assert [each["digit"] for each in json.loads(FILE.read_text("utf-8"))] == [7]


def test_digits_without_widgets():
    """They can be kept in letters from a cell, and the figure counts them."""
    assert keep_digit(7, SEVEN) == 1
    assert keep_digit(1, BAR) == 2
    assert "the network reads 1 of them" in handwriting.figure(reads_seven).text()


@pytest.mark.parametrize("letters", ["", " . ·\n  "])
def test_empty_sheet(letters):
    """It is not kept, and the figure says so."""
    figure = handwriting.figure(reads_seven)
    params = press(figure, figure.start() | {"letters": letters}, "keep")
    assert "nothing on the sheet" in figure.text(params)
    assert not FILE.exists()
    with pytest.raises(UsageError, match="nothing on the sheet"):
        keep_digit(3, letters)


def test_no_digit():
    """Only 0 to 9 are digits."""
    with pytest.raises(UsageError, match="from 0 to 9"):
        keep_digit(10, SEVEN)


def test_as_many_as_fit():
    """Beyond the limit nothing is kept, and nothing is lost."""
    FILE.write_text(json.dumps([{"digit": 1, "drawn": BAR}] * MOST), "utf-8")
    with pytest.raises(UsageError, match="take one back"):
        keep_digit(1, BAR)
    figure = handwriting.figure(reads_seven)
    params = press(figure, figure.start() | {"letters": SEVEN}, "keep")
    assert "Not kept" in figure.text(params)
    assert len(params["kept"]) == MOST


@pytest.mark.parametrize(
    "text", ["", "not JSON", "[" * 9000, "3", '[{"digit": 70, "drawn": "#"}]', '[{"digit": 7}]']
)
def test_file_that_holds_something_else(text):
    """It is left as it is, and what to do is said."""
    FILE.write_text(text, "utf-8")
    figure = handwriting.figure(reads_seven)
    params = press(figure, figure.start() | {"letters": SEVEN}, "keep")
    assert "rename it to begin anew" in figure.text(params)
    assert press(figure, params, "drop") == params
    with pytest.raises(UsageError, match="rename it"):
        keep_digit(7, SEVEN)
    assert FILE.read_text("utf-8") == text


def test_folder_that_cannot_be_written(monkeypatch):
    """The digit is not kept, and the sentence says why."""

    def refuses(*_):
        raise UsageError("my_digits.json cannot be written: No space left on device")

    monkeypatch.setattr(handwriting, "write_file", refuses)
    figure = handwriting.figure(reads_seven)
    params = press(figure, figure.start() | {"letters": SEVEN}, "keep")
    assert "No space left" in figure.text(params)
    assert params["kept"] == ()


@pytest.mark.parametrize(
    ("forward", "said"),
    [
        (lambda X: X, r"gave (784, 1)"),
        (lambda X: np.full((10, 1), np.nan), "not finite"),
        (lambda X: 1 / 0, "stopped with ZeroDivisionError"),
    ],
)
def test_network_that_is_none(forward, said):
    """What it gives or raises is said in the figure's place."""
    keep_digit(7, SEVEN)
    figure = handwriting.figure(forward)
    assert said in figure.text()
    assert figure.drawing().alt
