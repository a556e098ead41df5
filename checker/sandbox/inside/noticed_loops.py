"""What a loop uses turn after turn and never changes."""

import ast
from collections.abc import Iterator

from checker.sandbox.inside.edits.scopes import Part, path_of
from checker.sandbox.inside.trap import Noticed, own_nodes

#: Operands of these, and arguments, are values that a line computes with.
COMPUTING = (ast.BinOp, ast.UnaryOp, ast.Call)


def unchanged(part: Part) -> Iterator[Noticed]:
    """A variable of the function's own is computed with in a loop that gives it no value.

    Left out are numbers that were counted before the loop, and what is changed in place.
    """
    for loop in own_nodes(part):
        if isinstance(loop, ast.For | ast.While):
            made = _made_before(part, loop.lineno)
            free = made - set(_changed_in(loop))
            for node in ast.walk(loop):
                if isinstance(node, COMPUTING):
                    for used in ast.iter_child_nodes(node):
                        if isinstance(used, ast.Name) and used.id in free:
                            yield Noticed(used.lineno, "unchanged", (used.id, str(loop.lineno)))


def never_added_to(part: Part) -> Iterator[Noticed]:
    """A number begins at 0, a loop goes by that never names it, and only then it is used."""
    nodes = own_nodes(part)
    names = [node for node in nodes if isinstance(node, ast.Name)]
    for node in nodes:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant(value=0 | 0.0)):
                all_uses = [each for each in names if each.id == name]
                given = [each for each in all_uses if isinstance(each.ctx, ast.Store)]
                used = [each.lineno for each in all_uses if isinstance(each.ctx, ast.Load)]
                if len(given) == 1 and used and _passes(nodes, node.lineno, min(used)):
                    yield Noticed(node.lineno, "never_added_to", (name,))


def _passes(nodes: list[ast.AST], first: int, last: int) -> bool:
    """Whether a loop lies between two lines."""
    loops = [node for node in nodes if isinstance(node, ast.For | ast.While)]
    return any(first < loop.lineno and (loop.end_lineno or last) < last for loop in loops)


def every_with_every(part: Part) -> Iterator[Noticed]:
    """Two loops over two arguments, one inside the other, where pairs may be meant."""
    given = {each.arg for each in part.function.args.args}
    for loop in own_nodes(part):
        match loop:
            case ast.For(
                target=ast.Name(id=one), iter=ast.Name(id=first),
                body=[ast.For(target=ast.Name(id=other), iter=ast.Name(id=second))],
            ) if {first, second} <= given and first != second:  # fmt: skip
                yield Noticed(loop.lineno, "every_with_every", (one, other, str(loop.lineno + 1)))


def _made_before(part: Part, line: int) -> set[str]:
    """Name what gets a value before a line that is no number and no count."""
    return {
        target.id
        for node in own_nodes(part)
        if isinstance(node, ast.Assign) and node.lineno < line and not _is_count(node.value)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def _is_count(value: ast.expr) -> bool:
    match value:
        case ast.Constant() | ast.List() | ast.Dict() | ast.Tuple():
            return True
        case ast.Call(func=ast.Name(id="len" | "range" | "list")):
            return True
        case ast.Attribute(attr="size" | "shape"):
            return True
        case ast.Subscript(value=inner):
            return _is_count(inner)
    return False


def _changed_in(loop: ast.AST) -> Iterator[str]:
    """Name what gets another value in a loop, or may be changed in place there."""
    for node in ast.walk(loop):
        match node:
            case ast.Name(id=name, ctx=ast.Store()):
                yield name
            case ast.Subscript(value=value, ctx=ast.Store()):
                yield path_of(value)
            case ast.Expr(value=ast.Call(func=ast.Attribute(value=value))):
                yield path_of(value)
            case ast.keyword(arg="out", value=value):
                yield path_of(value)
