"""Repairs that give an operand back what it has lost: a term, a factor, the one before a minus."""

import ast
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations

from checker.sandbox.inside.edits.gained import SLOPES, is_whole_value
from checker.sandbox.inside.edits.text import Edit, Written

OPERANDS = (ast.Name, ast.Attribute, ast.Call, ast.Subscript, ast.BinOp, ast.UnaryOp)


def of_one(node: ast.AST, written: Written) -> Iterator[Edit]:
    """The rest to one, or one more: `1 - a` for `a`."""
    if _is_operand(node, written):
        text = written.text(node)
        for term in (f"(1 - {text})", f"({text} - 1)", f"(1 + {text})", f"(1 / {text})"):
            yield written.replace(node, term)


def squared(node: ast.AST, written: Written) -> Iterator[Edit]:
    """A square is taken: `(1 + e) ** 2` for `1 + e`."""
    if _is_operand(node, written):
        yield written.replace(node, f"({written.text(node)} ** 2)")


def gained_term(node: ast.AST, written: Written, names: Sequence[str]) -> Iterator[Edit]:
    """A variable is taken away from an operand or added to it: `a - y` for `a`."""
    if _is_operand(node, written):
        text = written.text(node)
        for name in names:
            for term in (f"({name} - {text})", f"({text} - {name})", f"({text} + {name})"):
                yield written.replace(node, term)


def gained_factor(node: ast.AST, written: Written, names: Sequence[str]) -> Iterator[Edit]:
    """A variable is multiplied to an operand, or is what a matrix is multiplied with."""
    if _is_operand(node, written):
        text = written.text(node)
        for name in names:
            yield written.replace(node, f"({text} * {name})")
            yield written.replace(node, f"({name} / {text})")
            yield written.replace(node, f"({name} @ {text})")
            yield written.replace(node, f"({text} @ {name}.T)")
            yield written.replace(node, f"({name}.T @ {text})")
        if isinstance(written.parents.get(node), ast.Assign | ast.AugAssign | ast.Return):
            for one, other in combinations(names, 2):
                yield written.replace(node, f"{text} * {one} * {other}")


def slope_gained(node: ast.AST, written: Written) -> Iterator[Edit]:
    """A whole value is multiplied by the slope at an item that the program takes from a list."""
    if isinstance(node, ast.BinOp | ast.Call) and is_whole_value(node, written):
        text = written.text(node)
        for item in _items(written):
            slopes = (f"{name}({item})" for name in written.functions if name.endswith(SLOPES))
            for slope in (*slopes, f"({item} * (1 - {item}))"):
                yield written.replace(node, f"{text} * {slope}")


@lru_cache(maxsize=16)
def _items(written: Written) -> list[str]:
    """List the items of lists that a program takes by a number."""
    taken = (
        node
        for node in ast.walk(written.tree)
        if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name)
        if isinstance(node.slice, ast.UnaryOp) and isinstance(node.slice.operand, ast.Constant)
    )
    return list(dict.fromkeys(map(written.text, taken)))


def other_side(node: ast.AST, written: Written) -> Iterator[Edit]:
    """What is done to one side of a comparison or difference is done to the other side, too."""
    match node:
        case ast.Compare(left=left, comparators=[right]) | ast.BinOp(left=left, right=right):
            for here, there in ((left, right), (right, left)):
                if isinstance(here, ast.Call) and not isinstance(there, ast.Call):
                    yield from _done_alike(here, there, written)


def _done_alike(call: ast.Call, other: ast.expr, written: Written) -> Iterator[Edit]:
    """Put the second in the place of what the call is about."""
    about = call.func.value if isinstance(call.func, ast.Attribute) else None
    subjects = [*call.args[:1], *([about] if about is not None else [])]
    start, end = written.span(call)
    for subject in subjects:
        first, last = written.span(subject)
        head, tail = written.between(start, first), written.between(last, end)
        yield written.replace(other, f"{head}{written.text(other)}{tail}")


def backwards(node: ast.AST, written: Written) -> Iterator[Edit]:
    """A loop runs from the last to the first."""
    if isinstance(node, ast.For):
        yield written.replace(node.iter, f"reversed(list({written.text(node.iter)}))")


def _is_operand(node: ast.AST, written: Written) -> bool:
    """Whether this stands where a number or an array is computed with."""
    if not isinstance(node, OPERANDS) or not isinstance(getattr(node, "ctx", ast.Load()), ast.Load):
        return False
    match written.parents.get(node):
        case ast.BinOp() | ast.UnaryOp() | ast.Return() | ast.Tuple() | ast.List():
            return True
        case ast.Assign(value=value) | ast.AugAssign(value=value):
            return value is node
        case ast.Call(args=args):
            return node in args
        case ast.ListComp(elt=item) | ast.GeneratorExp(elt=item):
            return item is node
    return False
