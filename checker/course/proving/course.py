"""The whole course on trial: `prove` gives a table of rows, and every fault in a sentence."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from checker.course.compiling.parallel import run_all
from checker.course.proving.equivalents import FILE, Equivalent, load_equivalents
from checker.course.proving.handout import HandedOut, hand_out
from checker.course.proving.readings import Readings, added, shortfalls
from checker.course.proving.subjects import Proof, Subject
from checker.course.proving.trial import Trial, TrialExtent, Tried
from checker.course.proving.walk import walk_through
from checker.course.release.course import Lesson, load_course, load_lesson
from checker.course.release.styles import load_styles
from checker.course.release.wrong import guided_ways
from checker.errors import BrokenReference, UsageError
from checker.sandbox import Isolation, Sandbox

COLUMNS = (
    *("seeds", "gradient", "stub", "mistakes", "edges", "styles", "copied", "variants", "mutants"),
)


@dataclass(frozen=True)
class ProofPlan:
    """What is to be proven; no `lessons` stands for all of them."""

    solutions: Path
    notebooks: Path
    lessons: tuple[str, ...] = ()
    extent: TrialExtent = field(default_factory=TrialExtent)
    jobs: int = 1


@dataclass(frozen=True)
class LessonRow:
    """One exercise: where it stands, what it is worth, and a proof for each column.

    `allowed` holds the reason for each mutant that passes and may.
    """

    lesson: str
    exercise: str
    number: str
    points: float
    proofs: tuple[Proof, ...]
    readings: Readings = field(default_factory=dict)
    allowed: tuple[str, ...] = ()

    def figure(self, column: str) -> str:
        """Return what the table shows in a column."""
        return next((proof.figure for proof in self.proofs if proof.column == column), "")

    @property
    def holds(self) -> bool:
        """Whether nothing is wrong with the exercise."""
        return not any(proof.faults for proof in self.proofs)


@dataclass(frozen=True)
class Findings:
    """All rows, and every fault as one sentence that begins with where it is.

    What is odd and may be meant is in the notes.
    """

    rows: tuple[LessonRow, ...]
    faults: tuple[str, ...]
    notes: tuple[str, ...] = ()

    @property
    def readings(self) -> Readings:
        """What measuring the judge came to, over all exercises."""
        return added(row.readings for row in self.rows)


#: Is told what is being done, and in how many pieces; gives what is to be called after each.
Watch = Callable[[str, int], Callable[[], None]]


def prove(order: ProofPlan, isolation: Isolation, watch: Watch) -> Findings:
    """Try everything that is promised of a course.

    Raises
    ------
    UsageError
        If there is no such lesson; as `SourceError` if a source is at fault.
    IsolationError
        If no sandbox can be started.
    """
    lessons = _lessons(order)
    listed = load_equivalents(order.solutions)
    makers = [partial(_handed, lesson, order) for lesson in lessons]
    made = run_all(makers, isolation, order.jobs, watch("compiling", len(makers)))
    handouts = [handout for handout in made if isinstance(handout, HandedOut)]
    rows = _rows(_trials(handouts, listed, order.extent), order.jobs, isolation, watch)
    faults = [fault for fault in made if isinstance(fault, str)]
    faults += _faults(handouts, rows)
    if order.extent.mutants:
        faults += _lost_entries(listed, lessons, whole=not order.lessons)
    faults += shortfalls(added(row.readings for row in rows), whole=not order.lessons)
    notes = tuple(note for lesson in lessons for note in lesson.notes)
    return Findings(tuple(rows), tuple(faults), notes)


def _faults(handouts: Sequence[HandedOut], rows: Sequence[LessonRow]) -> Iterator[str]:
    for handout in handouts:
        yield from (f"{handout.lesson.name}: {fault}" for fault in handout.faults)
    for row in rows:
        for proof in row.proofs:
            yield from (f"{row.lesson}: {row.exercise}: {fault}" for fault in proof.faults)


def _lessons(order: ProofPlan) -> list[Lesson]:
    """Load what is asked for; one lesson can be proven while another is being written."""
    paths = {name: order.solutions / f"{name}.py" for name in order.lessons}
    for name, path in paths.items():
        if not path.is_file():
            raise UsageError(f"{order.solutions} holds no lesson {name}")
    return [load_lesson(path) for path in paths.values()] or load_course(order.solutions)


def _handed(lesson: Lesson, order: ProofPlan, sandbox: Sandbox) -> HandedOut | str:
    try:
        handed = hand_out(lesson, order.notebooks, sandbox)
    except BrokenReference as error:
        return f"{lesson.name}: {error}"
    stopped = walk_through(lesson, order.notebooks) if order.extent.walk else ()
    return replace(handed, faults=(*handed.faults, *stopped))


def _trials(
    handouts: Sequence[HandedOut], listed: Mapping[str, Sequence[Equivalent]], extent: TrialExtent
) -> Iterator[Trial]:
    for handout in handouts:
        lesson, styles = handout.lesson, load_styles(handout.lesson)
        entries = listed.get(lesson.name, ())
        for exercise, recorded in zip(lesson.exercises, handout.casebook.exercises, strict=True):
            name = exercise.name
            numbers = handout.casebook.numbers.get(name, {})
            known = [entry for entry in entries if entry.exercise == name]
            subject = Subject(lesson, exercise, recorded, numbers)
            texts = (*styles.get(name, ()), *guided_ways(exercise, lesson.worked(name)))
            yield Trial(subject, handout, texts, known, extent)


def _rows(
    trials: Iterator[Trial], jobs: int, isolation: Isolation, watch: Watch
) -> list[LessonRow]:
    pieces = {trial: list(trial.pieces()) for trial in trials}
    tasks = [piece for parts in pieces.values() for piece in parts]
    tried = iter(run_all(tasks, isolation, jobs, watch("proving", len(tasks))))
    return [_row(trial, [next(tried) for _ in parts]) for trial, parts in pieces.items()]


def _row(trial: Trial, tried: Sequence[Tried]) -> LessonRow:
    recorded = trial.subject.recorded
    return LessonRow(
        lesson=trial.subject.lesson.name,
        exercise=recorded.name,
        number=recorded.number,
        points=recorded.max_points,
        proofs=trial.proofs(tried),
        readings=trial.readings(tried),
        allowed=tuple(trial.allowed(tried)),
    )


def _lost_entries(
    listed: Mapping[str, Sequence[Equivalent]], lessons: Sequence[Lesson], *, whole: bool
) -> Iterator[str]:
    """Entries for exercises that there are not; for lessons only if the whole course is here."""
    names = {lesson.name: {exercise.name for exercise in lesson.exercises} for lesson in lessons}
    for lesson, entries in listed.items():
        if lesson not in names and whole:
            yield f"{lesson}: {FILE} lists mutants of a lesson that there is not"
        for entry in entries:
            if lesson in names and entry.exercise not in names[lesson]:
                yield f"{lesson}: {FILE} lists mutants of {entry.exercise}, which there is not"
