"""Lines that are disturbed, one by one: what changes then depends on the line."""

import ast
from collections.abc import Generator, Iterator, Sequence
from typing import Any

import numpy as np

from checker.sandbox.inside.edits.operators import operator_name
from checker.sandbox.inside.edits.repairs import WORD, Repair, nodes_run
from checker.sandbox.inside.edits.scopes import Part
from checker.sandbox.inside.edits.text import Edit, Written

#: By this name a disturbed function calls who disturbs a value.
SHAKEN = "__shaken__"
#: A value that is another one, a loop that ends a turn too early, a condition that is turned round.
AS_IT_IS = "({})"
VALUE, SHORTENED, TURNED = f"{SHAKEN}({{}})", "[*({})][:-1]", "not ({})"
#: Calls of these keep their last argument.
KEEPING = {"append", "insert"}
EMPTY = {"zeros", "zeros_like", "empty", "empty_like"}


def shaken(value: Any) -> Any:
    """Return another value of the same form.

    It is neither only a multiple nor only shifted, for much does not depend on one of these; whole
    numbers stay whole, since they may be places.
    """
    if isinstance(value, list | tuple):
        return type(value)(map(shaken, value)) if type(value) in (list, tuple) else value
    if isinstance(value, Generator | map):
        return map(shaken, value)
    if isinstance(value, bool | np.bool_):
        return not value
    if isinstance(value, int | np.integer):
        return value + 1
    if isinstance(value, np.ndarray) and value.dtype.kind in "biu":
        return _otherwise(value) if value.ndim else value
    is_number = isinstance(value, float | np.floating | np.ndarray)
    return value * 1.37 + 0.19 if is_number else value


def _otherwise(whole: np.ndarray) -> np.ndarray:
    """Return the same whole numbers turned round, or such as lie near, if that changes nothing."""
    turned = whole[::-1]
    if not np.array_equal(turned, whole):
        return turned
    if whole.dtype.kind == "b":
        return ~whole
    return whole - 1 if whole.all() else whole + 1


def disturbances_of(written: Written, parts: Sequence[Part], lines: set[int]) -> list[Repair]:
    """List edits that each disturb what one statement binds, keeps, hands back or goes through."""
    return [
        Repair(part, "disturbed", (edit,), WORD)
        for part in parts
        for node in nodes_run(part, lines)
        for edit in _disturbed(node, written)
    ]


def _disturbed(node: ast.AST, written: Written) -> Iterator[Edit]:
    match node:
        case ast.Assign(value=ast.Tuple()) | ast.Return(value=ast.Tuple()):
            pass  # of its parts one may be right
        case ast.Assign(value=value) if _is_empty(value):
            yield _edit(value, written, AS_IT_IS)  # what is wrong is what goes into it, or nothing
        case ast.Assign(value=value) | ast.AugAssign(value=value):
            yield _edit(value, written, VALUE)
        case ast.Expr(value=ast.Call(func=func, args=[*_, value])) if (
            operator_name(func) in KEEPING
        ):
            yield _edit(value, written, VALUE)
        case ast.Expr(value=ast.Call()):
            yield written.replace(node, "pass")
        case ast.Return(value=ast.expr() as value):
            yield _edit(value, written, VALUE)
        case ast.For(iter=items):
            yield _edit(items, written, SHORTENED)
        case ast.If(test=test):
            yield _edit(test, written, TURNED)


def _is_empty(value: ast.expr) -> bool:
    """Whether this makes a list or table with nothing in it yet, or a list of such."""
    match value:
        case ast.List(elts=[]):
            return True
        case ast.ListComp(elt=item):
            return _is_empty(item)
        case ast.Call(func=func):
            return operator_name(func) in EMPTY
    return False


def _edit(value: ast.expr, written: Written, form: str) -> Edit:
    start, end = written.span(value)
    return Edit(start, end, form.format(written.data[start:end].decode()))
