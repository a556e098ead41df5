"""What student code did that no answer needs, as sentences for a person to look at."""

from collections.abc import Iterable

from checker.records import Answer, Verdict

SENTENCES = {
    "numpy": "the code replaced functions of NumPy",
    "builtins": "the code replaced functions of Python",
    "process": "the code tried to start a process",
    "signal": "the code tried to signal a process",
    "network": "the code tried to reach the network",
    "library": "the code called the system's C library by itself",
    "writing": "the code tried to change files outside of its own folder",
}


def traces_of(told: Iterable[Answer | Verdict]) -> tuple[str, ...]:
    """Give what was noted while some answers came about, each once."""
    noted = {trace for each in told for trace in each.traces}
    return tuple(trace for trace in SENTENCES if trace in noted)


def remarks_on(verdicts: Iterable[Verdict]) -> tuple[str, ...]:
    """Say what was noted of a submission's code, one clause each."""
    return tuple(SENTENCES[trace] for trace in traces_of(verdicts))
