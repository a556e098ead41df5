"""Cells that no spreadsheet runs, and from which the text can be had back."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from checker.classroom.exports.csv_cells import defused, read_number, sheet_number
from tests.classroom.exports.platforms import plain_text


@given(st.text())
@example("=1+1")
@example("'=1+1")
@example("''-2")
@example("'")
def test_round_trip(text):
    """Every text comes back, also one that begins as if it had been defused."""
    assert plain_text(defused(text)) == text


@pytest.mark.parametrize(
    "text", ["=HYPERLINK(1)", "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0"]
)
def test_formula(text):
    """It does not begin with a sign that a spreadsheet acts on."""
    assert defused(text)[0] == "'"


@pytest.mark.parametrize("text", ["ada", "José", "a=b", "'quoted'", "3-4", ""])
def test_harmless_text(text):
    """It stays as it is."""
    assert defused(text) == text


@pytest.mark.parametrize(
    ("value", "shown"), [(0.0, "0"), (-0.0, "0"), (16.5, "16.5"), (2 / 3, "0.667"), (100.0, "100")]
)
def test_number(value, shown):
    """It is short, and is the mark again when it is read."""
    assert sheet_number(value) == shown
    assert read_number(sheet_number(value, ",")) == round(value, 3)


@pytest.mark.parametrize(
    "text", ["", "-", "EX", "1e5", "nan", "1.2.3", "٣", "(read only)", "1 000"]
)
def test_what_is_no_number(text):
    """It is not taken for one."""
    assert read_number(text) is None
