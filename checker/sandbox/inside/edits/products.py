"""Repairs that make a product one of another kind."""

import ast
from collections.abc import Iterator

from checker.sandbox.inside.edits.operators import operator_name
from checker.sandbox.inside.edits.text import Edit, Written

ROWS_BY_COLUMNS = {"dot", "matmul", "outer"}


def product(node: ast.AST, written: Written) -> Iterator[Edit]:
    """A product of another kind: entry by entry for rows times columns, and the other way."""
    match node:
        case ast.Call(func=ast.Attribute(value=one, attr="dot"), args=[other]):
            yield from _entry_by_entry(node, one, other, written)
        case ast.Call(func=func, args=[one, other]) if operator_name(func) in ROWS_BY_COLUMNS:
            yield from _entry_by_entry(node, one, other, written)
        case ast.Call(func=func, args=[one, other, *rest]) if operator_name(func) == "multiply":
            yield written.replace(node, f"({written.text(one)} @ {written.text(other)})")
            if rest:
                factors = [written.text(each) for each in node.args]
                yield written.replace(node, f"({' * '.join(factors)})")
        case ast.BinOp(op=ast.Mult() | ast.MatMult(), left=one, right=other):
            yield written.replace(node, f"np.outer({written.text(one)}, {written.text(other)})")


def _entry_by_entry(
    node: ast.AST, one: ast.expr, other: ast.expr, written: Written
) -> Iterator[Edit]:
    """The factors as they are, or without a transpose that only the other product needs."""
    first, second = written.text(one), written.text(other)
    yield written.replace(node, f"({first} * {second})")
    yield written.replace(node, f"({first.removesuffix('.T')} * {second.removesuffix('.T')})")
    yield written.replace(node, f"np.outer({first}, {second})")
