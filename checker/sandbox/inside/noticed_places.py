"""Traps of what is written into, and of methods that change a list and hand nothing back."""

import ast
from collections.abc import Iterator

from checker.sandbox.inside.edits.scopes import Part, path_of
from checker.sandbox.inside.trap import Noticed, own_nodes

#: What these change is changed where it stands, and they hand back None.
IN_PLACE = {"append", "extend", "insert", "reverse", "sort", "shuffle", "fill"}


def nothing_back(part: Part) -> Iterator[Noticed]:
    """What a method hands back is used, and it is None."""
    nodes = own_nodes(part)
    alone = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    alone |= {id(node.elt) for node in nodes if isinstance(node, ast.ListComp)}
    for node in nodes:
        match node:
            case ast.Call(func=ast.Attribute(value=owner, attr=what)) if what in IN_PLACE:
                if id(node) not in alone and path_of(owner) != "np":
                    yield Noticed(node.lineno, "nothing_back", (what,))


def whole_lines(part: Part) -> Iterator[Noticed]:
    """A number goes into whole rows or columns of a table, as many as an argument names."""
    tables, many = _tables(part), _handed_as_many(part)
    handed = {each.arg for each in part.function.args.args}
    for node in own_nodes(part):
        match node:
            case ast.Assign(targets=[ast.Subscript(value=ast.Name(id=name)) as target],
                            value=ast.Constant(value=1 | 1.0)) if name in tables:  # fmt: skip
                if which := _lines_of(target.slice, many, handed):
                    yield Noticed(node.lineno, "whole_lines", (ast.unparse(target), which))


def _lines_of(place: ast.expr, many: set[str], handed: set[str]) -> str:
    """Say which whole lines are meant by a place with an argument in it."""
    match place:
        case ast.Name(id=name) if name in many:
            return "rows"
        case ast.Tuple(elts=[ast.Name(id=name), ast.Slice()]) if name in handed:
            return "rows"
        case ast.Tuple(elts=[ast.Slice(), ast.Name(id=name)]) if name in handed:
            return "columns"
    return ""


def into_a_copy(part: Part) -> Iterator[Noticed]:
    """Rows are taken out by an array of places, which copies them, and the copy is written into."""
    many = _handed_as_many(part)
    for node in own_nodes(part):
        match node:
            case ast.Assign(targets=[ast.Subscript(value=ast.Subscript(value=ast.Name(id=name),
                            slice=ast.Name(id=place)) as taken)]) if place in many:  # fmt: skip
                yield Noticed(node.lineno, "into_a_copy", (ast.unparse(taken), name))


def _tables(part: Part) -> set[str]:
    """Name what is made of zeros with two axes, of which none is a single place."""
    found = set()
    for node in own_nodes(part):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Call() as made):
                sizes = _sizes(made)
                if len(sizes) == 2 and "1" not in map(ast.unparse, sizes):
                    found.add(name)
    return found


def _sizes(made: ast.Call) -> list[ast.expr]:
    match made:
        case ast.Call(func=ast.Attribute(attr="zeros"), args=[ast.Tuple(elts=sizes), *_]):
            return sizes
    return []


def _handed_as_many(part: Part) -> set[str]:
    """Name the arguments that are taken for several: of which the length or the shape is asked."""
    arguments = {each.arg for each in part.function.args.args}
    found = set()
    for node in own_nodes(part):
        match node:
            case ast.Call(func=ast.Name(id="len"), args=[ast.Name(id=name)]):
                found.add(name)
            case ast.Attribute(value=ast.Name(id=name), attr="shape" | "size"):
                found.add(name)
            case ast.Call(
                func=ast.Attribute(attr="asarray" | "array"), args=[ast.Name(id=name), *_]
            ):
                found.add(name)
    return found & arguments
