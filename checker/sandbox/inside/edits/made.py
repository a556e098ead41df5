"""Repairs of how an array is made: of a shape, or of numbers, and of which type."""

import ast
from collections.abc import Iterator

from checker.sandbox.inside.edits.operators import operator_name
from checker.sandbox.inside.edits.text import Edit, Written

#: What makes an array of a tuple or list.
MADE = ("zeros", "ones", "array")
#: What makes an array whose type can be said.
TYPED = {"array", "asarray", "zeros_like", "ones_like", "empty_like", "full_like"}


def made_an_array(node: ast.AST, written: Written) -> Iterator[Edit]:
    """An array is made of a shape, or of a tuple or list of numbers."""
    if isinstance(node, ast.Tuple | ast.List) and isinstance(getattr(node, "ctx", None), ast.Load):
        match written.parents.get(node):
            case ast.Assign(value=value) | ast.Return(value=value) if value is node:
                inner = written.between(*written.span(node))
                yield from (written.replace(node, f"np.{how}({inner})") for how in MADE)


def of_floats(node: ast.AST, written: Written) -> Iterator[Edit]:
    """An array is made of floats, whatever it is made from."""
    match node:
        case ast.Call(func=func, args=[_], keywords=said) if operator_name(func) in TYPED:
            if "dtype" not in {keyword.arg for keyword in said}:
                _, end = written.span(node)
                yield Edit(end - 1, end - 1, ", dtype=float")
