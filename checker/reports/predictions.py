"""What stands around an outcome that was predicted: the options before it, what was said after."""

from collections.abc import Mapping, Sequence
from html import escape

from checker.exercises.predictions import Prediction
from checker.reports.panel import panel
from checker.reports.text import heading, wrapped
from checker.reports.visible import safe_line

SKIP = "skip"
#: A button that is not pressed shows nothing.
ASKED = "Your prediction first. The outcome of this cell follows."


def asked_text(asked: Prediction) -> str:
    """Return the options as text, and how to take one where there are no buttons."""
    first = next(iter(asked.options))
    return "\n".join(
        [
            ASKED,
            *wrapped(f"Options: {', '.join([*asked.options, SKIP])}.", "  "),
            "Without buttons, type into a cell of your own one of",
            f'  predict("{asked.name}", "{first}")',
            f'  predict("{asked.name}", "in your own words")',
            f'  predict("{asked.name}", "{SKIP}")',
        ]
    )


def said_text(asked: Prediction, said: str) -> str:
    """Return what was predicted and what is said to it."""
    return "\n".join(line for part in _said(asked, said) for line in wrapped(part, ""))


def said_html(asked: Prediction, said: str) -> str:
    """Return the same as a panel."""
    first, *rest = (escape(part) for part in _said(asked, said))
    state = "ok" if said == asked.outcome else "hint"
    return panel(first, state, f"<b>{first}</b>", *(f"<p>{part}</p>" for part in rest))


def printed_html(text: str) -> str:
    """Return what a cell has printed, as it stands."""
    return (
        "<pre style='white-space:pre-wrap;line-height:1.3;margin:4px 0;color:inherit'>"
        f"{escape(text)}</pre>"
        if text
        else ""
    )


def picture_html(data: str, alt: str) -> str:
    """Return a picture in base 64 as an image that needs no file."""
    return (
        f"<img class='checker-picture' style='max-width:100%' alt='{escape(alt)}' "
        f"src='data:image/png;base64,{escape(data.strip())}'>"
    )


def _said(asked: Prediction, said: str) -> list[str]:
    """Say what was predicted, what came true if it was something else, and why."""
    why = asked.options[said] if said in asked.options else asked.options[asked.outcome]
    if said == asked.outcome:
        return [f"You said: {said}. So it is.", why]
    if said in asked.options:
        return [f"You said: {said}. It turns out: {asked.outcome}.", why]
    if said == SKIP:
        return [f"It turns out: {asked.outcome}.", why]
    return [f"You said: “{safe_line(said)}” It turns out: {asked.outcome}.", why]


def all_text(asked: Sequence[Prediction], said: Mapping[str, str]) -> str:
    """Return every prediction of a notebook beside its outcome, and how many came true."""
    lines = [heading("Your predictions", _count(asked, said))]
    for name, yours, outcome in _rows(asked, said):
        lines += wrapped(f"{name}: you said {yours}; it turns out {outcome}", "    ", first="  ")
    return "\n".join(lines)


def all_html(asked: Sequence[Prediction], said: Mapping[str, str]) -> str:
    """Return the same as a panel with a table."""
    rows = "".join(
        f"<tr><th scope='row'>{escape(name)}</th><td style='white-space:normal'>{escape(yours)}"
        f"</td><td style='white-space:normal'>{escape(outcome)}</td></tr>"
        for name, yours, outcome in _rows(asked, said)
    )
    table = (
        "<table><thead><tr><th scope='col'>Question</th><th scope='col'>You said</th>"
        f"<th scope='col'>It turned out</th></tr></thead><tbody>{rows}</tbody></table>"
    )
    count = _count(asked, said)
    return panel(
        f"Your predictions: {count}",
        "hint",
        f"<header><b>Your predictions</b><span></span><strong>{count}</strong></header>",
        table if rows else "",
    )


def _rows(asked: Sequence[Prediction], said: Mapping[str, str]) -> list[tuple[str, str, str]]:
    return [
        (each.name, safe_line(said[each.name]), each.outcome)
        for each in asked
        if said.get(each.name, SKIP) != SKIP
    ]


def _count(asked: Sequence[Prediction], said: Mapping[str, str]) -> str:
    made = _rows(asked, said)
    right = sum(yours == outcome for _, yours, outcome in made)
    return f"{len(made)} made, {right} as it turned out"
