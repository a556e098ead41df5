"""Values that are disturbed, line by line: what changes then depends on the line."""

import ast
from collections.abc import Iterator, Sequence

from checker.sandbox.inside.edits.operators import operator_name
from checker.sandbox.inside.edits.repairs import WORD, Repair, nodes_run
from checker.sandbox.inside.edits.scopes import Part
from checker.sandbox.inside.edits.text import Edit, Written

#: Neither only a factor nor only a shift, for much does not depend on one of these.
DISTURBED = "({}) * 1.37 + 0.19"


def disturbances_of(written: Written, parts: Sequence[Part], lines: set[int]) -> list[Repair]:
    """List edits that each disturb the value which one statement binds or appends."""
    return [
        Repair(part, "disturbed", (edit,), WORD)
        for part in parts
        for node in nodes_run(part, lines)
        for edit in _disturbed(node, written)
    ]


def _disturbed(node: ast.AST, written: Written) -> Iterator[Edit]:
    match node:
        case ast.Assign(value=value) | ast.AugAssign(value=value):
            yield _edit(value, written)
        case ast.Expr(value=ast.Call(func=func, args=[*_, value])):
            if operator_name(func) in {"append", "insert"}:
                yield _edit(value, written)


def _edit(value: ast.expr, written: Written) -> Edit:
    start, end = written.span(value)
    return Edit(start, end, DISTURBED.format(written.data[start:end].decode()))
