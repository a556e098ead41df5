"""Repairs of a value that is kept before all has been done to it that its name stands for."""

import ast
from collections.abc import Iterator, Sequence

from checker.sandbox.inside.edits.scopes import Part, blocks_in
from checker.sandbox.inside.edits.text import Edit, Written

OPERATORS: dict[type[ast.operator], str] = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/",
}  # fmt: skip


def completed_before(part: Part, written: Written) -> Iterator[tuple[Edit, ...]]:
    """What one use of a variable adds or multiplies is in its value, so that all uses have it."""
    for block in blocks_in(part):
        for at, statement in enumerate(block):
            match statement:
                case ast.Assign(targets=[ast.Name(id=name)], value=value):
                    for use, change in _completed(block[at + 1 :], name, written):
                        whole = f"{written.text(value)} {change}"
                        yield written.replace(value, whole), written.replace(use, name)


def _completed(
    later: Sequence[ast.stmt], name: str, written: Written
) -> Iterator[tuple[ast.BinOp, str]]:
    """List the one use that does more to a variable, with what it does, if there are others."""
    nodes = [node for statement in later for node in ast.walk(statement)]
    uses = [node for node in nodes if isinstance(node, ast.Name) and node.id == name]
    more = [found for node in nodes if (found := _more(node, name, written))]
    if len(more) == 1 < len(uses):
        yield more[0]


def _more(node: ast.AST, name: str, written: Written) -> tuple[ast.BinOp, str] | None:
    match node:
        case ast.BinOp(left=ast.Name(id=own), op=op, right=other) if own == name:
            pass
        case ast.BinOp(left=other, op=ast.Add() | ast.Mult() as op, right=ast.Name(id=own)) if (
            own == name
        ):
            pass
        case _:
            return None
    sign = OPERATORS.get(type(op))
    return (node, f"{sign} {written.text(other)}") if sign else None
