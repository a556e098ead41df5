"""The records of what was decided: the verdict on an exercise, and the mark of a submission."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from checker.records import Fault, Note, Submission


class Outcome(StrEnum):
    """What became of one exercise of one submission. One word each, never a nullable flag.

    An answer in words waits for a person, or is only written where no points hang on it.
    """

    PASSED = "passed"
    PARTIAL = "partial"
    FAILED = "failed"
    NOT_ATTEMPTED = "not_attempted"
    RAISED = "raised"
    TIMED_OUT = "timed_out"
    OUT_OF_MEMORY = "out_of_memory"
    CRASHED = "crashed"
    MISSING = "missing"
    CHECKER_ERROR = "checker_error"
    WAITS = "waits"
    WRITTEN = "written"


#: Why a typed value that is not the right one keeps half of its points.
FOLLOWS = "it follows correctly from your earlier value"


@dataclass(frozen=True)
class CheckResult:
    """One named check of an exercise: its points and, if it failed, the smallest failing case.

    `given`, `yours`, `expected` and `raised`, what stopped the call, are ready to print and are
    shown for public cases only.
    `waits_for` names another check that has to be right before this one counts.
    """

    name: str
    points: float
    max_points: float
    reason: str = ""
    case: str = ""
    given: str = ""
    yours: str = ""
    expected: str = ""
    raised: str = ""
    others: int = 0
    waits_for: str = ""

    @property
    def passed(self) -> bool:
        """Whether the check earned all its points."""
        return self.points == self.max_points

    @property
    def follows(self) -> bool:
        """Whether it has half of its points, for following from an earlier value that is wrong."""
        return self.reason == FOLLOWS


@dataclass(frozen=True)
class Verdict:
    """What the judge says of one exercise: the mark, what is right, and why the rest is not.

    `misconception` is the known mistake that explains the answers; where two do so together, it
    is the one nearer to the output, and `second_misconception` the other. `notes` are those of
    the answers; they change no mark. `fits` names students for whose own numbers a wrong answer
    would be right. Both are for the instructor alone. `rubric` says what a person looks for,
    where the answer is words. The points of a `bonus` come on top of the notebook's, and `measure`
    is what a class is ranked by, if it is by this exercise.
    """

    exercise: str
    number: str
    title: str
    outcome: Outcome
    checks: tuple[CheckResult, ...]
    reason: str = ""
    misconception: str | None = None
    sentence: str = ""
    fault: Fault | None = None
    carried_forward: bool = False
    remarks: tuple[str, ...] = ()
    seconds: float = 0.0
    second_misconception: str | None = None
    fits: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    rubric: tuple[str, ...] = ()
    bonus: bool = False
    measure: float | None = None

    @property
    def points(self) -> float:
        """The mark: the sum of the checks' points, rounded to thousandths."""
        return round(sum(check.points for check in self.checks), 3)

    @property
    def max_points(self) -> float:
        """The most that could be had."""
        return round(sum(check.max_points for check in self.checks), 3)

    @property
    def first_failure(self) -> CheckResult | None:
        """The first check that did not earn all its points, if any."""
        return next((check for check in self.checks if not check.passed), None)


class Status(StrEnum):
    """What became of one submission as a whole."""

    GRADED = "graded"
    UNREADABLE = "unreadable"
    NEEDS_HUMAN = "needs_human"


#: The names of isolations that promise nothing, which every page has to say.
UNWALLED = ("none",)


@dataclass(frozen=True)
class Provenance:
    """What a mark rests on, so that it can be audited and given again."""

    submission_sha256: str
    casebook_sha256: str
    checker_version: str
    python: str
    numpy: str
    isolation: str
    seed: int


@dataclass(frozen=True)
class GradedSubmission:
    """Everything the pages and the gradebook say of one submission.

    `answers` holds, per exercise name, the student's own code as it was run, for the page that
    is handed back. `remarks` are for the instructor alone.
    """

    submission: Submission
    status: Status
    verdicts: tuple[Verdict, ...]
    max_score: float
    provenance: Provenance
    seconds: float = 0.0
    answers: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()

    @property
    def score(self) -> float:
        """The mark: the sum over the exercises, rounded to thousandths, without any bonus."""
        return round(sum(each.points for each in self.verdicts if not each.bonus), 3)

    @property
    def bonus(self) -> float:
        """What was earned on top of the mark."""
        return round(sum(each.points for each in self.verdicts if each.bonus), 3)

    @property
    def max_bonus(self) -> float:
        """The most that could be earned on top."""
        return round(sum(each.max_points for each in self.verdicts if each.bonus), 3)
