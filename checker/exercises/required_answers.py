"""What a worked solution has to answer to the cases of its exercise: something, and in numbers."""

from collections.abc import Sequence

import numpy as np

from checker.errors import BrokenReference
from checker.exercises.cases import Case
from checker.records import Answer, Ending, Value


def require_answers(exercise: str, cases: Sequence[Case], expected: Sequence[Answer]) -> None:
    """Refuse a worked solution that fails, or answers nan as whatever overflows would do.

    Raises
    ------
    BrokenReference
        With the first such case.
    """
    for case, answer in zip(cases, expected, strict=True):
        if fault := _fault(answer):
            told = f"{exercise}: the worked solution {fault[0]} on the case “{case.name}”{fault[1]}"
            raise BrokenReference(told, case.name)


def _fault(answer: Answer) -> tuple[str, str] | None:
    if answer.ending is not Ending.RETURNED:
        raised = f": {answer.fault.kind}: {answer.fault.message}" if answer.fault else ""
        return f"ended {answer.ending}", raised
    if _holds_nan(answer.value):
        return "answers nan", "; ask it for other numbers"
    return None


def _holds_nan(value: Value) -> bool:
    if isinstance(value, list | tuple):
        return any(map(_holds_nan, value))
    array = np.asarray(value) if isinstance(value, float | complex | np.ndarray) else np.array(0)
    return array.dtype.kind in "fc" and bool(np.isnan(array).any())
