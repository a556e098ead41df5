"""Answers that are right as far as they go: a part of what is asked, or a list without one item."""

from collections.abc import Iterator, Mapping, Sequence

from checker.exercises import Case, Values
from checker.judging.answer_parts import part_name
from checker.judging.matching import Matcher
from checker.judging.tolerances import matcher_for
from checker.judging.values import items_of
from checker.records import Answer, Ending, Value

ALONE = "What you hand back is {0}, and it is right. What else is asked for?"
FEWER = "Your {0} is right, but for its {1}, which is missing. What should stand there?"
MORE = "Your {0} is right, but for one item too many, the {1}. What is asked to stand there?"


def right_as_far_sentence(
    check: Values, given: Mapping[Case, Answer], expected: Mapping[Case, Answer]
) -> str:
    """Say which right part has come alone, or which item a right list lacks, in every case."""
    found: list[str] | None = None
    for case in check.cases:
        if given[case].ending is not Ending.RETURNED:
            return ""
        matcher = matcher_for(check, case)
        facts = list(_facts(given[case].value, expected[case].value, check.parts, matcher))
        found = facts if found is None else [fact for fact in found if fact in facts]
    return found[0] if found else ""


def _facts(got: Value, right: Value, names: Sequence[str], matcher: Matcher) -> Iterator[str]:
    """List what holds of one answer."""
    match right:
        case tuple():
            items = items_of(got, len(right))
            for place, part in enumerate(right):
                name = part_name((place,), names)
                yield from _alone(got, part, name, matcher)
                if items is not None:
                    yield from _one_off(items[place], part, f"list {name}", matcher)
        case list():
            if _is_of_arrays(right):
                yield from _alone_of_list(got, right, "the list", matcher)
            yield from _one_off(got, right, "list", matcher)


def _alone(got: Value, part: Value, name: str, matcher: Matcher) -> Iterator[str]:
    if not isinstance(got, tuple) and matcher.agrees(got, part):
        yield ALONE.format(f"{name} alone")
    elif isinstance(part, list) and _is_of_arrays(part):
        yield from _alone_of_list(got, part, name, matcher)


def _alone_of_list(got: Value, part: Sequence[Value], name: str, matcher: Matcher) -> Iterator[str]:
    if not isinstance(got, tuple) and len(part) > 1 and matcher.agrees(got, part[-1]):
        yield ALONE.format(f"the last item of {name} alone")


def _one_off(mine: Value, part: Value, name: str, matcher: Matcher) -> Iterator[str]:
    """Say of a list that it is right but for one item, at an end sooner than elsewhere."""
    if not isinstance(mine, list | tuple) or not isinstance(part, list):
        return
    if len(mine) == len(part) - 1:
        for which, rest in _without_one(part):
            if matcher.agrees(mine, rest):
                yield FEWER.format(name, which)
    elif len(mine) == len(part) + 1:
        for which, rest in _without_one(mine):
            if matcher.agrees(rest, part):
                yield MORE.format(name, which)


def _without_one(items: Sequence[Value]) -> Iterator[tuple[str, list[Value]]]:
    """Return a list without one of its items, with a name for the one that is left out."""
    last = len(items) - 1
    yield "first item", list(items[1:])
    yield "last item", list(items[:-1])
    for place in range(1, last):
        which = "item before the last" if place == last - 1 else f"item at [{place}]"
        yield which, [*items[:place], *items[place + 1 :]]


def _is_of_arrays(part: Sequence[Value]) -> bool:
    return bool(part) and not all(isinstance(item, int | float) for item in part)
