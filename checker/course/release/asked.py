"""Whether a notebook asks for the predictions that its exercise file holds, each of them once."""

import re
from collections.abc import Sequence
from pathlib import Path

from checker.course.release.places import Places
from checker.documents.sources import SourceCell
from checker.errors import SourceError
from checker.exercises import Prediction

_ASKS = re.compile(r'\bpredict\("([^"]+)"\)')


def require_asked(
    cells: Sequence[SourceCell], exercises_path: Path, predictions: Sequence[Prediction]
) -> None:
    """Refuse a source that asks what has no options, or a prediction that no cell asks for.

    Raises
    ------
    SourceError
        If there is one, or a cell asks what another one has asked.
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
    for item, name in enumerate(known):
        if name not in asked:
            place = Places(exercises_path).of_list("PREDICTIONS", item)
            raise SourceError(f"{place}: no cell asks for the prediction “{name}”")
