"""Where the digits of a shown value part from the expected ones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.reports.wrong_digits import parted


@pytest.mark.parametrize(
    ("yours", "expected", "marked"),
    [
        ("0.25", "0.5", ["25"]),
        ("[0.5, 1.25]", "[0.5, 1.31]", ["25"]),
        ("-1.5", "1.5", ["-1.5"]),
        ("12.5", "2.5", ["12.5"]),
        ("0.123", "0.1234", ["3"]),
        ("nan", "0.5", ["nan"]),
        ("1e-09", "0.25", ["1e-09"]),
        ("[1, 2]", "[1, 2, 3]", []),
        ("three texts", "three words", []),
    ],
)
def test_what_is_marked(yours, expected, marked):
    """The digits from the first wrong one on; nothing where the values are of other kinds."""
    assert [piece for piece, wrong in parted(yours, expected) if wrong] == marked


@given(st.text("0123456789.-e[], nan", max_size=30), st.text("0123456789.-e[], ", max_size=30))
def test_nothing_is_lost(yours, expected):
    """The pieces are the value, in order, whatever it is."""
    assert "".join(piece for piece, _ in parted(yours, expected)) == yours
