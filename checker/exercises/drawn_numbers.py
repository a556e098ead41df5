"""Given numbers of an exercise, drawn until they tell its known mistakes apart."""

from collections.abc import Callable, Iterator

from checker.errors import BrokenReference
from checker.exercises.casebook import (
    CompiledExercise,
    Numbers,
    Solver,
    compile_exercise,
    generator,
)
from checker.exercises.vocabulary import Exercise

#: Draws of varying numbers before the exercise is declared impossible to vary.
DRAWS = 400


def draw_numbers(
    exercise: Exercise, seed: int, solve: Solver, unclear: Callable[[CompiledExercise], list[str]]
) -> Numbers:
    """Draw an exercise's given numbers so that every known mistake gives itself away.

    The work on paper stays within the exercise's bounds.

    Parameters
    ----------
    unclear
        Lists what the compiled exercise cannot tell apart; a draw with any such is drawn again.

    Raises
    ------
    BrokenReference
        If no draw within the bounds tells the mistakes apart.
    """
    confused: list[str] = []
    for numbers in candidates(exercise, seed):
        confused = exercise.out_of_bounds(numbers)
        confused = confused or unclear(compile_exercise(exercise, seed, numbers, solve))
        if not confused:
            return numbers
    if confused:
        raise BrokenReference(f"{exercise.name}: no numbers in {DRAWS} draws: {confused[0]}")
    return {}


def candidates(exercise: Exercise, seed: int) -> Iterator[Numbers]:
    """Draw an exercise's numbers for a seed, time and again; nothing, if they do not vary."""
    if exercise.numbers is None:
        return
    rng = generator(seed, f"numbers of {exercise.name}")
    for _ in range(DRAWS):
        yield exercise.numbers(rng)
