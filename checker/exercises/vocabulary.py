"""What an instructor writes: an exercise, its known wrong answers, its hints and its numbers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from checker.exercises.checks import Check
from checker.exercises.effort import MEASURES, Paper, worked
from checker.records import Value

if TYPE_CHECKING:  # numpy.random loads on first use, and students' checks do without it
    import numpy as np


@dataclass(frozen=True)
class Misconception:
    """A known wrong answer: what a student who thinks so would write, and what they should read.

    The wrong code is the worked solution with its body replaced (`body`, or one body per
    function), or with pieces of its text exchanged (`swap`). `sentence` is at most 60 words,
    without code and without the right formula, and ends at the idea. `alias` names the entry
    that gives the same answers, if one does.
    """

    id: str
    sentence: str
    why: str = ""
    body: str | Mapping[str, str] = ""
    swap: Mapping[str, str] = field(default_factory=dict)
    alias: str = ""


@dataclass(frozen=True)
class Exercise:
    """One thing a student is asked to write.

    Parameters
    ----------
    name
        The function or class asked for (the first, if two), or the variable that holds typed
        answers. Unique over the course.
    number
        Where it stands: "1.2" is the second exercise of notebook 1.
    checks
        From a random generator to the checks with their cases. Names and points of the checks
        must not depend on the generator.
    hints
        Three levels: where to look, what to compute, the line with one blank.
    needs
        Names of earlier exercises whose functions this one may call.
    defines
        The names a student's cell must define; `(name,)` unless given.
    fields
        For answers typed by hand: the keys of the dict `name`, each with the comment that
        stands behind it in the stub.
    numbers
        For exercises with varying numbers: from a random generator to the names and values of
        the exercise's cell of given numbers. A draw that does not tell all misconceptions
        apart is drawn again.
    lab
        Python text of instruments that steps use as `lab.NAME`: functions to hand to student
        code, counters, cost functions. It runs beside the student's names, which it does not see,
        with NumPy as `np` and with `calls_of` and `bytecodes_of`.
    files
        Names of files beside the notebook that student code reads, such as saved weights.
    patience
        How many times as long as usual an answer may take when it is graded, such as a training.
    model
        The worked solution once more, in the form in which the misconceptions' bodies are
        written (or one body per function). Two mistakes that change different places of it are
        also known as a pair. Unless given, the worked solution itself is the model.
    paper, bounds
        For exercises with varying numbers: the arithmetic once more, from the given numbers to
        the fields, done on numbers that keep count; and for what is counted (`MEASURES`) the least
        and the most that a draw may have, so that nobody's numbers are harder than another's.
    """

    name: str
    number: str
    title: str
    checks: "Callable[[np.random.Generator], Sequence[Check]]"
    hints: tuple[str, str, str]
    needs: tuple[str, ...] = ()
    misconceptions: tuple[Misconception, ...] = ()
    defines: tuple[str, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    numbers: "Callable[[np.random.Generator], Mapping[str, Value]] | None" = None
    lab: str = ""
    files: tuple[str, ...] = ()
    patience: int = 1
    model: str | Mapping[str, str] = ""
    paper: Paper | None = None
    bounds: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.defines:
            object.__setattr__(self, "defines", (self.name,))
        if self.bounds and not self.paper:
            raise ValueError(f"{self.name} has bounds, and no paper to count on")
        if unknown := self.bounds.keys() - MEASURES:
            raise ValueError(f"{self.name}: {', '.join(sorted(unknown))} cannot be bounded")

    def on_paper(self, numbers: Mapping[str, Value]) -> tuple[dict[str, float], Any]:
        """Count the work that these numbers make, by the names of `MEASURES`; and do it.

        Raises
        ------
        ValueError
            If the exercise does not say how it is done on paper.
        """
        if self.paper is None:
            raise ValueError(f"{self.name} does not say how it is done on paper")
        return worked(self.paper, numbers)

    def out_of_bounds(self, numbers: Mapping[str, Value]) -> list[str]:
        """Say which measures of the work leave the bounds that the exercise states."""
        counted = self.on_paper(numbers)[0] if self.bounds else {}
        return [
            f"{name} {counted[name]:g} is not within {low:g} and {high:g}"
            for name, (low, high) in self.bounds.items()
            if not low <= counted[name] <= high
        ]
