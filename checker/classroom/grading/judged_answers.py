"""What was judged of answers, kept for all submissions of a run: many make the same mistakes.

A verdict depends on an exercise and on the answers to its cases, and on nothing else. So answers
that are the same to the last bit, whoever gave them, need not be judged again.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from checker.fingerprints import digest_of
from checker.grades import Verdict
from checker.records import Answer
from checker.trees import Arrays, flatten

#: So many verdicts are kept, the oldest go first; none on answers with so many bytes of arrays.
MOST, MOST_BYTES = 2000, 1 << 18


class JudgedAnswers:
    """Verdicts by what they are on."""

    def __init__(self) -> None:
        self._kept: dict[str, Verdict] = {}

    def on(
        self, context: Sequence[str], answers: Sequence[Answer], judge: Callable[[], Verdict]
    ) -> Verdict:
        """Return the verdict on answers in a context, or have them judged."""
        key = _key(context, answers)
        if key is None:
            return judge()
        if key not in self._kept:
            self._kept[key] = judge()
            if len(self._kept) > MOST:
                self._kept.pop(next(iter(self._kept)), None)
        return self._kept.get(key) or judge()  # another thread may have crowded it out


def _key(context: Sequence[str], answers: Sequence[Answer]) -> str | None:
    """Return what only the same answers have; None if they are too large to be kept."""
    arrays: Arrays = []
    trees = [replace(each, value=flatten(each.value, arrays)) for each in answers]
    if sum(array.nbytes for array in arrays) > MOST_BYTES:
        return None
    return digest_of((tuple(context), trees), arrays)
