"""Single cells of a student's notebook, made whole where they are damaged."""

import re
from collections import Counter
from typing import Any

from checker.records import Cell

KINDS = ("code", "markdown", "raw")
_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")
_GRADER_TEXTS = ("grade_id", "checksum", "cell_type")
_GRADER_FLAGS = ("grade", "solution", "locked", "task")
MOST_POINTS = 1e6

_NO_CELL = "left out {} that could not be read"
_NO_KIND = "kept {} of unknown kind as text that is not run"
_NO_TEXT = "left out what is no text in {}"
_NO_LINE_ENDS = "put line ends between the lines of {}, which had none"
_CHARACTERS = "replaced characters that cannot be written in {}"
_NEW_ID = "gave a new id to {} whose own was missing, malformed or taken"


class CellReader:
    """Reads the cells of one notebook in order; counts what it repairs and the ids it gave."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._taken: set[str] = set()
        self._number = 0

    def read(self, item: Any) -> Cell | None:
        """Make a cell of a piece of JSON, or nothing if it is none."""
        self._number += 1
        if not isinstance(item, dict):
            self._counts[_NO_CELL] += 1
            return None
        kind = item.get("cell_type")
        if not isinstance(kind, str) or kind not in KINDS:
            self._counts[_NO_KIND] += 1
            kind = "raw"
        return Cell(
            self._id(_id_of(item)),
            kind,
            self._source(item.get("source")),
            _metadata(item.get("metadata")),
        )

    def repairs(self) -> tuple[str, ...]:
        """Say what was repaired so far, one clause for each kind of damage."""
        return tuple(
            phrase.format("1 cell" if count == 1 else f"{count} cells")
            for phrase, count in self._counts.items()
        )

    def _id(self, given: Any) -> str:
        if isinstance(given, str) and _ID.fullmatch(given) and given not in self._taken:
            unique = given
        else:
            self._counts[_NEW_ID] += 1
            unique = f"cell-{self._number}"
            while unique in self._taken:
                unique += "-"
        self._taken.add(unique)
        return unique

    def _source(self, given: Any) -> str:
        pieces = given if isinstance(given, list) else [given]
        texts = [piece for piece in pieces if isinstance(piece, str)]
        if len(texts) < len(pieces):
            self._counts[_NO_TEXT] += 1
        if len(texts) > 1 and not any("\n" in text for text in texts):
            self._counts[_NO_LINE_ENDS] += 1
            texts = [f"{text}\n" for text in texts]
        source = "".join(texts)
        clean = _clean(source)
        if clean != source:
            self._counts[_CHARACTERS] += 1
        return clean


def _id_of(item: dict[str, Any]) -> Any:
    """Return a cell's id, which Colab keeps in its metadata."""
    metadata = item.get("metadata")
    kept = metadata.get("id") if isinstance(metadata, dict) else None
    return item.get("id", kept)


def _metadata(given: Any) -> dict[str, Any]:
    """Keep of a cell's metadata what nbgrader wrote, each field only if it is of its type."""
    grader = given.get("nbgrader") if isinstance(given, dict) else None
    if not isinstance(grader, dict):
        return {}
    texts = {key: _clean(grader[key]) for key in _GRADER_TEXTS if isinstance(grader.get(key), str)}
    flags = {key: grader[key] for key in _GRADER_FLAGS if isinstance(grader.get(key), bool)}
    return {"nbgrader": texts | flags | _points(grader.get("points"))}


def _points(given: Any) -> dict[str, float]:
    if type(given) not in (int, float) or not 0 <= given <= MOST_POINTS:
        return {}
    return {"points": float(given)}


def _clean(text: str) -> str:
    """Replace lone surrogates: no report that quotes them could be written."""
    return text.encode("utf-8", "replace").decode("utf-8")
