"""The judge's figures as a README states them, and whether measured ones are worse."""

import re
from collections.abc import Mapping
from pathlib import Path

from checker.course.proving.readings import MEASURES, Measure, Readings
from checker.errors import UsageError

_COUNTS = re.compile(r"([\d,]+) of ([\d,]+)")


def table_heading(right_seeds: int, wrong_seeds: int) -> str:
    """Return what stands above the figures of one setting."""
    return f"{right_seeds} and {wrong_seeds} seeds"


def stated_shares(path: Path, right_seeds: int, wrong_seeds: int) -> Mapping[Measure, float]:
    """Read the shares that a file's table states for these numbers of seeds.

    Raises
    ------
    UsageError
        If the file cannot be read, or has no such figure for one of the measures.
    """
    try:
        rows = [_cells(line) for line in path.read_text("utf-8").splitlines() if "|" in line]
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read ({error})") from error
    wanted = table_heading(right_seeds, wrong_seeds)
    column = next((row.index(wanted) for row in rows if wanted in row), None)
    if column is None:
        raise UsageError(f"{path} has no table with a column “{wanted}”")
    figures = {row[0]: row[column] for row in rows if len(row) > column}
    return {measure: _share(figures.get(measure.name, ""), measure, path) for measure in MEASURES}


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _share(figure: str, measure: Measure, path: Path) -> float:
    found = _COUNTS.search(figure)
    counts = [int(count.replace(",", "")) for count in found.groups()] if found else [0, 0]
    if not counts[1]:
        raise UsageError(f"{path} states no figure for “{measure.name}”")
    return counts[0] / counts[1]


def worse(readings: Readings, shares: Mapping[Measure, float]) -> list[str]:
    """Say which measured figures fall behind the stated ones."""
    return [
        f"{measure.name}: {measure.shown(readings[measure])}, which is worse than stated"
        for measure, share in shares.items()
        if measure in readings and measure.is_worse(readings[measure], share)
    ]
