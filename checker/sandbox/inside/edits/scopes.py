"""Which names a function can use, and which of its nodes stand where a value is wanted."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

Function = ast.FunctionDef | ast.AsyncFunctionDef
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True)
class Part:
    """A function of a program that can be put in the place of the old one by itself.

    `owner` is the name of the class that it is a method of, or empty.
    """

    function: Function
    owner: str = ""

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
        if isinstance(statement, FUNCTIONS):
            found.append(Part(statement))
        elif isinstance(statement, ast.ClassDef):
            methods = (each for each in statement.body if isinstance(each, FUNCTIONS))
            found += [Part(method, statement.name) for method in methods]
    return found


def names_in(part: Part) -> list[str]:
    """List what stands for a value in a function: parameters, variables, attributes of `self`."""
    names: dict[str, None] = {}
    for node in ast.walk(part.function):
        match node:
            case ast.arg(arg=name):
                names[name] = None
            case ast.Name(id=name, ctx=ast.Store()):
                names[name] = None
            case ast.Attribute(value=ast.Name(id="self"), attr=name) if not _is_called(node, part):
                names[f"self.{name}"] = None
    names.pop("self", None)
    names.pop("_", None)
    return list(names)


def _is_called(attribute: ast.Attribute, part: Part) -> bool:
    calls = (node for node in ast.walk(part.function) if isinstance(node, ast.Call))
    return any(call.func is attribute for call in calls)


def path_of(node: ast.AST) -> str:
    """Give a name, or an attribute of `self`, as it is written; "" for anything else."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=ast.Name(id="self"), attr=name):
            return f"self.{name}"
    return ""


def blocks_in(part: Part) -> Iterator[list[ast.stmt]]:
    """List the blocks of statements of a function, its own first."""
    for node in ast.walk(part.function):
        for field in ("body", "orelse"):
            block = getattr(node, field, None)
            if isinstance(block, list) and block and isinstance(block[0], ast.stmt):
                yield block
