"""Which small edits of a student's own code make everything right."""

import time
from collections.abc import Sequence

from checker.closer_look.blame import Blame, Symptom, blame, with_idle
from checker.closer_look.finding import Budget, Finding, Known
from checker.closer_look.pointing import akin
from checker.closer_look.questions import Question, Whole
from checker.closer_look.steps import Parting
from checker.closer_look.traps import UNRUN
from checker.sandbox.trials import Batch, Line, Trials

#: One request asks edited programs for so much processor time at most.
SLICE_SECONDS = 0.2
#: So many cases are asked one by one of all edits that are left.
CASES = 4
#: What has been found when this share of the time is over is judged; the rest is for its like, or
#: for a second edit.
EARLY = 0.6
#: Who gains such a share of what was lost gains much.
MUCH = 0.5
#: So many edits are asked everything, so many at most for the same lines, of so many that remain.
WHOLE, EACH, SPREAD = 32, 4, 200
#: So many are asked everything that make only a part of an answer right.
PARTLY = 8


class Search:
    """One search, which ends when its processor time is spent, or when the clock says `end`.

    `known` are the places of those edits that made the same text right or better elsewhere: then
    only these are asked, here and now, and nothing is taken for granted of them.
    """

    def __init__(
        self,
        trials: Trials,
        budget: Budget,
        end: float,
        parting: Parting,
        known: Known | None = None,
    ):
        self.parting = parting
        self.trials = trials
        self.budget = budget
        self.known = known
        self.end = end
        self.started = 0.0
        self.spent = 0.0
        self.tried = 0
        self.is_through = False
        self.is_much = False
        self.is_partly = False

    def run(self, asked: Sequence[Question], whole: Whole, symptom: Symptom) -> Finding:
        """Return the edits after which everything is right, as far as the time goes.

        Once some do that, less likely ones are not asked any more. Where values can be compared,
        edits after which more is right are given for want of such.
        """
        first = asked[0]
        found = self._blame(first, symptom)
        within = self.parting.searched if self.parting.holds_all else ()
        if self.known is None:
            right, better = self._searched(asked, whole, found, within)
            if within and not (right or better) and self._has_time(EARLY):
                right, better = self._searched(asked, whole, found, ())  # such values may be right
        else:
            self.trials.make(within, self.parting.lines or found.blamed)
            right, better = self._judged(self.known.places, whole)
        chosen = right or (better if first.is_of_values else [])
        edits = self.trials.described(chosen) if chosen else []
        return Finding(
            edits=tuple([each for each in edits if each.kind in first.kinds] or edits),
            places=tuple(chosen),
            whole=bool(right),
            is_loose=first.is_loose,
            notices=tuple(each for each in self.trials.noticed() if each.trap not in UNRUN),
            parting=self.parting,
            blame=found if chosen else with_idle(self.trials, found, first.cases[0]),
            tried=self.tried,
            seconds=self.spent,
            is_through=self.is_through,
            is_much=self.is_much,
            is_partly=self.is_partly,
        )

    def _blame(self, first: Question, symptom: Symptom) -> Blame:
        """Begin with the edits; tell lines apart by what is right, in this answer or beside it."""
        wanted = self.known is None or self.known.is_by_lines
        told = wanted and len(first.cases) == 1 and symptom.has_right_part
        beside = [case.steps for case, _ in symptom.beside] if told else []
        batch = self.trials.disturb(first.scripts, SLICE_SECONDS if told else 0.0, beside)
        self._took(batch)
        return blame(self.trials, batch, symptom) if told else Blame()

    def _searched(
        self, asked: Sequence[Question], whole: Whole, found: Blame, within: Sequence[Line]
    ) -> tuple[list[int], list[int]]:
        """Return the edits that make everything right, or else those that make more right."""
        first = asked[0]
        suspected = self.parting.lines or found.blamed
        lines = within, suspected, found.spared
        batch = self.trials.begin(first.scripts, SLICE_SECONDS, *lines)
        places, tier, judged = self._accepted(batch, first), batch.tier, 0
        partly = _welcome(batch, first)
        right, better = list[int](), list[int]()
        while True:
            is_late = not self._has_time(EARLY) and len(places) > judged
            if places and (batch.tier > tier or not batch.more or is_late):
                right, better = self._passing(places, asked[1:CASES], whole)
                judged = len(places)
            is_enough = bool(partly) and first.is_single and not self._has_time(EARLY)
            if right or is_enough or not batch.more or not self._has_time():
                break
            tier = batch.tier
            batch = self.trials.go_on(first.scripts, SLICE_SECONDS)
            places += self._accepted(batch, first)
            partly += _welcome(batch, first)
        if not right and not better and partly:
            right, better = self._judged(self._spread(partly)[:PARTLY], whole)
            self.is_partly = not right
        self.tried, self.is_through = batch.count, not batch.more or bool(right)
        if right and batch.more:
            right = self._with_others_akin(right, asked, whole, batch.tier)
        return right, better

    def _with_others_akin(
        self, right: list[int], asked: Sequence[Question], whole: Whole, upcoming: int
    ) -> list[int]:
        """Add those that do as much in other lines, where time ended before all were asked.

        Such are edits of the same kind: a sign turned round twice is none.
        """
        likeliest = self.trials.described(right[:1])[0]
        if upcoming > likeliest.rank:
            return right
        seconds = min(self._seconds, max(SLICE_SECONDS, self.budget.cpu_seconds - self.spent))
        batch = self.trials.go_on_with(akin(likeliest.kind), asked[0].scripts, seconds)
        places = self._accepted(batch, asked[0])
        return right + self._passing(places, asked[1:CASES], whole)[0] if places else right

    def _passing(
        self, places: Sequence[int], further: Sequence[Question], whole: Whole
    ) -> tuple[list[int], list[int]]:
        """Return those candidates that are all right, and those that are better."""
        for question in further:
            places = self._only(places, question)
        return self._judged(self._spread(places), whole)

    def _judged(self, places: Sequence[int], whole: Whole) -> tuple[list[int], list[int]]:
        """Ask some candidates everything; give those that are all right, and those better."""
        if not places:
            return [], []
        batch = self.trials.whole(places, whole.question.scripts, self._seconds)
        self._took(batch)
        gained = [(whole.gain(answers), answers, each) for answers, each in batch.answers]
        most = max((gain for gain, _, _ in gained), default=0.0)
        best = [(answers, each) for gain, answers, each in gained if gain == most > 0]
        self.is_much = most >= MUCH * whole.lost
        right = [each for answers, each in best if whole.is_right(answers)]
        return _flat(right, places), _flat([each for _, each in best], places)

    def _spread(self, places: Sequence[int]) -> list[int]:
        """Choose candidates of as many lines as can be asked everything, a few for each."""
        first = list(places)[:SPREAD]
        chosen: list[int] = []
        seen: dict[object, int] = {}
        for place, edit in zip(first, self.trials.described(first) if first else [], strict=True):
            where = edit.cell, edit.lines
            seen[where] = seen.get(where, 0) + 1
            if seen[where] <= EACH:
                chosen.append(place)
        return chosen[:WHOLE]

    def _has_time(self, share: float = 1.0) -> bool:
        """Whether neither the processor time is spent nor the clock beyond it, or a share."""
        late = self.end - (1 - share) * self.budget.wall_seconds
        return self.spent < share * self.budget.cpu_seconds and time.monotonic() < late

    @property
    def _seconds(self) -> float:
        """The processor time for candidates: what the clock leaves, or a little."""
        return max(SLICE_SECONDS, min(self.budget.cpu_seconds, self.end - time.monotonic()))

    def _only(self, places: Sequence[int], question: Question) -> list[int]:
        """Ask some candidates; give those whose answers are accepted."""
        if not places:
            return []
        batch = self.trials.only(places, question.scripts, self._seconds)
        return _flat([self._accepted(batch, question)], places)

    def _accepted(self, batch: Batch, question: Question) -> list[int]:
        self._took(batch)
        found = (places for answers, places in batch.answers if question.accepts(answers))
        return [place for places in found for place in places]

    def _took(self, batch: Batch) -> None:
        self.started = self.started or batch.spent
        self.spent = batch.spent - self.started


def _welcome(batch: Batch, question: Question) -> list[int]:
    """Return those candidates that make a part of one answer right."""
    found = (places for answers, places in batch.answers if question.welcomes(answers))
    return [place for places in found for place in places]


def _flat(groups: Sequence[Sequence[int]], order: Sequence[int]) -> list[int]:
    """Return the candidates of some groups, in the order in which they were asked."""
    found = {place for places in groups for place in places}
    return [place for place in order if place in found]
