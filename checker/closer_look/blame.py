"""Which lines of a student's what is wrong depends on, and what is right does not.

A line's value is disturbed. If then only such parts of the answer change as are wrong, the line is
to blame, or one on which only these depend; if a right part changes, or a right answer to another
question, the line is spared.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from checker.exercises import Case
from checker.judging.evidence import alike
from checker.judging.values import as_numbers
from checker.records import Answer, Ending, Value
from checker.sandbox.trials import Batch, Line, Trials
from checker.steps import Set as Setting


@dataclass(frozen=True)
class Blame:
    """Lines on which only what is wrong depends, and lines on which something right does.

    Of `unsure` ones nothing is known: the program was too slow, or was not asked any more. What is
    wrong may also come of `idle` ones, whose value changes nothing: zeros that stay zeros, say.
    Where a simpler case of the same kind `is_right`, what is wrong may be spared for that.
    """

    blamed: tuple[Line, ...] = ()
    spared: tuple[Line, ...] = ()
    unsure: tuple[Line, ...] = ()
    idle: tuple[Line, ...] = ()
    is_right: bool = False

    def with_idle(self, sources: Mapping[Line, Sequence[Line]], noted: Set[Line]) -> "Blame":
        """Leave of the idle lines those that were `noted` and on which a blamed one rests."""
        under: set[Line] = set()
        waiting = list(self.blamed)
        while waiting:
            for line in sources.get(waiting.pop(), ()):
                if line not in under:
                    under.add(line)
                    waiting.append(line)
        return replace(self, idle=tuple(line for line in self.idle if line in under & noted))


@dataclass(frozen=True)
class Symptom:
    """A wrong answer, the right one, and answers to other cases `beside` it that are right."""

    case: Case
    given: Answer
    expected: Answer
    beside: Sequence[tuple[Case, Answer]] = ()

    @property
    def has_right_part(self) -> bool:
        """Whether something came, and a part of it is right, or something beside it."""
        came = self.given.ending is Ending.RETURNED
        return came and (bool(self.beside) or not all(self.wrong))

    @property
    def has_right_like(self) -> bool:
        """Whether another case is right in which the same is done, and the same looked at."""
        return any(_what(case) == _what(self.case) for case, _ in self.beside)

    @cached_property
    def parts(self) -> list[Value]:
        """What was given, part by part."""
        return list(_parts(self.given.value))

    @cached_property
    def wrong(self) -> list[bool]:
        """Say of each part whether it is wrong; all are if there are not as many as asked."""
        right = list(_parts(self.expected.value))
        if len(self.parts) != len(right):
            return [True] * len(self.parts)
        return [not _same(*pair) for pair in zip(self.parts, right, strict=True)]


def blame(trials: Trials, batch: Batch, symptom: Symptom) -> Blame:
    """Tell lines apart by the answers of programs in which one line is disturbed each."""
    found = {place: answers for answers, places in batch.answers for place in places}
    known: dict[str, dict[Line, None]] = {what: {} for what in ("right", "wrong", "none", "?")}
    for place, edit in enumerate(trials.described(range(batch.count))):
        what = _changed(symptom, found[place]) if place in found else "?"
        known[what][edit.cell, edit.lines[0]] = None
    spared, wrong = known["right"], known["wrong"]
    blamed = tuple(line for line in wrong if line not in spared)
    unsure = tuple(line for line in known["?"] if line not in {**spared, **wrong})
    idle = tuple(line for line in known["none"] if line not in {**spared, **wrong})
    return Blame(blamed, tuple(spared), unsure, idle, symptom.has_right_like)


def with_idle(trials: Trials, found: Blame, case: Case) -> Blame:
    """Leave what is idle and gave values after the last `Set`, which puts others there."""
    if not found.idle:
        return found
    (values,) = trials.values([case.steps])
    is_set = any(isinstance(step, Setting) for step in case.steps)
    noted = {line for line, _ in values.noted} if is_set else set(values.sources)
    return found.with_idle(values.sources, noted)


def _what(case: Case) -> list[str]:
    """Name what is called and read in a case."""
    return [step.target for step in case.steps]


def _changed(symptom: Symptom, answers: Sequence[Answer]) -> str:
    """Say whether something "right" has changed, or only what is "wrong", or nothing."""
    pairs = zip(answers[1:], symptom.beside, strict=False)
    if not all(alike(answer, right) for answer, (_, right) in pairs):
        return "right"
    theirs = list(_parts(answers[0].value))
    if len(theirs) != len(symptom.parts):
        return "wrong" if all(symptom.wrong) else "right"
    moved = [not _same(*pair) for pair in zip(theirs, symptom.parts, strict=True)]
    told = zip(moved, symptom.wrong, strict=True)
    if any(change and not bad for change, bad in told):
        return "right"
    return "wrong" if any(moved) else "none"


def _parts(value: Value) -> Iterator[Value]:
    """List the arrays and numbers in an answer."""
    match value:
        case tuple() | list() if not all(isinstance(item, int | float) for item in value):
            for item in value:
                yield from _parts(item)
        case _:
            yield value


def _same(one: Value, other: Value) -> bool:
    mine, theirs = as_numbers(one), as_numbers(other)
    if mine is None or theirs is None:
        return alike(Answer(Ending.RETURNED, one), Answer(Ending.RETURNED, other))
    if mine.size != theirs.size:
        return False
    return bool(np.allclose(mine.ravel(), theirs.ravel(), rtol=1e-6, atol=1e-9, equal_nan=True))
