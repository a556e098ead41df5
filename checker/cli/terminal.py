"""What the commands say: lines and a log, neither of which a student can forge."""

import logging
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from checker.reports.visible import safe_line, safe_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.classroom.submissions.accounts import Account
    from checker.sandbox import Isolation

WARNING = "bold red"
#: So many of the files that are put aside for one reason are named.
LISTED = 5


def say(text: str, style: str = "") -> None:
    """Print text of any origin: nothing in it can move the cursor or be taken for markup."""
    Console().print(Text(safe_text(text), style), soft_wrap=True, highlight=False)


def say_isolation(isolation: "Isolation") -> None:
    """Print what an isolation promises; in red, if it is nothing."""
    say(isolation.promise, "" if isolation.isolated else WARNING)


def say_put_aside(accounts: "Iterable[Account]") -> None:
    """Print what was put aside and why, and what belongs to nobody, a line for each reason."""
    from checker.classroom.submissions.accounts import Fate, by_reason  # noqa: PLC0415

    accounts = list(accounts)
    for fate, what in ((Fate.ASIDE, "Put aside"), (Fate.FOREIGN, "Passed over")):
        for reason, paths in by_reason(accounts, fate).items():
            more = f" and {len(paths) - LISTED} more" if len(paths) > LISTED else ""
            say(f"{what}, because it {reason}: {safe_line(', '.join(paths[:LISTED]))}{more}.")


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
    sentence = safe_line(text).rstrip(".")
    message = f"checker: {sentence}{'' if sentence.endswith('?') else '.'}"
    Console(stderr=True).print(Text(message), soft_wrap=True, highlight=False)
