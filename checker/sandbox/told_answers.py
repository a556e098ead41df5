"""Answers of the reference that one submission was given, told its later processes with the job."""

from collections.abc import Collection

from checker.fingerprints import digest_of
from checker.records import Job, Value
from checker.sandbox.inside.told import is_repeatable
from checker.trees import Arrays, Tree, flatten

#: So many are kept of one exercise, and none with more in it; together they fit into a request.
MOST, MOST_BYTES, MOST_TEXT = 500, 1 << 14, 1 << 8


class ToldAnswers:
    """What one submission has asked of the reference for the exercise at hand."""

    def __init__(self) -> None:
        self._told: dict[str, tuple[str, Value]] = {}
        self._exercise: tuple[object, ...] = ()

    def forget(self) -> None:
        """Forget everything."""
        self._told, self._exercise = {}, ()

    def begin(self, job: Job) -> None:
        """Forget what was told for another exercise."""
        exercise = job.wanted, job.defines, job.lab
        if exercise != self._exercise:
            self._told, self._exercise = {}, exercise

    def keep(self, name: str, arguments: tuple[Value, ...], value: Value) -> None:
        """Keep an answer that stays the same, if it is small."""
        if len(self._told) >= MOST or not is_repeatable(arguments, value):
            return
        arrays: Arrays = []
        tree = flatten(value, arrays)
        if sum(array.nbytes for array in arrays) <= MOST_BYTES and len(repr(tree)) <= MOST_TEXT:
            asked: Arrays = []
            trees = [flatten(each, asked) for each in arguments]
            self._told[digest_of((name, trees), asked)] = name, value

    def trees(self, names: Collection[str], arrays: Arrays) -> dict[str, Tree]:
        """Return the answers of these functions as trees; their arrays are appended."""
        return {
            key: flatten(value, arrays)
            for key, (name, value) in self._told.items()
            if name in names
        }
