"""Two known mistakes made at once: which pairs can be told, and which one answers explain."""

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from checker.exercises import compares
from checker.exercises.casebook import CompiledExercise, Mistake, PairOfMistakes
from checker.judging.evidence import alike, is_enough, tolerances
from checker.judging.known_mistake import first_wrong
from checker.judging.tolerances import Tolerance
from checker.records import Answer, Ending, Value

#: Numbers that differ by so many times what they may are far apart.
FAR = 100.0
#: So many cases are kept of a pair at least, if there are as many.
FEWEST_CASES = 4

#: Places of the two mistakes in the exercise's list, and what they answer together to all cases.
Tried = tuple[int, int, Sequence[Answer]]


def with_pairs(exercise: CompiledExercise, tried: Sequence[Tried]) -> CompiledExercise:
    """Return the exercise with those pairs that answer unlike everything else that is known.

    A pair that answers like the reference, a single mistake, another pair, or code that computes
    nothing is left out: to name it might be wrong. Of the others, those cases are kept that it
    takes to tell them, the smallest first.

    Parameters
    ----------
    tried
        For each pair the places of both mistakes in `exercise.mistakes`, the one nearer to the
        output first, and what they answer together: one answer for each case.
    """
    judged = _judged(exercise)
    compared = _Compared(exercise)
    told = _told(compared, tried, judged)
    kept = _enough_to_tell(compared, told, judged)
    return replace(exercise, pairs=tuple(_recorded(exercise, pair, kept) for pair in told))


class _Compared:
    """Remembers which answers are alike, for the same two are looked at again and again."""

    def __init__(self, exercise: CompiledExercise):
        self.exercise = exercise
        self._held = tolerances(exercise)
        self._known: dict[tuple[int, int, int], bool] = {}

    def same(self, one: Sequence[Answer], other: Sequence[Answer], places: Sequence[int]) -> bool:
        """Whether two programs answer these cases alike."""
        return all(self.alike(one[place], other[place], place) for place in places)

    def alike(self, answer: Answer, other: Answer, place: int) -> bool:
        """Whether two answers to one case say the same; both must live as long as this does."""
        key = (id(answer), id(other), place)
        if key not in self._known:
            is_far = _first_entries_differ(answer.value, other.value, self._held[place])
            self._known[key] = not is_far and alike(answer, other, self._held[place])
        return self._known[key]


def _first_entries_differ(one: Value, other: Value, held: Tolerance) -> bool:
    """Whether two values of one form are far apart where they begin: most are, and it is seen soon.

    What is not said of them is found out by `alike`.
    """
    match one, other:
        case (float(), float()):
            most = FAR * (held[1] + held[0] * max(abs(one), abs(other)))
            return most < abs(one - other) < math.inf
        case (np.ndarray(), np.ndarray()):
            kinds = {one.dtype, other.dtype} == {np.dtype(float)}
            same = kinds and one.shape == other.shape and one.size > 0
            return same and _first_entries_differ(one.item(0), other.item(0), held)
        case (tuple(), tuple()) if one and len(one) == len(other):
            return _first_entries_differ(one[0], other[0], held)
    return False


def _enough_to_tell(
    compared: _Compared, told: Sequence[Tried], judged: Sequence[int]
) -> Sequence[int]:
    """Return the first few cases, and of the others those without which a pair cannot be told."""
    kept = list(judged[:FEWEST_CASES])
    count = len(_told(compared, told, kept))
    for place in judged[FEWEST_CASES:]:
        if count == len(told):
            return kept
        more = len(_told(compared, told, [*kept, place]))
        if more > count:
            kept, count = [*kept, place], more
    return kept if count == len(told) else judged


def _told(compared: _Compared, tried: Sequence[Tried], places: Sequence[int]) -> Sequence[Tried]:
    """Return those pairs that these cases tell from everything else that is known."""
    exercise = compared.exercise
    known = [exercise.expected, *(mistake.answers for mistake in exercise.mistakes)]
    new = [
        pair
        for pair in tried
        if not _is_nothing(compared, pair[2], places)
        if not any(compared.same(pair[2], other, places) for other in known)
    ]
    return [
        one
        for one in new
        if not any(one is not other and compared.same(one[2], other[2], places) for other in new)
    ]


def known_pair(
    exercise: CompiledExercise, answers: Sequence[Answer]
) -> tuple[tuple[Mistake, Mistake], bool] | None:
    """Return the two known mistakes that together answer as the student does, or None.

    Their values must be alike on every case where both return one and the pair can be told from
    the reference; these must be enough, and on one of them neither mistake alone answers so. It
    is also said whether all recorded answers are alike.
    """
    first = first_wrong(exercise, answers) if exercise.fields else None
    fitting = [
        (exact, count, pair)
        for pair in exercise.pairs
        for exact, count in [_evidence(exercise, pair, answers)]
        if count and (first is None or any(place == first for place, _ in pair.answers))
    ]
    if not fitting:
        return None
    exact, _, best = max(fitting, key=lambda fit: fit[:2])
    return (exercise.mistakes[best.first], exercise.mistakes[best.second]), exact


def _evidence(
    exercise: CompiledExercise, pair: PairOfMistakes, answers: Sequence[Answer]
) -> tuple[bool, int]:
    """Whether all answers are alike, and how many values tell (0 if too few, or one is not).

    That both stop in the same way, and return nothing, says too little to name two mistakes.
    """
    held = tolerances(exercise)
    exact, beyond = True, False
    matched = []
    for place, theirs in pair.answers:
        mine = answers[place]
        same = alike(mine, theirs, held[place])
        valued = mine.ending is theirs.ending is Ending.RETURNED
        if valued and not same:
            return False, 0
        exact = exact and same
        if valued:
            matched.append((place, theirs))
            beyond = beyond or _is_own(exercise, pair, place, theirs)
    if exact and matched:
        return True, len(pair.answers)
    return False, len(matched) if beyond and is_enough(exercise, matched) else 0


def _is_own(exercise: CompiledExercise, pair: PairOfMistakes, place: int, answer: Answer) -> bool:
    """Whether an answer is that of the two together, and of neither alone."""
    singles = exercise.mistakes[pair.first], exercise.mistakes[pair.second]
    return all(single.answers[place] is not answer for single in singles)


def _judged(exercise: CompiledExercise) -> list[int]:
    """List the places of the cases whose values a check compares, those with few numbers first."""
    checks = (check for check in exercise.checks if compares(check))
    valued = {case for check in checks for case in check.cases}
    places = [place for place, case in enumerate(exercise.cases) if case in valued]
    return sorted(places, key=lambda place: _entries(exercise.expected[place].value))


def _entries(value: Value) -> int:
    """Count the numbers in a value."""
    if isinstance(value, list | tuple):
        return sum(map(_entries, value))
    return value.size if isinstance(value, np.ndarray) else 1


def _is_nothing(compared: _Compared, answers: Sequence[Answer], places: Sequence[int]) -> bool:
    """Whether wherever answers are wrong they are zeros: an empty loop answers so too."""
    held, expected = tolerances(compared.exercise), compared.exercise.expected
    wrong = [
        place for place in places if not compared.alike(answers[place], expected[place], place)
    ]
    zeros = {place: replace(answers[place], value=_zeros(answers[place].value)) for place in wrong}
    return all(alike(zeros[place], answers[place], held[place]) for place in wrong)


def _zeros(value: Value) -> Value:
    """Return zeros in the form of a value."""
    match value:
        case list() | tuple():
            return type(value)(_zeros(item) for item in value)
        case np.ndarray():
            return np.zeros(value.shape)
        case str() | None:
            return None
    return 0.0


def _recorded(exercise: CompiledExercise, pair: Tried, judged: Sequence[int]) -> PairOfMistakes:
    """Keep what tells a pair from the reference, and a single mistake's own answer where alike."""
    held = tolerances(exercise)
    first, second, answers = pair
    singles = exercise.mistakes[first].answers, exercise.mistakes[second].answers
    kept = []
    for place in judged:
        answer = answers[place]
        if alike(answer, exercise.expected[place], held[place]):
            continue
        own = [each[place] for each in singles if alike(answer, each[place], held[place])]
        kept.append((place, own[0] if own else answer))
    return PairOfMistakes(first, second, tuple(kept))
