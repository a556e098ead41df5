"""Repairs of how three or four quantities of one formula go together: added or multiplied."""

import ast
from collections.abc import Iterator, Sequence
from itertools import permutations, product

from checker.sandbox.inside.edits.text import Edit, Written

#: By how many quantities go together: four go together in many ways, and few of them are likely.
SIGNS = {3: ("+", "*", "-"), 4: ("+", "*")}
#: So many are also tried in another order, where some are multiplied and others added.
MIXED = 3
JOINED = (ast.Add, ast.Sub, ast.Mult)


def otherwise_together(node: ast.AST, written: Written) -> Iterator[Edit]:
    """The same quantities with other signs and brackets: `e * (d1 + d2)` for `e * d1 * d2`."""
    if not _is_joined(node) or _is_joined(written.parents.get(node)):
        return
    parts = [written.text(each) for each in _operands(node)]
    if len(parts) in SIGNS:
        orders = permutations(parts) if len(parts) == MIXED and _is_mixed(node) else [parts]
        for text in (text for each in orders for text in _joined(each, SIGNS[len(parts)])):
            yield written.replace(node, text)


def _is_mixed(node: ast.AST) -> bool:
    """Whether some things are multiplied and others added or subtracted, as far as brackets go."""
    signs = {type(each.op) for each in ast.walk(node) if isinstance(each, ast.BinOp)}
    return ast.Mult in signs and bool(signs & {ast.Add, ast.Sub})


def _is_joined(node: ast.AST | None) -> bool:
    return isinstance(node, ast.BinOp) and isinstance(node.op, JOINED)


def _operands(node: ast.AST) -> Iterator[ast.AST]:
    """List what is added, subtracted and multiplied, from left to right."""
    if isinstance(node, ast.BinOp) and _is_joined(node):
        yield from _operands(node.left)
        yield from _operands(node.right)
    else:
        yield node


def _joined(parts: Sequence[str], signs: Sequence[str]) -> Iterator[str]:
    """Join texts in every way, in brackets wherever two are joined."""
    if len(parts) == 1:
        yield parts[0]
    for cut in range(1, len(parts)):
        halves = _joined(parts[:cut], signs), signs, _joined(parts[cut:], signs)
        for left, sign, right in product(*halves):
            yield f"({left} {sign} {right})"
