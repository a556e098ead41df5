"""Which known mistake explains the answers, if one does."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from checker.exercises.casebook import CompiledExercise, Mistake
from checker.judging.alike_in_part import alike_loosely, parts_beside
from checker.judging.evidence import Matched, alike, is_enough, tolerances
from checker.judging.matching import Matcher
from checker.judging.telling_cases import free_cases, of_relations, telling_cases
from checker.judging.tolerances import USUAL, Tolerance
from checker.records import Answer, Ending


def known_mistake(
    exercise: CompiledExercise, answers: Sequence[Answer]
) -> tuple[Mistake, bool] | None:
    """Return the known mistake that answers as the student does, whether in everything; or None.

    Either all answers are alike, or the values are, on every case where both return one and the
    mistake can be told from the reference, and these are enough. So a student whose mistake is
    known is told so even if lists, say, stop their function and not ours. Typed answers follow
    from each other: there the mistake must explain the first wrong one.
    """
    return _best(exercise, answers, _strictly)


def mistake_in_part(exercise: CompiledExercise, answers: Sequence[Answer]) -> Mistake | None:
    """Return the known mistake that is in an answer, though not everything is as it makes it.

    Two known mistakes that explain everything are a better explanation.
    """
    found = _best(exercise, answers, _loosely)
    if found is None and not exercise.fields:
        found = _best(exercise, answers, _beside)
    return found and found[0]


def _best(
    exercise: CompiledExercise, answers: Sequence[Answer], matched: "Matching"
) -> tuple[Mistake, bool] | None:
    first = first_wrong(exercise, answers) if exercise.fields else None
    wrong = _has_wrong_values(exercise, answers)
    fitting = [
        (found.exact, len(found.values), mistake)
        for mistake in exercise.mistakes
        for found in [matched(exercise, mistake, answers)]
        if found and found.says_enough(exercise)
        if first is None or telling_cases(exercise, mistake)[first]
        if found.exact or not _is_beside_values(exercise, mistake) or not wrong
    ]
    if not fitting:
        return None
    exact, _, best = max(fitting, key=lambda fit: fit[:2])
    return best, exact


@lru_cache(maxsize=256)
def _is_beside_values(exercise: CompiledExercise, mistake: Mistake) -> bool:
    """Whether a mistake leaves values right: what tells it is an effect, or a word for the way.

    Its sentence says so, and would be untrue of who has wrong values as well.
    """
    rows = zip(telling_cases(exercise, mistake), mistake.answers, exercise.expected, strict=True)
    return not any(tells and _is_wrong_value(theirs, right) for tells, theirs, right in rows)


def _has_wrong_values(exercise: CompiledExercise, answers: Sequence[Answer]) -> bool:
    rows = zip(answers, exercise.expected, tolerances(exercise), strict=True)
    return any(_is_wrong_value(*row) for row in rows)


def _is_wrong_value(answer: Answer, right: Answer, tolerance: Tolerance = USUAL) -> bool:
    """Whether something was returned that is no word, and has other values than the right one."""
    valued = answer.ending is right.ending is Ending.RETURNED and not isinstance(right.value, str)
    return valued and not Matcher(*tolerance).agrees(answer.value, right.value)


def explains(exercise: CompiledExercise, mistake: Mistake, answers: Sequence[Answer]) -> bool:
    """Whether answers are those of a mistake wherever it can be told from the reference.

    Answers are held to each other as right ones are to the reference's. What stopped on one side
    only is left aside, if enough remains: three values with three wrong numbers, or a typed one.

    Parameters
    ----------
    mistake
        One of the exercise, or any other with an answer for each case.
    answers : as many as `exercise.cases`

    Raises
    ------
    ValueError
        If there is not exactly one answer per case.
    """
    ways = (matched(exercise, mistake, answers) for matched in (_strictly, _loosely, _beside))
    return any(found is not None and found.says_enough(exercise) for found in ways)


def contradicts(exercise: CompiledExercise, mistake: Mistake, answers: Sequence[Answer]) -> bool:
    """Whether answers are not those of a mistake somewhere where it can be told.

    As `explains`, which asks for enough to go by, too.
    """
    return not any(
        matched(exercise, mistake, answers) for matched in (_strictly, _loosely, _beside)
    )


def first_wrong(exercise: CompiledExercise, answers: Sequence[Answer]) -> int | None:
    """Return the place of the first marked answer that is not the reference's, if there is one."""
    free = free_cases(exercise)
    rows = zip(answers, exercise.expected, tolerances(exercise), strict=True)
    return next(
        (
            place
            for place, (case, row) in enumerate(zip(exercise.cases, rows, strict=True))
            if case not in free and not alike(*row)
        ),
        None,
    )


@dataclass(frozen=True)
class _Match:
    """A mistake whose telling values are a student's, as far as both have some.

    It is exact if all answers are alike.
    """

    exact: bool
    values: Matched

    def says_enough(self, exercise: CompiledExercise) -> bool:
        return self.exact or is_enough(exercise, self.values)


Matching = Callable[[CompiledExercise, Mistake, Sequence[Answer]], _Match | None]


def _strictly(
    exercise: CompiledExercise, mistake: Mistake, answers: Sequence[Answer]
) -> _Match | None:
    """Return what speaks for a mistake; None if a value speaks against it."""
    told, free = telling_cases(exercise, mistake), free_cases(exercise)
    exact, values = any(told), []
    rows = zip(answers, mistake.answers, told, tolerances(exercise), strict=True)
    for place, (mine, theirs, tells, tolerance) in enumerate(rows):
        if exercise.cases[place] in free:
            continue
        same = (exact or tells) and alike(mine, theirs, tolerance)
        valued = mine.ending is theirs.ending is Ending.RETURNED
        against = tells and valued and not same
        if against and exercise.cases[place] not in of_relations(exercise):
            return None
        exact = exact and same
        if tells and valued and same:
            values.append((place, theirs))
    return _Match(exact, values)


def _loosely(
    exercise: CompiledExercise, mistake: Mistake, answers: Sequence[Answer]
) -> _Match | None:
    """As above, of values that can be compared, and as exactly as numbers are typed."""
    values = []
    for place, mine, theirs, right, held in _told_by_values(exercise, mistake, answers):
        same = alike_loosely(exercise, mine, theirs, right, held)
        if same:
            values.append((place, theirs))
        elif same is not None:
            return None
    return _Match(False, values)


def _beside(
    exercise: CompiledExercise, mistake: Mistake, answers: Sequence[Answer]
) -> _Match | None:
    """As above, of those parts in which the mistake is wrong, if only one other is."""
    values, others = [], set[int]()
    for place, mine, theirs, right, held in _told_by_values(exercise, mistake, answers):
        beside = parts_beside(mine, theirs, right, held)
        if beside is None:
            return None
        others |= beside
        values.append((place, theirs))
    return _Match(False, values) if len(others) == 1 else None


def _told_by_values(
    exercise: CompiledExercise, mistake: Mistake, answers: Sequence[Answer]
) -> Iterator[tuple[int, Answer, Answer, Answer, Tolerance]]:
    """List the cases that tell a mistake from the reference where both return something."""
    told, held = telling_cases(exercise, mistake), tolerances(exercise)
    loose = of_relations(exercise)
    rows = zip(answers, mistake.answers, exercise.expected, held, strict=True)
    for place, (mine, theirs, right, tolerance) in enumerate(rows):
        if exercise.cases[place] in loose:
            continue
        if told[place] and mine.ending is theirs.ending is Ending.RETURNED:
            yield place, mine, theirs, right, tolerance


def answers_like_reference(exercise: CompiledExercise, known: Mistake) -> bool:
    """Whether a mistake answers every case as the reference, within the tolerances."""
    return all(map(alike, exercise.expected, known.answers, tolerances(exercise)))


def unclear(exercise: CompiledExercise) -> list[str]:
    """List the known mistakes that these cases cannot tell from the reference or each other.

    Two cannot be told if all their answers agree within the tolerances of right answers. Each
    sentence names both, as in "1.2.flat answers like the reference".
    """
    held = tolerances(exercise)
    said = {"the reference": exercise.expected} | {
        mistake.id: mistake.answers for mistake in exercise.mistakes
    }
    return [
        f"{second} answers like {first}"
        for (first, answers), (second, others) in combinations(said.items(), 2)
        if all(map(alike, answers, others, held))
    ]
