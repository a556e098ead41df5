"""The edited programs of one exercise as requests ask for them, some at a time."""

import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import chain, takewhile
from typing import Any

from checker.fingerprints import digest_of
from checker.records import Answer
from checker.sandbox.inside.edited import Edited, Script
from checker.sandbox.inside.edits.repairs import LARGER
from checker.sandbox.inside.messages import answer_tree
from checker.trees import Arrays, Tree, flatten

#: So much goes into one reply.
MOST_ANSWERS, MOST_BYTES = 500, 1 << 20
#: What a reply consists of: its fields and their arrays.
Reply = tuple[dict[str, Any], Arrays]
#: Lines as a request has them: a cell and a number each.
Lines = Sequence[Sequence[Any]]
#: Tiers: two of small edits, the large ones of suspected lines, two of small ones in lines on which
#: something right depends, large edits, and large ones in such lines.
SUSPECTED, SPARED, LATE, LAST = 2, 3, 5, 6
#: The tiers of edits that are asked as they are made: of small ones, and twice of larger ones.
AT_ONCE = (0, 1), (SUSPECTED,), (SUSPECTED, LATE)
#: Of so many suspected lines at most large edits are made before small ones elsewhere.
FEW = 3
#: Two of three edits are of these kinds, small ones and large ones, and not two of three slips:
#: they come last of their like.
NUMEROUS = {"name", "called", "summed"}, {"factor", "term"}
#: What something right depends on may be right, and stand in the wrong place.
ELSEWHERE = {"block", "moved"}


class EditTrial:
    """Answers requests about edited programs, in the order in which a search makes them."""

    def __init__(self, edited: Edited):
        self.edited = edited
        self.waiting: Iterator[int] = iter(())
        self.tiers: dict[int, int] = {}

    def reply(self, request: dict[str, Any], scripts: Sequence[Script]) -> Reply:
        """Answer one request: disturb, begin to try, go on, ask or describe some."""
        match request["edit"]:
            case "disturb":
                self.edited.prepare(scripts[: request["own"]])
                places = iter(range(self.edited.candidates.disturbed))
                _, reply = self._some(places, scripts, request["allowed"], whole=True)
                return reply
            case "make":
                deque(chain(*self._made(request["lines"], request["blamed"])), maxlen=0)
                return {}, []
            case "begin":
                lines = (request[name] for name in ("lines", "blamed", "spared"))
                self.waiting = self._ordered(*lines)
            case "alike":
                self.waiting = self._alike(self.waiting, request["kinds"])
            case "only" | "whole" as how:
                places = iter(request["places"])
                _, reply = self._some(places, scripts, request["allowed"], whole=how == "whole")
                return reply
            case "values":
                return self._values(scripts, request["within"])
            case "notice":
                return {"noticed": [list(each) for each in self.edited.noticed()]}, []
            case "describe":
                return {"described": list(map(self._described, request["places"]))}, []
        self.waiting, reply = self._some(self.waiting, scripts, request["allowed"])
        return reply

    def _values(self, scripts: Sequence[Script], within: bool) -> Reply:
        """Say what lines compute for each script, and on which other lines each line rests."""
        arrays: Arrays = []
        noted = []
        for script in scripts:
            found = self.edited.values(script, within=within)
            noted.append([[cell, line, flatten(array, arrays)] for cell, line, array in found])
        sources = [list(each) for each in self.edited.sources(scripts)] if not within else []
        return {"noted": noted, "sources": sources}, arrays

    def _ordered(self, within: Lines, blamed: Lines, spared: Lines) -> Iterator[int]:
        """Order the repairs: such as concern blamed lines first, spared ones last of a tier.

        Something right depends on a spared line, and yet a part of it may be what is wrong. Where
        some are blamed, the spared ones have tiers of their own.
        """
        hot, cold = set(map(tuple, blamed)), set(map(tuple, spared))

        def key(place: int) -> tuple[int, int, bool]:
            candidate = self.edited.candidates.listed[place]
            lines = {(candidate.cell, line) for line in candidate.lines}
            kind, rank = candidate.repair.kind, candidate.repair.rank
            is_spared = lines & cold and not lines & hot and kind not in ELSEWHERE
            heat = 0 if lines <= hot else 2 if is_spared else 1
            return _tier(rank, heat if hot else 1), heat, kind in NUMEROUS[rank >= LARGER]

        late: list[int] = []
        for every, now in zip(self._made(within, blamed), AT_ONCE, strict=True):
            yield from (place for place in late if self.tiers[place] < now[-1])
            late = [place for place in late if self.tiers[place] >= now[-1]]
            for made in every:
                self.tiers |= {place: key(place)[0] for place in made}
                known = sorted(made, key=key)
                yield from (place for place in known if self.tiers[place] in now)
                late += (place for place in known if self.tiers[place] not in now)
            late.sort(key=self.tiers.__getitem__)
        yield from late

    def _made(self, within: Lines, blamed: Lines) -> Sequence[Iterator[range]]:
        """Make all repairs when they are come to: the likely ones, and the larger ones.

        Of a few lines that are blamed the larger ones are made first.
        """
        lines, hot = ([(cell, line) for cell, line in each] for each in (within, blamed))
        candidates = self.edited.candidates
        first = candidates.make_larger(hot) if 0 < len(hot) <= FEW else iter(())
        return candidates.make_likely(lines), first, candidates.make_larger(lines)

    def _alike(self, waiting: Iterator[int], kinds: Sequence[str]) -> Iterator[int]:
        """Leave of those that wait such as are as likely as the next one, and of these kinds."""
        upcoming = next(waiting, None)
        if upcoming is not None:
            tier = self.tiers.get(upcoming, 0)
            left = chain([upcoming], waiting)
            for place in takewhile(lambda at: self.tiers.get(at) == tier, left):
                if self.edited.candidates.listed[place].repair.kind in kinds:
                    yield place

    def _described(self, place: int) -> Tree:
        candidate = self.edited.candidates.listed[place]
        repair = candidate.repair
        text = self.edited.text_of(place)
        tier, is_large = self.tiers.get(place, repair.rank), repair.rank >= LARGER
        return [candidate.cell, candidate.lines, repair.kind, tier, is_large, text]

    def _some(
        self,
        waiting: Iterator[int],
        scripts: Sequence[Script],
        seconds: float,
        *,
        whole: bool = False,
    ) -> tuple[Iterator[int], Reply]:
        """Return answers, each once with the places of all candidates giving it, and who is left.

        It takes as long as it is allowed, or until a reply is full.
        """
        end = time.process_time() + seconds
        collected = Collected()
        for place, answers in self.edited.answers(waiting, scripts, whole=whole):
            if answers is not None:
                collected.add(place, answers)
            if time.process_time() > end or collected.is_full:
                break
        upcoming = next(waiting, None)
        left = iter(()) if upcoming is None else chain([upcoming], waiting)
        fields = {
            "answers": collected.trees,
            "places": list(collected.places.values()),
            "more": upcoming is not None,
            "tier": self.tiers.get(upcoming or 0, 0),
            "count": len(self.edited.candidates.listed),
            "spent": time.process_time(),
        }
        return left, (fields, collected.arrays)


def _tier(rank: int, heat: int) -> int:
    """Return how late an edit is asked: heat is 0 in suspected lines, and 2 in spared ones."""
    if rank >= LARGER:
        return (SUSPECTED, LATE, LAST)[heat]
    return rank + SPARED * (heat == 2)


class Collected:
    """Answers on their way out: those that are equal go once."""

    def __init__(self) -> None:
        self.places: dict[str, list[int]] = {}
        self.trees: list[Tree] = []
        self.arrays: Arrays = []
        self.size = 0

    @property
    def is_full(self) -> bool:
        """Whether no more should be put into one reply."""
        return len(self.trees) >= MOST_ANSWERS or self.size > MOST_BYTES

    def add(self, place: int, answers: Sequence[Answer]) -> None:
        """Take the answers of one candidate; such as cannot travel are left out."""
        own: Arrays = []
        with suppress(ValueError, TypeError):
            trees = [answer_tree(answer, own) for answer in answers]
            key = digest_of(trees, own)
            if key not in self.places:
                self.places[key] = []
                self.trees.append([answer_tree(answer, self.arrays) for answer in answers])
                self.size += len(repr(trees)) + sum(array.nbytes for array in own)
            self.places[key].append(place)
