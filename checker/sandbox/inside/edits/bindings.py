"""What statements give to variables: an argument as it came, or what is computed of others."""

import ast
from collections.abc import Iterator
from functools import lru_cache

from checker.sandbox.inside.edits.operators import operator_name
from checker.sandbox.inside.edits.scopes import FUNCTIONS, Part, path_of
from checker.sandbox.inside.edits.text import Written

#: What takes in an argument, or counts what is in it, and computes nothing of it.
TAKING_IN = {
    "array",
    "asarray",
    "float",
    "float64",
    "int",
    "list",
    "tuple",
    "copy",
    "astype",
    "len",
}
#: What an array tells of itself.
COUNTED = {"shape", "size", "ndim", "dtype"}


def only_taken_in(part: Part) -> set[ast.AST]:
    """Return the nodes of those statements that take in or count arguments, and do no more.

    No factor or term of a formula is missing there.
    """
    given = part.function.args
    names = {each.arg for each in (*given.posonlyargs, *given.args, *given.kwonlyargs)}
    statements = (each for each in ast.walk(part.function) if isinstance(each, ast.Assign))
    found = (each for each in statements if _takes_in(each.value, names))
    return {node for statement in found for node in ast.walk(statement)}


def _takes_in(value: ast.expr, names: set[str]) -> bool:
    """Whether a value is made of arguments without any arithmetic."""
    match value:
        case ast.Tuple(elts=items) | ast.List(elts=items):
            return all(_takes_in(item, names) for item in items)
        case ast.Call(func=func, args=[first, *_]) if operator_name(func) in TAKING_IN:
            return _is_argument(first, names)
        case ast.Call(func=ast.Attribute(value=owner, attr=name)) if name in TAKING_IN:
            return _is_argument(owner, names)
        case ast.Subscript(value=ast.Attribute(value=owner, attr=name)) if name in COUNTED:
            return _is_argument(owner, names)
        case ast.Attribute(value=owner, attr=name) if name in COUNTED:
            return _is_argument(owner, names)
    return False


def _is_argument(node: ast.expr, names: set[str]) -> bool:
    return isinstance(node, ast.Name) and node.id in names


@lru_cache(maxsize=64)
def made_of(node: ast.AST, written: Written) -> frozenset[str]:
    """Name those of which a variable is computed, if it is computed once and used here only.

    Whoever means one of these has done too much where the variable is computed, and not here.
    """
    nodes = list(ast.walk(_function_around(node, written)))
    uses = [each for each in nodes if path_of(each) == path_of(node) and _loads(each)]
    values = [
        each.value
        for each in nodes
        if isinstance(each, ast.Assign)
        and [path_of(target) for target in each.targets] == [path_of(node)]
    ]
    if len(uses) > 1 or len(values) != 1 or not isinstance(values[0], ast.BinOp):
        return frozenset()
    return frozenset(filter(None, map(path_of, _read(values[0]))))


def _function_around(node: ast.AST, written: Written) -> ast.AST:
    while not isinstance(node, FUNCTIONS) and node in written.parents:
        node = written.parents[node]
    return node


def _read(value: ast.expr) -> Iterator[ast.AST]:
    return (each for each in ast.walk(value) if _loads(each))


def _loads(node: ast.AST) -> bool:
    return isinstance(getattr(node, "ctx", None), ast.Load)
