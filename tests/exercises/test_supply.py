"""What a call asks of, told in few words: two calls are one question or two."""

from dataclasses import replace

import numpy as np
import pytest

from checker.exercises.supply import told_shortly
from checker.steps import Call, Digits, File

FILES = {"my.npz": b"mine", "page.html": b"page"}
CALL = Call("outside.alike", (File("my.npz"), Digits("test", 0, 9, "images", 1), np.ones(2), 3))
OTHERS = Digits("test", 0, 9, "images", 2)


def test_what_is_told():
    """Digits and files stand in the text, what student code has made beside it."""
    text, values = told_shortly(CALL, FILES)
    assert all(part in text for part in ("outside.alike", "my.npz", "images"))
    assert values == (CALL.args[2], 3)


def test_same_question():
    """The same file in another folder is the same, and no digits are drawn for it."""
    assert told_shortly(CALL, {"my.npz": b"mine"})[0] == told_shortly(CALL, FILES)[0]


@pytest.mark.parametrize(
    ("call", "files"),
    [
        (Call("outside.other", CALL.args), FILES),
        (CALL, FILES | {"my.npz": b"yours"}),
        (CALL, {}),
        (replace(CALL, args=(File("page.html"), *CALL.args[1:])), FILES),
        (replace(CALL, args=(CALL.args[0], OTHERS, *CALL.args[2:])), FILES),
        (replace(CALL, args=(repr(CALL.args[0]), *CALL.args[1:])), FILES),
    ],
)  # fmt: skip
def test_other_questions(call, files):
    """Another instrument, file or draw is another, and so is a text that looks like a file."""
    assert told_shortly(call, files)[0] != told_shortly(CALL, FILES)[0]
