"""Where a student's values part from the right ones, line by line, whatever they are called.

What the lines compute is held against what the worked solution computes on its way. A line that
gives a new value is fine if a right one is made of it later: then it is only another way to go. The
first that is not is where to look, with those before it of which nothing right has been made.
"""

from collections.abc import Iterator, Sequence, Set
from functools import cached_property
from itertools import groupby

import numpy as np

from checker.closer_look.known_values import Familiarity, RightWay, joint_familiarity
from checker.closer_look.side_by_side import (
    go_side_by_side,
    goes_along,
    has_slipped,
    is_turned,
    only_gathers,
    same_numbers,
)
from checker.closer_look.steps import Parting, Step, are_all_new, handed_to, is_one_too_many
from checker.sandbox.trials import Line, LineValues

#: More lines than this are no place to look at.
MOST_LINES = 2
#: Where nothing right has come before, it takes so many values to go the same way for certain.
ALONE = 5


class OwnWay:
    """The steps of a program beside the values of the right way, or beside its beginning.

    The beginning is meant where a program has `stopped`, or only the beginning was recorded.
    """

    def __init__(self, way: RightWay, values: LineValues, *, stopped: bool = False):
        self.way = way
        whole = values.noted[: len(way.in_order)] if way.is_cut or stopped else values.noted
        compare = goes_along if stopped else go_side_by_side
        arrays = [array for _, array in whole]
        self.is_beside = compare(arrays, way.in_order) and not has_slipped(arrays, way.in_order)
        if way.is_cut and not self.is_beside:  # what comes later may not have been recorded
            whole = whole[: len(whole) // 2]
        self.noted = whole
        self.sources = values.sources
        self.callers = values.callers
        self.steps = self._steps()

    @property
    def parting(self) -> Parting:
        """The first new value from which nothing right comes, and what it may come of.

        If the program gives as many values of the same shapes as the right way does, it goes the
        same way, and the first that is another one is the place. Else something right must have
        come before.
        """
        lost = [at for at, step in enumerate(self.steps) if self._is_lost(at, step)] or self.beside
        if not lost:
            return Parting()
        first = lost[0]
        if only_gathers(
            self.steps[first].arrays, [a for s in self.steps[:first] for a in s.arrays]
        ):
            return Parting()
        lines = self._open_before(first) | {self.steps[first].line}
        if self.beside:
            own = [self.steps[at] for at in {*self.beside, first} if at in self._with(first)]
            lines = set[Line]().union(*(step.loops for step in own)) - self._good
            lines |= {step.line for step in own}
            lines |= {self.steps[at].line for at in self._other & self._under[first]}
        lines |= self._miscounted(first)
        lines = self._common(lines, lost) or lines
        right = any(step.value is Familiarity.RIGHT for step in self.steps[:first])
        explained = all(self._lines_with(at) & lines for at in lost)
        alike = bool(self.beside) and (right or len(self.way.in_order) >= ALONE)
        valued = lines <= {step.line for step in self.steps}  # of others nothing has been seen
        sure = explained and valued and (right or alike) and len(lines) <= MOST_LINES
        later = self._were_right(lines, first)
        if (later and is_one_too_many(self.steps, lost)) or self._is_mixed_into(first):
            return Parting()
        handed = tuple(handed_to(self.steps, first) - lines)
        return Parting(tuple(sorted(lines)), sure, later, handed, are_all_new(self.steps))

    def _were_right(self, lines: Set[Line], first: int) -> bool:
        """Whether lines gave what is right in an earlier turn, or is made good; all that tells."""
        own = {*lines, self.steps[first].line}
        telling = [
            at
            for at, step in enumerate(self.steps[:first])
            if step.line in own and step.value is not Familiarity.NEUTRAL
        ]
        right = {at for at in telling if self._is_right(at)}
        lines_right = {self.steps[at].line for at in right}
        return self.steps[first].line in lines_right and right == set(telling)

    def _is_mixed_into(self, first: int) -> bool:
        """Whether something is made of a step's value that is right in a part: then it may be."""
        return any(each.is_mixed and first in self._under[at] for at, each in enumerate(self.steps))

    def _is_right(self, at: int) -> bool:
        return self.steps[at].value is Familiarity.RIGHT or self._is_made_good(at)

    def _common(self, lines: set[Line], lost: Sequence[int]) -> set[Line]:
        """Return those lines on which all that is lost rests; none if all they do is count."""
        shared = {line for line in lines if all(line in self._lines_with(at) for at in lost)}
        telling = {step.line for step in self.steps if step.value is not Familiarity.NEUTRAL}
        return shared if shared & telling else set()

    def _lines_with(self, at: int) -> set[Line]:
        """Return the line of a step and all the lines that it rests on, near or far."""
        steps = [self.steps[each] for each in self._with(at)]
        return {step.line for step in steps} | {line for step in steps for line in step.loops}

    def _is_lost(self, at: int, step: Step) -> bool:
        return step.value is Familiarity.NEW and not self._is_made_good(at) | self._is_idle(at)

    def _is_idle(self, at: int) -> bool:
        """Whether nothing is made of what a line gives last, though other lines look at it."""
        line, later = self.steps[at].line, self.steps[at + 1 :]
        used = any(step.line == line or at in step.rests for step in later)
        return not used and any(line in rests for rests in self.sources.values())

    def _with(self, at: int) -> frozenset[int]:
        return self._under[at] | {at}

    @cached_property
    def beside(self) -> list[int]:
        """The steps whose values are others than the right way's in the same place.

        None is such if the two ways do not go side by side, or what is made good.
        """
        if not self.is_beside:
            return []
        return [at for at in sorted(self._other | self._turned) if not self._is_made_good(at)]

    @cached_property
    def _other(self) -> set[int]:
        """The steps that give other numbers than the right way in the same place.

        What is right later on may rest on another item of the list that such a one has gone into.
        """
        return {at for at, mine, right in self._pairs() if not same_numbers(mine, right)}

    def _miscounted(self, first: int) -> set[Line]:
        """Return the lines under a step that count otherwise than the right way does in its turn.

        A count says little by itself, so that something right seems to be made of it.
        """
        right = [array for array in self.way.in_order if self.way.is_count(array)]
        noted = [(at, array) for at, step in enumerate(self.steps) for array in step.arrays]
        mine = [(at, array) for at, array in noted if self.way.is_count(array)]
        if len(mine) != len(right):
            return set()  # they count other things
        return {
            self.steps[at].line
            for (at, count), its in zip(mine, right, strict=False)
            if at in self._under[first] and not same_numbers(count, its)
        }

    @cached_property
    def _turned(self) -> set[int]:
        """The steps that give a table with rows and columns exchanged, beside the right way."""
        pairs = self._pairs() if self.is_beside else ()
        return {at for at, mine, right in pairs if is_turned(mine, right)}

    def _pairs(self) -> Iterator[tuple[int, np.ndarray, np.ndarray]]:
        """List the values of all steps beside the right way's, as far as a program has come."""
        notes = [(at, array) for at, step in enumerate(self.steps) for array in step.arrays]
        for (at, mine), right in zip(notes, self.way.in_order, strict=False):
            yield at, mine, right

    def _steps(self) -> list[Step]:
        """Join what was noted of one execution of a line, and find what it rests on then."""
        steps: list[Step] = []
        latest: dict[Line, int] = {}
        valued = {line for line, _ in self.noted}
        for line, group in groupby(self.noted, key=lambda each: each[0]):
            noted = [array for _, array in group]
            rests, loops = self._resting(line, latest, valued)
            known = [array for at in rests for array in steps[at].arrays]
            each = [self.way.familiarity(a, known, beside=self.is_beside) for a in noted]
            is_mixed = {Familiarity.RIGHT, Familiarity.NEW} <= set(each)
            latest[line] = len(steps)
            steps.append(Step(line, joint_familiarity(each), tuple(noted), rests, loops, is_mixed))
        return steps

    def _resting(
        self, line: Line, latest: dict[Line, int], valued: Set[Line]
    ) -> tuple[frozenset[int], frozenset[Line]]:
        """Return the steps and the lines without values, as of loops, that a line rests on now.

        A line that gives its first value only later has no part in it yet. One that calls the
        function in which the line stands has handed it something, which has no value of its own.
        """
        rests: set[int] = set()
        loops: set[Line] = set(self.callers.get(line, ()))
        waiting, seen = list(self.sources.get(line, ())), {line}
        while waiting:
            source = waiting.pop()
            if source in latest:
                rests.add(latest[source])
            elif source not in seen and source not in valued:
                seen.add(source)
                loops.add(source)
                waiting += self.sources.get(source, ())
        if line in latest and line in self.sources.get(line, ()):
            rests.add(latest[line])
        return frozenset(rests), frozenset(loops)

    @cached_property
    def _under(self) -> list[frozenset[int]]:
        """For each step, all the steps that it rests on, near or far."""
        under: list[frozenset[int]] = []
        for step in self.steps:
            under.append(step.rests.union(*(under[at] for at in step.rests)))
        return under

    def _is_made_good(self, at: int) -> bool:
        """Whether a right value is made of this step's."""
        later = set(range(at + 1, len(self.steps))) - self._turned
        return any(self.steps[j].value is Familiarity.RIGHT and at in self._under[j] for j in later)

    @cached_property
    def _good(self) -> set[Line]:
        """The lines without a value of their own, as of loops, of which something right comes."""
        return {
            loop
            for at, step in enumerate(self.steps)
            if step.value is Familiarity.RIGHT
            for own in self._with(at)
            for loop in self.steps[own].loops & set(self.sources.get(self.steps[own].line, ()))
        }

    def _open_before(self, first: int) -> set[Line]:
        """Return the lines on which a step rests and of which nothing right has come."""
        found: set[Line] = set()
        waiting = [first]
        while waiting:
            step = self.steps[waiting.pop()]
            found |= step.loops - self._good
            for at in step.rests:
                if self.steps[at].value is not Familiarity.RIGHT and not self._is_made_good(at):
                    found.add(self.steps[at].line)
                    waiting.append(at)
        return found
