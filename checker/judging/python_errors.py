"""What Python's and NumPy's own messages mean, said plainly, with the student's line in sight.

The sentences stand in `python_errors.toml`, where they can be proof-read. An entry fits if its
patterns are found in the kind and message of the exception, and in the line that it stopped at.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from string import Formatter

from checker.judging.sentences import facts_of, is_unfit
from checker.records import Fault

TABLE = files("checker.judging").joinpath("python_errors.toml")
#: The kinds of exception that Python's parser raises of a text that is no Python.
OF_SYNTAX = ("SyntaxError", "IndentationError", "TabError")


@dataclass(frozen=True)
class Stumble:
    """A pattern of the message, one of the line, and what is said; groups of both fill it."""

    message: str
    says: str
    line: str = ""


@cache
def stumbles(kind: str) -> tuple[Stumble, ...]:
    """Return the entries for exceptions when code runs, or for its `syntax`, in their order."""
    import tomllib  # noqa: PLC0415 - most answers raise nothing

    return tuple(Stumble(**entry) for entry in tomllib.loads(TABLE.read_text("utf-8"))[kind])


#: What is shown of a name or a shape in a sentence at most.
SHOWN = 60


def error_sentence(fault: Fault | None) -> str:
    """Say what an exception means, and ask one question; "" of one that is not known here."""
    entry = stumble_of(fault) if fault else None
    return _said(entry, fault) if entry and fault else ""


def stumble_of(fault: Fault) -> Stumble | None:
    """Return the first entry of the table that fits an exception; None if none does."""
    table = stumbles("syntax" if fault.kind in OF_SYNTAX else "exception")
    return next((entry for entry in table if _said(entry, fault)), None)


#: What is said where a function of another cell stopped; it is a fact beside the error's own.
STOPPED_IN = "Line {fault.call_line} calls {fault.called}, and it stopped in there."


def stop_sentence(fault: Fault | None) -> str:
    """Say what an exception means, and which call led to it if it came out of another cell."""
    meaning = error_sentence(fault)
    if fault is None or not fault.called:
        return meaning
    where = STOPPED_IN.format(fault=fault)
    for rest in (meaning, " ".join(facts_of(meaning)), ASKED_FOR):
        if rest and not is_unfit(whole := f"{where} {rest}"):
            return whole
    return meaning if is_unfit(where) else where


ASKED_FOR = "What does it ask for, and in which order?"


def _said(entry: Stumble, fault: Fault) -> str:
    found = re.search(entry.message, f"{fault.kind}: {fault.message}")
    written = re.search(entry.line, fault.source)
    if found is None or written is None:
        return ""
    return _filled(entry.says, _plain(found.groupdict() | written.groupdict()))


def _filled(says: str, told: Mapping[str, str]) -> str:
    """Return a sentence with what was found in it; "" if a part that it needs was not found."""
    needed = {name for _, name, _, _ in Formatter().parse(says) if name}
    return says.format_map(told) if needed <= told.keys() else ""


def _plain(groups: Mapping[str, str | None]) -> dict[str, str]:
    """Return what patterns found, short, under the names that sentences use."""
    shown = {name.rstrip("2"): " ".join(text.split()) for name, text in groups.items() if text}
    return {name: text[:SHOWN] for name, text in shown.items() if text}


def sentences() -> Sequence[str]:
    """List all that can be said, as it is written here."""
    return [entry.says for entry in (*stumbles("exception"), *stumbles("syntax"))]
