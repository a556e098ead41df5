"""What stands in a student's notebook in place of a solution."""

from dataclasses import replace

import pytest

from checker.course.release.stubs import check_call, stub_cell, stub_of


def run(source):
    namespace = {}
    exec("import numpy as np\n" + source, namespace)
    return namespace


def test_the_stub_of_a_function(lesson):
    """A stub keeps signature and docstring, and stops with the names of exercise and function."""
    source = stub_cell(lesson.exercises[0], lesson.worked("line"))
    namespace = run(source)
    assert namespace["line"].__doc__ == "Give the height of a line at x."
    for function, x, where in (("line", 2.0, "here"), ("line_prime", [2.0], "in line_prime")):
        with pytest.raises(NotImplementedError, match=f"^line: nothing is written {where} yet$"):
            namespace[function](x, 3.0)


def test_code_around_a_solution(lesson):
    """What stands around a solution stays, and the stub is indented as the solution was."""
    source = stub_cell(lesson.exercises[0], lesson.worked("line"))
    assert run(source)["line_prime"](2.0, 3.0) is None
    assert '    if np.ndim(x):\n        raise NotImplementedError("line: ' in source
    assert "SOLUTION" not in source


def test_the_stub_of_typed_answers(lesson):
    """Typed answers are a dict of None, each field with its comment."""
    source = stub_cell(lesson.exercises[1], lesson.worked("by_hand"))
    assert source == ('by_hand = {\n    "z": None,     # the weighted sum\n    "sign": None,\n}')
    assert run(source)["by_hand"] == {"z": None, "sign": None}


def test_names_with_quotes(lesson):
    """The keys of typed answers are written as Python text."""
    exercise = replace(lesson.exercises[1], fields={'say "z"': ""})
    assert run(stub_of(exercise))["by_hand"] == {'say "z"': None}


def test_check_cells(lesson):
    """A function is handed to its check, typed answers are checked by name."""
    assert [check_call(exercise) for exercise in lesson.exercises] == [
        "check(line)", 'check("by_hand")',
    ]  # fmt: skip
