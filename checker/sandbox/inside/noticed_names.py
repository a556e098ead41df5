"""Names that take a value nobody asks for, and values that nobody takes."""

import ast
import builtins
from collections.abc import Iterator, Sequence

from checker.sandbox.inside.edits.scopes import FUNCTIONS, Part
from checker.sandbox.inside.trap import Noticed, own_nodes

BUILTINS = set(dir(builtins))


def unused(part: Part) -> Iterator[Noticed]:
    """A variable gets a value that nothing ever uses."""
    nodes = own_nodes(part)
    read = {node.id for node in nodes if isinstance(node, ast.Name) and _loads(node)}
    read |= {node.target.id for node in nodes
             if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name)}  # fmt: skip
    outer = {name for node in nodes if isinstance(node, ast.Global | ast.Nonlocal)
             for name in node.names}  # fmt: skip
    for node in nodes:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)]) if name not in read | outer:
                yield Noticed(node.lineno, "unused", (name,))
            case ast.For(target=ast.Name(id=name)) if name not in read and name[0] != "_":
                yield Noticed(node.lineno, "unused_counter", (name,))
            case ast.For(target=ast.Tuple(elts=[ast.Name(id=one), ast.Name(id=other)])):
                if not {one, other} & read:
                    yield Noticed(node.lineno, "unused_counter", (f"{one}, {other}",))


def _loads(node: ast.Name) -> bool:
    return isinstance(node.ctx, ast.Load)


def unused_parameter(part: Part) -> Iterator[Noticed]:
    """An argument is handed over, and nothing looks at it."""
    nodes = own_nodes(part)
    read = {node.id for node in nodes if isinstance(node, ast.Name) and _loads(node)}
    arguments = part.function.args
    for argument in [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]:
        if argument.arg not in read | {"self"} and argument.arg[0] != "_":
            yield Noticed(argument.lineno, "unused_parameter", (argument.arg,))


def replaced_parameter(part: Part) -> Iterator[Noticed]:
    """An argument's value is thrown away before anything has used it."""
    parameters = {each.arg for each in part.function.args.args}
    for statement in part.function.body:
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if name in parameters:
                if name not in {each.id for each in ast.walk(value) if isinstance(each, ast.Name)}:
                    yield Noticed(statement.lineno, "replaced_parameter", (name,))
        parameters -= {each.id for each in ast.walk(statement) if isinstance(each, ast.Name)}


def hidden_builtin(part: Part) -> Iterator[Noticed]:
    """A variable takes the name of a function of Python's that is called here as well."""
    nodes = own_nodes(part)
    bound = {each.id: each.lineno for each in nodes
             if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)}  # fmt: skip
    called = {each.func.id for each in nodes
              if isinstance(each, ast.Call) and isinstance(each.func, ast.Name)}  # fmt: skip
    for name in sorted(bound.keys() & called & BUILTINS):
        yield Noticed(bound[name], "hidden_builtin", (name,))


def foreign_names(part: Part, known: Sequence[str]) -> Iterator[Noticed]:
    """A variable is read that the function neither gets nor makes: `known` are the notebook's."""
    nodes = own_nodes(part)
    own = {each.id for each in nodes if isinstance(each, ast.Name) and not _loads(each)}
    own |= {each.arg for each in nodes if isinstance(each, ast.arg)}
    own |= {each.name for each in nodes if isinstance(each, FUNCTIONS)}
    for node in nodes:
        if isinstance(node, ast.Name) and node.id in known and node.id not in own:
            yield Noticed(node.lineno, "foreign_name", (node.id,))
