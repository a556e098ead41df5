"""From edits that make everything right to the line to look at, and the question to ask there.

The repaired line is the answer and is never shown. Nothing is said where edits disagree.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from checker.closer_look.repair_questions import ANY, QUESTIONS
from checker.sandbox.trials import TriedEdit

#: The same slip is pointed at in so many lines at most.
MOST_LINES = 3
#: Kinds that say something only if everything is right: a line that stops a call is gone as well
#: once it is left out.
WITH_ALL = {"statement", "condition", "moved", "block"}
#: The end of a range can be moved by many an edit of its arithmetic, and this says what they do.
PLAINER = "bound"
#: What one line has goes to another: one edit takes it away, and one puts it where it should be.
MOVED = {"moved", "each_turn", "completed"}
#: Kinds that come to the same: a difference turned round, and a minus before it.
FAMILIES = {"order": "sign", "operator": "sign"}


@dataclass(frozen=True)
class Pointer:
    """Where to look: the lines of a cell, whether all of them or one, and the kind of edit.

    `other` is another kind that comes to as much, if there is one.
    """

    cell: str
    lines: tuple[int, ...]
    together: bool
    kind: str
    whole: bool = True
    other: str = ""

    @property
    def sentence(self) -> str:
        """Say where to look, and ask one question."""
        what, question = QUESTIONS[self.kind]
        if self.other:
            what = f"{what}, or {QUESTIONS[self.other][0]}"
        result = "everything is right" if self.whole else "more is right, though not all,"
        if self.together:
            where = f"Lines {listed(self.lines, 'and')} have one thing in common"
            return f"{where}: {result} once, in each, {what}. {question}"
        return f"Line {listed(self.lines, 'or')}: {result} once {what}. {question}"


#: What is said of two edits that make everything right together, with the question of the first.
TWO = "Everything is right once two things change. In line {0}, {1}; in line {2}, {3}. {4}"


TWICE = "Line {0}: everything is right once, at two places in it, {1}. {2}"


def levelled(edits: Sequence[TriedEdit]) -> list[TriedEdit]:
    """Return edits of the likeliest one's kind, all as likely as it: they do as much elsewhere.

    A large edit may have been tried first for no better reason than where values seemed to part.
    """
    if not edits or not edits[0].is_large or len(edits[0].lines) > 1:
        return []
    same = (each for each in edits if each.kind == edits[0].kind and len(each.lines) == 1)
    return [replace(each, rank=edits[0].rank) for each in same]


def alternatives_of(edits: Sequence[TriedEdit]) -> Pointer | None:
    """Say where the likeliest edit may stand, with its like elsewhere."""
    return pointer_of(levelled(edits) or edits[:1])


def both_of(first: Pointer, second: Pointer) -> str:
    """Say of two places what makes everything right together, the first one first."""
    (what, question), (also, _) = QUESTIONS[first.kind], QUESTIONS[second.kind]
    lines = listed(first.lines, "or"), listed(second.lines, "or")
    if (lines[0], what) == (lines[1], also):
        return TWICE.format(lines[0], what, question)
    return TWO.format(lines[0], what, lines[1], also, question)


def pointer_of(
    edits: Sequence[TriedEdit], *, whole: bool = True, much: bool = False
) -> Pointer | None:
    """Say where to look, if the likeliest edits agree on it.

    Among edits of the lowest rank those count that change fewest lines. They agree if they change
    the same lines, or if all come to the same and lie on two or three lines, of which one has to
    change. Where some do not, these lines are named, and not what changes in them.
    """
    known = [edit for edit in edits if edit.kind in QUESTIONS and len(edit.lines) <= MOST_LINES]
    if not whole:
        # of so many large edits one makes a single number right by chance, and not much
        known = [e for e in known if e.kind not in WITH_ALL and (much or not e.is_large)]
    known = [edit for edit in known if not any(_does_more(edit, other) for other in known)]
    if not known:
        return None
    rank, width = min((edit.rank, len(edit.lines)) for edit in known)
    best = [edit for edit in known if (edit.rank, len(edit.lines)) == (rank, width)]
    places = list(dict.fromkeys((edit.cell, edit.lines) for edit in best))
    first = next((edit for edit in best if edit.kind == PLAINER), best[0])
    if len(places) == 1:
        other = "" if first.kind == PLAINER else _other_kind(best)
        together = width > 1 and first.kind not in MOVED
        return Pointer(first.cell, first.lines, together, first.kind, whole, other)
    lines = sorted({line for _, lines in places for line in lines})
    kinds = {FAMILIES.get(edit.kind, edit.kind) for edit in best}
    shared = set.intersection(*(set(lines) for _, lines in places))
    if len({edit.cell for edit in best}) > 1:
        return None
    if shared and {edit.kind for edit in best} <= MOVED:  # the same line, to several places
        return Pointer(first.cell, tuple(sorted(shared)), False, first.kind, whole)
    if width > 1:
        return None
    if len(kinds) == 1 and len(lines) <= MOST_LINES:
        return Pointer(first.cell, tuple(lines), together=False, kind=first.kind, whole=whole)
    if len(lines) <= MOST_LINES and whole:
        return Pointer(first.cell, tuple(lines), together=False, kind=ANY)
    return None


def _does_more(edit: TriedEdit, other: TriedEdit) -> bool:
    """Whether an edit changes lines that another one of its kind leaves, and all of its."""
    alike = (edit.cell, edit.kind) == (other.cell, other.kind)
    return alike and set(other.lines) < set(edit.lines)


def akin(kind: str) -> list[str]:
    """Return the kinds of edits that come to the same as one."""
    family = FAMILIES.get(kind, kind)
    return sorted({kind, family, *(own for own, of in FAMILIES.items() if of == family)})


def _other_kind(edits: Sequence[TriedEdit]) -> str:
    """Return the kind of the first edit that does not come to the same as those before it."""
    families = [FAMILIES.get(edit.kind, edit.kind) for edit in edits]
    others = (edit.kind for edit, own in zip(edits, families, strict=True) if own != families[0])
    return next(others, "")


def listed(numbers: Iterable[int], word: str) -> str:
    """Return numbers as one says them: 3, 4 and 5."""
    *most, last = map(str, numbers)
    return f"{', '.join(most)} {word} {last}" if most else last
