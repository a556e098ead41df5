"""Whether a notebook asks for predictions that its exercise file holds, each of them once."""

import re
from collections.abc import Sequence

from checker.documents.sources import SourceCell
from checker.errors import SourceError
from checker.exercises import Prediction

_ASKS = re.compile(r'\bpredict\("([^"]+)"\)')


def require_asked(cells: Sequence[SourceCell], predictions: Sequence[Prediction]) -> None:
    """Refuse a source with a cell that asks what has no options, or what another cell has asked.

    Raises
    ------
    SourceError
        If there is one.
    """
    known = [each.name for each in predictions]
    asked: set[str] = set()
    for cell in cells:
        for name in _ASKS.findall(cell.source) if cell.kind == "code" else ():
            if name not in known:
                raise SourceError(f"{cell.at()}: there is no prediction “{name}”")
            if name in asked:
                raise SourceError(f"{cell.at()}: “{name}” is asked in an earlier cell")
            asked.add(name)
