"""What stands beneath a cell that has run with answers that are not right yet."""

from collections.abc import Sequence
from html import escape

from checker.reports.links import linked
from checker.reports.panel import STYLE
from checker.reports.visible import safe_text

#: An exercise, by its name and its number.
Named = tuple[str, str]


def not_right_text(exercises: Sequence[Named]) -> str:
    """Return the note as text.

    >>> print(not_right_text([("sigmoid", "1.1")]))
    What this cell shows comes from your sigmoid (1.1), which check does not accept yet.
    """
    named = " and ".join(f"{name} ({number})" for name, number in exercises)
    return f"What this cell shows comes from your {named}, which check does not accept yet."


def not_right_html(exercises: Sequence[Named]) -> str:
    """Return the note as a small panel, in which the exercises lead to where they stand."""
    said = linked(escape(safe_text(not_right_text(exercises))))
    return (
        f"<style>{STYLE}</style><section class='checker-panel checker-aside' role='note'>"
        f"<p>{said}</p></section>"
    )
