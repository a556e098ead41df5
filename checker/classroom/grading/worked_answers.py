"""What the worked solutions have answered, kept for all submissions of a run.

Most students hand the same things over to the same functions, and the worked solutions answer the
same every time. What is kept was answered by them, to the very same question down to the last
bit; it is given to nobody who has not asked it.
"""

import threading
from collections.abc import Callable, Sequence
from typing import Any

from checker.course.compiling.told_calls import exact_key
from checker.records import Answer, Ending
from checker.trees import Arrays, flatten

#: So many answers are kept, and so many bytes of arrays; the oldest go first.
MOST, MOST_BYTES = 20_000, 64 << 20


class WorkedAnswers:
    """Answers of worked solutions by their questions."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, ...], tuple[Answer, int]] = {}
        self._bytes = 0
        self._lock = threading.Lock()

    def to(
        self, context: Sequence[str], asked: tuple[Any, ...], ask: Callable[[], Answer]
    ) -> Answer:
        """Return the answer to what is asked in a context, or ask for it.

        An answer that did not come is asked for again the next time.
        """
        name, *rest = context
        key = (*rest, exact_key(name, asked))
        if key in self._kept:
            return self._kept[key][0]
        answer = ask()
        if answer.ending is Ending.RETURNED:
            self._keep(key, answer)
        return answer

    def _keep(self, key: tuple[str, ...], answer: Answer) -> None:
        arrays: Arrays = []
        flatten(answer.value, arrays)
        size = len(key[-1]) + sum(array.nbytes for array in arrays)
        with self._lock:
            if key in self._kept:
                return
            self._kept[key] = answer, size
            self._bytes += size
            while len(self._kept) > MOST or self._bytes > MOST_BYTES:
                self._bytes -= self._kept.pop(next(iter(self._kept)))[1]
