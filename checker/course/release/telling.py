"""The lines of a worked solution that give it away."""

import re
from collections.abc import Iterator

from checker.course.release.marks import find_regions
from checker.documents.sources import SourceCell

#: Shorter lines, such as `return z` or `a = sigmoid(z)`, stand in honest examples too.
_TELLING_LENGTH = 12
_FORMULA = re.compile(r"[-+*/@%]|\bnp\.|\bif\b|^\"\w+\":")


def telling_lines(cell: SourceCell) -> Iterator[str]:
    """Yield the lines of a worked cell that hold a formula or a typed answer."""
    for region in find_regions(cell):
        for line in region.lines(cell.source):
            code = line.split("  #")[0].strip().removeprefix("return ")
            if len(compact(code)) >= _TELLING_LENGTH and _FORMULA.search(code):
                yield code


def compact(text: str) -> str:
    """Return a text without its spaces, line by line."""
    return re.sub(r"[^\S\n]", "", text)
