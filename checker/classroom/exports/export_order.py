"""What is to be exported and how, and what came of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from checker.classroom.exports.standings import (
    Standing,
    gradebook_standings,
    nothing_of,
    standings,
)
from checker.classroom.gradebook.writing import student_id
from checker.errors import UsageError
from checker.results.schema import Key, Result


@dataclass(frozen=True)
class ExportOrder:
    """What is to be exported, and how.

    Parameters
    ----------
    template
        The sheet that the platform gave out, for formats that fill one.
    gradebook
        The nbgrader gradebook to take marks from; results are given as they count with it.
    assignment
        The one notebook wanted.
    columns
        What a column is called in the sheet, where it does not follow from the notebook's name.
    scale
        Whether marks become parts of what the sheet's column is worth.
    sentences
        What students are told, by the id of the misconception.
    variables
        The environment, for Classroom 50.
    missing
        By notebook, who on the roster has not handed it in.
    pages
        The folder of students' pages.
    came_in
        By student and notebook, the path of the file that was graded.
    """

    results: Sequence[Result]
    template: Path | None = None
    out: Path | None = None
    gradebook: str | None = None
    assignment: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    scale: bool = False
    sentences: Mapping[str, str] = field(default_factory=dict)
    variables: Mapping[str, str] = field(default_factory=dict)
    missing: Mapping[str, Sequence[str]] = field(default_factory=dict)
    pages: Path | None = None
    came_in: Mapping[Key, str] = field(default_factory=dict)

    @cached_property
    def chosen(self) -> list[Result]:
        """The results that are wanted."""
        chosen = [each for each in self.results if self.assignment in (None, each["notebook"])]
        if not chosen:
            raise UsageError(f"there are no results of {self.assignment or 'any notebook'}")
        return chosen

    @cached_property
    def marks(self) -> list[Standing]:
        """The marks that are wanted: the gradebook's, and of whom it does not know the results'.

        Those have a line too who stand on the roster and have handed in nothing.
        """
        there = self.in_gradebook
        others = [each for each in self.chosen if row_of(each) not in there]
        lacking = nothing_of(self.missing, self.chosen)
        return [
            *there.values(),
            *standings(others),
            *(each for each in lacking if (each.student, each.notebook) not in there),
        ]

    @cached_property
    def in_gradebook(self) -> dict[tuple[str, str], Standing]:
        """What the gradebook has of the notebooks that are wanted; nothing if there is none."""
        if self.gradebook is None:
            return {}
        found = gradebook_standings(self.gradebook, {each["notebook"] for each in self.chosen})
        return {(each.student, each.notebook): each for each in found}

    @cached_property
    def original(self) -> Path:
        """Where the sheet lies that is to be filled."""
        if self.template is None:
            raise UsageError("this format fills the sheet that your platform gave you: --template")
        return self.template


def row_of(result: Result) -> tuple[str, str]:
    """Return the student, as the gradebook writes the id, and the notebook."""
    return student_id(result["student"]), result["notebook"]


@dataclass(frozen=True)
class Exported:
    """What was written where, in a sentence, and what a person has to see to."""

    said: str
    remarks: tuple[str, ...] = ()
