"""Mutants of carelessness: an argument ignored, a shuffle left out, state kept between calls."""

import ast
from collections.abc import Iterator

from checker.sandbox.inside.edits.text import Edit, Written

#: What a function takes instead of the generator that it was handed.
GENERATOR, OWN_GENERATOR = "rng", "np.random.default_rng(0)"
#: Calls that make room for what is computed.
ROOM = {"zeros", "zeros_like", "empty", "empty_like", "list", "dict"}


def argument_ignored(node: ast.AST, written: Written) -> Iterator[Edit]:
    """A parameter is what it is by default, whatever is handed over; a generator is an own one."""
    function = written.parents.get(node)
    if isinstance(function, ast.FunctionDef) and node is _first_line(function):
        start, end = written.span(node)
        text = written.between(start, end)
        indent = " " * getattr(node, "col_offset", 0)
        for name, value in _instead(function, written):
            yield Edit(start, end, f"{name} = {value}\n{indent}{text}")


def _first_line(function: ast.FunctionDef) -> ast.stmt | None:
    """Return the first statement of a function that is no docstring."""
    texts = (ast.Expr,)
    return next((each for each in function.body if not isinstance(each, texts)), None)


def _instead(function: ast.FunctionDef, written: Written) -> Iterator[tuple[str, str]]:
    arguments = function.args
    names = [each.arg for each in (*arguments.posonlyargs, *arguments.args)]
    if GENERATOR in names:
        yield GENERATOR, OWN_GENERATOR
    with_default = names[len(names) - len(arguments.defaults) :]
    for name, default in zip(with_default, arguments.defaults, strict=True):
        yield name, written.text(default)


def in_order(node: ast.AST, written: Written) -> Iterator[Edit]:
    """Nothing is shuffled: `np.arange(m)` for `rng.permutation(m)`."""
    match node:
        case ast.Call(func=ast.Attribute(attr="permutation"), args=[count]):
            yield written.replace(node, f"np.arange({written.text(count)})")


def kept(node: ast.AST, written: Written) -> Iterator[Edit]:
    """What is made anew for each call, or each turn of a loop, is made once and kept."""
    around = written.parents.get(node)
    if isinstance(around, ast.Tuple):
        around = written.parents.get(around)
    if isinstance(around, ast.Assign) and _is_room(node) and _is_in_function(around, written):
        yield written.replace(node, f'globals().setdefault("_kept", {written.text(node)})')


def _is_room(node: ast.AST) -> bool:
    match node:
        case ast.List() | ast.Dict() | ast.ListComp() | ast.DictComp():
            return True
        case ast.Call(func=ast.Attribute(attr=name) | ast.Name(id=name)):
            return name in ROOM
    return False


def _is_in_function(node: ast.AST, written: Written) -> bool:
    around = written.parents.get(node)
    while around is not None and not isinstance(around, ast.FunctionDef):
        around = written.parents.get(around)
    return around is not None
