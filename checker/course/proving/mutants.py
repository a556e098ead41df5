"""Every small syntactic change of a worked solution: what a judge must not take for right."""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from checker.course.proving import calls, literals, operators, statements
from checker.course.proving.edits import Edit, Written
from checker.course.release.parsing import parsed
from checker.documents.sources import SourceCell

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
)


@dataclass(frozen=True)
class Mutant:
    """A worked cell with one small change in its solution: its text, and the changed line."""

    exercise: str
    text: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"“{self.before}” became “{self.after}”"


def mutants_of(cell: SourceCell) -> list[Mutant]:
    """List the mutants of a worked cell, no two with the same syntax tree, none with its own."""
    written = Written(cell)
    seen = {ast.dump(written.tree)}
    found = []
    for edit in _edits(written):
        text = written.applied(edit)
        tree = _parsed(text)
        if tree and tree not in seen:
            seen.add(tree)
            found.append(Mutant(cell.exercise, text, *written.lines(edit)))
    return found


def _edits(written: Written) -> Iterator[Edit]:
    for node in written.secret():
        for make in MAKERS:
            yield from make(node, written)


def _parsed(text: str) -> str:
    """Give a text's syntax tree to compare, or "" if it is no Python."""
    try:
        return ast.dump(parsed(text))
    except SyntaxError:
        return ""
