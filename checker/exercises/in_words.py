"""What an instructor writes about an exercise that is answered in words, which a person reads."""

from dataclasses import dataclass

from checker.exercises.fields import is_number, require, require_name, require_texts


@dataclass(frozen=True)
class InWords:
    """An exercise that no check can judge: the answer is words, and a person marks it by hand.

    Parameters
    ----------
    name
        What its cell is called: `# %% [markdown] words="stuck"`. Unique among all exercises.
    number, title
        Where it stands, and what it is about, as for every exercise.
    rubric
        What to look for in an answer, one text for each thing. Whoever marks reads it, and
        students do once they have handed in; it stands in nothing that they get before, which is
        why a recorded casebook has none.
    points
        The most that it earns. Without points nobody has to mark it: what was written can be read
        and commented, and no mark waits for that.
    """

    name: str
    number: str
    title: str
    rubric: tuple[str, ...]
    points: float = 0.0

    def __post_init__(self) -> None:
        require(self, "name", _is_identifier, "is a name as Python has them")
        require_name(self, "number", "title")
        require_texts(self, "rubric")
        require(self, "points", lambda given: is_number(given) and given >= 0, "is 0 or more")


def _is_identifier(given: object) -> bool:
    return isinstance(given, str) and given.isidentifier()
