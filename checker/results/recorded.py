"""The results that a file holds, looked up one by one: a large class does not fit into memory."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from checker.results.schema import Key, Result, key_of, parsed_line, placed_results


class Recorded(Mapping[Key, Result]):
    """The results that stood in a file; of a large class only their places are in memory.

    Raises
    ------
    UsageError
        If the file cannot be read or holds anything but results.
    """

    def __init__(self, path: Path):
        self._path = path
        there = path.exists()
        self._places = (
            {key_of(result): place for place, result in placed_results(path)} if there else {}
        )

    def __getitem__(self, key: Key) -> Result:
        place = self._places[key]
        with self._path.open("rb") as file:
            file.seek(place)
            return parsed_line(self._path, 1, file.readline())

    def __iter__(self) -> Iterator[Key]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)
