"""Lines to be put in order, and what is said to an order, as text and as HTML."""

from html import escape

from checker.exercises.mixed_lines import MixedLines, letters_of
from checker.reports.panel import panel
from checker.reports.text import wrapped
from checker.reports.visible import safe_line, safe_text

INDENT = "    "


def order_text(exercise: str, order: MixedLines) -> list[str]:
    """Return the lines under their letters, and how an order of them is answered."""
    return [
        *wrapped(_asks(order), "  "),
        *(_row(letter, line) for letter, line in order.lettered().items()),
        _how(exercise, order),
    ]


def order_html(exercise: str, order: MixedLines) -> str:
    """Return the same as a piece of a panel."""
    rows = "".join(
        f"<tr><th scope='row'>{letter}</th><td><code>{_code(line)}</code></td></tr>"
        for letter, line in order.lettered().items()
    )
    return (
        f"<p>{escape(_asks(order))}</p><table class='checker-lines'><tbody>{rows}</tbody></table>"
        f"<p>{escape(_how(exercise, order))}</p>"
    )


def order_preview(order: MixedLines, letters: str) -> str:
    """Return the lines of an order that is being made, as HTML; unknown letters are passed over."""
    lettered = order.lettered()
    lines = [_code(lettered[each]) for each in letters_of(letters) if each in lettered]
    code = "<br>".join(lines)
    return panel("The lines in your order", "hint", f"<code>{code}</code>") if lines else ""


def order_said_text(order: MixedLines, letters: str) -> str:
    """Return an order's lines and what is said to it, as text."""
    lettered = order.lettered()
    chosen = [each for each in letters_of(letters) if each in lettered]
    lines = [_row(each, lettered[each]) for each in chosen]
    return "\n".join([*lines, *wrapped(order.judged(letters).sentence, "")])


def order_said_html(order: MixedLines, letters: str) -> str:
    """Return what is said to an order as a panel that a screen reader reads out when it comes."""
    said = order.judged(letters)
    text = escape(safe_text(said.sentence))
    state = "ok" if said.right else "look"
    return f"<div role='status'>{panel('How far it is right', state, f'<p>{text}</p>')}</div>"


def _how(exercise: str, order: MixedLines) -> str:
    example = "".join(list(order.lettered())[:3])
    return f'hint("{safe_line(exercise)}", "{example}") says how far an order is right.'


def _asks(order: MixedLines) -> str:
    count = len(order.intruders)
    spare = {0: "", 1: " One of them belongs nowhere.", 2: " Two of them belong nowhere."}
    more = spare.get(count, f" {count} of them belong nowhere.")
    return f"Put these lines in order; they are indented as they should be.{more}"


def _code(line: str) -> str:
    """Return lines of code whose indentation HTML keeps."""
    rows = safe_text(line).splitlines()
    depths = [len(row) - len(row.lstrip()) for row in rows]
    indented = (
        "\u00a0" * depth + escape(row.lstrip()) for depth, row in zip(depths, rows, strict=True)
    )
    return "<br>".join(indented)


def _row(letter: str, line: str) -> str:
    """Return lines of code behind their letter."""
    return f"{INDENT}{letter}  " + safe_text(line).replace("\n", f"\n{INDENT}   ")
