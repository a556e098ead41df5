"""What a search may spend, what it has found, and what is known of it beforehand."""

from dataclasses import dataclass, field

from checker.closer_look.blame import Blame
from checker.closer_look.steps import Parting
from checker.sandbox.trials import Notice, TriedEdit


@dataclass(frozen=True)
class Budget:
    """How long a search may take: processor time, and seconds on the clock."""

    cpu_seconds: float = 1.0
    wall_seconds: float = 20.0


@dataclass(frozen=True)
class Finding:
    """Edits that make everything right, the lines that are to blame, and how much was tried.

    If none makes everything right, these are edits that make a check right and spoil none, and
    `whole` is false; `second` are those that make the rest right after the first of these.
    `places` are the edits' numbers, by which they are found again in the same text; `is_through`
    says that more time would have found no more, `is_much` that the edits gain half of what was
    lost, so that none is right by chance, `is_loose` that they are accepted by what would accept
    others, too, and `is_partly` that no check is right with them, but parts.
    `redefined` names a tool of the notebook's that the student has defined anew, if everything is
    right without that; `parting` is where values part from the right ones.
    """

    edits: tuple[TriedEdit, ...] = ()
    second: tuple[TriedEdit, ...] = ()
    places: tuple[int, ...] = ()
    second_places: tuple[int, ...] = ()
    whole: bool = True
    redefined: str = ""
    ignored: str = ""
    notices: tuple[Notice, ...] = ()
    parting: Parting = field(default_factory=Parting)
    blame: Blame = field(default_factory=Blame)
    tried: int = 0
    seconds: float = 0.0
    is_through: bool = False
    is_much: bool = False
    is_loose: bool = False
    is_partly: bool = False


@dataclass(frozen=True)
class Known:
    """By which edits, counted in their order, a text became right or better; none if by none.

    Those of suspected lines may have been counted first: then these lines have to be known.
    """

    places: tuple[int, ...] = ()
    second: tuple[int, ...] = ()
    is_by_lines: bool = False
