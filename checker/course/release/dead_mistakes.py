"""Misconceptions that nobody could have: they cannot run, say nothing, or are no mistake."""

import ast
from collections import Counter
from collections.abc import Callable, Iterator

from checker.course.release.exercise_file import require_python
from checker.course.release.marks import find_regions
from checker.course.release.material import Material
from checker.course.release.parsing import parsed
from checker.exercises import Exercise, Misconception

#: A place and a sentence.
Fault = tuple[str, str]


def model_faults(material: Material, exercise: Exercise) -> Iterator[Fault]:
    """Yield what is wrong with the form in which an exercise's mistakes are written.

    Raises
    ------
    SourceError
        If it is no Python.
    """
    text, whose = material.applied(exercise), f"the model of {exercise.name}"
    start = find_regions(material.worked(exercise))[0].begin + 2
    require_python(
        text, lambda line: material.places.of_field(exercise.name, "model", max(line - start, 0))
    )
    if lost := material.unknown_to(exercise, text):
        place = material.places.of_field(exercise.name, "model")
        yield place, f"{whose} uses {min(lost)}, which nothing defines"


def misconception_faults(material: Material, exercise: Exercise) -> Iterator[Fault]:
    """Yield what is wrong with the misconceptions of an exercise.

    Raises
    ------
    SourceError
        If one cannot be made or is no Python.
    """
    right = {_code(material.worked(exercise).source), _code(material.applied(exercise))}
    ids = Counter(known.id for known in exercise.misconceptions)
    seen: dict[str, Misconception] = {}
    for known in exercise.misconceptions:
        text = material.applied(exercise, known)
        require_python(text, _rows(material, exercise, known))
        code = _code(text)
        told = _wrong_words(known, ids)
        if code in right:
            told = "is the worked solution: nobody would be wrong"
        elif lost := material.unknown_to(exercise, text):
            told = f"uses {min(lost)}, which nothing defines"
        elif code in seen and not (known.alias or seen[code].alias):
            told = f"is the same code as “{seen[code].id}”"
        if told:
            place = material.places.of_misconception(exercise, known)
            yield place, f"misconception “{known.id}” of {exercise.name} {told}"
        seen[code] = known


def _wrong_words(known: Misconception, ids: Counter[str]) -> str:
    if ids[known.id] > 1:
        return "has an id that another one has too"
    if not known.sentence.strip():
        return "has no sentence that a student could read"
    if known.alias and (known.alias not in ids or known.alias == known.id):
        return f"is an alias of “{known.alias}”, and there is none"
    return ""


def _rows(material: Material, exercise: Exercise, known: Misconception) -> Callable[[int], str]:
    """Return what tells the place of a line of a misconception's cell."""
    start = find_regions(material.worked(exercise))[0].begin + 2

    def at(line: int) -> str:
        place = material.places.of_misconception(exercise, known, max(line - start, 0))
        return f"{place}: misconception “{known.id}” of {exercise.name} cannot be compiled"

    return at


def _code(text: str) -> str:
    """Return the program without its layout and comments."""
    return ast.dump(parsed(text))
