"""What the kinds of check look at, and what they say: answers by case, and failures."""

from collections.abc import Mapping
from dataclasses import dataclass

from checker.exercises import Case
from checker.records import Answer, Ending


@dataclass(frozen=True)
class Evidence:
    """What was asked and answered: the answers by case, the student's and the reference's."""

    given: Mapping[Case, Answer]
    expected: Mapping[Case, Answer]
    remarks: list[str]


@dataclass(frozen=True)
class Failure:
    """One case that a check does not accept."""

    case: Case
    reason: str
    yours: str = ""
    expected: str = ""


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
