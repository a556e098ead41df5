"""Two known mistakes at once: cells in which both were made, where both can be.

Nobody writes these down. Each mistake's cell is compared with the worked one; where two mistakes
change different places, the cell with both changes is what a student who makes both writes.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import combinations, islice, pairwise

from checker.course.release.marks import find_regions
from checker.course.release.parsing import parsed
from checker.course.release.wrong import owners_of, wrong_cell
from checker.documents.sources import SourceCell
from checker.exercises import Exercise, Misconception

#: Pairs of one exercise that are tried at most; an exercise of 13 mistakes has 78.
MOST_PAIRS = 80


@dataclass(frozen=True, order=True)
class BodyEdit:
    """A piece of a text, from `start` up to `end`, and what stands there instead."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Pair:
    """Two mistakes at once, and both as one: the one nearer to the output comes first.

    Typed answers follow from each other, so there the earlier one comes first.
    """

    first: Misconception
    second: Misconception
    both: Misconception


def pairs_of(exercise: Exercise, cell: SourceCell) -> list[Pair]:
    """List the pairs of an exercise's mistakes that can be made in one cell together."""
    model = model_cell(exercise, cell)
    changes = {
        known.id: edits_between(model.source, wrong_cell(exercise, cell, known))
        for known in exercise.misconceptions
        if not known.alias
    }
    known = [each for each in exercise.misconceptions if changes.get(each.id)]
    found = (
        _pair(exercise, model, one, other, sorted(changes[one.id] + changes[other.id]))
        for one, other in combinations(known, 2)
        if are_apart(changes[one.id] + changes[other.id])
    )
    forward = bool(exercise.fields)
    ordered = (_in_order(pair, changes, forward=forward) for pair in found if pair is not None)
    return list(islice(ordered, MOST_PAIRS))


def model_cell(exercise: Exercise, cell: SourceCell) -> SourceCell:
    """Return the worked cell in the form in which the exercise's mistakes are written."""
    if not exercise.model:
        return cell
    model = Misconception("model", "", body=exercise.model)
    return replace(cell, source=wrong_cell(exercise, cell, model))


def edits_between(old: str, new: str) -> list[BodyEdit]:
    r"""List what turns one text into another: changed lines, each cut down to what changes.

    >>> edits_between("a = x\nb = y * 2\n", "a = x\nb = y * 3\n")
    [BodyEdit(start=14, end=15, text='3')]
    """
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    starts = [sum(map(len, before[:row])) for row in range(len(before) + 1)]
    edits = []
    matcher = SequenceMatcher(a=before, b=after, autojunk=False)
    for tag, low, high, first, last in matcher.get_opcodes():
        if tag == "equal":
            continue
        if high - low == last - first:
            lines = zip(starts[low:high], before[low:high], after[first:last], strict=True)
            edits += [_trimmed(start, was, becomes) for start, was, becomes in lines]
        else:
            edits.append(BodyEdit(starts[low], starts[high], "".join(after[first:last])))
    return edits


def _trimmed(start: int, was: str, becomes: str) -> BodyEdit:
    """Leave out what two lines have in common at both ends."""
    most = min(len(was), len(becomes))
    left = next((i for i in range(most) if was[i] != becomes[i]), most)
    right = next((i for i in range(most - left) if was[-1 - i] != becomes[-1 - i]), most - left)
    return BodyEdit(start + left, start + len(was) - right, becomes[left : len(becomes) - right])


def are_apart(edits: Sequence[BodyEdit]) -> bool:
    """Whether no two edits overlap or touch."""
    return all(one.end < other.start for one, other in pairwise(sorted(edits)))


def apply(edits: Sequence[BodyEdit], text: str) -> str:
    """Make all edits, which are apart, in a text."""
    for edit in sorted(edits, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def _pair(
    exercise: Exercise,
    cell: SourceCell,
    one: Misconception,
    other: Misconception,
    edits: Sequence[BodyEdit],
) -> Pair | None:
    source = apply(edits, cell.source)
    try:
        parsed(source)
    except SyntaxError:
        return None
    regions = find_regions(cell)
    changed = find_regions(replace(cell, source=source))
    owners = {region: owner for owner, region in owners_of(cell, exercise.name).items()}
    bodies = {
        owners[was]: "\n".join(now.lines(source)) for was, now in zip(regions, changed, strict=True)
    }
    return Pair(one, other, Misconception(f"{one.id} + {other.id}", "", body=bodies))


def _in_order(pair: Pair, changes: dict[str, list[BodyEdit]], *, forward: bool) -> Pair:
    """Put first what stands nearer to the end of the cell, or for typed answers to its start."""
    later = max(changes[pair.first.id]) < max(changes[pair.second.id])
    return Pair(pair.second, pair.first, pair.both) if later is not forward else pair
