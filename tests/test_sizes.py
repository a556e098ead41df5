"""How long modules and functions are: short enough to be read at a glance, or in a minute."""

import ast
from statistics import median

from tests.syntax_trees import CHECKER, modules

MODULE_LINES = 250
#: Lines of a function, its docstring among them: of the middle one, and of nine in ten.
MEDIAN, NINE_IN_TEN = 8, 20


def lines_of_functions():
    """List how many lines each function of the package has, shortest first."""
    trees = (ast.parse(path.read_text("utf-8")) for path in modules(CHECKER))
    return sorted(
        node.end_lineno - node.lineno + 1
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )


def test_modules():
    """No module is longer than 250 lines."""
    lines = {path: len(path.read_text("utf-8").splitlines()) for path in modules(CHECKER)}
    assert {path.name: count for path, count in lines.items() if count > MODULE_LINES} == {}


def test_functions():
    """The median of all functions has at most 8 lines, nine in ten have at most 20."""
    lines = lines_of_functions()
    assert median(lines) <= MEDIAN
    assert lines[int(0.9 * len(lines))] <= NINE_IN_TEN
