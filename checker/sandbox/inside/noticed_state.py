"""Traps of what changes while it is still used: in a class, in a loop, under a function's name."""

import ast
from collections.abc import Iterator

from checker.sandbox.inside.edits.disturbed import EMPTY
from checker.sandbox.inside.edits.operators import operator_name
from checker.sandbox.inside.edits.scopes import FUNCTIONS, Part, path_of
from checker.sandbox.inside.noticed_sharing import CHANGING, is_made
from checker.sandbox.inside.trap import Noticed, all_nodes


def shared_in_class(tree: ast.Module) -> Iterator[Noticed]:
    """A list or dictionary is made in the body of a class, and its objects keep things in it."""
    for owner in tree.body:
        if isinstance(owner, ast.ClassDef):
            nodes = [node for each in owner.body if isinstance(each, FUNCTIONS)
                     for node in ast.walk(each)]  # fmt: skip
            changed, own = set(map(_changed, nodes)), set(map(_given_to_self, nodes))
            for each in owner.body:
                match each:
                    case ast.Assign(targets=[ast.Name(id=name)], value=value) if is_made(value):
                        if f"self.{name}" in changed - own:
                            yield Noticed(each.lineno, "shared_in_class", (name, owner.name))


def _changed(node: ast.AST) -> str:
    """Return what a node changes where it is, by its path."""
    match node:
        case ast.Subscript(value=value, ctx=ast.Store()):
            return path_of(value)
        case ast.Call(func=ast.Attribute(value=value, attr=how)) if how in CHANGING:
            return path_of(value)
    return ""


def _given_to_self(node: ast.AST) -> str:
    stored = isinstance(getattr(node, "ctx", None), ast.Store)
    return path_of(node) if stored and isinstance(node, ast.Attribute) else ""


def function_replaced(part: Part) -> Iterator[Noticed]:
    """In a loop a function's name is given to what the function hands back."""
    loops = [node for node in all_nodes(part) if isinstance(node, ast.For | ast.While)]
    taken = {path_of(each) for loop in loops if isinstance(loop, ast.For)
             for each in ast.walk(loop.target)}  # fmt: skip
    for node in (node for loop in loops for node in ast.walk(loop)):
        match node:
            case ast.Assign(
                targets=[ast.Name(id=name)], value=ast.Call(func=ast.Name(id=called))
            ) if name == called and name not in taken:
                yield Noticed(node.lineno, "function_replaced", (name,))


def compared_with_none(part: Part) -> Iterator[Noticed]:
    """Something is compared with None by ==, which an array does entry by entry."""
    for node in all_nodes(part):
        match node:
            case ast.Compare(
                left=left, ops=[ast.Eq() | ast.NotEq()], comparators=[ast.Constant(value=None)]
            ):
                yield Noticed(node.lineno, "compared_with_none", (ast.unparse(left)[:40],))


def read_while_written(part: Part) -> Iterator[Noticed]:
    """Each turn of a loop changes an entry of an array, of which it reads many entries."""
    nodes = all_nodes(part)
    empty = {path_of(target) for node in nodes for target in _made_empty(node)}
    for loop in nodes:
        if isinstance(loop, ast.For | ast.While):
            inner = [node for each in loop.body for node in ast.walk(each)]
            anew = _given_in(loop)
            changed = {name: line for name, line in map(_entry_written, inner) if name not in anew}
            for node in inner:
                name = _many_read(node)
                if name in changed and (name not in empty or _filled(nodes, name)):
                    line = getattr(node, "lineno", 0)
                    yield Noticed(line, "read_while_written", (name, str(changed[name])))


def _given_in(loop: ast.AST) -> set[str]:
    """Name what gets a value as a whole in a loop, and nothing."""
    whole = (each for each in ast.walk(loop) if isinstance(each, ast.Name))
    return {each.id for each in whole if isinstance(each.ctx, ast.Store)} | {""}


def growing(part: Part) -> Iterator[Noticed]:
    """A sum is used in the loop that still adds to it, and is no count."""
    for loop in all_nodes(part):
        if not isinstance(loop, ast.For | ast.While):
            continue
        begun = {path_of(each) for node in ast.walk(loop) if isinstance(node, ast.Assign)
                 for each in node.targets}  # fmt: skip
        for at, statement in enumerate(loop.body):
            match statement:
                case ast.AugAssign(
                    target=ast.Name(id=name), op=ast.Add(), value=ast.Call() | ast.BinOp()
                ) if name not in begun:
                    for later in loop.body[at + 1 :]:
                        if isinstance(later, ast.Assign) and _reads(later.value, name):
                            yield Noticed(later.lineno, "growing", (name, str(statement.lineno)))


def _reads(value: ast.expr, name: str) -> bool:
    return any(isinstance(each, ast.Name) and each.id == name for each in ast.walk(value))


def _made_empty(node: ast.AST) -> list[ast.expr]:
    match node:
        case ast.Assign(targets=targets, value=ast.Call(func=func)):
            return targets if operator_name(func) in EMPTY else []
    return []


def _filled(nodes: list[ast.AST], name: str) -> bool:
    """Whether many entries of an array get values at once."""
    stored = (n for n in nodes if isinstance(n, ast.Subscript) and isinstance(n.ctx, ast.Store))
    return any(path_of(n.value) == name and _has_slice(n.slice) for n in stored)


def _entry_written(node: ast.AST) -> tuple[str, int]:
    match node:
        case ast.Assign(targets=[ast.Subscript(value=ast.Name(id=name), slice=place)]):
            return ("", 0) if isinstance(place, ast.Slice) else (name, node.lineno)
    return "", 0


def _many_read(node: ast.AST) -> str:
    """Name the array of which a node reads many entries: `x[:n]`, or `np.sum(x)`."""
    match node:
        case ast.Subscript(value=ast.Name(id=name), slice=place, ctx=ast.Load()):
            return name if _has_slice(place) else ""
        case ast.Call(func=ast.Attribute(attr="sum" | "max" | "mean"), args=[ast.Name(id=name)]):
            return name
        case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="sum" | "max" | "mean")):
            return name
    return ""


def _has_slice(place: ast.expr) -> bool:
    return any(isinstance(each, ast.Slice) for each in ast.walk(place))
