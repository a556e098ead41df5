"""What the statements of one cell bind and need, read off the cell's text without running it."""

import __future__

import ast
import copy
import re
import symtable
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, lru_cache
from types import CodeType

from checker.records import CELL_CHARACTERS
from checker.sandbox.inside.jupyter import WRITING, as_converted, in_python
from checker.sandbox.inside.toplevel import ANYTHING, TopLevel
from checker.sandbox.inside.unnamed import (
    MAY_BIND_UNNAMED,
    files_written,
    runs_no_text,
    texts_run,
    unnamed,
)

#: How many cells are kept: all of a notebook's, for its exercises run the same ones.
KEPT = 1000
#: Scopes that run where they stand, so that `TopLevel` has seen what they read.
COMPREHENSIONS = ("listcomp", "setcomp", "dictcomp", "genexpr")
AWAITING = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT

#: Where a name may be bound: after `def`, `class` or `import`; or, itself or an attribute of it,
#: before what can follow a target, such as `=`, `,` or the end of a line; or where a statement
#: begins with a part of it, which may be a method that changes it. It matches too much, but in
#: one pass, and never too little.
BINDING = re.compile(
    r"""\b(?:def|class|import)\s+(\w+)
    | (?<![\w.])([^\W\d]\w*+)(?:\.\w++)*+[ \t]*+
      (?= [=,:;)\[\]}\#\n] | $ | (?:in|if)\b | [-+*/@%&|^<>]{1,2}= )
    | (?:^|[;:>.]|await\b|%\w++)[ \t]*+([^\W\d]\w*+)(?=[ \t]*+[.\[])""",
    re.VERBOSE | re.MULTILINE,
)
WRITTEN = re.compile(rf"\s*%%(?:{'|'.join(WRITING)})[ \t]+(?:-a[ \t]+)?(?:[\w./]*/)?(\w+)\.py\b")


@dataclass(frozen=True, eq=False)
class Statement:
    """One statement of a cell's top level, ready to be run, and the names that it deals in.

    `binds` are the names that it assigns, defines or imports, `functions` those of them that it
    defines as functions or classes, `changes` those of whose values it may change a part, and
    `loads` those that it reads from outside, also from inside its functions and classes.
    `uses` has those too that the cell itself has bound before. `import NAME` is the name of a file
    that is written to be imported.
    """

    cell: str
    tree: ast.stmt
    flags: int
    binds: frozenset[str]
    functions: frozenset[str]
    changes: frozenset[str]
    loads: frozenset[str]
    uses: frozenset[str]

    @cached_property
    def code(self) -> CodeType:
        """What runs it.

        Raises
        ------
        SyntaxError, ValueError, RecursionError, MemoryError
            If it is refused by Python's compiler, as is a `return` outside of functions.
        """
        tree = ast.Module([copy.copy(self.tree)], [])
        code: CodeType = compile(tree, self.cell, "exec", self.flags | AWAITING, dont_inherit=True)
        return code

    @property
    def is_import(self) -> bool:
        """Whether it does nothing but import."""
        return isinstance(self.tree, (ast.Import, ast.ImportFrom))

    def gives_a_function(self, name: str) -> bool:
        """Whether it binds a name that is a function's or class's to one, and not to a number.

        `cost = cost(a, y)` does not, `cost = np.vectorize(cost)` does.
        """
        if name in self.functions or (self.is_import and name in self.binds):
            return True
        match self.tree:
            case ast.Assign(value=ast.Call(func=ast.Name(called))):
                return name in self.binds and called != name
            case ast.Assign(value=ast.Lambda() | ast.Name() | ast.Attribute() | ast.Call()):
                return name in self.binds
        return False


@lru_cache(maxsize=KEPT)
def analyse(id_: str, source: str) -> tuple[Statement, ...]:
    """Take a code cell apart.

    Raises
    ------
    SyntaxError, ValueError, RecursionError, MemoryError
        If Python's parser refuses the text, or it is longer than `CELL_CHARACTERS`.
    """
    if len(source) > CELL_CHARACTERS:
        what = f"a cell of more than {CELL_CHARACTERS:,} characters is not run"
        raise SyntaxError(what, (id_, 1, 0, None))
    text, tree = readable(id_, source)
    scopes = _inner_scopes(text, id_)
    top, flags, plain = TopLevel(), _future_flags(tree), runs_no_text(text)
    statements = []
    for node in (part for whole in tree.body for part in _parts(whole)):
        top.take(node)
        inner = [scope for line, scope in scopes if line in _lines(node)]
        binds = top.binds.union(*map(_rebound, inner), files_written(node))
        loads = top.reads.union(*map(_loaded, inner), _modules(node))
        if not plain:
            binds.update(unnamed(node))
            loads.update(_read_by_texts(node, tree))
        names = (binds, top.functions, top.changes, loads, loads | top.uses)
        statements.append(Statement(id_, node, flags, *map(frozenset, names)))
    return tuple(statements)


@lru_cache(maxsize=KEPT)
def may_bind(source: str) -> frozenset[str]:
    """Return names that a cell's text may bind or change: those it does, and some more."""
    if len(source) > CELL_CHARACTERS:
        return frozenset({ANYTHING})
    names = {name for found in BINDING.findall(source) for name in found if name}
    written = WRITTEN.match(source)
    if written:
        names.add(f"import {written[1]}")
    return frozenset(names | {ANYTHING} if MAY_BIND_UNNAMED.search(source) else names)


def readable(id_: str, source: str) -> tuple[str, ast.Module]:
    """Parse the text as it is, for a line may begin with % in honest Python; else as Jupyter does.

    What Jupyter cannot read either may only be indented as a whole.
    """
    try:
        text = as_converted(source)
        return text, ast.parse(text, id_)
    except SyntaxError:
        text = in_python(source)
    try:
        return text, ast.parse(text, id_)
    except SyntaxError as error:
        text = "\n".join(_outdented(text.split("\n")))
        try:
            return text, ast.parse(text, id_)
        except SyntaxError:
            raise error from None


def _outdented(lines: list[str]) -> list[str]:
    """Take the indentation of the first line that says something from all lines that have it."""
    first = next((line for line in lines if line.strip()), "")
    indent = first[: len(first) - len(first.lstrip())]
    return [line.removeprefix(indent) for line in lines]


def _parts(statement: ast.stmt) -> Iterator[ast.stmt]:
    """Return an import of several things as several imports: one of them may be lacking."""
    if not isinstance(statement, (ast.Import, ast.ImportFrom)) or len(statement.names) == 1:
        yield statement
        return
    for alias in statement.names:
        part = copy.copy(statement)
        part.names = [alias]
        yield part


def _future_flags(tree: ast.Module) -> int:
    """Return what `from __future__ import` asks of the compiler, for all statements of the cell."""
    flags = 0
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and node.module == "__future__":
            for alias in node.names:
                flags |= getattr(getattr(__future__, alias.name, None), "compiler_flag", 0)
    return flags


def _lines(node: ast.stmt) -> range:
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    first = min([node.lineno, *(each.lineno for each in decorators)])
    return range(first, (node.end_lineno or node.lineno) + 1)


def _modules(node: ast.stmt) -> Iterable[str]:
    """Name the files that an import may find beside the notebook."""
    if isinstance(node, ast.ImportFrom):
        return [f"import {(node.module or '').partition('.')[0]}"]
    return [
        f"import {name.name.partition('.')[0]}"
        for name in getattr(node, "names", ())
        if isinstance(node, ast.Import)
    ]


def _read_by_texts(node: ast.stmt, cell: ast.Module) -> Iterator[str]:
    """Name what texts that bind something read, if a statement may have them run."""
    for text in texts_run(node, cell):
        with suppress(SyntaxError, ValueError, RecursionError, MemoryError):
            statements = analyse("a text", text)
            bound = {name for each in statements for name in each.binds}
            if bound:
                yield from {name for each in statements for name in each.loads} - bound


def _inner_scopes(text: str, id_: str) -> list[tuple[int, symtable.SymbolTable]]:
    """Return functions and classes of a text, and those within them, with the lines of the outer.

    What stands in a comprehension is not among them.
    """
    table = symtable.symtable(text, id_, "exec")
    return [
        (child.get_lineno(), scope)
        for child in table.get_children()
        if child.get_name() not in COMPREHENSIONS
        for scope in (child, *_inner_tables(child))
    ]


def _inner_tables(table: symtable.SymbolTable) -> Iterator[symtable.SymbolTable]:
    """Return the functions and classes within a scope, and those within them."""
    for child in table.get_children():
        yield child
        yield from _inner_tables(child)


def _rebound(table: symtable.SymbolTable) -> Iterator[str]:
    return (
        symbol.get_name()
        for symbol in table.get_symbols()
        if symbol.is_declared_global() and (symbol.is_assigned() or symbol.is_imported())
    )


def _loaded(table: symtable.SymbolTable) -> Iterator[str]:
    """Name what an inner scope reads from outside; a class may read what it also assigns."""
    return (
        symbol.get_name()
        for symbol in table.get_symbols()
        if symbol.is_referenced() and (symbol.is_global() or table.get_type() == "class")
    )
