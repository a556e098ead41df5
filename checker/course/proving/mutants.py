"""Every small syntactic change of a worked solution: what a judge must not take for right."""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from checker.course.proving import careless
from checker.course.release.marks import find_regions
from checker.course.release.parsing import parsed
from checker.documents.sources import SourceCell
from checker.sandbox.inside.edits import calls, literals, operators, statements
from checker.sandbox.inside.edits.text import Edit, Written

#: Makes the edits that one kind of mutation knows for one node of a syntax tree.
Maker = Callable[[ast.AST, Written], Iterator[Edit]]

MAKERS: tuple[Maker, ...] = (
    operators.exchanged,
    operators.turned,
    operators.lost_factors,
    operators.unsigned,
    operators.signed,
    literals.constant,
    literals.shifted,
    literals.untransposed,
    literals.transposed,
    calls.swapped,
    calls.keyword_lost,
    calls.sibling,
    calls.left_out,
    calls.other_range,
    statements.deleted,
    statements.overwritten,
    statements.turned_condition,
    statements.left_early,
    careless.argument_ignored,
    careless.in_order,
    careless.kept,
)


@dataclass(frozen=True)
class Mutant:
    """A worked cell with one small change in its solution: its text, and the changed line.

    `original` is the text before it.
    """

    exercise: str
    text: str
    before: str
    after: str
    original: str = ""

    def __str__(self) -> str:
        return f"“{self.before}” became “{self.after}”"


def mutants_of(cell: SourceCell) -> list[Mutant]:
    """List the mutants of a worked cell, no two with the same syntax tree, none with its own."""
    written = Written(cell.source, parsed(cell.source))
    seen = {ast.dump(written.tree)}
    found = []
    for edit in _edits(cell, written):
        text = written.applied(edit)
        tree = _parsed(text)
        if tree and tree not in seen:
            seen.add(tree)
            found.append(Mutant(cell.exercise, text, *written.lines(edit), cell.source))
    return found


def _edits(cell: SourceCell, written: Written) -> Iterator[Edit]:
    for node in _secret(cell, written):
        for make in MAKERS:
            yield from make(node, written)


def _secret(cell: SourceCell, written: Written) -> Iterator[ast.AST]:
    """List the nodes that stand whole in a region of the solution."""
    regions = find_regions(cell)
    for node in ast.walk(written.tree):
        first, last = getattr(node, "lineno", 0) - 1, getattr(node, "end_lineno", 0) - 1
        if any(region.begin < first and last < region.end for region in regions):
            yield node


def _parsed(text: str) -> str:
    """Return a text's syntax tree to compare, or "" if it is no Python."""
    try:
        return ast.dump(parsed(text))
    except SyntaxError:
        return ""
