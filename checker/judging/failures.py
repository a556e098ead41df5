"""What the kinds of check look at, and what they say: answers by case, and failures."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from checker.exercises import Case
from checker.exercises.casebook import CompiledExercise
from checker.records import Answer, Ending


@dataclass(frozen=True)
class Evidence:
    """What was asked and answered: the answers by case, the student's and the reference's."""

    given: Mapping[Case, Answer]
    expected: Mapping[Case, Answer]
    remarks: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, exercise: CompiledExercise, answers: Sequence[Answer]) -> "Evidence":
        """Return the answers to an exercise beside the reference's; one for each case."""
        return cls(
            given=dict(zip(exercise.cases, answers, strict=True)),
            expected=dict(zip(exercise.cases, exercise.expected, strict=True)),
        )


@dataclass(frozen=True)
class Failure:
    """One case that a check does not accept."""

    case: Case
    reason: str
    yours: str = ""
    expected: str = ""


def _nothing(*_: object) -> float:
    return 0.0


@dataclass(frozen=True)
class Judge:
    """How one kind of check is judged: what it does not accept, and what it earns all the same.

    `failures` is asked with the check and the evidence, and so is `earned`, which gives a part of
    the points from 0 to 1 where something failed.
    """

    failures: Callable[..., Iterator[Failure]]
    earned: Callable[..., float] = _nothing


def exception_text(answer: Answer) -> str:
    """Return the exception that stopped a call and what it says; nothing if none did."""
    fault = answer.fault
    if answer.ending is not Ending.RAISED or fault is None:
        return ""
    return f"{fault.kind}: {fault.message}" if fault.message else fault.kind


def stop_reason(answer: Answer) -> str:
    """Say in one clause why a call gave no answer."""
    fault = answer.fault
    match answer.ending:
        case Ending.NOT_ATTEMPTED:
            return "nothing is written here yet"
        case Ending.RAISED if fault:
            return f"the call stopped with {fault.kind}"
        case Ending.UNSUPPORTED if fault:
            what = fault.message or f"a value of type {fault.kind}"
            return f"{what} is returned, and cannot be compared"
        case Ending.MISSING if fault:
            return fault.message or "the name is not defined"
    return {
        Ending.TIMED_OUT: "the call did not come to an end in time",
        Ending.OUT_OF_MEMORY: "the call needed more memory than there is",
        Ending.CRASHED: "Python itself stopped during the call",
    }.get(answer.ending, "the call gave no answer")
