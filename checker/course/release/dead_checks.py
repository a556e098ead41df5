"""Checks that ask for what there is not, can never count, or earn nothing."""

from collections.abc import Iterator, Mapping, Sequence
from textwrap import dedent

from checker.course.release.material import Material
from checker.course.release.parsing import names_of
from checker.course.release.variants import given_numbers
from checker.exercises import Case, Exercise, cases_of, names_asked
from checker.exercises.casebook import generator
from checker.steps import LAB, Read, Set

#: A place and a sentence.
Fault = tuple[str, str]


def check_faults(material: Material, exercise: Exercise) -> Iterator[Fault]:
    """Yield what is wrong with the checks of an exercise.

    Raises
    ------
    SourceError
        If they cannot be drawn.
    """
    checks = material.checks(exercise)
    name, places = exercise.name, material.places
    earlier: set[str] = set()
    for check in checks:
        if check.name in earlier:
            yield places.of_check(exercise, check.name), f"{name} has two checks “{check.name}”"
        if check.after and check.after not in earlier:
            told = f"check “{check.name}” of {name} comes after “{check.after}”, {_NO_CHECK}"
            yield places.of_check(exercise, check.name), told
        earlier.add(check.name)
    if not sum(check.points for check in checks):
        yield places.of_field(name, "checks"), f"the checks of {name} are worth nothing"
    yield from _of_cases(material, exercise, cases_of(checks))


_NO_CHECK = "which is no earlier check"


def _of_cases(material: Material, exercise: Exercise, cases: Sequence[Case]) -> Iterator[Fault]:
    """The names that cases look up are defined, and fields that they read are asked for."""
    place = material.places.of_text
    instruments = names_of(dedent(exercise.lab))
    for case in cases:
        asks = f"the case “{case.name}” of {exercise.name} asks for"
        made = {step.target for step in case.steps if isinstance(step, Set)}
        for name in names_asked([case]):
            if name not in material.known | made:
                yield place(exercise, name), f"{asks} {name}, which nothing defines"
        for step in case.steps:
            root, _, tool = step.target.partition(".")
            if root == LAB and tool.partition(".")[0] not in instruments:
                yield place(exercise, step.target), f"{asks} {step.target}, which nothing defines"
            if isinstance(step, Read) and _is_no_field(step, exercise):
                yield place(exercise, str(step.item)), f"{asks} {step.item}, which is no field"


def _is_no_field(step: Read, exercise: Exercise) -> bool:
    typed = bool(exercise.fields) and step.target == exercise.name
    return typed and step.item is not None and step.item not in exercise.fields


def number_faults(material: Material, exercise: Exercise) -> Iterator[Fault]:
    """Yield what is wrong with how an exercise's given numbers are drawn.

    Raises
    ------
    SourceError
        If they cannot be drawn, or the work on paper cannot be done with them.
    """
    if exercise.numbers is None:
        return
    cell = next((cell for cell in material.cells if cell.given == exercise.name), None)
    place = material.places.of_field(exercise.name, "numbers")
    drawn: object = exercise.numbers(generator(0, f"numbers of {exercise.name}"))
    if not isinstance(drawn, Mapping):
        yield place, f"the numbers of {exercise.name} are no dictionary"
        return
    given = given_numbers(cell) if cell else {}
    if unlike := sorted(map(str, drawn.keys() ^ given.keys())):
        yield place, f"the numbers drawn for {exercise.name} and given differ in {unlike[0]}"
    if exercise.paper:
        exercise.on_paper(drawn)
