"""Commands to Jupyter are told from Python by how their lines begin."""

import pytest

from checker.documents.commands import commands_in


@pytest.mark.parametrize(
    "line",
    [
        "%matplotlib inline",
        "    %timeit double(2)",
        "!pip install numpy",
        "!!ls",
        "files = !ls",
        "a, b = %sx ls",
        "double?",
        "np.exp??",
        "?double",
        "%%bash",
    ],
)
def test_a_command(line):
    """Magics, shell lines and calls for help are found."""
    assert commands_in(line) == [line.strip()]


@pytest.mark.parametrize(
    "source",
    [
        "x = (7\n     % 4)",
        "y = a != b",
        "z = x % y",
        "text = 'is it so?'",
        "# what is this?",
        "if x:\n    y = x",
        "",
    ],
)
def test_python(source):
    """Remainders, comparisons and questions in comments are none."""
    assert commands_in(source) == []


def test_a_cell_magic():
    """It stands for the whole cell."""
    assert commands_in("%%bash\n!rm -rf ~\nls") == ["%%bash"]


def test_a_long_command():
    """It is cut to what a report can show."""
    assert len(commands_in("!" + "x" * 10**6)[0]) == 60
