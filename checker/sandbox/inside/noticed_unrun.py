"""Functions that hand back what has not run yet, or what nothing was done with, by their text."""

import ast
from collections.abc import Iterator, Sequence

from checker.sandbox.inside.edits.scopes import FUNCTIONS, Part, path_of
from checker.sandbox.inside.trap import Noticed, own_nodes

#: What hands something back.
HANDING = (ast.Return, ast.Yield, ast.YieldFrom)


def yields(part: Part) -> Iterator[Noticed]:
    """A function with `yield` hands back a generator, and computes nothing when it is called."""
    found = (
        node for node in own_nodes(part.function) if isinstance(node, ast.Yield | ast.YieldFrom)
    )
    first = next(found, None)
    if first is not None:
        yield Noticed(first.lineno, "yields", (part.function.name,))


def waited_for(part: Part) -> Iterator[Noticed]:
    """An `async` function computes nothing when it is called, but when it is waited for."""
    if isinstance(part.function, ast.AsyncFunctionDef):
        yield Noticed(part.function.lineno, "waited_for", (part.function.name,))


def function_itself(part: Part) -> Iterator[Noticed]:
    """What is handed back is a function that was made inside, and was not called."""
    inner = {node.name for node in ast.walk(part.function) if isinstance(node, FUNCTIONS)}
    for node in own_nodes(part.function):
        match node:
            case ast.Return(value=ast.Name(id=name)) if name in inner - {part.function.name}:
                yield Noticed(node.lineno, "function_itself", (name,))


def handed_back(part: Part) -> Iterator[Noticed]:
    """A method consists of handing back what it is handed; a function may be there for that."""
    parameters = {each.arg for each in part.function.args.args[1:]}
    match [each for each in part.function.body if not _is_text(each)]:
        case [ast.Return(value=ast.Name(id=name)) as only] if part.owner and name in parameters:
            yield Noticed(only.lineno, "handed_back", (name, part.function.name))


def lost_results(parts: Sequence[Part]) -> Iterator[Noticed]:
    """A method hands nothing back, and another one of its class takes what it hands back."""
    for part in parts:
        ends = any(isinstance(node, HANDING) for node in own_nodes(part.function))
        if part.owner and not ends:
            others = [each for each in parts if each.owner == part.owner]
            if any(_takes(each, part.function.name) for each in others):
                yield Noticed(part.last_line, "never_returned", (part.function.name,))


def _takes(part: Part, name: str) -> bool:
    """Whether a method takes what another one of its object hands back."""
    nodes = list(ast.walk(part.function))
    thrown = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    calls = (node for node in nodes if isinstance(node, ast.Call) and id(node) not in thrown)
    return any(path_of(call.func) == f"self.{name}" for call in calls)


def _is_text(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
