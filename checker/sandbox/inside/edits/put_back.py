"""Repairs that put back what a turn of a loop has changed in place, before the next one begins."""

import ast
from collections.abc import Iterator

from checker.sandbox.inside.edits.scopes import Part, blocks_in
from checker.sandbox.inside.edits.text import Edit, Written


def put_back(part: Part, written: Written) -> Iterator[tuple[Edit, ...]]:
    """An entry gets its old value again, behind the statement that comes after its last change."""
    for block in blocks_in(part):
        for place, back in sorted(_changed(block, written).items()):
            last = max(at for at, target, _ in _stores(block) if written.text(target) == place)
            if last + 1 < len(block):
                _, end = written.span(block[last + 1])
                yield (Edit(end, end, f"; {place} {back}"),)


def _changed(block: list[ast.stmt], written: Written) -> dict[str, str]:
    """Return how entries that a block changes twice get back what they were, as it is written."""
    changed: dict[str, list[ast.stmt]] = {}
    for _, target, statement in _stores(block):
        changed.setdefault(written.text(target), []).append(statement)
    kept = dict(_kept(block, written))
    return {
        place: back
        for place, statements in changed.items()
        if (back := f"= {kept[place]}" if place in kept else _undone(statements, written))
    }


def _stores(block: list[ast.stmt]) -> Iterator[tuple[int, ast.Subscript, ast.stmt]]:
    """List the entries that get a value in a block."""
    for at, statement in enumerate(block):
        match statement:
            case ast.Assign(targets=[ast.Subscript() as target]):
                yield at, target, statement
            case ast.AugAssign(target=ast.Subscript() as target):
                yield at, target, statement


def _kept(block: list[ast.stmt], written: Written) -> Iterator[tuple[str, str]]:
    """List entries of which a variable keeps the value, with this variable."""
    for statement in block:
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Subscript() as value):
                yield written.text(value), name


def _undone(statements: list[ast.stmt], written: Written) -> str:
    """Return what takes back all that is added and taken away; "" if one does neither."""
    terms = []
    for each in statements:
        match each:
            case ast.AugAssign(op=ast.Add() | ast.Sub() as op, value=value):
                terms.append(f"{'-' if isinstance(op, ast.Add) else '+'} {written.text(value)}")
            case _:
                return ""
    return f"+= 0 {' '.join(terms)}" if len(terms) > 1 else ""
