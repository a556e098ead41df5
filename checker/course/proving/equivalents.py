"""Mutants that an instructor has looked at and found as right as the worked solution."""

import ast
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from checker.course.proving.mutants import Mutant
from checker.course.proving.subjects import Proof
from checker.course.release.parsing import parsed
from checker.course.release.places import Places
from checker.course.release.styles import load_table
from checker.errors import SourceError

FILE = "equivalents.py"
ANY = "*"
REMEDY = f"add a case that tells them apart, or list it in {FILE} with the reason why it is right"


@dataclass(frozen=True)
class Equivalent:
    """A mutant that may pass, told by its exercise and the first line changed, and why it may.

    How a line is laid out makes no difference. `after` may be "*", for a line of which any change
    may pass: a recipe whose outcome is judged.
    """

    exercise: str
    before: str
    after: str
    reason: str

    def fits(self, mutant: Mutant) -> bool:
        """Whether this is that mutant."""
        if self.exercise != mutant.exercise or not _same_line(self.before, mutant.before):
            return False
        return self.after == ANY or _same_line(self.after, mutant.after)


#: Around a line that is no statement by itself: the head of a block, its other branch, an entry.
FRAMES = ("{}", "{} pass", "if 1: pass\n{} pass", "try: pass\n{} pass", "{{{}}}", "({})")


def without_layout(line: str) -> str:
    """Return a line of code such that two are the same that differ in layout and needless brackets.

    >>> without_layout("z = (w@x)+b  # the sum") == without_layout("z = w @ x + b")
    True
    """
    for frame in FRAMES:
        try:
            return ast.unparse(parsed(frame.format(line)))
        except SyntaxError:
            continue
    return " ".join(line.split())


def _same_line(one: str, other: str) -> bool:
    return one == other or without_layout(one) == without_layout(other)


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
        for number, entry in enumerate(entries):
            if not _is_entry(entry):
                place = Places(path).of_list("EQUIVALENTS", name, number)
                raise SourceError(
                    f"{place}: an entry of {name} is not (exercise, line before, line after, "
                    f"reason): {entry!r}"
                )
    return {name: [Equivalent(*entry) for entry in entries] for name, entries in table.items()}


def _is_entry(entry: object) -> bool:
    texts = entry if isinstance(entry, tuple) else ()
    return len(texts) == 4 and all(isinstance(text, str) and text for text in texts)


def mutation_proof(
    listed: Iterable[Equivalent], mutants: Sequence[Mutant], survivors: Sequence[Mutant]
) -> Proof:
    """No mutant of an exercise passes that is not listed, and every entry is still true."""
    listed = list(listed)
    unlisted = [m for m in survivors if not any(entry.fits(m) for entry in listed)]
    faults = [f"a mutant earns full marks: {mutant}; {REMEDY}" for mutant in unlisted]
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
