"""A platform's sheet filled with marks: what was written, and what was left to a person."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from checker.classroom.exports.csv_cells import read_number, sheet_number
from checker.classroom.exports.csv_sheet import Sheet
from checker.classroom.exports.standings import Standing
from checker.classroom.exports.student_matching import Matching
from checker.errors import UsageError


@dataclass(frozen=True)
class FilledSheet:
    """A sheet with marks in it, how many there are, and what a person has to see to."""

    sheet: Sheet
    written: int
    remarks: tuple[str, ...]


@dataclass(frozen=True)
class Target:
    """The column that a notebook's marks go into, and what full marks are worth there."""

    column: int
    title: str
    worth: float | None


@dataclass
class Filling:
    """A sheet on its way to being filled: the changes so far and what they leave open.

    `kept` holds what a cell may say that no mark replaces, such as "EX" for excused.
    """

    sheet: Sheet
    scale: bool
    places: int = 3
    kept: frozenset[str] = frozenset()
    changes: dict[tuple[int, int], str] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)

    def put(self, standing: Standing, row: int, target: Target) -> bool:
        """Write one mark, unless it is not settled or its cell is closed; whether it was."""
        who = f"{standing.student}, {standing.notebook}"
        before = self.sheet.text(row, target.column).strip()
        if standing.unsettled:
            self.remarks.append(f"{who}: left as it was, because {standing.unsettled}")
        elif before.upper() in self.kept:
            self.remarks.append(f"{who}: left as it was, because the sheet says {before}")
        else:
            mark = self._scaled(standing, target)
            if not self._says(before, mark):
                self.changes[row, target.column] = sheet_number(mark, self.sheet.decimal)
            return True
        return False

    def _says(self, cell: str, mark: float) -> bool:
        """Whether a cell holds the mark already, as far as the platform tells marks apart."""
        held = read_number(cell)
        return held is not None and round(held, self.places) == round(mark, self.places)

    def _scaled(self, standing: Standing, target: Target) -> float:
        if not self.scale or target.worth is None or not standing.max_score:
            return standing.score
        return standing.score * target.worth / standing.max_score

    def filled(self, written: int, matching: Matching) -> FilledSheet:
        """Return the sheet with its changes, and every remark."""
        strangers = [f"{student}: {why}" for student, why in sorted(matching.unmatched.items())]
        return FilledSheet(
            self.sheet.with_texts(self.changes), written, (*strangers, *self.remarks)
        )


def check_worth(marks: Sequence[Standing], target: Target, scale: bool) -> None:
    """Refuse to write marks out of 17 into a column that is worth 100.

    Raises
    ------
    UsageError
        If full marks are not the same here and there, and nobody has said to scale them.
    """
    best = max((standing.max_score for standing in marks), default=0.0)
    if target.worth is not None and target.worth != best and not scale:
        raise UsageError(
            f"{target.title!r} is worth {sheet_number(target.worth)} there and "
            f"{sheet_number(best)} here: change it there, or say --scale"
        )
