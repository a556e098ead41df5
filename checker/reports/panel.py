"""Reports as small HTML panels for JupyterLab, Notebook 7 and VS Code.

A panel brings its own style and needs nothing else: no script, no font, no image. It takes the
colours of the surrounding theme, and is told to MathJax as text in which a `$` means a dollar.
Only the standard library is used, since this runs in the student's kernel.
"""

import re
from collections.abc import Sequence
from html import escape
from pathlib import Path

from checker.records import Verdict
from checker.reports.content import Report, hint_of, report_of
from checker.reports.progress import ProgressRow, next_step, total_mark
from checker.reports.visible import safe_line, safe_text
from checker.reports.words import OUTCOME_WORDS, SIGNS, mark_text, state_of_outcome

STYLE = Path(__file__).with_name("templates").joinpath("panel.css").read_text("utf-8")

_CODE = re.compile("`([^`]+)`")


def verdict_html(verdict: Verdict, *, public: bool = True) -> str:
    """Give the report on one exercise as a self-contained piece of HTML.

    Parameters
    ----------
    public
        Whether the cases may be shown, as in `text.verdict_text`.
    """
    report = report_of(verdict, public=public)
    label = f"{report.number} {report.name}: {report.mark} points, {report.outcome}"
    return panel(
        label,
        report.state,
        f"<header><b>{_text(report.number)} <code>{_text(report.name)}</code></b>"
        f"<span>{_text(report.title)}</span><strong>{report.mark}</strong></header>",
        _checks(report),
        _explanation(report) if report.about is None else "",
        _notes(report),
    )


def hint_html(exercise: str, level: int, hints: Sequence[str]) -> str:
    """Give hint number `level` (the first is 1) of an exercise, and say whether one is left."""
    hint = hint_of(exercise, level, hints)
    return panel(
        hint.heading,
        "hint",
        f"<header><b>{_text(hint.heading)}</b></header>",
        *(_CODE.sub(r"<code>\1</code>", _paragraph(line)) for line in hint.paragraphs),
        f"<footer>{_paragraph(hint.more)}</footer>",
    )


def progress_html(rows: Sequence[ProgressRow], *, notebook: str = "this notebook") -> str:
    """Give the marks so far as a table in a panel, and below it what to do next."""
    title = f"Progress in {safe_line(notebook)}"
    done = all(state_of_outcome(row.outcome) == "ok" for row in rows)
    return panel(
        f"{title}: {total_mark(rows)} points",
        "ok" if done else "look",
        f"<header><b>{_text(title)}</b><span></span><strong>{total_mark(rows)}</strong></header>",
        "<table><thead><tr><th scope='col'>Exercise</th><th scope='col'>Mark</th>"
        "<th scope='col'>State</th></tr></thead><tbody>",
        *map(_progress_row, rows),
        "</tbody></table>",
        f"<footer><p>{_text(next_step(rows))}</p></footer>",
    )


def panel(label: str, state: str, *parts: str) -> str:
    """Put parts, which are HTML already, into a panel with a label for screen readers."""
    return (
        f"<style>{STYLE}</style>"
        f'<section class="checker-panel checker-is-{state} mathjax_ignore tex2jax_ignore" '
        f'role="group" aria-label="{_text(label)}">{"".join(parts)}</section>'
    )


def _checks(report: Report) -> str:
    items = []
    for place, check in enumerate(report.checks):
        why = _explanation(report) if place == report.about else ""
        name = _text(f"{check.name}: {check.waits}" if check.waits else check.name)
        items.append(f"<li>{chip(check.state)}<div>{name}{why}</div></li>")
    return f"<ul role='list'>{''.join(items)}</ul>" if items else ""


def chip(state: str) -> str:
    """Give the sign and the word of a state, such as "ok", on their ground."""
    sign = f"<span aria-hidden='true'>{SIGNS[state]}</span>"
    return f"<span class='checker-chip checker-{state}'>{sign} {state}</span>"


def _explanation(report: Report) -> str:
    rows = "".join(
        f"<dt>{_text(label)}</dt><dd><code>{_text(value)}</code></dd>"
        for label, value in report.evidence
    )
    evidence = f"<dl>{rows}</dl>" if rows else ""
    sentence = f"<p class='checker-sentence'>{_text(report.sentence)}</p>"
    sentence = sentence if report.sentence else ""
    return _paragraph(report.reason) + evidence + sentence + _paragraph(report.count)


def _notes(report: Report) -> str:
    notes = "".join(map(_paragraph, (*report.notes, report.hint)))
    return f"<footer>{notes}</footer>" if notes else ""


def _progress_row(row: ProgressRow) -> str:
    state = state_of_outcome(row.outcome)
    return (
        f"<tr><th scope='row'>{_text(row.number)} <code>{_text(row.name)}</code></th>"
        f"<td>{mark_text(row.points, row.max_points)}</td>"
        f"<td>{chip(state)} {OUTCOME_WORDS[row.outcome]}</td></tr>"
    )


def _paragraph(text: str) -> str:
    return f"<p>{_text(text)}</p>" if text else ""


def _text(text: str) -> str:
    return escape(safe_text(text))
