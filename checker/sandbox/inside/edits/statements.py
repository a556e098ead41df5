"""Mutants of statements: one left out, a condition turned, branches exchanged."""

import ast
from collections.abc import Iterator

from checker.sandbox.inside.edits.text import Edit, Written


def deleted(node: ast.AST, written: Written) -> Iterator[Edit]:
    """A statement is forgotten."""
    if isinstance(node, ast.stmt) and not isinstance(node, ast.Pass) and not _is_text(node):
        yield written.replace(node, "pass")


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def overwritten(node: ast.AST, written: Written) -> Iterator[Edit]:
    """What should be added to is set: `total = x` for `total += x`."""
    if isinstance(node, ast.AugAssign):
        target, value = written.text(node.target), written.text(node.value)
        yield written.replace(node, f"{target} = {value}")


def turned_condition(node: ast.AST, written: Written) -> Iterator[Edit]:
    """A condition holds when it should not."""
    if isinstance(node, ast.If | ast.IfExp | ast.While):
        start, end = written.span(node.test)
        yield written.replace(node.test, f"not ({written.data[start:end].decode()})")


def none_itself(node: ast.AST, written: Written) -> Iterator[Edit]:
    """It is asked whether something is None, and not whether its value is: `x is None`."""
    match node:
        case ast.Compare(
            left=left, ops=[ast.Eq() | ast.NotEq() as op], comparators=[ast.Constant(value=None)]
        ):
            word = "is" if isinstance(op, ast.Eq) else "is not"
            yield written.replace(node, f"{written.text(left)} {word} None")


def left_early(node: ast.AST, written: Written) -> Iterator[Edit]:
    """A loop goes on where it should stop, or stops where it should go on."""
    if isinstance(node, ast.Break | ast.Continue):
        yield written.replace(node, "continue" if isinstance(node, ast.Break) else "break")
