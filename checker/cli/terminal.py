"""What the commands say: lines and a log, neither of which a student can forge."""

import logging
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from checker.reports.visible import safe_line, safe_text

if TYPE_CHECKING:
    from checker.classroom.submissions.discovery import Discovery
    from checker.sandbox import Isolation

WARNING = "bold red"
#: So many of the files that are passed over are named.
LISTED = 20


def say(text: str, style: str = "") -> None:
    """Print text of any origin: nothing in it can move the cursor or be taken for markup."""
    Console().print(Text(safe_text(text), style), soft_wrap=True, highlight=False)


def say_isolation(isolation: "Isolation") -> None:
    """Print what an isolation promises; in red, if it is nothing."""
    say(isolation.promise, "" if isolation.isolated else WARNING)


def say_passed_over(discovery: "Discovery") -> None:
    """Print which files are nobody's submission, and what was not looked into."""
    for path in discovery.ignored:
        say(f"Passed over, because the path does not say whose it is: {safe_line(path)}")
    for clause in discovery.refused[:LISTED]:
        say(f"Passed over: {safe_line(clause)}.")
    if len(discovery.refused) > LISTED:
        say(f"Passed over: {len(discovery.refused) - LISTED} more.")


def progress_bar(text: str) -> AbstractContextManager[object]:
    """Show what is being done for as long as it takes."""
    return Console(stderr=True).status(text)


class _Visible(logging.Formatter):
    """Log lines whose control characters are written out: they may quote what students wrote."""

    def format(self, record: logging.LogRecord) -> str:
        return safe_text(super().format(record))


def log_visibly() -> None:
    """Let what is logged reach the terminal, made safe to look at."""
    handler = logging.StreamHandler()
    handler.setFormatter(_Visible("%(levelname)s: %(message)s"))
    logging.basicConfig(handlers=[handler])


def say_error(text: str) -> None:
    """Print one sentence where errors go."""
    message = f"checker: {safe_line(text).rstrip('.')}."
    Console(stderr=True).print(Text(message), soft_wrap=True, highlight=False)
