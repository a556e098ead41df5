"""Text of unknown origin is made safe to look at."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.reports.visible import safe_line, safe_text


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("\x1b[2J\x1b]0;title\x07", r"\x1b[2J\x1b]0;title\x07"),
        ("gnp\u202eexe", r"gnp\u202eexe"),
        ("a\u2066b\u2069", r"a\u2066b\u2069"),
        ("zero\u200bwidth", r"zero\u200bwidth"),
        ("\ud800", r"\ud800"),
        ("line\u2028end\x85", r"line\u2028end\x85"),
        ("back\rforth\x08", r"back\rforth\x08"),
        ("\x9b31m", r"\x9b31m"),
    ],
)
def test_invisible_character(hostile, shown):
    """Escapes, bidi marks and lone surrogates are written out."""
    assert safe_text(hostile) == shown


@pytest.mark.parametrize("name", ["Émile", "Çınar", "Hồ Anh", "李雷", "σ′(z) ≥ ¼", "☺"])
def test_names_of_the_world(name):
    """What can be printed is left as it is."""
    assert safe_line(name) == name


def test_code_keeps_its_lines():
    """Line breaks stay in text and are written out in a line; tabs become spaces."""
    assert safe_text("if a:\n\tb") == "if a:\n    b"
    assert safe_line("a\nb") == r"a\nb"


@given(st.text(st.characters()))
def test_any_text(text):
    """Whatever comes in, a safe line can be printed, and a second pass changes nothing."""
    safe = safe_line(text)
    assert safe.isprintable()
    assert safe_line(safe) == safe
    safe.encode("utf-8")
