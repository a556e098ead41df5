"""Worked solutions, and known mistakes in their place, answering the cases of a casebook."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from textwrap import dedent

from checker.course.compiling.helper_calls import with_helper_calls
from checker.course.compiling.on_the_way import completed, with_values_on_the_way
from checker.course.release.course import Lesson
from checker.course.release.pairs import pairs_of
from checker.course.release.places import Places
from checker.course.release.variants import rewrite_given
from checker.course.release.wrong import wrong_cell
from checker.documents.sources import SourceCell
from checker.errors import BrokenReference
from checker.exercises import Case, Exercise, Misconception, names_asked
from checker.exercises.casebook import (
    Casebook,
    CompiledExercise,
    Numbers,
    Solver,
    compile_casebook,
    compile_cases,
    with_mistakes,
)
from checker.exercises.drawn_numbers import draw_numbers
from checker.judging import Tried, unclear, with_pairs
from checker.records import Answer, Cell, Job
from checker.sandbox import Sandbox


def solver(lesson: Lesson, sandbox: Sandbox) -> Solver:
    """Return the solver of a lesson's casebooks: its worked cells, run in a sandbox."""

    def solve(
        exercise: Exercise, known: Misconception | None, cases: Sequence[Case], numbers: Numbers
    ) -> Sequence[Answer]:
        cells = solution_cells(lesson, exercise, known, numbers)
        job = Job(
            setup=lesson.setup,
            cells=cells,
            wanted=names_asked(cases),
            lab=dedent(exercise.lab),
            files=lesson.files(exercise),
        )
        scripts = [case.steps for case in cases]
        shared = sandbox.share(job, scripts)
        if shared and (known or shared.stands):
            return shared.answers
        return sandbox.run(job, scripts)

    return solve


def solution_cells(
    lesson: Lesson,
    exercise: Exercise | None = None,
    known: Misconception | None = None,
    numbers: Numbers | None = None,
) -> tuple[Cell, ...]:
    """Return the lesson's worked cells; one exercise's with a mistake in it, or other numbers."""

    def text(cell: SourceCell) -> str:
        if exercise and known and cell.exercise == exercise.name:
            return wrong_cell(exercise, cell, known)
        if exercise and numbers and cell.given == exercise.name:
            return rewrite_given(cell, numbers)
        return cell.source

    return tuple(
        Cell(cell.exercise or cell.given or "", "code", text(cell))
        for cell in lesson.cells
        if cell.exercise or cell.given
    )


def recorded_casebook(lesson: Lesson, seed: int | None, sandbox: Sandbox) -> Casebook:
    """Compile the casebook that students get, with the source's numbers or those of a seed."""
    solve = solver(lesson, sandbox)
    numbers = dict(lesson.given)
    if seed is not None:
        varying = (exercise for exercise in lesson.exercises if exercise.numbers)
        drawn = {each.name: draw_numbers(each, seed, solve, unclear) for each in varying}
        numbers |= drawn
    book = compile_lesson(lesson, seed, numbers, solve)
    cells = solution_cells(lesson)
    book = with_helper_calls(lesson, cells, book, sandbox)
    return with_values_on_the_way(lesson, cells, book, sandbox)


def varied_casebook(lesson: Lesson, shared: Casebook, variant: int, sandbox: Sandbox) -> Casebook:
    """Return a casebook with numbers of a student's own; in all else it is the shared one.

    Raises
    ------
    BrokenReference
        If no draw tells the mistakes apart.
    """
    solve = solver(lesson, sandbox)
    varying = [exercise for exercise in lesson.exercises if exercise.numbers]
    drawn = {each.name: draw_numbers(each, variant, solve, unclear) for each in varying}
    return replace(with_numbers(lesson, shared, drawn, sandbox), variant=variant)


def with_numbers(
    lesson: Lesson, book: Casebook, numbers: Mapping[str, Numbers], sandbox: Sandbox
) -> Casebook:
    """Return a casebook with other numbers; only the exercises that have some are compiled anew."""
    solve = solver(lesson, sandbox)
    varying = {exercise.name for exercise in lesson.exercises if exercise.numbers}
    changed = {name: given for name, given in numbers.items() if name in varying}

    def renewed(exercise: Exercise, compiled: CompiledExercise) -> CompiledExercise:
        if exercise.name not in changed:
            return compiled
        again = compile_paired(lesson, exercise, book.seed, changed, solve)
        return replace(again, formulas=compiled.formulas, helper_calls=compiled.helper_calls)

    pairs = zip(lesson.exercises, book.exercises, strict=True)
    return replace(
        book,
        numbers={**book.numbers, **changed},
        exercises=tuple(renewed(*pair) for pair in pairs),
    )


def fresh_casebook(lesson: Lesson, recorded: Casebook, seed: int, sandbox: Sandbox) -> Casebook:
    """Compile the cases that decide marks: from a secret seed, given numbers as handed out.

    Pairs of mistakes are not known to it: they take longer than one notebook is worth.
    """
    solve = solver(lesson, sandbox)
    book = compile_casebook(lesson.name, lesson.exercises, seed, recorded.numbers, solve)
    return replace(book, in_words=lesson.in_words)


def fresh_exercise(
    lesson: Lesson, exercise: Exercise, recorded: Casebook, seed: int, sandbox: Sandbox
) -> CompiledExercise:
    """Compile one exercise of such a casebook; what explains wrong answers is left apart."""
    solve = solver(lesson, sandbox)
    compiled = _with_cases(lesson, exercise, seed, recorded.numbers, solve)
    return replace(compiled, apart=explained_by(lesson, exercise, seed))


def explained_by(lesson: Lesson, exercise: Exercise, seed: int) -> str:
    """Name what the explanations of an exercise are made of, beside the cases that they answer."""
    files = {
        name: hashlib.sha256(data).hexdigest() for name, data in lesson.files(exercise).items()
    }
    cells = [[cell.id, cell.source] for cell in solution_cells(lesson)]
    mistakes = repr((exercise.misconceptions, exercise.model))
    parts = [lesson.name, exercise.name, seed, lesson.setup, cells, mistakes, files]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def explained_exercise(
    lesson: Lesson,
    exercise: Exercise,
    compiled: CompiledExercise,
    numbers: Mapping[str, Numbers],
    sandbox: Sandbox,
) -> CompiledExercise:
    """Return an exercise of such a casebook with mistakes, their pairs, and values on the way."""
    paired = _with_known(lesson, exercise, compiled, numbers, solver(lesson, sandbox))
    return completed(lesson, solution_cells(lesson), paired, sandbox)


def compile_lesson(
    lesson: Lesson, seed: int | None, numbers: Mapping[str, Numbers], solve: Solver
) -> Casebook:
    """Compile a lesson's casebook, with the pairs of mistakes that can be told."""
    compiled = (compile_paired(lesson, each, seed, numbers, solve) for each in lesson.exercises)
    return Casebook(
        lesson.name,
        seed,
        numbers,
        tuple(compiled),
        predictions=lesson.predictions,
        in_words=tuple(replace(each, rubric=()) for each in lesson.in_words),
    )


def compile_paired(
    lesson: Lesson,
    exercise: Exercise,
    seed: int | None,
    numbers: Mapping[str, Numbers],
    solve: Solver,
) -> CompiledExercise:
    """Compile one exercise, with the pairs of mistakes that can be told."""
    compiled = _with_cases(lesson, exercise, seed, numbers, solve)
    return _with_known(lesson, exercise, compiled, numbers, solve)


def _with_cases(
    lesson: Lesson,
    exercise: Exercise,
    seed: int | None,
    numbers: Mapping[str, Numbers],
    solve: Solver,
) -> CompiledExercise:
    try:
        return compile_cases(exercise, seed, numbers.get(exercise.name, {}), solve)
    except BrokenReference as error:
        place = Places(lesson.exercises_path).of_text(exercise, error.case)
        raise BrokenReference(f"{place}: {error}", error.case) from error


def _with_known(
    lesson: Lesson,
    exercise: Exercise,
    compiled: CompiledExercise,
    numbers: Mapping[str, Numbers],
    solve: Solver,
) -> CompiledExercise:
    known = with_mistakes(exercise, compiled, numbers.get(exercise.name, {}), solve)
    return with_pairs(known, tried_pairs(lesson, exercise, known, numbers, solve))


def tried_pairs(
    lesson: Lesson,
    exercise: Exercise,
    compiled: CompiledExercise,
    numbers: Mapping[str, Numbers],
    solve: Solver,
) -> list[Tried]:
    """Return what every pair of an exercise's mistakes that can be made together answers."""
    place = exercise.misconceptions.index
    given = numbers.get(exercise.name, {})
    return [
        (place(pair.first), place(pair.second), solve(exercise, pair.both, compiled.cases, given))
        for pair in pairs_of(exercise, lesson.worked(exercise.name))
    ]
