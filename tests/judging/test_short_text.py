"""Values and questions as a student can read them, whatever they are."""

import numpy as np
import pytest

from checker.judging.short_text import show, show_steps
from checker.steps import OUTSIDE, Call, Digits, File, Name


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (np.zeros((3, 0)), "array of shape (3, 0)"),
        (np.zeros((0, 4, 4)), "array of shape (0, 4, 4)"),
        (np.zeros(0), "[]"),
        (np.float64(0.25), "0.25"),
        (np.arange(3), "[0, 1, 2]"),
    ],
)
def test_arrays(value, text):
    """An array without entries is told by its shape, few entries are written out."""
    assert show(value) == text


def test_digits():
    """Digits are called as in the notebook, and files by their names."""
    pictures = Digits("train", 20, 40, "images"), Digits("train", 20, 40, "labels")
    assert show_steps((Call("prepare", pictures),)) == (
        "prepare(train_images[20:40], train_labels[20:40])"
    )
    drawn = Digits("test", 0, 10_000, "images", 5)
    assert show(drawn) == "test_images[0:10000] in another order"
    assert show(File("digits_95.npz")) == "digits_95.npz"


def test_call_that_stopped():
    """What would have been done with its answer is not told; a call of ours alone is."""
    asked = Call("digits_95", (Digits("test", 0, 9, "images"),), into="predicted")
    counted = Call(f"{OUTSIDE}.labels", (Name("predicted"),))
    assert show_steps((asked, counted), shapes=True) == "predicted = digits_95(test_images[0:9])"
    assert show_steps((asked, counted)).endswith("; lab.labels(predicted)")
    assert show_steps((counted,), shapes=True) == "lab.labels(predicted)"
