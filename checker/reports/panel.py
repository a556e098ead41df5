"""Reports as small HTML panels for JupyterLab, Notebook 7 and VS Code.

A panel brings its own style and needs nothing else: no script, no font, no image. It takes the
colours of the surrounding theme, and is told to MathJax as text in which a `$` means a dollar.
Only the standard library is used, since this runs in the student's kernel.
"""

import re
from collections.abc import Mapping, Sequence
from html import escape
from importlib.resources import files

from checker.exhibits import Afterwards, ErrorMap, Exhibit
from checker.grades import Verdict
from checker.reports.content import Report, gathered, report_of
from checker.reports.hints import NO_ROW, AboutRow, Hint, hint_of
from checker.reports.links import linked
from checker.reports.maps import LEGEND, map_html, map_sentence
from checker.reports.shapes import shapes_html
from checker.reports.text import ANOTHER
from checker.reports.visible import safe_text
from checker.reports.words import SIGNS
from checker.reports.wrong_digits import parted

STYLE = files("checker.reports").joinpath("templates", "panel.css").read_text("utf-8")

_CODE = re.compile("`([^`]+)`")


def verdict_html(
    verdict: Verdict,
    *,
    public: bool = True,
    exhibit: Exhibit | None = None,
) -> str:
    """Return the report on one exercise as a self-contained piece of HTML.

    Parameters
    ----------
    public
        Whether the cases may be shown, as in `text.verdict_text`.
    exhibit
        The maps and shapes to be shown with public cases.
    """
    report = report_of(verdict, public=public)
    shown = exhibit if exhibit and public else Exhibit()
    label = f"{report.number} {report.name}: {report.mark} points, {report.outcome}"
    return panel(
        label,
        report.state,
        f"<header><b>{_text(report.number)} <code>{_text(report.name)}</code></b>"
        f"<span>{_text(report.title)}</span><strong>{report.mark}</strong></header>",
        _checks(report, shown),
        _explanation(report, shown) if report.about is None else "",
        _to_try(shown),
        shapes_html(shown.shapes, stopped=any(label == "raised" for label, _ in report.evidence)),
        _notes(report),
        _afterwards(shown.afterwards),
    )


def hint_html(
    exercise: str,
    level: int,
    hints: Sequence[str],
    about: AboutRow = NO_ROW,
    *,
    beneath: str = "",
    more: bool = True,
) -> str:
    """Return hint number `level` (the first is 1) of an exercise, and HTML that stands beneath it.

    With `more` it says whether one is left, which the label of a button does by itself.
    """
    hint = hint_of(exercise, level, hints, about)
    return panel(
        hint.heading,
        "hint",
        f"<header><b>{_text(hint.heading)}</b></header>",
        _hint_body(hint),
        beneath,
        f"<footer>{_paragraph(hint.more)}</footer>" if more else "",
    )


def _hint_body(hint: Hint) -> str:
    if hint.is_code:
        return f"<pre><code>{_text(chr(10).join(hint.paragraphs))}</code></pre>"
    return "".join(_CODE.sub(r"<code>\1</code>", _paragraph(line)) for line in hint.paragraphs)


def panel(label: str, state: str, *parts: str) -> str:
    """Put parts, which are HTML already, into a panel with a label for screen readers."""
    return (
        f"<style>{STYLE}</style>"
        f'<section class="checker-panel checker-is-{state} mathjax_ignore tex2jax_ignore" '
        f'role="group" aria-label="{_text(label)}">{"".join(parts)}</section>'
    )


def _checks(report: Report, shown: Exhibit) -> str:
    items = []
    about = None if report.about is None else report.checks[report.about]
    for check in gathered(report.checks):
        why = _explanation(report, shown) if check is about else ""
        says = "" if check is about else check.waits or check.reason
        name = _text(f"{check.name}: {says}" if says else check.name)
        items.append(f"<li>{chip(check.state)}<div>{name}{why}</div></li>")
    return f"<ul role='list'>{''.join(items)}</ul>" if items else ""


def chip(state: str) -> str:
    """Return the sign and the word of a state, such as "ok", on their ground."""
    sign = f"<span aria-hidden='true'>{SIGNS[state]}</span>"
    return f"<span class='checker-chip checker-{state}'>{sign} {state}</span>"


def _explanation(report: Report, shown: Exhibit) -> str:
    """Return what is wrong: first the sentence, then the numbers that show it."""
    shows = {label: value.replace("\n", " ") for label, value in report.evidence}  # a page wraps
    rows = "".join(
        f"<dt>{_text(label)}</dt><dd><code>{_value(label, shows)}</code></dd>" for label in shows
    )
    evidence = f"<dl>{rows}</dl>" if rows else ""
    sentence = f"<p class='checker-sentence'>{linked(_text(report.sentence))}</p>"
    sentence = sentence if report.sentence else ""
    maps = _maps(shown.maps)
    return sentence + _paragraph(report.reason) + evidence + maps + _paragraph(report.count)


def _value(label: str, shows: Mapping[str, str]) -> str:
    """Return a shown value; of the student's own, the digits that are wrong are marked."""
    if label != "yours" or "expected" not in shows:
        return _text(shows[label])
    pieces = parted(shows["yours"], shows["expected"])
    return "".join(
        f"<mark>{_text(each)}</mark>" if wrong else _text(each) for each, wrong in pieces
    )


def _maps(maps: Sequence[ErrorMap]) -> str:
    """Draw the maps side by side, each above the words for what it shows."""
    figures = "".join(map(_map, maps))
    legend = f"<p class='checker-legend'>{LEGEND}</p>"
    return f"<div class='checker-maps'>{figures}</div>{legend}" if maps else ""


def _map(each: ErrorMap) -> str:
    says = _text(map_sentence(each))
    caption = f"<figcaption>{says}</figcaption>"
    return f"<figure>{map_html(each.errors, f'map of errors: {says}')}{caption}</figure>"


def _to_try(shown: Exhibit) -> str:
    """Return the failing case as code in a fold, from which it can be copied."""
    if not shown.code:
        return ""
    code = f"<pre><code>{_text(shown.code)}</code></pre>"
    return f"<details class='checker-try'><summary>Try this case</summary>{code}</details>"


def _afterwards(said: Afterwards) -> str:
    """Return what is said at full marks; the other way to write it lies in a fold."""
    code = f"<pre><code>{_text(said.another)}</code></pre>"
    fold = f"<details class='checker-try'><summary>{ANOTHER[:-1]}</summary>{code}</details>"
    parts = (
        _CODE.sub(r"<code>\1</code>", _paragraph(said.meaning)),
        fold if said.another else "",
        _CODE.sub(r"<code>\1</code>", _paragraph(said.following)),
    )
    return f"<div class='checker-afterwards'>{''.join(parts)}</div>" if any(parts) else ""


def _notes(report: Report) -> str:
    notes = linked("".join(map(_paragraph, (*report.notes, report.hint))))
    return f"<footer>{notes}</footer>" if notes else ""


def _paragraph(text: str) -> str:
    return f"<p>{_text(text)}</p>" if text else ""


def _text(text: str) -> str:
    return escape(safe_text(text))
