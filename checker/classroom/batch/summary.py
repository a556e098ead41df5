"""A run in figures, counted as it goes, and in a few lines that say what is to be done next."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import median

from checker.classroom.grading.messages import GradingReply
from checker.grades import Outcome, Status
from checker.reports.words import OUTCOME_WORDS, mark_text
from checker.results.intake import UNKNOWN, Intake
from checker.results.schema import WILL_LOOK, Result

LISTED = 20
#: What an exercise may come to that is not an answer: code that stopped or was stopped.
FAILURES = (
    Outcome.RAISED,
    Outcome.TIMED_OUT,
    Outcome.OUT_OF_MEMORY,
    Outcome.CRASHED,
    Outcome.CHECKER_ERROR,
)
#: What a person can do about what was not graded as it should be.
AGAIN = "Ask for these files again; they have no marks:"
SETTLE = "Settle these yourself; until then their marks are not sure:"
LOOK = (
    "Look at these yourself, or give the same command again, which tries only them once more; "
    "`checker check FILE` shows one in full:"
)
UNCLAIMED = "Settle whose these are; they have no marks:"
UNDATED = "Not known when these were handed in; settle yourself what lateness costs:"
WAITING = "Mark these answers in formgrader; until then they have no points:"
LACKING = "On the roster or in the gradebook, and not handed in:"
WORDS = {Status.UNREADABLE: "unreadable", Status.NEEDS_HUMAN: "for a person to look at"}


@dataclass
class ClassTally:
    """What has come of a run so far: figures, and the names of those who need a person."""

    submissions: int = 0
    taken_over: int = 0
    exercises: int = 0
    reused: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    failures: Counter[str] = field(default_factory=Counter)
    scores: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    most: dict[str, float] = field(default_factory=dict)
    concerns: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, reply: GradingReply) -> None:
        """Count one submission."""
        result = reply.result
        notebook, status = result["notebook"], result["status"]
        self.submissions += 1
        self.taken_over += reply.taken_over
        self.exercises += len(result["exercises"])
        self.reused += reply.reused
        self.statuses[status] += 1
        self.failures.update(
            each["outcome"] for each in result["exercises"] if each["outcome"] in FAILURES
        )
        self.scores[notebook].append(result["score"])
        self.most[notebook] = max(self.most.get(notebook, 0.0), result["max_score"])
        if status != Status.GRADED:
            remedy, reason = _concern(result)
            self.concerns[remedy].append(f"{result['student']}, {notebook}: {reason}")

    @property
    def needs_person(self) -> bool:
        """Whether a person must look at a submission, or somebody must hand in again."""
        return any(self.statuses[status] for status in WORDS)

    def troubles(self) -> str:
        """Return the failures by kind, or nothing if there are none."""
        parts = [f"{self.statuses[status]} {word}" for status, word in WORDS.items()
                 if self.statuses[status]]  # fmt: skip
        parts += [
            f"{self.failures[kind]} {OUTCOME_WORDS[kind]}"
            for kind in FAILURES
            if self.failures[kind]
        ]
        return ", ".join(parts)


def summary(tally: ClassTally, intake: Intake = UNKNOWN) -> list[str]:
    """Say how a run went: how many submissions, how the marks lie, and what is to be done."""
    told = [_counts(tally), *_work(tally), *_marks(tally), *_failures(tally)]
    return [*told, *concerns(tally, intake)]


def _counts(tally: ClassTally) -> str:
    kinds = {Status.GRADED: "graded"} | WORDS
    text = ", ".join(
        f"{tally.statuses[kind]} {what}" for kind, what in kinds.items() if tally.statuses[kind]
    )
    before = f"; {tally.taken_over} stood already" if tally.taken_over else ""
    return f"{_plural(tally.submissions, 'submission')}: {text}{before}."


def _work(tally: ClassTally) -> Iterator[str]:
    """Say what was marked anew, if some of it was not."""
    if tally.reused and tally.taken_over < tally.submissions:
        marked = tally.exercises - tally.reused
        yield (
            f"{_plural(marked, 'exercise')} marked, {tally.reused} taken from the store: "
            "nothing that they rest on has changed."
        )


def _marks(tally: ClassTally) -> Iterator[str]:
    for notebook, scores in sorted(tally.scores.items()):
        middle = mark_text(round(median(scores), 2), tally.most[notebook])
        yield f"{notebook}: marks from {min(scores):g} to {max(scores):g}, median {middle}."


def _failures(tally: ClassTally) -> Iterator[str]:
    parts = [
        f"{tally.failures[kind]} {OUTCOME_WORDS[kind]}" for kind in FAILURES if tally.failures[kind]
    ]
    if parts:
        yield f"Of {_plural(tally.exercises, 'exercise')}, {', '.join(parts)}."


def concerns(tally: ClassTally, intake: Intake = UNKNOWN) -> Iterator[str]:
    """Name what was not graded as it should be, why, and what to do; then who lacks."""
    again = [f"{student}: {what}" for student, what in intake.again.items()]
    lacking = [
        f"{notebook}: {', '.join(who[:LISTED])}" + _more(len(who) - LISTED)
        for notebook, who in intake.missing.items()
    ]
    for remedy, lines in (
        (AGAIN, sorted([*tally.concerns[AGAIN], *again])),
        (SETTLE, sorted(tally.concerns[SETTLE])),
        (LOOK, sorted(tally.concerns[LOOK])),
        (UNCLAIMED, [f"{path}: it {why}" for path, why in intake.unclaimed.items()]),
        (UNDATED, intake.stamps),
        (WAITING, [f"{name}: {count} in words" for name, count in intake.waiting.items()]),
        (LACKING, lacking),
    ):
        if lines:
            yield remedy
        yield from (f"  {line}." for line in lines[:LISTED])
        if len(lines) > LISTED:
            yield f"  and {len(lines) - LISTED} more; the page about the class lists them all."


def _more(count: int) -> str:
    return f" and {count} more" if count > 0 else ""


def _concern(result: Result) -> tuple[str, str]:
    """Return what a person can do about a submission, and the reason."""
    if result["status"] == Status.UNREADABLE:
        return AGAIN, result["repairs"][0]
    if result.get("doubts"):
        return SETTLE, "; ".join(result["doubts"])
    failed = [
        each["name"] for each in result["exercises"] if each["outcome"] == Outcome.CHECKER_ERROR
    ]
    if failed:
        return LOOK, f"the checker failed on {', '.join(failed)}"
    waiting = [each for each in result["exercises"] if each["reason"].endswith(WILL_LOOK)]
    reasons = [f"{each['name']}: {each['reason'].removesuffix(WILL_LOOK)}" for each in waiting]
    return LOOK, reasons[0] if reasons else "it asks for a person"


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
