"""The regions of a worked solution, between `### BEGIN SOLUTION` and `### END SOLUTION`."""

import re
from dataclasses import dataclass

from checker.documents.sources import SourceCell
from checker.errors import SourceError

BEGIN = "### BEGIN SOLUTION"
END = "### END SOLUTION"
_ALIKE = re.compile(r"#+\s*(BEGIN|END)\s+SOLUTION", re.IGNORECASE)
_CODE = re.compile(r"\s*[^\s#]")


@dataclass(frozen=True)
class Region:
    """One region of a cell: the rows of its two marks, from 0, and the marks' indentation."""

    begin: int
    end: int
    indent: str

    def lines(self, source: str) -> list[str]:
        """Cut the region's own lines, without its marks, out of the cell's text."""
        return source.split("\n")[self.begin + 1 : self.end]


def find_regions(cell: SourceCell) -> tuple[Region, ...]:
    """Find the regions of a cell, in order.

    Raises
    ------
    SourceError
        If a mark is not written exactly, has no partner or stands inside another pair, or if a
        region is empty or indented otherwise than its marks.
    """
    regions: list[Region] = []
    begin: int | None = None
    for row, line in enumerate(cell.source.split("\n")):
        if not _ALIKE.search(line):
            continue
        mark = line.strip()
        if mark not in (BEGIN, END):
            raise SourceError(f"{cell.at(row)}: a mark stands alone on its line, as “{BEGIN}”")
        if (mark == BEGIN) != (begin is None):
            raise SourceError(_out_of_order(cell, row, begin))
        if begin is None:
            begin = row
        else:
            regions.append(_region(cell, begin, row))
            begin = None
    if begin is not None:
        raise SourceError(f"{cell.at(begin)}: this solution has no “{END}”")
    return tuple(regions)


def _out_of_order(cell: SourceCell, row: int, begin: int | None) -> str:
    if begin is None:
        return f"{cell.at(row)}: there is no “{BEGIN}” before this mark"
    return f"{cell.at(row)}: a solution begins inside the one of line {cell.line + begin}"


def _region(cell: SourceCell, begin: int, end: int) -> Region:
    lines = cell.source.split("\n")
    region = Region(begin, end, _indent(lines[begin]))
    if not any(_CODE.match(line) for line in lines[begin + 1 : end]):
        raise SourceError(f"{cell.at(begin)}: this solution is empty")
    first = next(row for row in range(begin + 1, end) if lines[row].strip())
    for row in (first, end):
        if _indent(lines[row]) != region.indent:
            raise SourceError(f"{cell.at(row)}: a solution and both its marks are indented alike")
    return region


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]
