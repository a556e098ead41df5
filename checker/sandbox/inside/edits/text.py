"""The text of a program with its syntax tree, and small edits of it."""

import ast
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest

#: What needs no brackets around it, wherever it is put.
ATOMS = (ast.Name, ast.Constant, ast.Attribute, ast.Call, ast.Subscript, ast.List, ast.ListComp)


@dataclass(frozen=True, order=True)
class Edit:
    """Bytes `start` to `end` of a program's text give way to `text`."""

    start: int
    end: int
    text: str

    def moved(self, by: int) -> "Edit":
        """Return the same edit of a text that begins elsewhere."""
        return Edit(self.start + by, self.end + by, self.text)


@dataclass(frozen=True)
class Written:
    """A program's text. Columns of a syntax tree count bytes, so all else does.

    `tree` is the syntax tree of all of it; `functions` are those of one argument that it may call.
    """

    source: str
    tree: ast.Module
    functions: tuple[str, ...] = ()

    @cached_property
    def data(self) -> bytes:
        """The text in bytes."""
        return self.source.encode()

    @cached_property
    def parents(self) -> dict[ast.AST, ast.AST]:
        """What each node is a part of."""
        around = ast.walk(self.tree)
        return {part: node for node in around for part in ast.iter_child_nodes(node)}

    @cached_property
    def _starts(self) -> list[int]:
        starts = [0]
        for line in self.data.split(b"\n"):
            starts.append(starts[-1] + len(line) + 1)
        return starts

    def rows(self, first: int, last: int) -> tuple[int, int]:
        """Return where the text of some lines begins and ends; lines are counted from 1."""
        return self._starts[first - 1], self._starts[last] - 1

    def span(self, node: ast.AST) -> tuple[int, int]:
        """Return where the text of a node begins and ends."""
        assert isinstance(node, ast.expr | ast.stmt | ast.keyword)  # noqa: S101 - all we replace
        last, column = node.end_lineno or node.lineno, node.end_col_offset or 0
        return self._starts[node.lineno - 1] + node.col_offset, self._starts[last - 1] + column

    def between(self, start: int, end: int) -> str:
        """Return the text between two places."""
        return self.data[start:end].decode()

    def text(self, node: ast.AST) -> str:
        """Return the text of a node, in brackets unless it needs none."""
        start, end = self.span(node)
        text = self.data[start:end].decode()
        return text if isinstance(node, ATOMS) else f"({text})"

    def replace(self, node: ast.AST, text: str) -> Edit:
        """Put a text in the place of a node."""
        return Edit(*self.span(node), text)

    def applied(self, *edits: Edit) -> str:
        """Return the text after edits of which no two overlap."""
        return applied(self.source, edits)

    def line(self, edit: Edit) -> int:
        """Return the number, from 1, of the first line that an edit touches."""
        return self.data[: edit.start].count(b"\n") + 1

    def lines(self, edit: Edit) -> tuple[str, str]:
        """Return the first line that an edit changes, before and after it, without its comment."""
        before, after = self.source.split("\n"), self.applied(edit).split("\n")
        pairs = zip_longest(before, after, fillvalue="")
        one, other = next(pair for pair in pairs if pair[0] != pair[1])
        return _bare(one), _bare(other)


def applied(source: str, edits: Sequence[Edit]) -> str:
    """Return a text after edits of which no two overlap."""
    data = source.encode()
    for edit in sorted(edits, reverse=True):
        data = data[: edit.start] + edit.text.encode() + data[edit.end :]
    return data.decode()


def _bare(line: str) -> str:
    return line.split("  #", maxsplit=1)[0].strip()
