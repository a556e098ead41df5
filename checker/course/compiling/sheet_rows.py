"""A sheet of cells as text: read as spreadsheets and platforms write it, each cell cleaned."""

import codecs
import csv
import re
from io import StringIO
from pathlib import Path

from checker.errors import UsageError

#: A title may stand above the headings.
HEADING_ROWS = 5
_NAMED_DELIMITER = re.compile(r"\ufeff?\"?sep=(.)\"?\r?\n", re.IGNORECASE)
#: How Excel keeps a number's zeros: as a formula that gives text.
_TEXT_FORMULA = re.compile(r'="(.*)"')
#: Letters that are copied along from pages, and nobody sees.
_UNSEEN = dict.fromkeys(map(ord, "\0\u200b\u200e\u200f\u2060\ufeff"))
#: How files begin that only look like a sheet of text, and what they are.
_OTHER_FILES = (
    (b"PK\x03\x04", "a workbook, not text"),
    (b"\xd0\xcf\x11\xe0", "a workbook, not text"),
    (b"<", "a web page, not a sheet"),
    (b"%PDF", "a PDF, not a sheet"),
)


def sheet_rows(path: Path) -> list[list[str]]:
    """Return the rows of a sheet that say something, by the delimiter it names or uses most.

    Raises
    ------
    UsageError
        If it cannot be read, is no text, or a quotation mark swallows its rest.
    """
    text = _text(path)
    named = _NAMED_DELIMITER.match(text)
    lines = text[named.end() if named else 0 :]
    beginning = "\n".join(lines.lstrip().splitlines()[:HEADING_ROWS])
    delimiter = named[1] if named else max(",;\t", key=beginning.count)
    try:
        rows = list(csv.reader(StringIO(lines, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        if "unexpected end" in str(error):
            raise UsageError(
                f"{path} has a quotation mark that is not closed, so lines below it are lost"
            ) from error
        rows = list(csv.reader(StringIO(lines, newline=""), delimiter=delimiter))
    return [row for row in ([_cell(cell) for cell in row] for row in rows) if any(row)]


def _text(path: Path) -> str:
    """Return a file's text, as spreadsheets write it: in UTF-8, UTF-16 or Windows' own letters."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from error
    for beginning, what in _OTHER_FILES:
        if data.lstrip(b"\xef\xbb\xbf \r\n").startswith(beginning):
            raise UsageError(f"{path} is {what}: save the list as “CSV UTF-8”, and give that")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    if b"\0" in data[:2]:  # UTF-16 that does not say so: every other byte of a letter is 0
        return data.decode("utf-16-be" if data[0] == 0 else "utf-16-le", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _cell(text: str) -> str:
    """Return what a reader sees in a cell."""
    seen = text.translate(_UNSEEN).strip()
    formula = _TEXT_FORMULA.fullmatch(seen)
    return formula[1].strip() if formula else seen
