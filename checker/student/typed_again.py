"""A typed answer worked out once more, after functions that its cell calls have changed.

A number in it may come from a function that is not right yet. In a kernel it stands there, worked
out; so the lines of its cell that lead to it are run again, in a namespace of their own.
"""

import contextlib
from collections.abc import Mapping, Sequence
from typing import Any

from checker.documents.cell_text import assigned
from checker.sandbox.inside.analysis import Statement, analyse
from checker.sandbox.inside.needs import PARSER_ERRORS


def lines_for(name: str, namespace: Mapping[str, Any]) -> list[Statement]:
    """List the statements that lead to a name, of the cell that bound it last; [] if unknown."""
    texts = namespace.get("In")
    with contextlib.suppress(*PARSER_ERRORS):
        for text in reversed(texts if isinstance(texts, list) else []):
            if name in text and name in assigned(text):
                return _leading_to(name, analyse("typed", text))
    return []


def _leading_to(name: str, statements: Sequence[Statement]) -> list[Statement]:
    needed, found = {name}, list[Statement]()
    for statement in reversed(statements):
        if (statement.binds | statement.changes) & needed:
            needed |= statement.loads
            found.insert(0, statement)
    return found
