"""What stands beneath a verdict once the code was looked at closer."""

from html import escape

from checker.reports.panel import STYLE
from checker.reports.text import INDENT, wrapped
from checker.reports.visible import safe_text


def beneath_text(sentence: str) -> str:
    """Return it as text that stands beneath the report."""
    return "\n".join(wrapped(sentence, INDENT)) if sentence else ""


def beneath_html(sentence: str) -> str:
    """Return it as a panel of its own; an empty one takes no room."""
    if not sentence:
        return "<div></div>"
    said = f"<p class='checker-sentence'>{escape(safe_text(sentence))}</p>"
    return f"<style>{STYLE}</style><section class='checker-panel' role='status'>{said}</section>"
