"""When slips at two places are the same one: what the places and the changes have in common."""

import ast
import re
from collections.abc import Iterator

from checker.sandbox.inside.edits import operators
from checker.sandbox.inside.edits.scopes import FUNCTIONS
from checker.sandbox.inside.edits.text import Edit, Written


def likenesses(node: ast.AST, edit: Edit, written: Written) -> Iterator[tuple[str, str, str]]:
    """Return what two places must have in common for a slip to be the same in both."""
    if not isinstance(node, ast.expr | ast.stmt):
        return
    change = _change(node, edit, written)
    if isinstance(node, ast.Assign | ast.AugAssign) and change != edit.text:
        yield "statement", _form(node, written), change
    if edit.text.endswith("keepdims=True"):
        yield "kept", "", "keepdims"
    head = getattr(node, "id", "") or operators.operator_name(getattr(node, "func", node))
    if head:
        yield "head", head, change
        yield "line", f"{head} {node.lineno}", change
    if isinstance(node, ast.BinOp) and (edit.start, edit.end) != written.span(node):
        yield "sign", f"{type(node.op).__name__} {node.lineno}", change
    if twin := _by_number(change, node, written):
        yield "twin", *twin
    parent = written.parents.get(node)
    if parent is not None and "□" in change and not isinstance(parent, FUNCTIONS):
        yield "parent", _erased(parent), change
        yield "own", head + _erased(node), _by_place(change, node)


def _change(node: ast.expr | ast.stmt, edit: Edit, written: Written) -> str:
    """Return what an edit writes, with a box for what stood there, to compare slips."""
    if (edit.start, edit.end) != written.span(node):
        return f"…{edit.text}…" if isinstance(node, ast.Assign) else edit.text
    parts = _parts(node)
    old = sorted({written.text(node), *map(written.text, parts)}, key=len, reverse=True)
    text = edit.text
    for each in old:
        text = text.replace(each, "□")
    return text


def _form(node: ast.Assign | ast.AugAssign, written: Written) -> str:
    """Describe a statement by the block in which it stands, and by what it gives a value."""
    block = getattr(written.parents.get(node), "lineno", 0)
    if isinstance(node, ast.AugAssign):
        return f"{block} {type(node.target).__name__} {type(node.op).__name__}"
    return f"{block} {[type(target).__name__ for target in node.targets]}"


def _parts(node: ast.AST) -> list[ast.expr]:
    """Return what a change may write again: a call's arguments, what a statement is about."""
    match node:
        case ast.Call(args=arguments):
            return arguments
        case ast.AugAssign(target=target, value=value):
            return [target, value]
    return []


def _by_place(change: str, node: ast.AST) -> str:
    """Return a change with the node's own names as their places: a chain's inner factor."""
    own = (each.id for each in ast.walk(node) if isinstance(each, ast.Name))
    for place, name in enumerate(dict.fromkeys(own)):
        change = re.sub(rf"\b{name}\b", f"□{place}", change)
    return change


#: A name with a number at its end, as z1 and z2 have.
NUMBERED = re.compile(r"\b([A-Za-z_]+)(\d)\b")


def _by_number(change: str, node: ast.AST, written: Written) -> tuple[str, str] | None:
    """Return where a node stands and its change, alike in lines that differ by a number only.

    That is the number of the name that the line gives a value to: `d1 = e * s1`, `d2 = e * s2`.
    """
    statement: ast.AST | None = node
    while statement is not None and not isinstance(statement, ast.stmt):
        statement = written.parents.get(statement)
    match statement:
        case ast.Assign(targets=[ast.Name(id=name)]) if found := NUMBERED.fullmatch(name):
            (first, end), own = written.span(statement), written.span(node)
            place = f"{own[0] - first} {own[1] - first} {written.between(first, end)}"
            return _numberless(place, found[2]), _numberless(change, found[2])
    return None


def _numberless(text: str, own: str) -> str:
    """Return a text in which a number behind a name is only said to be one's own or another."""
    return NUMBERED.sub(lambda found: found[1] + ("#" if found[2] == own else "~"), text)


def _erased(node: ast.AST) -> str:
    """Describe a node by its parts' kinds, two floors deep, whatever they are called."""
    inner = [
        type(child).__name__
        + (operators.operator_name(child.func) if isinstance(child, ast.Call) else "")
        for child in ast.iter_child_nodes(node)
    ]
    return f"{type(node).__name__} {inner}"
