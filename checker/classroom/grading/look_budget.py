"""How long a class is looked at closer: no longer than lets it cost twice what right answers cost.

A second for each wrong answer would let a class of wrong answers cost many times one of right
ones. What right answers would cost is known from those that are right. Where wrong ones cost more
than twice that without a look, what all to come will take is kept for them. All of it is processor
time, so that a busy machine looks as much as a quiet one.
"""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from checker.grades import Outcome, Verdict

#: So many seconds a run costs at least before anything is graded, and may be looked beside.
GRANT_SECONDS = 1.3
#: A class may cost so many times what it would if all were right.
TIMES = 2.0
#: One look may take so large a part of what is left: the first one leaves something to the last.
PART = 0.2
#: What is less than this is too short to find anything.
LEAST_SECONDS = 0.05


#: Tells seconds that have passed, or were used.
Clock = Callable[[], float]


@dataclass
class Spent:
    """Seconds that grading took, and the count of exercises; looks are apart from all others.

    They are those of the processor. An exercise is taken to have the share in its submission's
    that it has by the clock. `around` is what goes with a submission rather than with an exercise.
    """

    around: float = 0.0
    other: float = 0.0
    looked: float = 0.0
    passed: float = 0.0
    count_passed: int = 0
    count: int = 0
    submissions: int = 0

    def add(
        self, seconds: float, by_clock: float, looked: float, verdicts: Sequence[Verdict]
    ) -> None:
        """Add a submission that took so long, of the processor and by the clock, looks among it."""
        share = seconds / by_clock if by_clock else 1.0
        passed = [each.seconds for each in verdicts if _is_plainly_right(each)]
        self.submissions += 1
        self.around += max(0.0, seconds - share * sum(each.seconds for each in verdicts))
        self.other += seconds - looked
        self.passed += share * sum(passed)
        self.count_passed += len(passed)
        self.count += sum(each.seconds > 0 for each in verdicts)  # what was run, no words

    @property
    def to_spare(self) -> float:
        """How much less all this took, without looks, than it may; nothing until one was right."""
        if not self.count_passed:
            return 0.0
        if_right = self.around + self.count * self.passed / self.count_passed
        return TIMES * if_right - self.other

    def to_spare_of(self, expected: float) -> float:
        """How much there will be to spare of so many submissions, if it is less than now."""
        done = max(1, self.submissions)
        return min(self.to_spare, self.to_spare * max(done, expected) / done)


def _is_plainly_right(verdict: Verdict) -> bool:
    """Whether an answer was right by itself: one beside a wrong helper is asked several times."""
    return verdict.outcome is Outcome.PASSED and not verdict.carried_forward


class LookBudget:
    """Says how long the next look may take, where one submission after another is graded.

    Parameters
    ----------
    each
        The most that one look may take, in seconds.
    workers
        How many processes share the grant.
    expected
        How many submissions these grade in all, as far as it is known.
    """

    def __init__(
        self,
        each: float,
        workers: int = 1,
        expected: int = 0,
        clock: Clock = time.perf_counter,
    ):
        self.each = each
        self._expected = expected / workers
        self._clock = clock
        self._lock = threading.Lock()
        self._grant = GRANT_SECONDS / workers
        self._spent = Spent()
        self._here = threading.local()

    @contextmanager
    def grading(self, processor: Clock | None = None) -> Iterator[list[Verdict]]:
        """Take what happens in here for grading; the verdicts are to be put into the list.

        The `processor` clock counts what is used for it, here and in all its sandboxes.
        """
        verdicts: list[Verdict] = []
        self._here.processor = used = processor or self._clock
        start, began, self._here.looked = used(), self._clock(), 0.0
        yield verdicts
        with self._lock:
            taken = used() - start, self._clock() - began
            self._spent.add(*taken, self._here.looked, verdicts)

    @contextmanager
    def looking(self) -> Iterator[float]:
        """Give the seconds that a look in here may take, 0 for none; count what it takes."""
        left = self._grant + self._spent.to_spare_of(self._expected) - self._spent.looked
        allowed = min(self.each, PART * left)
        used: Clock = getattr(self._here, "processor", self._clock)
        start = used()
        try:
            yield allowed if allowed >= min(LEAST_SECONDS, self.each) else 0.0
        finally:
            taken = used() - start
            with self._lock:
                self._spent.looked += taken
                self._here.looked = getattr(self._here, "looked", 0.0) + taken
