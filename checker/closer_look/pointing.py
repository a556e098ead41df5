"""From edits that make everything right to the line to look at, and the question to ask there.

The repaired line is the answer and is never shown. Nothing is said where edits disagree.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from checker.sandbox.trials import TriedEdit

#: The same slip is pointed at in so many lines at most.
MOST_LINES = 3
#: What makes everything right, by the kind of edit, and the question that it raises.
QUESTIONS: dict[str, tuple[str, str]] = {
    "operator": (
        "one sign of arithmetic in it is another one",
        "What does the formula ask for in this place?",
    ),
    "order": ("two things in it change places", "Which of the two comes first?"),
    "sign": (
        "one sign in it is turned round",
        "Which way must this number point: plus or minus?",
    ),
    "too_much": (
        "something is left out of it",
        "Which factor or term does not belong there?",
    ),
    "factor": (
        "one factor or divisor is added to it",
        "What lies between the two quantities that meet there?",
    ),
    "term": (
        "one more term stands in it",
        "Which difference or sum does the formula ask for there?",
    ),
    "power": ("something in it is squared", "Which power does the formula ask for?"),
    "axis": (
        "one axis in it is another one",
        "What does each axis count, and which of them should be gone?",
    ),
    "axis_kept": (
        "an axis is kept, or not, when it is summed over",
        "Which shape should come out there?",
    ),
    "index": (
        "another place of a list or table is taken in it",
        "Which layer, row or entry is meant there?",
    ),
    "bound": (
        "its counting begins or ends elsewhere",
        "Which is the first turn, and which the last?",
    ),
    "transpose": (
        "one table in it is turned, or no longer is",
        "What do the rows of each table stand for?",
    ),
    "name": (
        "another of your own variables stands in one place of it",
        "Which quantity is needed there?",
    ),
    "sibling": (
        "a related function stands in the place of one",
        "What does the function do that you call there?",
    ),
    "call": ("one call in it is left out", "What is its argument already?"),
    "called": (
        "one of its values goes through a function first",
        "What has to be done with each quantity before it is used?",
    ),
    "slope": (
        "its slope is taken of something else",
        "What does the function for the slope ask for, and what is it handed?",
    ),
    "constant": ("one number in it is another one", "Where does each number come from?"),
    "word": (
        "one word between quotation marks in it is another one",
        "Which words are asked for, and how are they spelt?",
    ),
    "argument": ("one argument in it is another one", "What does each argument do?"),
    "dtype": (
        "an array in it has another type of numbers",
        "Which numbers can be kept in that array?",
    ),
    "condition": ("its condition is another one", "For which values should it hold?"),
    "statement": ("it is left out", "What does it undo?"),
    "moved": (
        "it stands elsewhere",
        "What has to be done before it, and what must not be done yet?",
    ),
    "each_turn": (
        "what is done once behind the loop is done in each of its turns",
        "Which steps belong to every turn?",
    ),
    "put_back": (
        "what was changed in place is put back behind it",
        "What does the next turn find there?",
    ),
    "together": (
        "its quantities go together in another way",
        "Which of them are added, and which are multiplied?",
    ),
    "block": ("it is indented otherwise", "To which block does it belong?"),
    "copy": ("a copy is made there", "Which two names stand for the same array?"),
    "added_up": (
        "it treats the earlier value differently",
        "Should the new value replace the old one, or be added to it?",
    ),
    "returned": ("its value is handed back", "Which word hands a value back?"),
    "brackets": (
        "brackets stand elsewhere in it",
        "Which parts of the formula belong together?",
    ),
    "summed": (
        "something in it is summed",
        "What has to happen to the contributions of all examples?",
    ),
    "shape": (
        "one array in it has another shape",
        "Which shapes meet there, and which do you expect?",
    ),
    "count": ("something else is counted in it", "What does the number count there?"),
    "product": (
        "one product in it is of the other kind",
        "Which products go entry by entry, and which are rows times columns?",
    ),
}
#: Edits of several kinds, each of which makes everything right.
ANY = "any"
QUESTIONS[ANY] = ("one small thing in it is another one", "What should come out there?")
#: Kinds that say something only if everything is right: a line that stops a call is gone as well
#: once it is left out.
WITH_ALL = {"statement", "condition", "moved", "block"}
#: The end of a range can be moved by many an edit of its arithmetic, and this says what they do.
PLAINER = "bound"
#: What one line has goes to another: one edit takes it away, and one puts it where it should be.
MOVED = {"moved", "each_turn"}
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
    if width > 1 or len({edit.cell for edit in best}) > 1:
        return None
    if len(kinds) == 1 and len(lines) <= MOST_LINES:
        return Pointer(first.cell, tuple(lines), together=False, kind=first.kind, whole=whole)
    if len(lines) <= MOST_LINES and whole:
        return Pointer(first.cell, tuple(lines), together=False, kind=ANY)
    return None


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
