"""Knife edges: cases in which the last digits of a number decide what comes of an answer.

No two processors add up in the same order, so an answer that jumps when its inputs move by a
rounding error is another one in class, in grading and on the next machine.
"""

import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from checker.course.proving.subjects import Proof, Subject
from checker.exercises import Case
from checker.exercises.casebook import CompiledExercise
from checker.exercises.sameness import same
from checker.grades import Verdict
from checker.judging import judge
from checker.judging.evidence import alike, tolerances
from checker.judging.tolerances import Tolerance
from checker.records import Answer
from checker.sandbox import Sandbox
from checker.steps import Call, Laid, Set, Step

#: By so much of its size each number moves; by two roundings, if it carries fewer digits.
MOVE, JUMP, ROUNDINGS = 1e-9, 1e-5, 2
#: There and back: of two numbers that are equal, each is the larger one once.
DIRECTIONS = (1.0, -1.0)


def knife_edges(subject: Subject, books: Mapping[str, CompiledExercise], sandbox: Sandbox) -> Proof:
    """No outcome of the worked solution or of a known mistake changes when its inputs move.

    `books` holds the cases to be tried by where they are from; of a book without mistakes only
    the worked solution is.
    """
    faults = [
        f"knife edge: {fault} by {MOVE:g} of their size, on the cases of {where}"
        for where, book in books.items()
        for fault in _edges(subject, replace(book, pairs=()), sandbox)
    ]
    return Proof("edges", str(len(faults)), tuple(faults))


def _edges(subject: Subject, book: CompiledExercise, sandbox: Sandbox) -> Iterator[str]:
    """Name each program whose outcome changes, and the case; each once."""
    there_and_back = [_moved_book(subject, book, way, sandbox) for way in DIRECTIONS]
    names = ["the worked solution", *(f"misconception “{known.id}”" for known in book.mistakes)]
    programs = zip(names, *map(_programs, (book, *there_and_back)), strict=True)
    for name, before, *after in programs:
        changes = (
            _change(book, other, before, answers)
            for other, answers in zip(there_and_back, after, strict=True)
        )
        if change := next(filter(None, changes), ""):
            yield f"{name} {change}"


def _programs(book: CompiledExercise) -> list[Sequence[Answer]]:
    return [book.expected, *(known.answers for known in book.mistakes)]


def _moved_book(
    subject: Subject, book: CompiledExercise, way: float, sandbox: Sandbox
) -> CompiledExercise:
    """Return the book as it would be if all inputs had moved: what everybody answers then."""
    numbers = {name: moved_value(value, (name,), way) for name, value in subject.numbers.items()}
    elsewhere = replace(subject, numbers=numbers)
    cases = [moved_case(case, way) for case in book.cases]
    known = subject.exercise.misconceptions if book.mistakes else ()
    mistakes = (
        replace(mistake, answers=tuple(elsewhere.answers(cases, sandbox, known=each)))
        for mistake, each in zip(book.mistakes, known, strict=True)
    )
    expected = tuple(elsewhere.answers(cases, sandbox))
    return replace(book, expected=expected, mistakes=tuple(mistakes))


def _change(
    book: CompiledExercise,
    other: CompiledExercise,
    before: Sequence[Answer],
    after: Sequence[Answer],
) -> str:
    """Say what is no longer as it was, an answer or a verdict, and in which case."""
    rows = zip(book.cases, before, after, tolerances(book), strict=True)
    jumped = [case for case, one, two, held in rows if not alike(one, two, _loose(held))]
    if jumped:
        return f"answers otherwise in the case “{jumped[0].name}” when its inputs move"
    first, second = judge(book, before), judge(other, after)
    for one, two in zip(first.checks, second.checks, strict=True):
        if one.points != two.points:
            earned = f"earns {two.points:g} for {one.points:g} points of “{one.name}”"
            return f"{earned} (case “{one.case or two.case}”) when its inputs move"
    if _called(first) != _called(second):
        return f"is named {_called(second)}, and else {_called(first)}, when its inputs move"
    return ""


def _loose(held: Tolerance) -> Tolerance:
    """A jump is ten thousand times as large as the move, and more than the judge lets pass."""
    return max(held[0], JUMP), max(held[1], JUMP)


def _called(verdict: Verdict) -> str:
    return verdict.misconception or "nothing"


def moved_case(case: Case, way: float) -> Case:
    """Return a case whose arguments have moved; equal arguments of two cases move alike.

    So do those of a call that is made again: who asks twice for the same is asked twice for the
    same.
    """
    places = range(len(case.steps))
    return replace(case, steps=tuple(_moved_step(case.steps, place, way) for place in places))


def _moved_step(steps: Sequence[Step], place: int, way: float) -> Step:
    step = steps[place]
    match step:
        case Call(args=args):
            firsts = [_first_asked(steps, step, position) for position in range(len(args))]
            paths = [(first, position) for position, first in enumerate(firsts)]
            moved = (moved_value(arg, path, way) for arg, path in zip(args, paths, strict=True))
            return replace(step, args=tuple(moved))
        case Set(value=value):
            return replace(step, value=moved_value(value, (place,), way))
    return step


def _first_asked(steps: Sequence[Step], call: Call, position: int) -> int:
    """Return the place of the first call of the same function with the same argument there."""
    return next(
        place
        for place, step in enumerate(steps)
        if isinstance(step, Call)
        and step.target == call.target
        and same(step.args[position : position + 1], call.args[position : position + 1])
    )


def moved_value(value: Any, path: tuple[Any, ...], way: float) -> Any:
    """Return a value whose every fractional number has moved, each by a share of its own.

    The shares depend on the place in the script only: a function's difference quotient is taken
    about a point that has moved as a whole. Whole numbers, text and names stay.
    """
    match value:
        case list() | tuple():
            items = enumerate(value)
            return type(value)(moved_value(item, (*path, place), way) for place, item in items)
        case Laid():
            return replace(value, array=moved_value(value.array, path, way))
        case np.ndarray() if value.dtype.kind in "fc":
            share = max(MOVE, ROUNDINGS * float(np.finfo(value.dtype).eps))
            shares = 1 + way * share * _shares(path, value.shape)
            return np.asarray(value * shares, value.dtype)
        case float():
            return float(value * (1 + way * MOVE * float(_shares(path, ()))))
    return value


def _shares(path: tuple[Any, ...], shape: tuple[int, ...]) -> np.ndarray:
    """Draw a number between 1/2 and 1 for each entry, up or down."""
    rng = np.random.default_rng(zlib.crc32(repr(path).encode()))
    shares: np.ndarray = rng.uniform(0.5, 1, shape) * rng.choice([-1, 1], shape)
    return shares
