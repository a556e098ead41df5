"""Answers measured where student code cannot reach: raw material comes out, and is looked at here.

A case that ends in `outside.NAME` has student code make something and an instrument of the
exercise look at it. In grading, what was made is carried out of the sandbox as it is, and the
instrument runs beside the worked solutions.
"""

from collections.abc import Callable
from dataclasses import replace

from checker.classroom.grading.remarks import INSTRUMENTS
from checker.exercises import Case
from checker.records import Answer, Ending, Fault
from checker.sandbox.questions import TOGETHER, TooMuch
from checker.steps import LAB, OUTSIDE, Call, Name, Read, Step

#: Has the instruments of the exercise run, where no student code is.
Measure = Callable[[Call], Answer]

FOOLED = Fault("RuntimeError", "what its steps are counted with was changed")


def asked_of(case: Case) -> tuple[Step, ...]:
    """Return what student code is asked: all of a case, but what is measured of it outside."""
    measure = _measure_of(case)
    if measure is None:
        return case.steps
    raw = _raw(measure)
    last: Step = Read(raw[0].path, raw[0].item) if len(raw) == 1 else Call(TOGETHER, raw)
    return (*case.steps[:-1], last)


def measured(case: Case, answer: Answer, measure: Measure) -> Answer:
    """Return the answer to a case from the answer to what was asked of student code.

    Where an instrument that must stay beside student code was tampered with, there is none.
    """
    fooled = any(note.kind == INSTRUMENTS for note in answer.notes)
    if fooled and any(map(_uses_lab, case.steps)):
        return replace(answer, ending=Ending.RAISED, value=None, fault=FOOLED)
    last = _measure_of(case)
    if last is None or answer.ending is not Ending.RETURNED:
        return answer
    raw = _raw(last)
    values = iter([answer.value] if len(raw) == 1 else answer.value)  # type: ignore[arg-type]
    arguments = tuple(next(values) if isinstance(each, Name) else each for each in last.args)
    try:
        found = measure(replace(last, args=arguments))
    except TooMuch as error:
        return replace(answer, ending=Ending.UNSUPPORTED, value=None, fault=Fault("", str(error)))
    return replace(answer, ending=found.ending, value=found.value, fault=found.fault)


def _measure_of(case: Case) -> Call | None:
    last = case.steps[-1]
    is_outside = isinstance(last, Call) and last.target.startswith(f"{OUTSIDE}.")
    return last if is_outside else None  # type: ignore[return-value]


def _raw(measure: Call) -> tuple[Name, ...]:
    return tuple(each for each in measure.args if isinstance(each, Name))


def _uses_lab(step: Step) -> bool:
    arguments = step.args if isinstance(step, Call) else ()
    paths = [step.target, *(each.path for each in arguments if isinstance(each, Name))]
    return any(path.startswith(f"{LAB}.") for path in paths)
