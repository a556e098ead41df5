"""Python's parser, for one thread at a time: in Python 3.11 two at once end in a SystemError."""

import ast
import builtins
import symtable
import warnings
from collections.abc import Iterator
from functools import lru_cache
from threading import Lock
from typing import Any

_ONE = Lock()


def parsed(source: str) -> ast.Module:
    """Take the text of a program apart.

    Raises
    ------
    SyntaxError
        If it is none.
    """
    with _ONE:
        return ast.parse(source)


def literal(text: str) -> Any:
    """Return the value that a text of numbers, lists and the like stands for.

    Raises
    ------
    SyntaxError, ValueError
        If it stands for none.
    """
    with _ONE:
        return ast.literal_eval(text)


def require_compiled(source: str) -> None:
    """Compile the text of a program, which finds more than taking it apart.

    Raises
    ------
    SyntaxError
        If it cannot be compiled.
    """
    with _ONE, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what only warns does run
        compile(source, "<cell>", "exec", dont_inherit=True)


@lru_cache(maxsize=4096)  # the cells of a lesson are asked about for each of its mistakes
def names_of(source: str) -> frozenset[str]:
    """Return the names that a program defines or imports at its top.

    >>> sorted(names_of("import numpy as np; f = 1"))
    ['f', 'np']
    """
    symbols = _table(source).get_symbols()
    return frozenset(
        each.get_name() for each in symbols if each.is_assigned() or each.is_imported()
    )


def names_needed(source: str) -> frozenset[str]:
    """Return the names that a program looks up, and neither defines nor finds in Python.

    >>> sorted(names_needed("def f(x): return abs(x) + y"))
    ['y']
    """
    used = {name for table in _within(_table(source)) for name in _looked_up(table)}
    return frozenset(used - names_of(source) - set(dir(builtins)))


def _table(source: str) -> symtable.SymbolTable:
    with _ONE, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return symtable.symtable(source, "<cell>", "exec")


def _within(table: symtable.SymbolTable) -> Iterator[symtable.SymbolTable]:
    yield table
    for child in table.get_children():
        yield from _within(child)


def _looked_up(table: symtable.SymbolTable) -> Iterator[str]:
    top = table.get_type() == "module"
    for symbol in table.get_symbols():
        if symbol.is_referenced() and (top or symbol.is_global()):
            yield symbol.get_name()
