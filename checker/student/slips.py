"""Slips around an exercise, rather than in it: what a student is told of each."""

import inspect
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from difflib import get_close_matches
from itertools import pairwise
from pathlib import Path
from types import FunctionType
from typing import Any

from checker.errors import CheckerError
from checker.exercises.casebook import CompiledExercise
from checker.exercises.shelf import casebooks
from checker.grades import Outcome, Verdict
from checker.records import Fault
from checker.sandbox.inside.plain import type_name
from checker.student.cells import stopped_cell
from checker.student.frontend import running_notebook
from checker.student.time_limit import TimeUp

_UNDEFINED = re.compile(r"name '(\w+)' is not defined(?:\. Did you mean: '\w+'\?)?")


def slip(
    exercise: CompiledExercise,
    verdict: Verdict,
    namespace: Mapping[str, Any],
    exercises: Sequence[CompiledExercise],
) -> str:
    """Return the sentence about a slip that a verdict comes from, or "" if there is none."""
    if verdict.outcome is Outcome.TIMED_OUT:
        return _endless(verdict.fault)
    if verdict.outcome is Outcome.NOT_ATTEMPTED and not exercise.fields:
        return _below_the_stub(exercise, namespace) or _renamed(exercise, namespace, exercises)
    is_missing = verdict.outcome is Outcome.MISSING
    judged = verdict.outcome in (Outcome.FAILED, Outcome.RAISED)
    if is_missing or (judged and any(name not in namespace for name in exercise.wanted)):
        return (
            _no_dict(exercise, namespace)
            or _renamed(exercise, namespace, exercises)
            or _lacking(exercise, namespace, exercises)
        )
    return _of_fault(verdict.fault, exercises) if verdict.fault else ""


def where_defined(error: NameError) -> str:
    """Say which cell a name comes from that a cell did not find; "" if from no exercise's."""
    name, running = error.name or "", running_notebook({})
    with suppress(CheckerError):
        books = casebooks(Path.cwd())
        every = [each for book in books for each in book.exercises]
        here = [each for book in books if book.notebook == running for each in book.exercises]
        said = undefined(name, here or every)
        return ELSEWHERE.format(name=name) if not said and _asks_for(name, every) else said
    return ""


#: An exercise of another notebook asks for it, so here it is brought by a cell further up, if any.
ELSEWHERE = (
    "`{name}` is not defined in this kernel: run the cells from the top of this notebook first."
)


def _asks_for(name: str, exercises: Sequence[CompiledExercise]) -> CompiledExercise | None:
    """Return the exercise that asks for a name, if one does."""
    return next((each for each in exercises if name in (each.name, *each.defines)), None)


def undefined(name: str, exercises: Sequence[CompiledExercise]) -> str:
    """Say which cell defines a name that the kernel does not know, if that is known.

    It is if the cell has stopped before it came to that, or if it is an exercise's.
    """
    stopped = stopped_cell((name,))
    if stopped:
        return f"`{name}` is not defined in this kernel: its cell stopped with {stopped}."
    found = _asks_for(name, exercises)
    if found is None:
        return ""
    return f"`{name}` is not defined in this kernel: run the cell of exercise {found.number} first."


def _lacking(
    exercise: CompiledExercise,
    namespace: Mapping[str, Any],
    exercises: Sequence[CompiledExercise],
) -> str:
    lacking = [name for name in exercise.wanted if name not in namespace]
    return undefined(lacking[0], exercises) if lacking else ""


def _endless(fault: Fault | None) -> str:
    if fault is None or not fault.line:
        return "Your code did not come to its end. Is there a loop whose test stays true?"
    if fault.call_line:  # it stopped further in, and turned round here
        called = fault.called.partition(" with ")[0]
        return (
            f"Your code did not come to its end and was stopped in line {fault.call_line}, which "
            f"calls `{called}`. What has to change there so that the loop ends?"
        )
    return (
        f"Your code did not come to its end and was stopped in line {fault.line}, "
        f"`{fault.source}`. What has to change there so that the loop ends?"
    )


def _of_fault(fault: Fault, exercises: Sequence[CompiledExercise]) -> str:
    if fault.kind == TimeUp.__name__:
        return _endless(fault)
    if found := _UNDEFINED.fullmatch(fault.message):
        return undefined(found[1], exercises)
    return ""


def _below_the_stub(exercise: CompiledExercise, namespace: Mapping[str, Any]) -> str:
    """Say that code stands below the line that stops it."""
    texts = map(_source, (namespace.get(name) for name in exercise.defines))
    if any(map(_goes_on_below_the_stub, texts)):
        return (
            "Your code stands below the line `raise NotImplementedError(…)`, which ends the "
            "function: replace that line by your code."
        )
    return ""


def _goes_on_below_the_stub(text: str) -> bool:
    """Whether code of the same block follows a line that raises NotImplementedError."""
    lines = [line for line in text.splitlines() if line.strip() and line.strip()[0] != "#"]
    return any(
        line.strip().startswith("raise NotImplementedError") and _indent(after) >= _indent(line)
        for line, after in pairwise(lines)
    )


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _source(thing: Any) -> str:
    try:
        return inspect.getsource(thing)
    except (OSError, TypeError):
        return ""


def _no_dict(exercise: CompiledExercise, namespace: Mapping[str, Any]) -> str:
    """Say that typed answers are no dict any more."""
    if not exercise.fields or exercise.name not in namespace:
        return ""
    answer = namespace[exercise.name]
    if isinstance(answer, dict):
        lacking = [field for field in exercise.fields if field not in answer]
        return _no_field(exercise.name, lacking[0], answer) if lacking else ""
    kind = type_name(answer)
    return f"`{exercise.name}` is a {kind} and no dict: keep the braces and the fields."


def _no_field(name: str, field: str, answer: Mapping[Any, Any]) -> str:
    """Say that a field is not there, and which one is called nearly so."""
    known = {each.strip().casefold(): each for each in answer if isinstance(each, str)}
    near = known.get(field.casefold())
    beside = f", and one “{near}”" if near and near != field else ""
    return f"`{name}` has no field “{field}” any more{beside}."


def _renamed(
    exercise: CompiledExercise,
    namespace: Mapping[str, Any],
    exercises: Sequence[CompiledExercise],
) -> str:
    """Say that a function of nearly this name is there."""
    module = namespace.get("__name__")
    known = {name for each in exercises for name in each.defines}
    own = {
        name.casefold(): name
        for name, thing in namespace.items()
        if isinstance(thing, FunctionType | type)
        and thing.__module__ == module
        and name not in known
    }
    for name in exercise.defines:
        near = get_close_matches(name.casefold(), own, n=1, cutoff=0.85)
        if near:
            return f"You have written `{own[near[0]]}`, and this exercise asks for `{name}`."
    return ""
