"""Texts in percent format as jupytext reads them: once, and then from what is kept.

To load jupytext and read a lesson takes half a second of processor time, which every command that
opens the course would pay.
"""

import hashlib
import json
from importlib.metadata import version
from typing import Any, NamedTuple

from checker.documents.lean import lean_imports
from checker.kept_files import cache_folder, keep_file, kept_file


class PercentCell(NamedTuple):
    """One cell as jupytext gives it: its kind, its text and what its marker says."""

    kind: str
    source: str
    metadata: dict[str, Any]


def cells_in(text: str) -> list[PercentCell]:
    """Return the cells of a text in percent format."""
    told = json.dumps([version("jupytext"), text])
    place = cache_folder("sources") / f"{hashlib.sha256(told.encode()).hexdigest()}.json"
    kept = _cells_of(kept_file(place))
    if kept:
        return kept
    cells = _as_jupytext_reads(text)
    keep_file(place, json.dumps(cells).encode())
    return cells


def _cells_of(kept: bytes | None) -> list[PercentCell]:
    """Return the cells that are kept; none if what is kept is damaged, so that it is made again."""
    try:
        cells = [PercentCell(*cell) for cell in json.loads(kept or b"[]")]
    except (ValueError, TypeError):
        return []
    kinds = (str, str, dict)
    return cells if all(all(map(isinstance, cell, kinds)) for cell in cells) else []


def _as_jupytext_reads(text: str) -> list[PercentCell]:
    with lean_imports():
        import jupytext  # noqa: PLC0415 - takes long, and what is kept needs none of it

    notebook = jupytext.reads(text, fmt="py:percent")
    return [
        PercentCell(cell.cell_type, cell.source, dict(cell.metadata)) for cell in notebook.cells
    ]
