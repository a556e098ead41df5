"""Tables that lie beside the sources: right programs in other styles, mutants that may pass."""

import ast
from collections.abc import Mapping, Sequence
from pathlib import Path

from checker.course.release.course import Lesson
from checker.course.release.exercise_file import require_python, run_file
from checker.course.release.parsing import parsed
from checker.course.release.places import Places
from checker.errors import SourceError


def load_styles(lesson: Lesson) -> Mapping[str, Sequence[str]]:
    """Load the styles of a lesson from the file beside its source; none if there is no file.

    Raises
    ------
    SourceError
        If the file has no dictionary STYLES, or one of exercises that there are not, or a style
        cannot be compiled or is the worked solution itself.
    """
    path = lesson.path.with_name(f"{lesson.name}_styles.py")
    styles = load_table(path, "STYLES")
    known = {exercise.name for exercise in lesson.exercises}
    for name, texts in styles.items():
        if name not in known:
            place = Places(path).of_list("STYLES", name)
            raise SourceError(f"{place}: STYLES has {name}, and there is no such exercise")
        for number, text in enumerate(texts):
            _require_style(Places(path), lesson, name, number, text)
    return styles


def _require_style(places: Places, lesson: Lesson, name: str, number: int, text: str) -> None:
    whose = f"style {number + 1} of {name}"

    def at(line: int) -> str:
        return f"{places.of_list('STYLES', name, number, row=line - 1)}: {whose} cannot be compiled"

    if not isinstance(text, str):
        raise SourceError(f"{places.of_list('STYLES', name, number)}: {whose} is no text")
    require_python(text, at)
    if ast.dump(parsed(text)) == ast.dump(parsed(lesson.worked(name).source)):
        place = places.of_list("STYLES", name, number)
        raise SourceError(f"{place}: {whose} is the worked solution, and so proves nothing")


def load_table(path: Path, name: str) -> Mapping[str, Sequence[str]]:
    """Run a file of the instructor's and return one dictionary of it; an empty one without file.

    Raises
    ------
    SourceError
        If the file cannot be run, or has no such dictionary of lists.
    """
    if not path.is_file():
        return {}
    table = getattr(run_file(path), name, None)
    if not isinstance(table, dict):
        place = Places(path).of_list(name)
        raise SourceError(f"{place}: the file needs a dictionary {name}")
    for key, entries in table.items():
        if not isinstance(entries, list | tuple):
            place = Places(path).of_list(name, key)
            raise SourceError(f"{place}: {name} needs a list for {key}")
    return table
