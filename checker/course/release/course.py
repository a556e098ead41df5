"""The lessons of the course: a source, its exercises, and which cell belongs to which."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from checker.course.release.asked import require_asked
from checker.course.release.consistency import require_consistent
from checker.course.release.dead_material import notes
from checker.course.release.exercise_file import line_of, load_file
from checker.course.release.found_alive import FoundAlive
from checker.course.release.in_words import require_answered_in_words
from checker.course.release.material import Material
from checker.course.release.places import Places
from checker.course.release.variants import given_numbers
from checker.documents.sources import SourceCell, read_source
from checker.errors import SourceError, UsageError
from checker.exercises import Exercise, InWords, Prediction
from checker.exercises.casebook import Numbers

NO_LESSON = "{} holds no lesson; a lesson is a file such as 01_neuron.py"
#: `00_` is for what is no lesson, such as the instructor's guide.
_LESSON = re.compile(r"(?!00)\d\d_\w+")


@dataclass(frozen=True)
class Lesson:
    """One notebook as its instructor wrote it: `name` is the notebook's, such as `01_neuron`."""

    name: str
    path: Path
    exercises_path: Path
    cells: tuple[SourceCell, ...]
    exercises: tuple[Exercise, ...]
    predictions: tuple[Prediction, ...] = ()
    in_words: tuple[InWords, ...] = ()

    @property
    def setup(self) -> str:
        """The text of the setup cell, and of the tools that the notebook gives."""
        texts = [cell.source for cell in self.cells if {"setup", "tools"} & set(cell.tags)]
        return "\n\n".join(texts)

    @property
    def given(self) -> Mapping[str, Numbers]:
        """The given numbers as the source has them, by exercise."""
        return {cell.given: given_numbers(cell) for cell in self.cells if cell.given}

    @property
    def notes(self) -> list[str]:
        """What is odd in the lesson, and may be meant: a sentence for each with file and line."""
        return list(notes(Material(self.cells, self.exercises_path, self.exercises)))

    def files(self, exercise: Exercise) -> dict[str, bytes]:
        """Return the files beside the source that a worked solution reads; some may be lacking."""
        paths = [self.path.parent / name for name in exercise.files]
        return {path.name: path.read_bytes() for path in paths if path.is_file()}

    def worked(self, exercise: str) -> SourceCell:
        """Return the cell with the worked solution of one of the lesson's exercises."""
        return next(cell for cell in self.cells if cell.exercise == exercise)


def load_lesson(path: Path) -> Lesson:
    """Load one lesson from its source, with the exercises from `<name>_exercises.py` beside it.

    Raises
    ------
    SourceError
        If either file is at fault, or the two do not fit together.
    """
    exercises_path = path.with_name(f"{path.stem}_exercises.py")
    alive = FoundAlive(path)
    cells = read_source(path)
    exercises, predictions, in_words = load_file(exercises_path)
    require_consistent(path, cells, exercises_path, exercises)
    require_asked(cells, predictions)
    require_answered_in_words(path, cells, exercises_path, in_words)
    alive.require(Material(cells, exercises_path, exercises))
    lesson = Lesson(path.stem, path, exercises_path, cells, exercises, predictions, in_words)
    _require_unique(lesson, set())
    return lesson


def load_course(solutions: Path, only: Collection[str] = ()) -> list[Lesson]:
    """Load all lessons of a folder, in the order of their names; or `only` some of them.

    Raises
    ------
    UsageError
        If the folder holds no lesson; as `SourceError` if one is at fault, if a name or number
        stands twice in the course, or an exercise needs one that does not come before it.
    """
    paths = [path for path in _lesson_paths(solutions) if not only or path.stem in only]
    if only and not paths:
        raise UsageError(f"{solutions} holds no lesson {' or '.join(only)}")
    if not paths:
        raise UsageError(NO_LESSON.format(solutions))
    lessons = [load_lesson(path) for path in paths]
    if not only:
        _require_unique_and_ordered(lessons)
    return lessons


def lesson_names(solutions: Path) -> list[str]:
    """List the lessons of a folder by their names, without loading any."""
    return [path.stem for path in _lesson_paths(solutions)]


def _lesson_paths(solutions: Path) -> list[Path]:
    """List the lessons: `01_neuron_exercises.py` and its like go with `01_neuron.py`."""
    stems = sorted(path.stem for path in solutions.glob("*.py") if _LESSON.fullmatch(path.stem))
    names = [stem for stem in stems if not any(stem.startswith(f"{other}_") for other in stems)]
    return [solutions / f"{name}.py" for name in names]


def _require_unique_and_ordered(lessons: Sequence[Lesson]) -> None:
    seen: set[str] = set()
    predicted: set[str] = set()
    for lesson in lessons:
        for item, asked in enumerate(lesson.predictions):
            if asked.name in predicted:
                place = Places(lesson.exercises_path).of_list("PREDICTIONS", item)
                raise SourceError(f"{place}: “{asked.name}” is asked in an earlier notebook")
            predicted.add(asked.name)
        _require_needs(lesson, seen)
        seen |= _require_unique(lesson, seen)


def _require_needs(lesson: Lesson, earlier: Collection[str]) -> None:
    """Refuse a lesson with an exercise that needs what neither it nor an earlier one has before."""
    seen = set(earlier)
    for exercise in lesson.exercises:
        for need in exercise.needs:
            if need not in seen:
                place = line_of(lesson.exercises_path, exercise.name)
                raise SourceError(f"{place}: {need} does not come before {exercise.name}")
        seen |= {exercise.name, *exercise.defines}


def _require_unique(lesson: Lesson, earlier: Collection[str]) -> set[str]:
    """Return the names and numbers of a lesson; refuse one that stands twice, or did earlier."""
    seen = set(earlier)

    def take(words: Collection[str], place: Callable[[], str]) -> None:
        for word in words:
            if word in seen:
                raise SourceError(f"{place()}: “{word}” is taken by an earlier exercise")
        seen.update(words)

    for exercise in lesson.exercises:
        words = {exercise.number: None, exercise.name: None} | dict.fromkeys(exercise.defines)
        take(words, partial(line_of, lesson.exercises_path, exercise.name))
    for item, each in enumerate(lesson.in_words):
        places = Places(lesson.exercises_path)
        take((each.number, each.name), partial(places.of_list, "IN_WORDS", item))
    return seen
