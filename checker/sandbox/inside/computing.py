"""Whether code only computes, so that nothing of it stays behind in the process that runs it.

What is refused here is not forbidden: such code is run like any other, but the process that ran
it serves no other exercise. Whoever gets past it reaches no more than later exercises of their own.
"""

import ast
import sys
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from checker.sandbox.inside.nodes import nodes_of

#: Of so many statements what was found is kept: a submission's exercises run the same ones.
KEPT = 5000
#: What may be imported: modules without a state that anybody would change.
HARMLESS = {
    "__future__", "abc", "checker", "cmath", "collections", "copy", "dataclasses", "enum",
    "fractions", "functools", "itertools", "math", "numbers", "numpy", "operator", "random",
    "statistics", "time", "typing",
}  # fmt: skip
#: What reaches beyond a program's own values, by name.
REACHING = {
    "breakpoint", "compile", "delattr", "eval", "exec", "get_ipython", "getattr", "globals",
    "input", "locals", "open", "setattr", "vars",
}  # fmt: skip
#: What of NumPy and others keeps, writes or reads something, by the name of the attribute.
KEEPING = {
    "DataSource", "attrgetter", "ctypes", "dump", "fromfile", "fromregex", "genfromtxt", "load",
    "loadtxt", "memmap", "methodcaller", "open_memmap", "save", "savetxt", "savez",
    "savez_compressed", "set_printoptions", "setbufsize", "seterr", "seterrcall", "tofile",
}  # fmt: skip
#: What hands out memory as others have left it: what is read there may hang on what ran before.
UNFILLED = {"chararray", "empty", "empty_like", "ndarray", "recarray"}
#: So a function of NumPy is told to leave entries of its result as they are.
LEAVING_OUT = "where"
#: The parts of NumPy that students are meant to use.
PARTS = {"fft", "linalg", "random"}
#: Parts of NumPy that hold its own affairs, as far as they are loaded.
INNER = {name.split(".")[1] for name in sys.modules if name.startswith("numpy.")} - PARTS
#: Methods that Python calls where the code itself says so.
METHODS = {
    "__add__", "__call__", "__contains__", "__eq__", "__getitem__", "__hash__", "__init__",
    "__iter__", "__len__", "__matmul__", "__mul__", "__name__", "__next__", "__post_init__",
    "__repr__", "__setitem__", "__str__", "__sub__",
}  # fmt: skip
WAITING = (ast.AsyncFor, ast.AsyncFunctionDef, ast.AsyncWith, ast.Await)
#: The nodes that are looked at: no other has a name, waits, or changes something.
TELLING = {
    ast.Attribute, ast.ClassDef, ast.FunctionDef, ast.Import, ast.ImportFrom, ast.Name,
    ast.Subscript, ast.keyword, *WAITING,
}  # fmt: skip


class Reach(NamedTuple):
    """What one statement does to things: whether it only computes, and whose parts it changes.

    `reads_memory` says that it may read what others have left there.
    """

    only_computes: bool
    changes: frozenset[str]
    reads_memory: bool = False


@lru_cache(maxsize=KEPT)
def reach_of(statement: ast.stmt) -> Reach:
    """Return whether a statement only computes, if none of `changes` is something imported."""
    nodes = [node for node in nodes_of(statement) if type(node) in TELLING]
    changed = [_root(node) for node in nodes if _changes(node)]
    harmless = all(map(_is_harmless, nodes)) and None not in changed
    reads_memory = any(map(_reads_memory, nodes))
    return Reach(harmless, frozenset(name for name in changed if name), reads_memory)


def only_compute(reaches: Iterable[Reach], imported: Iterable[str]) -> bool:
    """Whether statements only compute that together import these names."""
    names = set(imported)
    return all(each.only_computes and names.isdisjoint(each.changes) for each in reaches)


def _is_harmless(node: ast.AST) -> bool:
    if isinstance(node, WAITING) or (isinstance(node, ast.ClassDef) and node.keywords):
        return False
    return all(map(_is_plain, _names(node)))


def _is_plain(name: str) -> bool:
    if name[:2] == "__":
        return name in METHODS
    return name not in REACHING and name not in KEEPING and name not in INNER


def _reads_memory(node: ast.AST) -> bool:
    if isinstance(node, ast.keyword):
        return node.arg == LEAVING_OUT
    return not UNFILLED.isdisjoint(_names(node))


def _names(node: ast.AST) -> Iterator[str]:
    """Return the names that a node uses, those of modules by their parts."""
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            yield name
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            yield name
        case ast.Import(names=aliases):
            yield from (part for alias in aliases for part in _parts(alias.name))
        case ast.ImportFrom(module=module, names=aliases):
            yield from _parts(module or "")
            yield from (alias.name for alias in aliases)


def _parts(module: str) -> list[str]:
    """Return the parts of a module's path; one that is not harmless as what is refused."""
    first, *rest = module.split(".")
    return rest if first in HARMLESS else ["__import__"]


def _changes(node: ast.AST) -> bool:
    """Whether a node writes a part of something, or uses a part that is not to be used."""
    if not isinstance(node, (ast.Attribute, ast.Subscript)):
        return False
    is_private = isinstance(node, ast.Attribute) and node.attr[0] == "_"
    return is_private or not isinstance(node.ctx, ast.Load)


def _root(node: ast.AST) -> str | None:
    """Return the name whose part a node is; None if it is a part of what has no name."""
    while isinstance(node, (ast.Attribute, ast.Subscript)):
        node = node.value
    match node:
        case ast.Name(id=name):
            return name
        case ast.Call(func=ast.Name(id="super")):
            return "super"
    return None
