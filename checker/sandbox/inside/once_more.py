"""Statements of a student's that have run before, run once more in a namespace of their own."""

from collections.abc import Iterable
from typing import Any

from checker.sandbox.inside.analysis import Statement


def once_more(statements: Iterable[Statement], namespace: dict[str, Any]) -> dict[str, Any]:
    """Return a namespace in which these statements have run again, or the same if one raises."""
    again = dict(namespace)
    try:
        for statement in statements:
            exec(statement.code, again)
    except Exception:  # noqa: BLE001  students may raise anything: then all stays as it is
        return namespace
    return again
