"""What is noticed of a trap, and where traps are looked for."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from checker.sandbox.inside.edits.scopes import FUNCTIONS, Part, path_of


@dataclass(frozen=True, order=True)
class Noticed:
    """A trap in one line: its name, and the names that it is about."""

    line: int
    trap: str
    names: tuple[str, ...] = ()


def all_nodes(part: Part) -> list[ast.AST]:
    """List the nodes of one function of a program, with those of the functions in it."""
    return list(ast.walk(part.function))


def own_nodes(function: ast.AST) -> Iterator[ast.AST]:
    """Return the nodes beneath a function without those of the functions in it."""
    for child in ast.iter_child_nodes(function):
        yield child
        if not isinstance(child, (*FUNCTIONS, ast.Lambda)):
            yield from own_nodes(child)


def begun(node: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    """Return which names get which values: of `a = b = 0` both, of `a, b = 0, 1` each its own."""
    if not isinstance(node, ast.Assign):
        return
    for target in node.targets:
        match target, node.value:
            case ast.Tuple(elts=names), ast.Tuple(elts=values):
                pairs = [*zip(names, values, strict=False)]
            case _:
                pairs = [(target, node.value)]
        yield from ((name.id, value) for name, value in pairs if isinstance(name, ast.Name))


def arrays_in(part: Part) -> set[str]:
    """Name the variables that are made by NumPy's functions of arrays, or by arithmetic of such."""
    found: set[str] = set()
    for node in all_nodes(part):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Call(func=ast.Attribute() as f)):
                if path_of(f.value) == "np" and f.attr in {"exp", "maximum", "zeros", "array"}:
                    found.add(name)
    return found
