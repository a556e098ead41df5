"""What a loop uses turn after turn and never changes."""

import ast
from collections.abc import Iterable, Iterator

from checker.sandbox.inside.edits.scopes import Part, path_of
from checker.sandbox.inside.trap import Noticed, all_nodes

#: Operands of these, and arguments, are values that a line computes with.
COMPUTING = (ast.BinOp, ast.UnaryOp, ast.Call)


def unchanged(part: Part) -> Iterator[Noticed]:
    """A variable of the function's own is computed with in a loop that gives it no value.

    Left out are numbers that were counted before the loop, and what is changed in place.
    """
    for loop in all_nodes(part):
        if isinstance(loop, ast.For | ast.While):
            made = _made_before(part, loop.lineno)
            free = made - set(_changed_in(loop))
            for node in ast.walk(loop):
                for used in _computed_with(node):
                    if used.id in free:
                        yield Noticed(used.lineno, "unchanged", (used.id, str(loop.lineno)))


def _computed_with(node: ast.AST) -> Iterator[ast.Name]:
    """List the variables that an operation or a call computes with, or a method is called of."""
    if isinstance(node, COMPUTING):
        yield from (each for each in ast.iter_child_nodes(node) if isinstance(each, ast.Name))
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Name() as owner)):
            yield owner


def last_only(part: Part) -> Iterator[Noticed]:
    """A variable gets a new value in each turn of a loop, and only behind it is looked at.

    So all values are lost but the last.
    """
    nodes = [node for node in all_nodes(part) if isinstance(node, ast.Name)]
    for loop in all_nodes(part):
        if not isinstance(loop, ast.For | ast.While):
            continue
        end = loop.end_lineno or loop.lineno
        for begun in loop.body:
            match begun:
                case ast.Assign(targets=[ast.Name(id=name)], value=value):
                    later = any(node.id == name and node.lineno > end for node in _loaded(nodes))
                    if later and not _is_read(value, name) and not _is_taken(loop, name):
                        yield Noticed(begun.lineno, "last_only", (name,))


def _loaded(nodes: Iterable[ast.Name]) -> Iterator[ast.Name]:
    return (node for node in nodes if isinstance(node.ctx, ast.Load))


def _is_read(tree: ast.AST, name: str) -> bool:
    names = (node for node in ast.walk(tree) if isinstance(node, ast.Name))
    return any(node.id == name for node in _loaded(names))


def _is_taken(loop: ast.For | ast.While, name: str) -> bool:
    """Whether a loop looks at a variable otherwise than to give it another value."""
    own = (each for each in ast.walk(loop) if isinstance(each, ast.Assign))
    inner = [each.value for each in own if _gives(each, name)]
    known = {id(node) for value in inner for node in ast.walk(value)}
    names = [each for each in ast.walk(loop) if isinstance(each, ast.Name) and each.id == name]
    return any(id(each) not in known for each in _loaded(names))


def _gives(statement: ast.Assign, name: str) -> bool:
    return any(isinstance(each, ast.Name) and each.id == name for each in statement.targets)


def never_added_to(part: Part) -> Iterator[Noticed]:
    """A number begins at 0, a loop goes by that never names it, and only then it is used."""
    nodes = all_nodes(part)
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


def endless(part: Part) -> Iterator[Noticed]:
    """A loop goes on for ever, since nothing in it ends it."""
    for loop in all_nodes(part):
        match loop:
            case ast.While(test=ast.Constant(value=value)) if value:
                inner = list(ast.walk(loop))
                if not any(isinstance(node, ast.Break | ast.Return | ast.Raise) for node in inner):
                    yield Noticed(loop.lineno, "endless")


DRAWING = {"permutation", "permuted", "shuffle"}


def drawn_anew(part: Part) -> Iterator[Noticed]:
    """A new order is drawn in each turn of a loop that takes a piece of it by its count."""
    for loop in all_nodes(part):
        if not isinstance(loop, ast.For) or not isinstance(loop.target, ast.Name):
            continue
        inner = [node for statement in loop.body for node in ast.walk(statement)]
        pieces = [each for node in inner if isinstance(node, ast.Slice) for each in ast.walk(node)]
        cut = any(isinstance(each, ast.Name) and each.id == loop.target.id for each in pieces)
        if cut and not any(isinstance(node, ast.For | ast.While) for node in inner):
            for node in inner:
                match node:
                    case ast.Call(func=ast.Attribute(attr=name)) if name in DRAWING:
                        yield Noticed(node.lineno, "drawn_anew")


def every_with_every(part: Part) -> Iterator[Noticed]:
    """Two loops over two arguments, one inside the other, where pairs may be meant."""
    given = {each.arg for each in part.function.args.args}
    for loop in all_nodes(part):
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
        for node in all_nodes(part)
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


LOOPS = (unchanged, every_with_every, never_added_to, last_only, endless, drawn_anew)
