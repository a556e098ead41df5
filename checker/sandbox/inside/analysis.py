"""What one cell of a notebook binds and what it needs, read off its text without running it."""

import ast
import re
import symtable
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from types import CodeType

from checker.records import CELL_CHARACTERS
from checker.sandbox.inside.toplevel import ANYTHING, TopLevel

#: How many cells are kept: all of a notebook's, for its exercises run the same ones.
KEPT = 1000
#: Cell magics after which the rest of the cell runs as it would without them.
TRANSPARENT_MAGICS = ("%%time", "%%capture", "%%prun")
#: A name with a question mark, which asks for help; a magic or a shell line that is assigned.
_HELP = re.compile(r"\?{1,2}[\w.]+\s*|[^\W\d][\w.]*\?{1,2}\s*")
_CAPTURED = re.compile(r"^(\s*[\w., ]+=\s*)(?:%[A-Za-z]|![^=\s]).*")
#: Scopes that run where they stand, so that `TopLevel` has seen what they read.
COMPREHENSIONS = ("listcomp", "setcomp", "dictcomp", "genexpr")

#: Where a name may be bound: after `def`, `class` or `import`; or, itself or an attribute of it,
#: before what can follow a target, such as `=`, `,` or the end of a line. It matches too much,
#: but in one pass, and never too little.
BINDING = re.compile(
    r"""\b(?:def|class|import)\s+(\w+)
    | (?<![\w.])([^\W\d]\w*+)(?:\.\w++)*+[ \t]*+
      (?= [=,:;)\[\]}\#\n] | $ | (?:in|if)\b | [-+*/@%&|^<>]{1,2}= )""",
    re.VERBOSE,
)


@dataclass(frozen=True)
class Piece:
    """A cell ready to be run: its code and the top-level names it deals in.

    `binds` are the names that it assigns, defines, imports, or writes an item of; `loads` those
    that it reads from outside, also from inside its functions and classes.
    """

    id: str
    code: CodeType
    binds: frozenset[str]
    loads: frozenset[str]


@lru_cache(maxsize=KEPT)
def analyse(id_: str, source: str) -> Piece:
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
    top = TopLevel(tree)
    inner = list(_inner_tables(symtable.symtable(text, id_, "exec")))
    binds = top.binds.union(*map(_rebound, inner))
    loads = top.reads.union(*map(_loaded, inner))
    code = compile(tree, id_, "exec", dont_inherit=True)
    return Piece(id_, code, frozenset(binds), frozenset(loads))


@lru_cache(maxsize=KEPT)
def may_bind(source: str) -> frozenset[str]:
    """Give names that a cell's text may bind: those it does bind, and some more."""
    if len(source) > CELL_CHARACTERS:
        return frozenset({ANYTHING})
    names = {after or before for after, before in BINDING.findall(source)}
    return frozenset(names | {ANYTHING} if "import *" in source else names)


def readable(id_: str, source: str) -> tuple[str, ast.Module]:
    """Parse the text as it is, for a line may begin with % in honest Python; else as Jupyter does.

    Jupyter's own commands are left out, and the indentation of the first line from all lines.
    """
    try:
        return source, ast.parse(source, id_)
    except SyntaxError:
        lines = map(_without_magic, without_cell_magic(source).split("\n"))
        text = "\n".join(_outdented(list(lines)))
        return text, ast.parse(text, id_)


def without_cell_magic(source: str) -> str:
    """Blank the cell magic that a cell begins with; blank all of it if it is no Python then."""
    first, newline, rest = source.partition("\n")
    if not first.startswith("%%"):
        return source
    return newline + rest if first.split()[0] in TRANSPARENT_MAGICS else ""


def _without_magic(line: str) -> str:
    """Put `pass` or None in place of a command, so that blocks and line numbers stay whole."""
    bare = line.lstrip()
    indent = line[: len(line) - len(bare)]
    if bare.startswith(("%", "!")) or _HELP.fullmatch(bare):
        return indent + "pass"
    return _CAPTURED.sub(r"\1None", line)


def _outdented(lines: list[str]) -> list[str]:
    """Take the indentation of the first line that says something from all lines that have it."""
    first = next((line for line in lines if line.strip()), "")
    indent = first[: len(first) - len(first.lstrip())]
    return [line.removeprefix(indent) for line in lines]


def _inner_tables(table: symtable.SymbolTable) -> Iterator[symtable.SymbolTable]:
    """Give the functions and classes within a scope, and those within them."""
    for child in table.get_children():
        if table.get_type() != "module" or child.get_name() not in COMPREHENSIONS:
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
