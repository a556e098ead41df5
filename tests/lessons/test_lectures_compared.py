"""Nothing that the course says of the lectures is lost: it stands for instructors in one file."""

import re
from pathlib import Path

import numpy as np
import pytest

SOLUTIONS = Path(__file__).parents[2] / "solutions"
TEXT = (SOLUTIONS / "lectures_compared.md").read_text("utf-8")
#: What stood at the ends of the notebooks of version 0.1, one remark a line.
ITEMS = Path(__file__).with_name("lecture_items.txt").read_text("utf-8").splitlines()


def section(notebook):
    """Give what the file says of one notebook."""
    return re.split(r"(?m)^## ", TEXT)[int(notebook) + 1]


@pytest.mark.parametrize("item", ITEMS, ids=range(len(ITEMS)))
def test_remark(item):
    """Each remark stands in the section of its notebook, word by word."""
    notebook, words = item.split("|", 1)
    assert f"- {words}\n" in section(notebook)


def test_number_of_remarks():
    """All that stood there came along."""
    assert len(ITEMS) == 46


@pytest.mark.parametrize("letter", ["$z$", "$a$", "$y$", "$C$", r"$\delta$", r"$\eta$"])
def test_letters(letter):
    """The table that translates letters has a row for each."""
    assert re.search(rf"(?m)^\| {re.escape(letter)}", TEXT)


def test_numbers():
    """What is quoted of notebook 1 comes out when it is computed."""
    z = np.array([-1.0, -2.0]) @ np.array([2.0, -3.0]) - 3.0
    a = 1 / (1 + np.exp(-z))
    assert round(0.73 * (1 - 0.73), 4) == 0.1971
    assert round(a * (1 - a), 4) == 0.1966
    assert f"{1 - 1 / (1 + np.exp(-30.313)):.0e}" == "7e-14"
    assert (4 * 1 + 3 * 2, 3 * 1 + 3 * 2**2) == (10, 15)
    assert np.allclose(np.array([2, 1]) - 0.1 * np.array([2, 8]) * np.array([2, 1]), [1.6, 0.2])
