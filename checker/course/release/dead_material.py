"""Whether anything in a lesson is dead: what students never meet, or what meets nobody.

A hint that gives the solution away, a mistake that is none, a check that asks for what there is
not: each is named by its line in the file of exercises.
"""

from collections.abc import Iterator
from itertools import chain
from math import isclose
from textwrap import dedent

from checker.course.release.dead_checks import check_faults, number_faults
from checker.course.release.dead_guidance import guidance_faults
from checker.course.release.dead_mistakes import misconception_faults, model_faults
from checker.course.release.exercise_file import require_python
from checker.course.release.material import Material
from checker.course.release.telling import compact, telling_lines
from checker.errors import SourceError
from checker.exercises import Exercise

#: Points are shown with this many decimals.
DECIMALS = 3


def require_alive(material: Material) -> None:
    """Refuse a lesson that has anything dead in it.

    Raises
    ------
    SourceError
        If a hint is empty or gives a line away, a misconception cannot be compiled, says nothing
        or is no mistake, a model cannot be compiled, or a check earns or asks what it cannot.
    """
    for exercise in material.exercises:
        for place, fault in _faults(material, exercise):
            raise SourceError(f"{place}: {fault}")


def notes(material: Material) -> Iterator[str]:
    """Yield what is odd in a lesson but may be meant: points that do not add up to a short sum."""
    for exercise in material.exercises:
        total = sum(check.points for check in material.checks(exercise))
        if not isclose(total, round(total, DECIMALS)):
            place = material.places.of_exercise(exercise.name)
            yield (
                f"{place}: note: the points of {exercise.name} add up to {total:.6g}; the mark is "
                f"rounded to {round(total, DECIMALS)}"
            )


def _faults(material: Material, exercise: Exercise) -> Iterator[tuple[str, str]]:
    _require_instruments(material, exercise)
    kinds = (
        _hint_faults,
        guidance_faults,
        model_faults,
        misconception_faults,
        number_faults,
        check_faults,
    )
    return chain.from_iterable(faults(material, exercise) for faults in kinds)


def _require_instruments(material: Material, exercise: Exercise) -> None:
    place, lab = material.places.of_field, dedent(exercise.lab)
    require_python(lab, lambda line: place(exercise.name, "lab", line - 1))


def _hint_faults(material: Material, exercise: Exercise) -> Iterator[tuple[str, str]]:
    place = material.places.of_hint
    secrets = [compact(line) for line in telling_lines(material.worked(exercise))]
    for number, hint in enumerate(exercise.hints):
        if not hint.strip():
            yield place(exercise.name, number), f"hint {number + 1} of {exercise.name} is empty"
        if any(secret in compact(hint) for secret in secrets):
            yield (
                place(exercise.name, number),
                f"hint {number + 1} of {exercise.name} holds a line of the worked solution",
            )
