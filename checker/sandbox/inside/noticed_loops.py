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


def made_anew(part: Part) -> Iterator[Noticed]:
    """What a loop makes empty or 0 in each turn, and only adds to: the last turn alone is left.

    It is used behind the loop, and for nothing else within it.
    """
    for loop in own_nodes(part):
        if isinstance(loop, ast.For | ast.While):
            behind = _read_behind(part, loop.end_lineno or loop.lineno)
            for node in loop.body:
                match node:
                    case ast.Assign(targets=[ast.Name(id=name)], value=value) if _is_empty(value):
                        if name in behind and _only_adds(loop, name):
                            yield Noticed(node.lineno, "made_anew", (name, str(loop.lineno)))


def _is_empty(value: ast.expr) -> bool:
    match value:
        case ast.List(elts=[]) | ast.Constant(value=0 | 0.0):
            return True
    return False


def _read_behind(part: Part, line: int) -> set[str]:
    return {
        node.id
        for node in own_nodes(part)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.lineno > line
    }


def _only_adds(loop: ast.For | ast.While, name: str) -> bool:
    """Whether a loop's own lines add to a variable, and nothing in it uses that in another way."""
    adding = [node for node in loop.body if _added_to(node) == name]
    uses = [node for node in ast.walk(loop) if isinstance(node, ast.Name) and node.id == name]
    return bool(adding) and len(uses) == len(adding) + 1


def _added_to(node: ast.stmt) -> str:
    match node:
        case ast.AugAssign(target=ast.Name(id=name), op=ast.Add()):
            return name
        case ast.Expr(value=ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr=how))):
            return name if how in ("append", "insert", "extend") else ""
    return ""


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
