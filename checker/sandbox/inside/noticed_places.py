"""Traps of what is written into, and of methods that change a list and hand nothing back."""

import ast
from collections.abc import Iterator

from checker.sandbox.inside.edits.scopes import Part, path_of
from checker.sandbox.inside.trap import Noticed, all_nodes

#: What these change is changed where it stands, and they hand back None.
IN_PLACE = {"append", "extend", "insert", "reverse", "sort", "shuffle", "fill"}

#: What these make of an argument is an array.
ARRAYS = {"asarray", "array"}


def nothing_back(part: Part) -> Iterator[Noticed]:
    """What a method hands back is used, and it is None."""
    nodes = all_nodes(part)
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
    handed = {each.arg for each in part.function.args.args} | many
    for node in all_nodes(part):
        match node:
            case (
                ast.Assign(targets=[ast.Subscript(value=ast.Name(id=name)) as target], value=given)
                | ast.AugAssign(
                    target=ast.Subscript(value=ast.Name(id=name)) as target, value=given
                )
            ) if name in tables and isinstance(given, ast.Constant):
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
    for node in all_nodes(part):
        match node:
            case ast.Assign(targets=[ast.Subscript(value=ast.Subscript(value=ast.Name(id=name),
                            slice=ast.Name(id=place)) as taken)]) if place in many:  # fmt: skip
                yield Noticed(node.lineno, "into_a_copy", (ast.unparse(taken), name))


def _tables(part: Part) -> set[str]:
    """Name what is made of zeros with two axes, of which none is a single place."""
    found = set()
    for node in all_nodes(part):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Call() as made):
                sizes = _sizes(made)
                if len(sizes) == 2 and "1" not in map(ast.unparse, sizes):
                    found.add(name)
    return found


def _sizes(made: ast.Call) -> list[ast.expr]:
    match made:
        case ast.Call(func=ast.Attribute(attr="zeros"), args=args, keywords=said):
            given = [*args, *(each.value for each in said if each.arg == "shape")]
            if given and isinstance(given[0], ast.Tuple | ast.List):
                return given[0].elts
    return []


def _handed_as_many(part: Part) -> set[str]:
    """Name arguments of which length or shape is asked, and what arrays are made of arguments."""
    arguments = {each.arg for each in part.function.args.args}
    found, made = set(), set()
    for node in all_nodes(part):
        match node:
            case ast.Call(func=ast.Name(id="len"), args=[ast.Name(id=name)]):
                found.add(name)
            case ast.Attribute(value=ast.Name(id=name), attr="shape" | "size"):
                found.add(name)
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Call(args=[given, *_]) as call):
                is_array = isinstance(call.func, ast.Attribute) and call.func.attr in ARRAYS
                if is_array and path_of(given) in arguments:
                    made.add(name)
    return (found & arguments) | made
