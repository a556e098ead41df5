"""Answers that need not be asked for again: another answers for functions that are never used.

Which names a program reaches is the word of the process that runs it, as in `as_before.py`: who
says less than is true gives up tries that could only have earned more.
"""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from checker.records import Answer
from checker.steps import Step

Cases = Sequence[Sequence[Step]]


class Shared(NamedTuple):
    """Answers of a process that had served another exercise.

    They stand, right or wrong, if one of its own would give the same; else they are to be asked
    for again unless they are right.
    """

    answers: list[Answer]
    stands: bool


class SamePrograms:
    """What one exercise was answered, by those functions in its reach that another answered for."""

    def __init__(self) -> None:
        self._cases: Cases = ()
        self._reached: frozenset[str] | None = None
        self._answers: dict[frozenset[str], list[Answer]] = {}

    def begin(self, cases: Cases) -> None:
        """Forget all answers: others come from a process of its own, or to other cases."""
        self._cases, self._reached, self._answers = cases, None, {}

    def keep(
        self,
        cases: Cases,
        oracles: Collection[str],
        answers: list[Answer],
        reached: frozenset[str] | None,
    ) -> None:
        """Keep answers, if the names that the program reaches by itself are known."""
        if cases is not self._cases:
            if oracles:
                return
            self.begin(cases)
        if not oracles:
            self._reached = reached
        if self._reached is not None:
            self._answers[self._reached.intersection(oracles)] = answers

    def answers(self, cases: Cases, oracles: Collection[str]) -> list[Answer] | None:
        """Return the answers of the same program, if it has been asked."""
        if cases is not self._cases or self._reached is None:
            return None
        return self._answers.get(self._reached.intersection(oracles))
