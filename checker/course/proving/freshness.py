"""What a student could copy: fresh answers that stand in the notebook or its casebook."""

import math
import re
from collections.abc import Iterable, Iterator
from fractions import Fraction

import numpy as np

from checker.course.proving.subjects import Proof, Subject
from checker.exercises import Case, Share
from checker.exercises.casebook import Casebook, CompiledExercise
from checker.exercises.sameness import same
from checker.judging import judge
from checker.records import Answer, Ending, Value

#: Smaller numbers are what rounding leaves of a 0; fractions of smaller denominators are simple,
#: and so is a grey level, one of 255 parts.
RESIDUE, SIMPLE = 1e-12, 255
#: The share of points that may rest on questions which are the same for all seeds.
COPIED = 0.5
_NUMBER = re.compile(r"\d+\.\d+(?:e-?\d+)?")


def unseen(
    subject: Subject, fresh: Iterable[CompiledExercise], recorded: Casebook, notebook: bytes
) -> Proof:
    """No answer to a question that is new stands where students can read it.

    Left out are typed answers, which are asked about the numbers that were handed out, and
    labels of real digits, which are known to all the world.
    """
    books = list(fresh)
    typed = subject.exercise.fields or any(isinstance(c, Share) for c in subject.recorded.checks)
    if typed or not books:
        return Proof("copied", "")
    public = _public_numbers(recorded, notebook)
    faults = [
        f"the answer {number!r} to the fresh case “{case.name}” stands in the notebook or casebook"
        for book in books
        for case, answer in _new(subject.recorded, book)
        for number in public.intersection(_floats(answer.value))
        if is_telling(number)
    ]
    share = max(copied_share(subject.recorded, book) for book in books)
    if share > COPIED:
        faults.append(f"answers copied from the casebook earn {share:.0%} of the points")
    return Proof("copied", f"{share:.0%}", tuple(dict.fromkeys(faults)))


def copied_share(recorded: CompiledExercise, fresh: CompiledExercise) -> float:
    """Return the share of points that recorded answers earn where fresh cases ask the same."""
    missing = Answer(Ending.MISSING)
    known = _asked_before(recorded, fresh)
    answers = [known.get(case, missing) for case in fresh.cases]
    verdict = judge(fresh, answers)
    return verdict.points / verdict.max_points if verdict.max_points else 0.0


def _new(recorded: CompiledExercise, fresh: CompiledExercise) -> Iterator[tuple[Case, Answer]]:
    known = _asked_before(recorded, fresh)
    pairs = zip(fresh.cases, fresh.expected, strict=True)
    return ((case, answer) for case, answer in pairs if case not in known)


def _asked_before(recorded: CompiledExercise, fresh: CompiledExercise) -> dict[Case, Answer]:
    """Find the recorded answer to each fresh case that asks what a recorded one asks."""
    found = {}
    for case in fresh.cases:
        for asked, answer in zip(recorded.cases, recorded.expected, strict=True):
            if asked.name == case.name and same(asked.steps, case.steps):
                found[case] = answer
    return found


def is_telling(number: float) -> bool:
    """Whether nobody would guess a number, or meet it by chance.

    It has more than four digits, and is no simple fraction and no residue of rounding.

    >>> [is_telling(number) for number in (0.731058578, 0.25, 2 / 3, 1.0 - 1e-12, 3e-17)]
    [True, False, False, False, False]
    """
    if not math.isfinite(number) or abs(number) < RESIDUE:
        return False
    short = float(f"{number:.4g}")
    fraction = float(Fraction(number).limit_denominator(SIMPLE))
    return abs(number - short) > 1e-6 * abs(number) and abs(number - fraction) > 1e-9


def _floats(value: Value) -> Iterator[float]:
    """List the floating-point numbers of an answer, however deep they lie."""
    if isinstance(value, list | tuple):
        for item in value:
            yield from _floats(item)
    elif isinstance(value, np.ndarray | float):
        numbers = np.ravel(value)
        yield from numbers.tolist() if numbers.dtype.kind == "f" else ()


def _public_numbers(recorded: Casebook, notebook: bytes) -> set[float]:
    answers = (answer for exercise in recorded.exercises for answer in exercise.expected)
    found = {number for answer in answers for number in _floats(answer.value)}
    return found | set(map(float, _NUMBER.findall(notebook.decode("utf-8", "replace"))))
