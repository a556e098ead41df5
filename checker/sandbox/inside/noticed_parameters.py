"""Traps of what was handed over: an argument that is not looked at, or lost on the way."""

import ast
from collections.abc import Iterator
from typing import TypeGuard

from checker.sandbox.inside.edits.scopes import Part
from checker.sandbox.inside.trap import Noticed, all_nodes


def _is_read(node: ast.AST) -> TypeGuard[ast.Name]:
    return isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)


def unused_parameter(part: Part) -> Iterator[Noticed]:
    """An argument is handed over, and nothing looks at it; of a method, its name is told, too."""
    nodes = all_nodes(part)
    read = {node.id for node in nodes if _is_read(node)}
    arguments = part.function.args
    for argument in [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]:
        if argument.arg not in read | {"self"} and argument.arg[0] != "_":
            method = (part.function.name,) if part.owner else ()
            yield Noticed(argument.lineno, "unused_parameter", (argument.arg, *method))


def replaced_parameter(part: Part) -> Iterator[Noticed]:
    """An argument's value is thrown away before anything has used it."""
    parameters = {each.arg for each in part.function.args.args}
    for statement in part.function.body:
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if name in parameters:
                if name not in {each.id for each in ast.walk(value) if isinstance(each, ast.Name)}:
                    yield Noticed(statement.lineno, "replaced_parameter", (name,))
        parameters -= {each.id for each in ast.walk(statement) if isinstance(each, ast.Name)}


def argument_gone(part: Part) -> Iterator[Noticed]:
    """An argument has got another value, not made of its own, and is read afterwards."""
    gone: dict[str, int] = {}
    parameters = {each.arg for each in part.function.args.args}
    for statement in part.function.body:
        read = {each.id: each.lineno for each in ast.walk(statement) if _is_read(each)}
        for name in gone.keys() & read.keys():
            yield Noticed(read[name], "argument_gone", (name, str(gone[name])))
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)]) if name in parameters - read.keys():
                gone[name] = statement.lineno
