"""Which names a function can use, and which of its nodes stand where a value is wanted."""

import ast
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field

Function = ast.FunctionDef | ast.AsyncFunctionDef
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True)
class Part:
    """A function of a program that can be put in the place of the old one by itself.

    `owner` is the name of the class that it is a method of, or empty; `kinds` says of which kinds
    its variables were, as far as that is known.
    """

    function: Function
    owner: str = ""
    kinds: Mapping[str, Set[str]] = field(default_factory=dict)

    @property
    def root(self) -> str:
        """The name by which a program has it: its own, or that of its class."""
        return self.owner or self.function.name

    @property
    def last_line(self) -> int:
        """The line on which it ends."""
        return self.function.end_lineno or self.function.lineno

    @property
    def first_line(self) -> int:
        """The line of its first decorator, or of its `def`."""
        decorators = self.function.decorator_list
        return min([self.function.lineno, *(each.lineno for each in decorators)])


def parts_of(tree: ast.Module) -> list[Part]:
    """List the functions at the top level of a program and the methods of its classes."""
    found = []
    for statement in tree.body:
        match statement:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                found.append(Part(statement))
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Lambda() as value):
                found.append(Part(_as_function(name, statement, value)))
            case ast.ClassDef(body=body):
                methods = (each for each in body if isinstance(each, FUNCTIONS))
                found += [Part(method, statement.name) for method in methods]
    return found


def _as_function(name: str, statement: ast.Assign, value: ast.Lambda) -> ast.FunctionDef:
    """Return a function written as `name = lambda ...` as one that hands its expression back."""
    (function,) = ast.parse(f"def {name}(): pass").body
    assert isinstance(function, ast.FunctionDef)  # noqa: S101 - we wrote it
    function.args = value.args
    function.body = [ast.copy_location(ast.Return(value.body), value.body)]
    return ast.copy_location(function, statement)


def names_in(part: Part) -> dict[str, int]:
    """Return what stands for a value in a function, with the line from which on it may be used.

    These are parameters, variables and attributes of `self`. What is bound in a loop may be used
    in all of it, in its next turn.
    """
    names: dict[str, int] = {}
    for node, line in _with_lines(part.function, 0):
        match node:
            case ast.arg(arg=name):
                names.setdefault(name, 0)
            case ast.comprehension(target=target):
                # bound before the item that stands in front of it, on the same line
                for each in ast.walk(target):
                    if isinstance(each, ast.Name):
                        names.setdefault(each.id, each.lineno - 1)
            case ast.Name(id=name, ctx=ast.Store()):
                names.setdefault(name, line)
            case ast.Attribute(value=ast.Name(id="self"), attr=name) if not _is_called(node, part):
                names.setdefault(f"self.{name}", 0)
    return {name: line for name, line in names.items() if name not in ("self", "_")}


def _with_lines(node: ast.AST, loop: int) -> Iterator[tuple[ast.AST, int]]:
    """List the nodes of a function with their lines; in a loop, with that where it begins."""
    for child in ast.iter_child_nodes(node):
        own = loop or getattr(child, "lineno", 0)
        yield child, own
        inner = loop or (own if isinstance(child, ast.For | ast.While) else 0)
        yield from _with_lines(child, inner)


def _is_called(attribute: ast.Attribute, part: Part) -> bool:
    calls = (node for node in ast.walk(part.function) if isinstance(node, ast.Call))
    return any(call.func is attribute for call in calls)


def path_of(node: ast.AST) -> str:
    """Return a name, or an attribute of `self`, as it is written; "" for anything else."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=ast.Name(id="self"), attr=name):
            return f"self.{name}"
    return ""


def blocks_in(part: Part) -> Iterator[list[ast.stmt]]:
    """List the blocks of statements of a function, its own first."""
    for node in ast.walk(part.function):
        for name in ("body", "orelse"):
            block = getattr(node, name, None)
            if isinstance(block, list) and block and isinstance(block[0], ast.stmt):
                yield block
