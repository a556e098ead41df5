"""Traps of one value under two names: a shared default, a second name, a change after keeping."""

import ast
from collections.abc import Iterator, Set

from checker.sandbox.inside.edits.operators import operator_name
from checker.sandbox.inside.edits.scopes import Part, path_of
from checker.sandbox.inside.trap import Noticed, all_nodes

CHANGING = {"sort", "fill", "append", "extend", "insert", "pop", "reverse", "clear"}


def shared_default(part: Part) -> Iterator[Noticed]:
    """A list or dictionary as a default value is one and the same in all calls."""
    arguments = part.function.args
    plain = [*arguments.posonlyargs, *arguments.args]
    pairs = [
        *zip(plain[len(plain) - len(arguments.defaults) :], arguments.defaults, strict=True),
        *zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True),
    ]
    changed = {name for name, _ in _changes(part)}
    for argument, default in pairs:
        if isinstance(default, ast.List | ast.Dict | ast.Set) and argument.arg in changed:
            yield Noticed(default.lineno, "shared_default", (argument.arg,))


def one_list_two_names(part: Part) -> Iterator[Noticed]:
    """Two names are given the same new list or array at once."""
    for node in all_nodes(part):
        match node:
            case ast.Assign(targets=[one, other, *_], value=value) if is_made(value):
                names = path_of(one), path_of(other)
                if all(names):
                    yield Noticed(node.lineno, "one_list_two_names", names)


def is_made(value: ast.expr) -> bool:
    """Whether an expression makes a new list, dictionary or array."""
    match value:
        case ast.List() | ast.Dict() | ast.ListComp():
            return True
        case ast.BinOp(left=ast.List(), op=ast.Mult()):
            return True
        case ast.Call(func=func):
            return operator_name(func) in {
                "zeros",
                "ones",
                "zeros_like",
                "empty",
                "array",
                "list",
                "dict",
            }
    return False


def second_name(part: Part) -> Iterator[Noticed]:
    """A name is only another one for an array, and what it stands for is changed in place."""
    changed: dict[str, int] = {}
    for name, line in _changes(part, surely=True):
        changed.setdefault(name, line)
    for node in all_nodes(part):
        match node:
            case ast.Assign(targets=[ast.Name(id=new)], value=ast.Name(id=old)):
                late = changed.get(new) or changed.get(old)
                if late and late > node.lineno and new != old:
                    yield Noticed(node.lineno, "second_name", (new, old, str(late)))


def changed_after_kept(part: Part) -> Iterator[Noticed]:
    """An array is put into a list and changed in place afterwards: the list sees it."""
    changed: dict[str, int] = {}
    for name, line in _changes(part, surely=True):
        changed.setdefault(name, line)
    for node in all_nodes(part):
        match node:
            case ast.Call(func=ast.Attribute(attr="append"), args=[ast.Name(id=name)]):
                if changed.get(name, 0) > node.lineno:
                    yield Noticed(node.lineno, "changed_after_kept", (name, str(changed[name])))


def changed_argument(part: Part) -> Iterator[Noticed]:
    """What was handed over, or is an item of it, is changed in place."""
    arguments = part.function.args
    asked = arguments.args[: len(arguments.args) - len(arguments.defaults)]
    given = {each.arg for each in asked} - {"self"}
    for node in all_nodes(part):
        match node:
            case ast.Assign(targets=[ast.Tuple(elts=items)], value=ast.Name(id=name)):
                given |= {path_of(item) for item in items} if name in given else set()
            case ast.Assign(targets=[ast.Name(id=name)]):
                given.discard(name)  # it may be a copy now
            case ast.For(target=target, iter=items):
                given |= set(_items_of(target, items, given))
    yield from (
        Noticed(line, "changed_argument", (name,)) for name, line in _changes(part) if name in given
    )


def _items_of(target: ast.expr, items: ast.expr, given: Set[str]) -> Iterator[str]:
    """Name what a loop takes out of that which is given, item by item: `p` of `params`."""
    match target, items:
        case ast.Tuple(elts=names), ast.Call(func=ast.Name(id="zip"), args=lists):
            for name, each in zip(names, lists, strict=False):
                yield from _items_of(name, each, given)
        case ast.Tuple(elts=[_, name]), ast.Call(func=ast.Name(id="enumerate"), args=[each]):
            yield from _items_of(name, each, given)
        case ast.Name(id=name), ast.Name(id=whole) if whole in given:
            yield name


def _changes(part: Part, *, surely: bool = False) -> Iterator[tuple[str, int]]:
    """List the names whose objects are changed in place, with the lines.

    `x += 1` changes an array in place, and not a number: it is left out if that must be sure.
    """
    found = []
    for node in all_nodes(part):
        match node:
            case ast.AugAssign(target=ast.Name(id=name)) if not surely:
                found.append((name, node.lineno))
            case ast.Assign(targets=[ast.Subscript(value=ast.Name(id=name))]):
                found.append((name, node.lineno))
            case ast.AugAssign(target=ast.Subscript(value=ast.Name(id=name))):
                found.append((name, node.lineno))
            case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr=how)):
                if how in CHANGING:
                    found.append((name, node.lineno))
            case ast.keyword(arg="out", value=ast.Name(id=name)):
                found.append((name, node.value.lineno))
    return iter(sorted(found, key=lambda each: each[1]))
