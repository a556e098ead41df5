"""An assignment as text and bytes, in which form it goes to other processes and machines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from checker.course.compiling.assignments import Assignment
from checker.documents import parse_notebook
from checker.exercises.on_file import Explain, unexplained
from checker.exercises.storage import dump, load
from checker.records import Answer, Cell


@dataclass(frozen=True)
class PackedAssignment:
    """An assignment as text and bytes, and with what is right for whom, if numbers are personal."""

    notebook: bytes
    setup: str
    solutions: tuple[tuple[str, str], ...]
    casebook: bytes
    casebook_sha256: str
    owner: str = ""
    classmates: Mapping[str, Mapping[str, Sequence[Answer]]] = field(default_factory=dict)

    def unpacked(self, explain: Explain = unexplained) -> Assignment:
        """Return the assignment; what explains wrong answers is asked for, where it is apart."""
        return Assignment(
            notebook=self.notebook,
            release=parse_notebook(self.notebook).cells,
            setup=self.setup,
            solutions=tuple(Cell(id_, "code", source) for id_, source in self.solutions),
            casebook=load(self.casebook, explain),
            casebook_sha256=self.casebook_sha256,
            owner=self.owner,
            classmates=self.classmates,
        )


def packed_assignment(assignment: Assignment) -> PackedAssignment:
    """Return an assignment as it travels, without those of single students."""
    return PackedAssignment(
        notebook=assignment.notebook,
        setup=assignment.setup,
        solutions=tuple((cell.id, cell.source) for cell in assignment.solutions),
        casebook=dump(assignment.casebook),
        casebook_sha256=assignment.casebook_sha256,
        owner=assignment.owner,
        classmates=assignment.classmates,
    )
