"""The edited programs of one exercise as requests ask for them, some at a time."""

import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import chain
from typing import Any

from checker.records import Answer
from checker.sandbox.inside.edited import Edited, Script
from checker.sandbox.inside.messages import answer_tree
from checker.trees import Arrays, Tree, flatten

#: So much goes into one reply.
MOST_ANSWERS, MOST_BYTES = 500, 1 << 20
#: What a reply consists of: its fields and their arrays.
Reply = tuple[dict[str, Any], Arrays]


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
                self.edited.prepare(scripts, [(cell, line) for cell, line in request["lines"]])
                self.waiting = iter(range(self.edited.disturbed))
            case "begin":
                self.waiting = iter(self._ordered(request["blamed"], request["spared"]))
            case "alike":
                self.waiting = iter(self._alike(request["kinds"]))
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

    def _ordered(self, blamed: Sequence[Any], spared: Sequence[Any]) -> list[int]:
        """Order the repairs: such as concern blamed lines first, spared ones last of a rank.

        Something right depends on a spared line, and yet a part of it may be what is wrong.
        """
        hot = {(cell, line) for cell, line in blamed}
        cold = {(cell, line) for cell, line in spared}

        def key(place: int) -> tuple[int, int]:
            candidate = self.edited.candidates[place]
            lines = {(candidate.cell, line) for line in candidate.lines}
            heat = 0 if lines <= hot else 2 if lines & cold else 1
            return candidate.repair.rank, heat

        places = range(self.edited.disturbed, len(self.edited.candidates))
        self.tiers = {place: key(place)[0] for place in places}
        return sorted(places, key=key)

    def _alike(self, kinds: Sequence[str]) -> list[int]:
        """Leave of those that wait such as are as likely as the next one, and of these kinds."""
        left = list(self.waiting)
        tier = self.tiers.get(left[0], 0) if left else 0
        kind = {place: self.edited.candidates[place].repair.kind for place in left}
        return [at for at in left if self.tiers.get(at) == tier and kind[at] in kinds]

    def _described(self, place: int) -> Tree:
        candidate = self.edited.candidates[place]
        repair = candidate.repair
        text = self.edited.text_of(place)
        return [candidate.cell, candidate.lines, repair.kind, repair.rank, text]

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
            "count": len(self.edited.candidates),
            "spent": time.process_time(),
        }
        return left, (fields, collected.arrays)


class Collected:
    """Answers on their way out: those that are equal go once."""

    def __init__(self) -> None:
        self.places: dict[bytes, list[int]] = {}
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
            key = repr(trees).encode() + b"".join(array.tobytes() for array in own)
            if key not in self.places:
                self.places[key] = []
                self.trees.append([answer_tree(answer, self.arrays) for answer in answers])
                self.size += len(key)
            self.places[key].append(place)
