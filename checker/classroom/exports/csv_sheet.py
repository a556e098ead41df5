"""A table as a learning platform wrote it: cells can be changed, and all else stays as it was.

Platforms compare what comes back with what they gave out, and each quotes, pads and ends lines in
its own way. So every cell is kept as it stood in the file, quotes and all, and only cells that get
another value are written anew.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from checker.errors import UsageError

BOM = b"\xef\xbb\xbf"
DELIMITERS = (",", ";", "\t")
#: More than any platform's sheet: a class of 100,000 with all its columns.
SHEET_BYTES = 256 << 20
DECIMAL_COMMA = re.compile(r"-?\d+,\d+")
DECIMAL_POINT = re.compile(r"-?\d+\.\d+")


@dataclass(frozen=True)
class Sheet:
    """The rows of a delimited file, each cell as it stands there, each row with its line's end."""

    rows: tuple[tuple[str, ...], ...]
    ends: tuple[str, ...]
    delimiter: str
    bom: bool

    def text(self, row: int, column: int) -> str:
        """Return what a cell says, without its quotes; a cell that is not there says nothing."""
        cells = self.rows[row]
        return unquoted(cells[column]) if column < len(cells) else ""

    def texts(self, row: int) -> list[str]:
        """Return what the cells of a row say."""
        return [unquoted(cell) for cell in self.rows[row]]

    def with_texts(self, changes: dict[tuple[int, int], str]) -> "Sheet":
        """Return a sheet in which cells, by row and column, say something else."""
        rows = [list(cells) for cells in self.rows]
        for (row, column), text in changes.items():
            cells = rows[row]
            cells += [""] * (column + 1 - len(cells))
            if unquoted(cells[column]) != text:
                cells[column] = quoted(text, self.delimiter, always=cells[column].startswith('"'))
        return replace(self, rows=tuple(map(tuple, rows)))

    def encode(self) -> bytes:
        """Return the file's bytes."""
        lines = (self.delimiter.join(cells) for cells in self.rows)
        text = "".join(line + end for line, end in zip(lines, self.ends, strict=True))
        return (BOM if self.bom else b"") + text.encode()

    @cached_property
    def decimal(self) -> str:
        """The sign that the sheet's own numbers have before their decimals."""
        texts = [text for row in range(len(self.rows)) for text in self.texts(row)]
        commas = sum(DECIMAL_COMMA.fullmatch(text.strip()) is not None for text in texts)
        points = sum(DECIMAL_POINT.fullmatch(text.strip()) is not None for text in texts)
        return "," if commas > points else "."


def read_sheet(path: Path) -> Sheet:
    """Read a sheet that a platform has given out.

    Raises
    ------
    UsageError
        If it cannot be read or is no table.
    """
    try:
        with path.open("rb") as file:
            data = file.read(SHEET_BYTES + 1)
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from error
    if len(data) > SHEET_BYTES:
        raise UsageError(f"{path} is larger than any gradebook")
    try:
        return parse_sheet(data)
    except UsageError as error:
        raise UsageError(f"{path} is no sheet that can be filled: {error}") from error


def parse_sheet(data: bytes) -> Sheet:
    """Return the sheet that a file holds; its `encode` gives the same bytes again.

    Raises
    ------
    UsageError
        If the bytes are not UTF-8, hold nothing, or a quote is never closed.
    """
    try:
        text = data.removeprefix(BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        raise UsageError(
            "it is not UTF-8; save it in Excel as “CSV UTF-8”, or download it again"
        ) from error
    if not text.strip() or "\0" in text:
        raise UsageError("it is empty" if not text.strip() else "it holds null bytes")
    delimiter = _delimiter(text)
    rows, ends = _split(text, delimiter)
    return Sheet(tuple(rows), tuple(ends), delimiter, data.startswith(BOM))


def _delimiter(text: str) -> str:
    """Return the sign that stands most often between the cells of the first line."""
    first = re.sub(r'"(?:[^"]|"")*"', "", text.lstrip("\r\n")).splitlines()[:1]
    return max(DELIMITERS, key=lambda sign: "".join(first).count(sign))


def _split(text: str, delimiter: str) -> tuple[list[tuple[str, ...]], list[str]]:
    cell = re.compile(rf'((?:"(?:[^"]|"")*+")?+[^{delimiter}\r\n]*+)({delimiter}|\r\n|\n|\r|\Z)')
    rows: list[tuple[str, ...]] = []
    ends: list[str] = []
    cells: list[str] = []
    place = 0
    while place < len(text) or cells:
        found = cell.match(text, place)
        if found is None or (found[1].startswith('"') and found[1].count('"') % 2):
            raise UsageError(f"a quote in row {len(rows) + 1} is never closed")
        cells.append(found[1])
        place = found.end()
        if found[2] != delimiter:
            rows.append(tuple(cells))
            ends.append(found[2])
            cells = []
    return rows, ends


def unquoted(cell: str) -> str:
    """Return what a cell says.

    >>> print(unquoted('"Lovelace, ""Ada"" B."'))
    Lovelace, "Ada" B.
    """
    if len(cell) >= 2 and cell.startswith('"') and cell.endswith('"'):
        return cell[1:-1].replace('""', '"')
    return cell


def quoted(text: str, delimiter: str = ",", *, always: bool = False) -> str:
    """Return text as a cell, in quotes if it needs them."""
    needs = any(sign in text for sign in (delimiter, '"', "\r", "\n")) or text != text.strip()
    return '"' + text.replace('"', '""') + '"' if always or needs else text


def table(rows: Sequence[Sequence[str]]) -> bytes:
    """Return a new table as bytes: commas, UTF-8, and the line ends that RFC 4180 asks for."""
    lines = (",".join(quoted(text) for text in row) for row in rows)
    return "".join(line + "\r\n" for line in lines).encode("utf-8", "backslashreplace")
