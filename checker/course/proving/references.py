"""The worked solution: full marks on every seed, and two oracles that agree on its gradients."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from checker.course.proving.subjects import Proof, Subject, is_full, marks
from checker.errors import BrokenReference
from checker.exercises import Gradient
from checker.exercises.casebook import CompiledExercise
from checker.judging import judge
from checker.judging.values import as_numbers, part_of
from checker.numerics import relative_errors
from checker.records import Value
from checker.sandbox import Sandbox


def full_marks(
    subject: Subject,
    fresh: Mapping[int, CompiledExercise],
    lost: Sequence[str],
    sandbox: Sandbox,
) -> Proof:
    """The worked solution earns everything on recorded and fresh cases, which ask the same.

    `lost` says which seeds could not even be compiled, and why.
    """
    verdicts = {"the casebook": subject.verdict(subject.recorded, sandbox)}
    verdicts |= {f"seed {seed}": judge(book, book.expected) for seed, book in fresh.items()}
    faults = [
        f"the worked solution earns {marks(verdict)}, on the cases of {where}"
        for where, verdict in verdicts.items()
        if not is_full(verdict)
    ]
    asked = _scheme(subject.recorded)
    if any(_scheme(book) != asked for book in fresh.values()):
        faults.append("the names or points of its checks differ from seed to seed")
    return Proof("seeds", str(len(fresh)), (*lost, *faults))


def fresh_cases(
    subject: Subject, seeds: Iterable[int], sandbox: Sandbox
) -> tuple[dict[int, CompiledExercise], list[str]]:
    """Compile the cases of seeds; for each that cannot be compiled, say why."""
    compiled, lost = {}, []
    for seed in seeds:
        try:
            compiled[seed] = subject.fresh(seed, sandbox)
        except BrokenReference as error:
            lost.append(f"seed {seed}: {error}")
    return compiled, lost


def _scheme(compiled: CompiledExercise) -> list[tuple[str, float]]:
    return [(check.name, check.points) for check in compiled.checks]


def oracles(books: Iterable[CompiledExercise]) -> Proof:
    """Claimed gradients and central differences, compared in the worked solution's answers."""
    errors = [error for book in books for error in _gradient_errors(book)]
    figure = f"{max(errors):.0e}" if errors else ""
    unfit = [error for error in errors if not np.isfinite(error)]
    faults = ("a gradient or its central difference is no finite number",) if unfit else ()
    return Proof("gradient", figure, faults)


def _gradient_errors(book: CompiledExercise) -> Iterator[float]:
    answers = zip(book.cases, book.expected, strict=True)
    values = {case: answer.value for case, answer in answers}
    for check in book.checks:
        if isinstance(check, Gradient):
            claimed = part_of(values[check.claimed], check.part)
            quotients = [
                _quotient(values[high], values[low], check.h) for high, low in check.around
            ]
            numeric = np.concatenate([np.empty(0), *quotients])
            if claimed is not None and claimed.size == numeric.size:
                errors = relative_errors(claimed.ravel(), numeric)
                yield float(errors.max(initial=0.0))


def _quotient(above: Value, below: Value, h: float) -> np.ndarray:
    """Return a central difference; what is no number the judge has refused already."""
    high, low = as_numbers(above), as_numbers(below)
    if high is None or low is None:
        return np.empty(0)
    return np.ravel((high.astype(float) - low) / (2 * h))
