"""Mutants that an instructor has looked at and found as right as the worked solution."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from checker.course.proving.answers import load_table
from checker.course.proving.mutants import Mutant
from checker.course.proving.subjects import Proof
from checker.errors import SourceError

FILE = "equivalents.py"
ANY = "*"


@dataclass(frozen=True)
class Equivalent:
    """A mutant that may pass, told by its exercise and the changed line, and why it may.

    `after` may be "*", for a line of which any change may pass: a recipe whose outcome is judged.
    """

    exercise: str
    before: str
    after: str
    reason: str

    def fits(self, mutant: Mutant) -> bool:
        """Whether this is that mutant."""
        same_line = (self.exercise, self.before) == (mutant.exercise, mutant.before)
        return same_line and self.after in {ANY, mutant.after}


def load_equivalents(solutions: Path) -> Mapping[str, Sequence[Equivalent]]:
    """Load `EQUIVALENTS` from the folder's `equivalents.py`: by lesson, none without the file.

    Raises
    ------
    SourceError
        If an entry is not (exercise, line before, line after, reason).
    """
    path = solutions / FILE
    table = load_table(path, "EQUIVALENTS")
    for name, entries in table.items():
        for entry in entries:
            if len(entry) != 4 or not all(isinstance(text, str) and text for text in entry):
                raise SourceError(
                    f"{path}:1: an entry of {name} is not (exercise, line before, line after, "
                    f"reason): {entry!r}"
                )
    return {name: [Equivalent(*entry) for entry in entries] for name, entries in table.items()}


def mutation_proof(
    listed: Iterable[Equivalent], mutants: Sequence[Mutant], survivors: Sequence[Mutant]
) -> Proof:
    """No mutant of an exercise passes that is not listed, and every entry is still true."""
    listed = list(listed)
    unlisted = [m for m in survivors if not any(entry.fits(m) for entry in listed)]
    faults = [f"a mutant earns full marks: {mutant}" for mutant in unlisted]
    for entry in listed:
        if not any(map(entry.fits, mutants)):
            faults.append(f"{FILE} lists what is no mutant: {_shown(entry)}")
        elif not any(map(entry.fits, survivors)):
            faults.append(f"{FILE} lists a mutant that loses points: {_shown(entry)}")
    refused = len(mutants) - len(survivors)
    allowed = len(survivors) - len(unlisted)
    figure = f"{refused}/{len(mutants)}" + (f" +{allowed}" if allowed else "")
    return Proof("mutants", figure, tuple(faults))


def _shown(entry: Equivalent) -> str:
    return f"“{entry.before}” became “{entry.after}”"
