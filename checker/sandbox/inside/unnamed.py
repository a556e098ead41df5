"""Statements that may bind any name at all: the text of a cell does not say which."""

import ast
import re
from collections.abc import Iterable, Iterator

from checker.sandbox.inside.toplevel import ANYTHING

#: What gives the names of the top level as a dict, and how one is filled by a call.
NAMESPACES = ("globals", "locals", "vars")
FILLS = ("update", "setdefault", "__setitem__")
#: Whether a text may hold such a statement; it matches too much, and never too little.
MAY_BIND_UNNAMED = re.compile(
    r"""import\s*\(?\s*\* | %run\b | %pylab\b | run_cell_magic\b | \bexec\s*\(
    | \b(?:globals|locals|vars)\s*\(\s*\)\s*(?:\[|\.\s*(?:update|setdefault|__setitem__)\b)""",
    re.VERBOSE,
)


def unnamed(statement: ast.stmt) -> Iterable[str]:
    """Say that a statement may bind anything, if it runs a text or fills the names' own dict."""
    return [ANYTHING] if any(map(_may_bind_unnamed, _at_top_level(statement))) else []


def _at_top_level(node: ast.AST) -> Iterator[ast.AST]:
    """Return what stands in a statement, but for what functions and classes in it do."""
    yield node
    if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)):
        for child in ast.iter_child_nodes(node):
            yield from _at_top_level(child)


def _may_bind_unnamed(node: ast.AST) -> bool:
    match node:
        case ast.Call(ast.Name("exec")):
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
    return False
