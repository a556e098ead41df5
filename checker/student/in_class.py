"""One exercise judged where the student is: in the kernel, on the recorded cases."""

import contextlib
import functools
import io
from collections.abc import Iterator
from typing import Any

from checker.exercises.casebook import CompiledExercise
from checker.exercises.supply import supplied
from checker.exhibits import Exhibit
from checker.judging import exhibit_of, judge
from checker.records import Verdict
from checker.sandbox.inside.lab import laboratory
from checker.sandbox.inside.probe import ask
from checker.student.signatures import parameter_names


def judged(exercise: CompiledExercise, namespace: dict[str, Any]) -> tuple[Verdict, Exhibit]:
    """Return the verdict on what a namespace holds for an exercise, and what may be shown of it."""
    lab = laboratory(exercise.lab)
    with _silence():
        answers = [ask(namespace, supplied(case.steps), lab) for case in exercise.cases]
    verdict = judge(exercise, answers)
    names = functools.partial(parameter_names, namespace)
    return verdict, exhibit_of(exercise, answers, verdict, lambda case: names(case.steps))


@contextlib.contextmanager
def _silence() -> Iterator[None]:
    """Keep what student code prints during a check out of the verdict."""
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        yield
