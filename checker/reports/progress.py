"""How far a student has come in the whole course, and what to do next, as text and as a panel."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from checker.grades import Outcome
from checker.reports.panel import chip, panel
from checker.reports.text import heading, wrapped
from checker.reports.visible import safe_line
from checker.reports.words import (
    OUTCOME_WORDS,
    SIGNS,
    mark_of,
    mark_text,
    points_text,
    state_of_outcome,
)


@dataclass(frozen=True)
class ProgressRow:
    """The newest verdict on one exercise, in short; `NOT_ATTEMPTED` if there is none yet."""

    number: str
    name: str
    points: float
    max_points: float
    outcome: Outcome
    bonus: bool = False


@dataclass(frozen=True)
class NotebookProgress:
    """The exercises of one notebook; `checked_now` if they were just checked, in its kernel.

    `in_words` names those that no check can judge.
    """

    notebook: str
    rows: tuple[ProgressRow, ...]
    checked_now: bool = False
    in_words: tuple[str, ...] = ()


def next_step(books: Sequence[NotebookProgress]) -> str:
    """Return the sentence that says what to do next: the first exercise not yet right.

    The open notebook comes first, then the others in their order.
    """
    for book in sorted(books, key=lambda book: not book.checked_now):
        for row in book.rows:
            if is_open(row):
                verb = "start" if row.outcome is Outcome.NOT_ATTEMPTED else "go back to"
                where = "" if book.checked_now else f", in {safe_line(book.notebook)}"
                return f"Next: {verb} {safe_line(f'{row.number} {row.name}')}{where}."
    rows = [row for book in books for row in book.rows]
    bonus = any(row.bonus and row.outcome is not Outcome.PASSED for row in rows)
    more = " A bonus is left, if you like." if bonus else ""
    done = "Every exercise is right. Before you hand in, restart the kernel and run all cells once."
    return done + more


def is_open(row: ProgressRow) -> bool:
    """Whether something is left to do; nobody has to do what comes on top."""
    return not row.bonus and row.outcome is not Outcome.PASSED


def for_a_person(book: NotebookProgress) -> str:
    """Return the sentence that names what is answered in words, or nothing."""
    names = ", ".join(map(safe_line, book.in_words))
    return f"In words, for a person to read: {names}." if names else ""


def standing(books: Sequence[NotebookProgress]) -> str:
    """Say how old the marks are, and what is graded in the end."""
    fresh = [safe_line(book.notebook) for book in books if book.checked_now]
    now = (
        f"{fresh[0]} was checked just now, with what its cells have defined; the other marks are "
        "those of your last checks."
        if fresh
        else "These are the marks of your last checks."
    )
    return f"{now} What is graded is the file as you saved it, on other numbers of the same kinds."


def total_mark(rows: Sequence[ProgressRow]) -> str:
    """Return the sum of the rows as a mark, "6.5 / 17", and what came on top, if anything did."""
    counted = [row for row in rows if not row.bonus]
    points = round(sum(row.points for row in counted), 3)
    extra = round(sum(row.points for row in rows if row.bonus), 3)
    mark = mark_text(points, sum(row.max_points for row in counted))
    return f"{mark} + {points_text(extra)} bonus" if extra else mark


def course_mark(books: Sequence[NotebookProgress]) -> str:
    """Return the sum of all notebooks as a mark."""
    return total_mark([row for book in books for row in book.rows])


def progress_text(books: Sequence[NotebookProgress]) -> str:
    """Return every exercise of every notebook on a line, and below them what to do next."""
    lines = [heading("Progress", course_mark(books))]
    for book in books:
        lines += ["", heading(safe_line(book.notebook), total_mark(book.rows)), *_table(book.rows)]
        lines += wrapped(for_a_person(book), "  ")
    return "\n".join([*lines, "", *wrapped(next_step(books), ""), *wrapped(standing(books), "")])


def _table(rows: Sequence[ProgressRow]) -> list[str]:
    names = [safe_line(f"{row.number} {row.name}") for row in rows]
    marks = [mark_of(row.points, row.max_points, bonus=row.bonus) for row in rows]
    name_width, mark_width = max(map(len, names), default=0), max(map(len, marks), default=0)
    return [
        f"  {name:<{name_width}}  {mark:>{mark_width}}  {OUTCOME_WORDS[row.outcome]}"
        for name, mark, row in zip(names, marks, rows, strict=True)
    ]


def progress_html(books: Sequence[NotebookProgress]) -> str:
    """Return the same as a panel; each notebook opens on request, the one to go on in is open."""
    done = not any(is_open(row) for book in books for row in book.rows)
    mark = course_mark(books)
    return panel(
        f"Progress: {mark} points",
        "ok" if done else "look",
        f"<header><b>Progress</b><span></span><strong>{mark}</strong></header>",
        f"<p>{escape(next_step(books))}</p>",
        *(_book_html(book, opened=book is _current(books)) for book in books),
        f"<footer><p>{escape(standing(books))}</p></footer>",
    )


def _current(books: Sequence[NotebookProgress]) -> NotebookProgress | None:
    """Return the notebook that `next_step` names."""
    ordered = sorted(books, key=lambda book: not book.checked_now)
    unfinished = (book for book in ordered if any(map(is_open, book.rows)))
    return next(unfinished, None)


def _book_html(book: NotebookProgress, *, opened: bool) -> str:
    states = [state_of_outcome(row.outcome) for row in book.rows if not row.bonus]
    signs = "".join(SIGNS[state] for state in states)
    right = f"{states.count('ok')} of {len(states)} right"
    said = for_a_person(book)
    return (
        f"<details{' open' if opened else ''}><summary><b>{escape(safe_line(book.notebook))}</b> "
        f"{total_mark(book.rows)}, {right} <span class='checker-signs' aria-hidden='true'>{signs}"
        "</span></summary><table><thead><tr><th scope='col'>Exercise</th><th scope='col'>Mark</th>"
        f"<th scope='col'>State</th></tr></thead><tbody>{''.join(map(_row_html, book.rows))}"
        f"</tbody></table>{f'<p>{escape(said)}</p>' if said else ''}</details>"
    )


def _row_html(row: ProgressRow) -> str:
    state = chip(state_of_outcome(row.outcome))
    return (
        f"<tr><th scope='row'>{escape(safe_line(row.number))} "
        f"<code>{escape(safe_line(row.name))}</code></th>"
        f"<td>{mark_of(row.points, row.max_points, bonus=row.bonus)}</td>"
        f"<td>{state} {OUTCOME_WORDS[row.outcome]}</td></tr>"
    )
