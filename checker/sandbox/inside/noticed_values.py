"""Traps of single values: a root that is none, a truth value as a number, what outlives a call."""

import ast
from collections.abc import Iterator, Sequence

from checker.sandbox.inside.edits.operators import operator_name
from checker.sandbox.inside.edits.scopes import Part
from checker.sandbox.inside.trap import Noticed, all_nodes

ORDERS = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)


def power_of_one(part: Part) -> Iterator[Noticed]:
    """A fraction as a power stands without brackets: `n ** 1/2` is a half of n."""
    for node in all_nodes(part):
        match node:
            case ast.BinOp(left=left, op=ast.Div(), right=ast.Constant(value=divisor)):
                if base := _power_of_one(left):
                    yield Noticed(node.lineno, "power_of_one", (base[:40], str(divisor)))


def _power_of_one(node: ast.expr) -> str:
    """Return of what a power of 1 stands here, or as the last factor or divisor."""
    match node:
        case ast.BinOp(left=base, op=ast.Pow(), right=ast.Constant(value=1)):
            return ast.unparse(base)
        case ast.BinOp(op=ast.Mult() | ast.Div(), right=last):
            return _power_of_one(last)
    return ""


def comma_for_point(part: Part) -> Iterator[Noticed]:
    """Two whole numbers with a comma make a pair."""
    for node in all_nodes(part):
        match node:
            case ast.Assign(value=ast.Tuple(elts=[ast.Constant(value=int()), ast.Constant()])):
                if len(getattr(node.targets[0], "elts", [0])) == 1:
                    yield Noticed(node.lineno, "comma_for_point", (ast.unparse(node.value),))
            case ast.Return(value=ast.Tuple(elts=[ast.Constant(value=int() as whole), rest])):
                if (tenths := _begins_with(rest)) is not None:
                    yield Noticed(node.lineno, "comma_for_point", (f"{whole},{tenths}",))
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Tuple(elts=[_])):
                yield Noticed(node.lineno, "comma_at_the_end", (name,))


def _begins_with(node: ast.expr) -> int | None:
    """Return the whole number that a calculation begins with, if it does."""
    while isinstance(node, ast.BinOp):
        node = node.left
    match node:
        case ast.Constant(value=int() as whole):
            return whole
    return None


def truth_compared(part: Part) -> Iterator[Noticed]:
    """Whether all are true is held against a number: `np.all(x) < tol`."""
    for node in all_nodes(part):
        match node:
            case ast.Compare(left=ast.Call(func=func), ops=[op]) if isinstance(op, ORDERS):
                if operator_name(func) in {"all", "any"}:
                    yield Noticed(node.lineno, "truth_compared", (ast.unparse(func),))


def kept_outside(part: Part) -> Iterator[Noticed]:
    """Something is kept among the notebook's variables, where the next call finds it."""
    for node in all_nodes(part):
        match node:
            case ast.Global(names=[name, *_]):
                yield Noticed(node.lineno, "kept_outside", (name,))
            case ast.Call(func=ast.Name(id="globals")):
                yield Noticed(node.lineno, "kept_outside", ("globals()",))


def one_sided(part: Part) -> Iterator[Noticed]:
    """A difference is divided by a step that is added to something, and taken from nothing."""
    nodes = all_nodes(part)
    added, taken = _steps(nodes, ast.Add), _steps(nodes, ast.Sub)
    for node in nodes:
        match node:
            case ast.BinOp(
                left=ast.BinOp(left=ast.Call(), op=ast.Sub(), right=ast.Call() | ast.Name()),
                op=ast.Div(),
                right=step,
            ) if _step(step) in added - taken:
                yield Noticed(node.lineno, "one_sided")


def _steps(nodes: Sequence[ast.AST], sign: type[ast.operator]) -> set[str]:
    """Return what is added to something, or taken from it."""
    found = set()
    for node in nodes:
        match node:
            case ast.BinOp(op=op, right=step) if isinstance(op, sign):
                found.add(_step(step))
            case ast.AugAssign(op=op, value=step) if isinstance(op, sign):
                found.add(_step(step))
    return found - {""}


def _step(node: ast.expr) -> str:
    """Return a name, or a small fraction, as it stands; "" for what is no step."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Constant(value=float() as size) if 0 < size < 1:
            return repr(size)
    return ""


def largest_along(part: Part) -> Iterator[Noticed]:
    """Of a weighted sum the largest entry along axis 0 is taken, as if 0 were a number."""
    for node in all_nodes(part):
        match node:
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id="np"), attr="max" | "min" as name),
                args=[ast.BinOp() as value, ast.Constant(value=0)],
            ) if any(isinstance(each, ast.MatMult) for each in ast.walk(value)):
                yield Noticed(node.lineno, "largest_along", (f"np.{name}",))
