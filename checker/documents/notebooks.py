"""Any bytes become the cells of a notebook, or one sentence that says why they do not.

The file is a student's and may be damaged or hostile. It is read with the standard library's
JSON, piece by piece, since what nbformat makes of wrong types is whatever exception comes first.
"""

import codecs
import json
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from checker.documents.kinds import other_kind
from checker.documents.repairs import CellReader
from checker.documents.trimming import RAW_BYTES, trim
from checker.errors import UnreadableNotebook
from checker.records import Cell

CELLS = 2000
#: Larger texts in UTF-16 are left alone: decoded, they take eight times as much.
RECODED_BYTES = RAW_BYTES // 16
FORMAT = 4
OLD_FORMATS = 2, 3
OLD = "read a notebook of a format from before 2015 as one of today"
NOT_UTF_8 = (
    "the file's text is not in UTF-8, but perhaps in Latin-1, as after saving it in a text "
    "editor; a copy downloaded from Jupyter is in UTF-8"
)


@dataclass(frozen=True)
class ParsedNotebook:
    """The cells of a file, each with an id of its own, and what had to be repaired for that."""

    cells: tuple[Cell, ...]
    repairs: tuple[str, ...] = ()


def parse_notebook(data: bytes) -> ParsedNotebook:
    """Read the cells of a notebook, without outputs, from the bytes of a file.

    Of a cell's metadata only nbgrader's own is kept.

    Raises
    ------
    UnreadableNotebook
        If the bytes are no notebook, or one beyond the limits of size; the message is one clause
        that says what they are instead. Nothing else is raised, whatever they are.
    """
    text, recoded = _in_utf_8(data)
    root = _json_object(text)
    repairs = _format_repairs(root)
    cells = _old_cells(root["worksheets"]) if repairs == (OLD,) else root.get("cells")
    if not isinstance(cells, list):
        raise UnreadableNotebook("the file is JSON, but has no list of cells")
    if len(cells) > CELLS:
        raise UnreadableNotebook(f"the notebook has more than {CELLS:,} cells")
    reader = CellReader()
    read = tuple(cell for item in cells if (cell := reader.read(item)) is not None)
    return ParsedNotebook(read, (*recoded, *repairs, *reader.repairs()))


def _in_utf_8(data: bytes) -> tuple[bytes, tuple[str, ...]]:
    """Return a text in UTF-16 or UTF-32, as PowerShell and some editors write it, in UTF-8."""
    coding = json.detect_encoding(data[:4])
    if not coding.startswith("utf-8") and len(data) <= RECODED_BYTES:
        with suppress(UnicodeError):
            text = data.decode(coding).encode()
            if text.lstrip().startswith(b"{"):
                return text, (f"read a text in {coding[:6].upper()}",)
    return data.removeprefix(codecs.BOM_UTF8), ()


def _json_object(data: bytes) -> dict[str, Any]:
    if kind := other_kind(data):
        raise UnreadableNotebook(f"the file is {kind}, not a notebook")
    if b"\n<<<<<<< " in data:  # a notebook's own line ends stand in it as \n
        raise UnreadableNotebook("the file holds the marks of a git merge that was not finished")
    trimmed = trim(data)
    try:
        root: dict[str, Any] = json.loads(trimmed.decode())  # it begins with a brace
    except UnicodeDecodeError as error:
        raise UnreadableNotebook(NOT_UTF_8) from error
    except (ValueError, RecursionError) as error:
        raise UnreadableNotebook("the file is damaged: its text is not valid JSON") from error
    return root


def _format_repairs(root: dict[str, Any]) -> tuple[str, ...]:
    """Accept format 4, the two before it, and a format number that is damaged; refuse others."""
    number = root.get("nbformat")
    if type(number) is not int:
        return ("read a notebook without a valid format number as one of format 4",)
    if number in OLD_FORMATS and isinstance(root.get("worksheets"), list):
        return (OLD,)
    if number != FORMAT:
        raise UnreadableNotebook(f"the notebook is not of format {FORMAT}")
    return ()


def _old_cells(worksheets: list[Any]) -> list[Any]:
    """Return the cells of a notebook from before 2015 in the form of today's."""
    lists = [sheet.get("cells") for sheet in worksheets if isinstance(sheet, dict)]
    return [_renewed(cell) for cells in lists if isinstance(cells, list) for cell in cells]


def _renewed(cell: Any) -> Any:
    """Return a cell with its text where it stands today, and headings as the text they were."""
    match cell:
        case {"cell_type": "code", "input": source}:
            return cell | {"source": source}
        case {"cell_type": "heading" | "html"}:
            return cell | {"cell_type": "markdown"}
    return cell
