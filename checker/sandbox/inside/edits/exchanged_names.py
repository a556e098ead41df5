"""Repairs that put another of the function's own variables in a place."""

import ast
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from checker.sandbox.inside.edits.bindings import made_of
from checker.sandbox.inside.edits.scopes import Part, names_in, path_of
from checker.sandbox.inside.edits.text import Edit, Written

#: Larger expressions than this are no slip when a variable stands for them.
SMALL = 8
#: Statements that compute something, and in which no other statement stands.
COMPUTING = (ast.Assign, ast.AugAssign, ast.Return)
#: Of more variables than this no two are mixed up throughout.
FEW = 4


def other_name(node: ast.AST, written: Written, names: Sequence[str]) -> Iterator[Edit]:
    """Another variable: `delta` for `error`."""
    path = path_of(node)
    loaded = isinstance(getattr(node, "ctx", None), ast.Load)
    if path in names and loaded and not _is_called(node, written):
        none = {path, *made_of(node, written)}
        yield from (written.replace(node, name) for name in names if name not in none)


def turn_for_place(node: ast.AST, written: Written, names: Sequence[str]) -> Iterator[Edit]:
    """The variable of a loop in the place of a number: `delta[i, k]` for `delta[i, 0]`."""
    match node:
        case ast.Constant(value=int()) if _is_place(node, written):
            counted = [name for name in _counted_around(node, written) if name in names]
            yield from (written.replace(node, name) for name in counted)


def _is_place(node: ast.AST, written: Written) -> bool:
    """Whether it says which item is taken, alone or beside others."""
    parent = written.parents.get(node)
    if isinstance(parent, ast.Tuple):
        node, parent = parent, written.parents.get(parent)
    return isinstance(parent, ast.Subscript) and parent.slice is node


def _counted_around(node: ast.AST, written: Written) -> Iterator[str]:
    """Name the variables of the loops in which something stands."""
    around = written.parents.get(node)
    while around is not None:
        if isinstance(around, ast.For) and isinstance(around.target, ast.Name):
            yield around.target.id
        around = written.parents.get(around)


def other_place(node: ast.AST, written: Written, names: Sequence[str]) -> Iterator[Edit]:
    """The neighbouring place of another list: `zs[l - 1]` for `activations[l]`."""
    match node:
        case ast.Subscript(value=value, slice=place, ctx=ast.Load()) if path_of(value) in names:
            if isinstance(place, ast.Slice | ast.Tuple):
                return
            start, end = written.span(place)
            text = written.data[start:end].decode()
            for name in names:
                if name != path_of(value):
                    yield from (written.replace(node, f"{name}[{text} {s} 1]") for s in "-+")


def name_for_expression(node: ast.AST, written: Written, names: Sequence[str]) -> Iterator[Edit]:
    """A variable in the place of a small expression."""
    if not isinstance(node, ast.BinOp | ast.Call | ast.Subscript | ast.UnaryOp):
        return
    if isinstance(node, ast.Subscript) and not isinstance(node.ctx, ast.Load):
        return
    if isinstance(written.parents.get(node), ast.Expr):
        return
    if sum(isinstance(each, ast.expr) for each in ast.walk(node)) <= SMALL:
        yield from (written.replace(node, name) for name in names)


def unpacked_otherwise(node: ast.AST, written: Written) -> Iterator[Edit]:
    """What comes as a pair goes to the names in the other order: `z, a = …` for `a, z = …`."""
    match node:
        case ast.Assign(targets=[ast.Tuple() as target]) | ast.For(target=ast.Tuple() as target):
            yield from _neighbours_swapped(target, written)
        case ast.comprehension(target=ast.Tuple() as target):
            yield from _neighbours_swapped(target, written)


def exchanged_throughout(part: Part, written: Written) -> Iterator[tuple[Edit, ...]]:
    """Two variables change places in a whole statement: `(n_in + 1) * n_out` for the other way."""
    own = set(names_in(part))
    for statement in ast.walk(part.function):
        if isinstance(statement, COMPUTING) and statement.value is not None:
            read = [node for node in ast.walk(statement.value) if isinstance(node, ast.Name)]
            known = sorted({node.id for node in read} & own)
            for one, other in combinations(known if len(known) <= FEW else (), 2):
                other_than = {one: other, other: one}
                yield tuple(
                    written.replace(node, other_than[node.id])
                    for node in read
                    if node.id in other_than
                )


def _neighbours_swapped(target: ast.Tuple, written: Written) -> Iterator[Edit]:
    for first, second in pairwise(target.elts):
        start, end = written.span(first)[0], written.span(second)[1]
        between = written.between(written.span(first)[1], written.span(second)[0])
        yield Edit(start, end, written.text(second) + between + written.text(first))


def _is_called(node: ast.AST, written: Written) -> bool:
    parent = written.parents.get(node)
    return isinstance(parent, ast.Call) and parent.func is node
