"""The steps of `nbgrader generate_assignment`, of which one is ours.

The configuration that `checker course` writes names them; nbgrader imports this module by itself.
"""

from typing import Any

from nbgrader.converters import GenerateAssignment
from nbgrader.preprocessors import ClearSolutions

from checker.course.release.nbgrader_source import without_empty_regions


class ClearWrittenSolutions(ClearSolutions):  # type: ignore[misc]  # nbgrader tells no types
    """Clears solutions as nbgrader does, and leaves a cell as it is in which none is written."""

    def preprocess_cell(self, cell: Any, resources: Any, cell_index: int) -> tuple[Any, Any]:
        """Return a cell with a stub for each solution in it."""
        kept = without_empty_regions(cell.source)
        if kept != cell.source:
            cell.source = kept
            return cell, resources
        cleared: tuple[Any, Any] = super().preprocess_cell(cell, resources, cell_index)
        return cleared


def steps() -> list[Any]:
    """Return nbgrader's own steps, in their order, with our way to clear solutions among them."""
    theirs = GenerateAssignment().preprocessors
    return [ClearWrittenSolutions if each is ClearSolutions else each for each in theirs]
