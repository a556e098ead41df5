"""What student code did that no answer needs, as sentences for a person to look at."""

from collections.abc import Callable, Sequence

from checker.records import Answer, Job
from checker.sandbox.inquiry import Oracle
from checker.steps import Step

#: What answers cases, as `marking` calls it.
Asked = Callable[[Job, Sequence[Sequence[Step]], Oracle | None], Sequence[Answer]]

SENTENCES = {
    "numpy": "the code replaced functions of NumPy",
    "builtins": "the code replaced functions of Python",
    "process": "the code tried to start a process",
    "signal": "the code tried to signal a process",
    "network": "the code tried to reach the network",
    "library": "the code called the system's C library by itself",
    "writing": "the code tried to change files outside of its own folder",
}


class Listening:
    """Passes cases on to what runs them, and keeps what was noted of the code."""

    def __init__(self, run: Asked):
        self._run = run
        self._heard: set[str] = set()

    def run(
        self, job: Job, cases: Sequence[Sequence[Step]], oracle: Oracle | None
    ) -> Sequence[Answer]:
        """Answer cases as what runs them does."""
        answers = self._run(job, cases, oracle)
        self._heard.update(trace for answer in answers for trace in answer.traces)
        return answers

    def remarks(self) -> tuple[str, ...]:
        """Say what was noted so far, one clause each."""
        return tuple(SENTENCES[trace] for trace in SENTENCES if trace in self._heard)
