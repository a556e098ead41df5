"""A source and its exercises that do not fit together are refused by file and line."""

import re

import pytest

from checker.course.release.course import load_lesson
from checker.errors import SourceError

SETUP = '# %% tags=["setup"]\n'
OTHER = "01_small_exercises.py"


def refused(solutions, fault, line, name="01_small.py"):
    """Load the lesson, which is refused with the fault at the line of the file."""
    with pytest.raises(SourceError) as caught:
        load_lesson(solutions / "01_small.py")
    assert re.match(rf"{re.escape(str(solutions / name))}:{line}: {fault}", str(caught.value))


def test_an_exercise_without_a_cell(solutions, edit):
    """An exercise without its worked cell is named where it is defined."""
    edit('# %% exercise="line"', "# %%")
    edit("def line(x, slope):", "def line(x, slope): ...\n\n\ndef other(x, slope):")
    refused(solutions, "a solution stands outside the cell of an exercise", r"\d+")


def test_an_exercise_that_the_source_does_not_have(solutions, edit):
    """An exercise that no cell solves is named where it is defined."""
    line = edit(
        "EXERCISES = [",
        'third = Exercise("third", "1.3", "", line_checks, HINTS)\nEXERCISES = [third,',
        OTHER,
    )
    edit('Exercise("third"', 'Exercise(\n    "third"', OTHER)
    refused(solutions, "third has no worked solution in 01_small.py", line + 1, OTHER)


@pytest.mark.parametrize("role", ["exercise", "given"])
def test_a_cell_without_an_exercise(solutions, edit, role):
    """A cell that names an exercise there is none of is refused."""
    line = edit(f'# %% {role}="by_hand"', f'# %% {role}="by_foot"')
    refused(solutions, "there is no exercise by_foot", line + 1)


def test_two_cells_for_one_exercise(solutions, edit):
    """The second worked cell of an exercise is refused."""
    again = '# %% exercise="line"\n### BEGIN SOLUTION\nx = 1\n### END SOLUTION\n\n'
    line = edit('# %% tags=["instructor"]', again + '# %% tags=["instructor"]')
    refused(solutions, "exercise=line stands in line 21 already", line + 1)


def test_two_cells_of_given_numbers(solutions, edit):
    """The second cell of given numbers of an exercise is refused."""
    line = edit('# %% tags=["instructor"]', '# %% given="by_hand"')
    edit('print("for the lecturer\'s eyes")', "x = 1")
    refused(solutions, "given=by_hand stands in line", r"\d+")
    assert line > 0


@pytest.mark.parametrize(
    ("marker", "fault"),
    [
        ('# %% tags=["setup", "instructor"]', "a cell has one role, not both setup and instructor"),
        ('# %% tags=["setup"] given="by_hand"', "a cell has one role, not both by_hand and setup"),
        ('# %% [markdown] tags=["setup"]', "a markdown cell cannot be setup"),
        (SETUP + SETUP.strip(), "the cell is empty"),
    ],
)
def test_a_setup_cell_that_is_something_else(solutions, edit, marker, fault):
    """A cell has one role, and one that its kind can have."""
    edit(SETUP.strip(), marker)
    refused(solutions, fault, r"\d+")


def test_no_setup_cell(solutions, edit):
    """A lesson needs its setup cell."""
    edit(SETUP.strip(), "# %%")
    refused(solutions, "the source needs one cell with tags", 1)


def test_two_setup_cells(solutions, edit):
    """A lesson has one setup cell only."""
    edit('# %% tags=["instructor"]', SETUP.strip())
    refused(solutions, "the source needs one cell with tags", 1)


def test_a_worked_cell_without_marks(solutions, edit):
    """A worked cell without marks would ship whole, and is refused."""
    edit("### BEGIN SOLUTION\nby_hand = {", "by_hand = {")
    line = edit('"sign": "minus",\n}\n### END SOLUTION', '"sign": "minus",\n}')
    refused(solutions, "the exercise by_hand has no marked solution", r"\d+")
    assert line > 0


def test_marks_outside_an_exercise(solutions, edit):
    """A marked solution in a cell that ships as it is would be given away."""
    line = edit('print("a figure")', "### BEGIN SOLUTION\nx = 1\n### END SOLUTION")
    refused(solutions, "a solution stands outside the cell of an exercise", line)


def test_marks_for_the_instructor(solutions, edit):
    """The instructor's cells may be marked as they like: they do not ship."""
    edit('print("for the lecturer', '### BEGIN SOLUTION\nx = 1\n### END SOLUTION\nprint("')
    assert load_lesson(solutions / "01_small.py")


def test_a_worked_cell_that_does_not_define_its_names(solutions, edit):
    """Every name that the exercise asks for has to be defined by the worked cell."""
    edit("def line_prime(", "def slope_of_line(")
    refused(solutions, "the worked solution does not define line_prime", 21)


def test_a_worked_cell_that_is_no_python(solutions, edit):
    """A syntax error is named by its own line."""
    line = edit("height = slope * x", "height = slope ** * x")
    refused(solutions, "SyntaxError: invalid syntax", line)


def test_given_numbers_that_are_computed(solutions, edit):
    """Given numbers are literals, so that another seed can exchange them."""
    line = edit("w = -0.5", "w = np.sqrt(2)")
    refused(solutions, "a cell of given numbers has only lines of the form", line)


def test_two_cells_of_tools(solutions, edit):
    """The functions that a lesson gives stand in one cell."""
    tools = '# %% tags=["tools"]\ndef helper():\n    return 1\n\n'
    edit('# %% tags=["instructor"]', tools + tools + '# %% tags=["instructor"]')
    refused(solutions, 'one cell has tags=\\["tools"\\], and this is another', r"\d+")
