"""The instructor's source in percent format, as cells that know the lines they stand on."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from checker.documents.percent_format import cells_in
from checker.errors import SourceError

TAGS = ("setup", "tools", "folded", "instructor")
_MARKER = re.compile(r"\s*#\s*%%%*(\s.*)?")
#: What jupytext adds to a cell's metadata of its own accord.
_OF_JUPYTEXT = {"line", "title", "lines_to_next_cell", "lines_to_end_of_cell_marker"}
_FIELDS = {"exercise": str, "given": str, "words": str, "alt": str, "tags": list}
_BARE_TAG = re.compile(r"\btags=[^\[]")


@dataclass(frozen=True)
class SourceCell:
    """One cell of a source file. `line` is that of the first line of its text, from 1.

    `exercise` and `given` name the exercise that the cell is the worked solution or the given
    numbers of, `words` the one that is answered in words in its place; all are empty for other
    cells. `alt` describes the cell's figure. Tags say that a cell is the `setup`, holds `tools`, is
    `folded` away where notebooks can, or does not ship, as `instructor`.
    """

    path: Path
    line: int
    kind: str
    source: str
    exercise: str = ""
    given: str = ""
    words: str = ""
    alt: str = ""
    tags: tuple[str, ...] = ()

    def at(self, row: int = 0) -> str:
        """Return the place of one line of the cell's text, counted from 0, as `file:line`."""
        return f"{self.path}:{self.line + row}"


def read_source(path: Path) -> tuple[SourceCell, ...]:
    """Read the cells of a source file.

    Raises
    ------
    SourceError
        If the file cannot be read, or has a cell whose marker or metadata means nothing here.
    """
    lines = source_text(path).splitlines()
    markers = [number for number, line in enumerate(lines, 1) if _MARKER.fullmatch(line)]
    numbered = list(lines)
    for number in markers:  # so that jupytext tells of each cell where it came from
        if _BARE_TAG.search(lines[number - 1]):
            raise SourceError(f'{path}:{number}: tags are a list, such as tags=["setup"]')
        numbered[number - 1] += f" line={number}"
    cells = cells_in("\n".join(numbered))
    _require_every_marker(path, markers, [cell.metadata for cell in cells])
    return tuple(_source_cell(path, lines, cell.kind, cell.source, cell.metadata) for cell in cells)


def source_text(path: Path) -> str:
    """Return the text of a file that an instructor wrote.

    Raises
    ------
    SourceError
        If it cannot be read, or is not in UTF-8.
    """
    try:
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except OSError as error:
        raise SourceError(f"{path}:1: the file cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise SourceError(f"{path}:{line}: the file's text is not in UTF-8") from error


def _require_every_marker(path: Path, markers: list[int], cells: list[dict[str, Any]]) -> None:
    read = {cell.get("line") for cell in cells if "incorrectly_encoded_metadata" not in cell}
    for number in markers:
        if number not in read:
            raise SourceError(
                f"{path}:{number}: this cell marker cannot be read; values need quotes, and a "
                "marker cannot stand inside a string"
            )
    if None in read:
        raise SourceError(f"{path}:1: there is text before the first cell")


def _source_cell(
    path: Path, lines: list[str], kind: str, source: str, metadata: dict[str, Any]
) -> SourceCell:
    marker: int = metadata["line"]
    place = f"{path}:{marker}"
    fields = {key: value for key, value in metadata.items() if key not in _OF_JUPYTEXT}
    for key, value in fields.items():
        if key not in _FIELDS:
            known = ", ".join(_FIELDS)
            raise SourceError(f"{place}: a cell has no “{key}”; it may have {known}")
        if not isinstance(value, _FIELDS[key]):
            raise SourceError(f"{place}: “{key}” needs a value of type {_FIELDS[key].__name__}")
    tags = tuple(fields.pop("tags", ()))
    for tag in tags:
        if tag not in TAGS:
            raise SourceError(f"{place}: there is no tag “{tag}”; there are {', '.join(TAGS)}")
    return SourceCell(path, _first_line(lines, marker, source), kind, source, tags=tags, **fields)


def _first_line(lines: list[str], marker: int, source: str) -> int:
    """Find the line of the source's first line: jupytext drops blank lines before it."""
    line = marker + 1
    while source[:1] not in ("", "\n") and line < len(lines) and not lines[line - 1].strip():
        line += 1
    return line
