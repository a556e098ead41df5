"""How much an exercise's answers may hold together where they are judged.

Each answer is held to the size of a frame, and an exercise asks for dozens. What is far larger than
the right answer is refused when it is judged; until then all of them lie in the grader's memory.
"""

from dataclasses import replace

import numpy as np

from checker.records import Answer, Ending, Fault, Value

#: The answers of a right program hold a hundredth of this.
MOST_BYTES = 32 << 20


class Carried:
    """The answers of one exercise, as they come one by one."""

    def __init__(self) -> None:
        self._bytes = 0

    def taken(self, answer: Answer) -> Answer:
        """Return an answer as it came, or as one that is too large if there is no room for it."""
        size = carried_bytes(answer.value)
        if self._bytes + size > MOST_BYTES:
            fault = Fault("", f"more than {MOST_BYTES >> 20} MB of numbers, all in all,")
            return replace(answer, ending=Ending.UNSUPPORTED, value=None, fault=fault)
        self._bytes += size
        return answer


def carried_bytes(value: Value) -> int:
    """Count the bytes of the arrays in a value; one that is in it twice lies in memory once.

    >>> carried_bytes((np.zeros(3), [np.zeros((2, 2))], "word"))
    56
    """
    return sum(array.nbytes for array in _arrays_in(value).values())


def _arrays_in(value: Value) -> dict[int, np.ndarray]:
    match value:
        case np.ndarray():
            return {id(value): value}
        case list() | tuple():
            return {at: array for item in value for at, array in _arrays_in(item).items()}
    return {}
