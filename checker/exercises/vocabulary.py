"""What an instructor writes: an exercise, its known wrong answers, its hints and its numbers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from checker.exercises.checks import Check
from checker.exercises.effort import MEASURES, Paper, worked
from checker.exercises.fields import (
    is_number,
    is_text,
    is_texts_by_text,
    is_tuple_of,
    require,
    require_name,
    require_text,
    require_texts,
    require_tuple,
)
from checker.exercises.guidance import Guidance
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

    def __post_init__(self) -> None:
        require_name(self, "id")
        require_text(self, "sentence", "why", "alias")
        require(self, "body", _is_code, CODE)
        require(self, "swap", is_texts_by_text, "maps pieces of the solution to other texts")


#: How code is given that takes the place of a solution.
CODE = "is a text, or maps the name of each function to one"


def _is_code(given: Any) -> bool:
    return is_text(given) or is_texts_by_text(given)


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
    bonus
        Whether its points come on top of those of the notebook, and are never counted among them.
    ranked_by
        The name of the case whose answer, a number, a class is ranked by: the smallest comes
        first, and whoever has less than half of the points has no place.
    guidance
        Hints for single rows, lines to put in order, and what is said at full marks.
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
    bonus: bool = False
    ranked_by: str = ""
    guidance: Guidance = field(default_factory=Guidance)
    paper: Paper | None = None
    bounds: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._require_fields()
        if not self.defines:
            object.__setattr__(self, "defines", (self.name,))
        if self.bounds and not self.paper:
            raise ValueError(f"{self.name} has bounds, and no paper to count on")
        if unknown := self.bounds.keys() - MEASURES:
            raise ValueError(f"{self.name}: {', '.join(sorted(unknown))} cannot be bounded")

    def _require_fields(self) -> None:
        require(self, "name", _is_identifier, "is a name as Python has them")
        require_name(self, "number")
        require_text(self, "title", "lab", "ranked_by")
        require(self, "checks", callable, "is a function that returns the checks")
        require(self, "hints", _is_three_texts, "are three texts, with a comma after each")
        require_texts(self, "needs", "defines", "files")
        require_tuple(self, "misconceptions", Misconception, "misconceptions")
        require(self, "fields", is_texts_by_text, "maps each answer's name to a comment")
        require(self, "numbers", _is_function, "is a function that draws the given numbers")
        require(self, "patience", _is_count, "is a whole number from 1 on")
        require(self, "model", _is_code, CODE)
        require(self, "guidance", lambda given: isinstance(given, Guidance), "is a Guidance")
        require(self, "paper", _is_function, "is a function of the given numbers")
        require(self, "bounds", _is_bounds, "maps what is counted to (least, most)")

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


def _is_identifier(given: Any) -> bool:
    return is_text(given) and given.isidentifier()


def _is_three_texts(given: Any) -> bool:
    return is_tuple_of(given, str) and len(given) == 3


def _is_function(given: Any) -> bool:
    return given is None or callable(given)


def _is_count(given: Any) -> bool:
    return is_number(given) and given >= 1 and given == int(given)


def _is_bounds(given: Any) -> bool:
    return isinstance(given, Mapping) and all(
        is_tuple_of(pair, int | float) and len(pair) == 2 and pair[0] <= pair[1]
        for pair in given.values()
    )
