"""Hints: the next one of an exercise, by a call or a button, and lines that it asks to order."""

from functools import partial
from pathlib import Path

from checker.errors import UsageError
from checker.exercises.casebook import CompiledExercise
from checker.exercises.guidance import NextHint
from checker.exercises.mixed_lines import MixedLines
from checker.reports.hints import AboutRow
from checker.reports.orders import (
    order_html,
    order_preview,
    order_said_html,
    order_said_text,
    order_text,
)
from checker.reports.panel import hint_html
from checker.reports.text import hint_text
from checker.student.frontend import OpenedHint, OrderToMake
from checker.student.progress_file import hint_to_open, open_hint

#: With this hint lines are shown that are to be put in order.
WITH_ORDER = 2


def opened_hint(asked: CompiledExercise, *, more: bool) -> tuple[str, OpenedHint]:
    """Open the next hint of an exercise; return it as text, and as HTML with what belongs to it.

    With `more` the HTML says how the next one is opened, which the label of a button does.
    """
    opened = open_hint(Path.cwd(), asked)
    order = asked.guidance.order if opened == NextHint(WITH_ORDER) else None
    about = AboutRow(opened.row, asked.guidance.rows.get(opened.row, ""))
    args = asked.name, opened.level if opened.numbered else 0, asked.hints, about
    html = hint_html(*args, beneath=order_html(asked.name, order) if order else "", more=more)
    text = hint_text(*args, beneath=order_text(asked.name, order) if order else ())
    return text, OpenedHint(html, hint_label(asked), _to_make(order) if order else None)


def hint_label(asked: CompiledExercise) -> str:
    """Say what a hint button does next, or that it has done all it can."""
    coming, count = hint_to_open(Path.cwd(), asked), len(asked.hints)
    if not coming.numbered:
        return f"Open a hint about {coming.row}"
    if coming.again:
        return f"Show hint {count} again"
    return f"Open hint {coming.level} of {count}"


def said_to_order(asked: CompiledExercise, letters: str) -> tuple[str, str]:
    """Return what is said to an order of an exercise's lines, as text and as HTML.

    Raises
    ------
    UsageError
        If the exercise has no lines to be put in order.
    """
    order = asked.guidance.order
    if order is None:
        raise UsageError(f"{asked.number} {asked.name} has no lines that are to be put in order")
    html = order_preview(order, letters) + order_said_html(order, letters)
    return order_said_text(order, letters), html


def _to_make(order: MixedLines) -> OrderToMake:
    return OrderToMake(
        tuple(order.lettered()), partial(order_preview, order), partial(order_said_html, order)
    )
