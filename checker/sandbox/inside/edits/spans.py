"""Repairs of pieces: a length that is meant for an end, a step that is missing, one for all."""

import ast
from collections.abc import Iterator

from checker.sandbox.inside.edits.operators import operator_name
from checker.sandbox.inside.edits.text import Edit, Written


def end_for_length(node: ast.AST, written: Written) -> Iterator[Edit]:
    """A piece ends so far behind its beginning: `x[i : i + n]` for `x[i:n]`."""
    match node:
        case ast.Slice(lower=ast.expr() as lower, upper=ast.expr() as upper):
            yield written.replace(upper, f"{written.text(lower)} + {written.text(upper)}")


def from_the_end(node: ast.AST, written: Written) -> Iterator[Edit]:
    """The last ones are taken for the first: `x[-n:]` for `x[:n]`."""
    match node:
        case ast.Slice(lower=None | ast.Constant(value=0), upper=ast.expr() as upper, step=None):
            yield written.replace(node, f"-{written.text(upper)}:")


def stepped(node: ast.AST, written: Written) -> Iterator[Edit]:
    """A loop goes on by as much as it takes: `range(0, m, n)` where it takes `x[i : i + n]`."""
    match node:
        case ast.For(target=ast.Name(id=name), iter=ast.Call(args=args) as counted):
            if operator_name(counted.func) == "range" and len(args) < 3:
                first = [written.text(each) for each in args]
                bounds = ", ".join(first if len(first) > 1 else ["0", *first])
                for length in _lengths(node, name, written):
                    yield written.replace(counted, f"range({bounds}, {length})")


def _lengths(loop: ast.For, name: str, written: Written) -> list[str]:
    """List how much is taken from a loop's count on."""
    found: dict[str, None] = {}
    for node in ast.walk(loop):
        match node:
            case ast.Slice(lower=ast.Name(id=lower), upper=ast.BinOp(op=ast.Add()) as upper):
                if isinstance(upper.left, ast.Name) and lower == upper.left.id == name:
                    found[written.text(upper.right)] = None
    return list(found)


def whole(node: ast.AST, written: Written) -> Iterator[Edit]:
    """All items are taken, and not only one of them: `d` for `d[0]`."""
    match node:
        case ast.Subscript(value=value, slice=ast.Constant(value=int()), ctx=ast.Load()):
            yield written.replace(node, written.text(value))
