"""What answers come down to: which are the same, and that no example names anybody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.results.normalised_answer import KEPT, normalised

PLAIN = "def slope(z):\n    a = sigma(z)\n    return a * (1 + a)"


def same(one, other):
    return normalised(one).fingerprint == normalised(other).fingerprint


@pytest.mark.parametrize(
    "other",
    [
        'def slope(z):\n    """Ada Lovelace, 42."""\n    a = sigma(z)\n    return a * (1 + a)',
        "# by Ada\ndef slope(z):\n\n    a = sigma(z)   # my own idea\n    return a*(1+a)\n\n",
        "def slope(z):\n    out = sigma(z)\n    return out * (1 + out)",
        "def slope(x):\n    a = sigma(x)\n    return a * (1 + a)",
        f"{PLAIN}\n    raise NotImplementedError('x')",
        "def slope(z):\r\n    a = sigma(z)\r\n    return a * (1 + a)",
    ],
)
def test_same_answer_in_another_dress(other):
    """Comments, docstrings, spaces, chosen names and the stub's own line do not count."""
    assert same(PLAIN, other)


@pytest.mark.parametrize(
    "other",
    [
        "def slope(z):\n    a = sigma(z)\n    return a * (1 - a)",
        "def slope(z):\n    a = sigma(z)\n    return z * (1 + a)",
        "def slope(z):\n    a = tanh(z)\n    return a * (1 + a)",
        "def slope(z):\n    a = sigma(z)\n    return a * (1.0 + a)",
        'def slope(z):\n    a = sigma("z")\n    return a * (1 + a)',
    ],
)
def test_another_answer(other):
    """A sign, a name that was given, a function, a number and a string count."""
    assert not same(PLAIN, other)


def test_nothing_that_names_anybody():
    """An example has no comments and docstrings, and of a long string only its quotes."""
    code = normalised(
        'def slope(z):\n    """By Ada."""  # Ada\n    print("Ada Lovelace was here, 2027")\n'
        "    return 'ok'"
    ).code
    assert code == "def slope(z):\n    print(\"…\")\n    return 'ok'"


def test_a_string_at_the_beginning_of_a_line():
    """Within brackets it is no docstring."""
    typed = "typed = {\n    'z': 0.5,\n    'sign': (\n        '-'),\n}"
    assert normalised(typed).code == typed
    assert normalised(f"{typed}\n'so much'").code == typed


def test_a_long_name_of_an_entry():
    """It is the exercise's word and stays; the same length as an entry, or with a space, goes."""
    code = normalised('typed = {"small_gradient_means": "ada_lovelace_was_here_"}').code
    assert code == 'typed = {"small_gradient_means": "…"}'
    assert normalised('x = {"Ada Lovelace, class 11b": 1}').code == 'x = {"…": 1}'


@pytest.mark.parametrize("answer", ["", "\n \n", "# nothing", '"""only words"""'])
def test_nothing_written(answer):
    """It has no code, and is not the same as anything."""
    assert (normalised(answer).code, normalised(answer).fingerprint) == ("", "")


def test_long_answer():
    """It is compared, but not kept."""
    essence = normalised("x = 1\n" * KEPT)
    assert (essence.code, len(essence.fingerprint)) == ("", 16)


@given(st.text(max_size=60))
def test_any_text(text):
    """Whatever stands in a cell, something comes of it, the same each time."""
    assert normalised(text) == normalised(text)


@pytest.mark.parametrize(
    "text",
    [
        "'" * 30_000,
        '"""' * 9_999 + '"',
        "'''\\" * 7_000,
        "rb'" * 9_999,
        "a=" * 15_000,
        " " * 19_999 + "(",
    ],
)
def test_hostile_text(text):
    """Text made to be slow to take apart is taken apart."""
    assert len(normalised(text).fingerprint) in (0, 16)
