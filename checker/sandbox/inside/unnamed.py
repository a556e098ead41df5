"""Statements that may bind any name at all: the text of a cell does not say which.

They run a text, or a file, or fill the names' own dict.
"""

import ast
import re
from collections.abc import Iterable, Iterator

from checker.sandbox.inside.jupyter import WRITING
from checker.sandbox.inside.nodes import children
from checker.sandbox.inside.toplevel import ANYTHING

#: What gives the names of the top level as a dict, and how one is filled by a call.
NAMESPACES = ("globals", "locals", "vars")
FILLS = ("update", "setdefault", "__setitem__")
#: Whether a text may hold such a statement; it matches too much, and never too little.
MAY_BIND_UNNAMED = re.compile(
    r"""import\s*\(?\s*\* | %run\b | %pylab\b | run_cell_magic\b | \bexec\s*\(
    | \.\s*(?:run_cell|ex|push)\s*\( | \buser_ns\b
    | \b(?:globals|locals|vars)\s*\(\s*\)\s*(?:\[|\.\s*(?:update|setdefault|__setitem__)\b)""",
    re.VERBOSE,
)

#: Names without one of which a text holds no such statement and runs no other text.
NEEDED_FOR_IT = re.compile(r"exec|run_cell|\bex\b|push|globals|locals|vars|user_ns")


def runs_no_text(text: str) -> bool:
    """Whether a text in Python runs no other text, and names all that it binds, to be sure."""
    return text.isascii() and NEEDED_FOR_IT.search(text) is None


def unnamed(statement: ast.stmt) -> Iterable[str]:
    """Say that a statement may bind anything, if it runs a text or fills the names' own dict."""
    return [ANYTHING] if any(map(_may_bind_unnamed, _at_top_level(statement))) else []


def texts_run(statement: ast.stmt, cell: ast.Module) -> Iterator[str]:
    """Return the texts that a statement may have Python or Jupyter run: all that the cell holds."""
    if any(map(_runs_a_text, _at_top_level(statement))):
        for node in ast.walk(cell):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def _runs_a_text(node: ast.AST) -> bool:
    match node:
        case ast.Call(ast.Name("exec") | ast.Attribute(attr="run_cell" | "ex")):
            return True
    return False


def _at_top_level(statement: ast.AST) -> list[ast.AST]:
    """Return what stands in a statement, but for what functions and classes in it do."""
    found = [statement]
    for node in found:  # which grows meanwhile
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)):
            found += children(node)
    return found


def _may_bind_unnamed(node: ast.AST) -> bool:
    match node:
        case ast.Call(ast.Name("exec") | ast.Attribute(attr="run_cell" | "ex" | "push")):
            return True
        case ast.Call(ast.Attribute(names, method)) if method in FILLS:
            return _is_namespace(names)
        case ast.Subscript(names, ctx=ast.Store()):
            return _is_namespace(names)
    return False


def _is_namespace(node: ast.AST) -> bool:
    match node:
        case ast.Call(ast.Name(name), args=[]):
            return name in NAMESPACES
        case ast.Attribute(attr="user_ns"):
            return True
    return False


def files_written(node: ast.stmt) -> Iterable[str]:
    """Name what a call of `get_ipython()` brings about: a file to be imported, or anything."""
    match node:
        case ast.Expr(ast.Call(ast.Attribute(attr="run_cell_magic" | "run_line_magic"), arguments)):
            match [getattr(argument, "value", "") for argument in arguments]:
                case [str(magic), str(line), *_] if magic in WRITING:
                    name = line.rpartition(" ")[2].rpartition("/")[2].removesuffix(".py")
                    return [f"import {name}"]
                case ["run", *_]:
                    return [ANYTHING]
    return []
