"""A source in percent format becomes cells that know where they stand."""

import pytest

from checker.documents.sources import read_source
from checker.errors import SourceError

HEADER = """\
# ---
# jupyter:
#   jupytext:
#     cell_metadata_filter: exercise,given,tags,alt,-all
# ---

"""
SOURCE = """\
# %% [markdown]
# # Title
#
# Two «sigmoid.x» lines.

# %% tags=["setup"]
import numpy as np
# %matplotlib inline

# %% exercise="sigmoid"

def sigmoid(z):
    return 1


# %% alt="A curve, 'S' — of z" tags=["instructor"]
plot = 1
"""


@pytest.fixture
def source(tmp_path):
    """Give a function that reads a text as a source file."""
    path = tmp_path / "01_small.py"

    def read(text):
        path.write_text(text, encoding="utf-8")
        return read_source(path)

    return read


def test_cells_of_a_source(source):
    """Every cell comes with its kind, its text and its metadata."""
    prose, setup, exercise, figure = source(HEADER + SOURCE)
    assert (prose.kind, prose.source) == ("markdown", "# Title\n\nTwo «sigmoid.x» lines.")
    assert (setup.tags, setup.source) == (("setup",), "import numpy as np\n%matplotlib inline")
    assert (exercise.kind, exercise.exercise) == ("code", "sigmoid")
    assert (figure.alt, figure.tags) == ("A curve, 'S' — of z", ("instructor",))


def test_lines_of_a_source(source):
    """Each line of a cell is found in the file where the cell says."""
    lines = (HEADER + SOURCE).splitlines()
    for cell in source(HEADER + SOURCE):
        for row, text in enumerate(cell.source.split("\n")):
            path, _, line = cell.at(row).rpartition(":")
            assert path.endswith("01_small.py")
            assert lines[int(line) - 1].endswith(text)


def test_a_source_without_cells(source):
    """An empty file has no cells."""
    assert source("") == ()


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("x = 1\n# %%\ny = 2\n", ":1: there is text before the first cell"),
        ("# %%\nx = 1\n# %% exercise=sigmoid\n", ":3: this cell marker cannot be read"),
        ('# %% {"exercise": "a"}\nx = 1\n', ":1: this cell marker cannot be read"),
        ('# %%\ntext = """\n# %% [markdown]\n"""\n', ":3: this cell marker cannot be read"),
        ('# %%\n# %% exercize="a"\nx = 1\n', ":2: a cell has no “exercize”"),
        ("# %% exercise=1\nx = 1\n", ":1: “exercise” needs a value of type str"),
        ('# %% tags=["setups"]\nx = 1\n', ":1: there is no tag “setups”"),
        ('# %%\nx = 1\n# %% tags="setup"\n', ":3: tags are a list"),
        ("# %%\nx = 1\n# %%%% deep\ny = 2\n", ":3: a cell has no “cell_depth”"),
    ],
)
def test_a_marker_that_means_nothing(source, text, fault):
    """A marker that would silently be read as something else is refused with its line."""
    with pytest.raises(SourceError, match=fault):
        source(text)


def test_a_missing_file(tmp_path):
    """A file that is not there is named."""
    with pytest.raises(SourceError, match=r"01_none\.py:1: the file cannot be read: No such file"):
        read_source(tmp_path / "01_none.py")


def test_a_file_that_is_not_utf_8(tmp_path):
    """A source in another encoding is refused."""
    path = tmp_path / "01_latin.py"
    path.write_bytes("# %%\n# Lösung\n".encode("latin-1"))
    with pytest.raises(SourceError, match=r"01_latin\.py:2: the file's text is not in UTF-8"):
        read_source(path)
