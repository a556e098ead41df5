"""Answers that are no worked solution: stubs, known mistakes, and other right programs."""

from collections.abc import Iterator, Mapping, Sequence

from checker.course.proving.subjects import Proof, Subject, is_full, marks
from checker.course.release.stubs import stub_cell
from checker.exercises import Misconception
from checker.exercises.casebook import CompiledExercise
from checker.grades import Outcome, Verdict
from checker.sandbox import Sandbox


def stub(subject: Subject, sandbox: Sandbox) -> Proof:
    """The cell as students get it earns nothing and counts as not attempted."""
    cell = subject.lesson.worked(subject.exercise.name)
    text = stub_cell(subject.exercise, cell)
    verdict = subject.verdict(subject.recorded, sandbox, text=text)
    faults = []
    if verdict.points:
        faults.append(f"the stub earns {marks(verdict)}")
    if verdict.outcome is not Outcome.NOT_ATTEMPTED:
        faults.append(f"the stub counts as {verdict.outcome}, not as not attempted")
    return Proof("stub", f"{verdict.points:g}", tuple(faults))


def mistakes(subject: Subject, books: Mapping[str, CompiledExercise], sandbox: Sandbox) -> Proof:
    """Every misconception loses points and is named as itself, or as what it is an alias of."""
    known = subject.exercise.misconceptions
    faults = [
        f"misconception “{mistake.id}” {fault}, on the cases of {where}"
        for where, book in books.items()
        for mistake in known
        for fault in _mistake_faults(
            subject, mistake, subject.verdict(book, sandbox, known=mistake)
        )
    ]
    return Proof("mistakes", str(len(known)), tuple(faults))


def _mistake_faults(subject: Subject, known: Misconception, verdict: Verdict) -> Iterator[str]:
    if is_full(verdict):
        yield "loses no points"
    elif verdict.misconception not in own_names(subject, known):
        called = verdict.misconception or "nothing"
        yield f"is named {called}"


def own_names(subject: Subject, known: Misconception) -> set[str]:
    """The names by which a mistake may go: its own, and those it shares its answers with."""
    group = {known.id, known.alias} | {
        other.id
        for other in subject.exercise.misconceptions
        if other.alias and other.alias in {known.id, known.alias}
    }
    return {f"{subject.exercise.number}.{name}" for name in group}


def styles(
    subject: Subject,
    texts: Sequence[str],
    books: Mapping[str, CompiledExercise],
    sandbox: Sandbox,
) -> Proof:
    """Every right program in other clothes earns full marks."""
    faults = [
        f"style {place} earns {marks(verdict)}, on the cases of {where}"
        for where, book in books.items()
        for place, text in enumerate(texts, 1)
        for verdict in [subject.verdict(book, sandbox, text=text)]
        if not is_full(verdict)
    ]
    return Proof("styles", str(len(texts)), tuple(faults))
