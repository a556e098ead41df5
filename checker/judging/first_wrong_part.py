"""Which part of an answer is the first wrong one on the way that values or gradients take."""

from collections.abc import Mapping

from checker.exercises import Case, Values
from checker.judging.answer_parts import part_name
from checker.judging.matching import Matcher, Mismatch, Path
from checker.judging.short_text import weight
from checker.judging.tolerances import matcher_for
from checker.judging.values import length_of
from checker.records import Answer, Value

#: A part of an answer, counted so that networks of any depth compare: which list, how many
#: layers from where the flow begins; the second is None where there are no layers.
Step = tuple[int, int | None]


def part_sentence(
    check: Values, given: Mapping[Case, Answer], expected: Mapping[Case, Answer]
) -> str:
    """Say which parts are right and which is the first wrong one; "" if it is not the same one.

    With a flow, layers are walked in its direction and what comes after the first wrong one is
    taken to follow from it. Without, the parts of a pair are told apart.
    """
    found = {
        case: mismatch
        for case in check.cases
        for matcher in [matcher_for(check, case, flow=check.flow)]
        if (mismatch := matcher.mismatch(given[case].value, expected[case].value))
    }
    if not found or not all(mismatch.values_only for mismatch in found.values()):
        return ""
    if check.flow:
        return _along_the_flow(check, found, expected)
    return _right_parts(check, given, expected)


def _along_the_flow(
    check: Values, found: Mapping[Case, Mismatch], expected: Mapping[Case, Answer]
) -> str:
    steps = {_step(check, each.part, expected[case].value) for case, each in found.items()}
    first = found[min(found, key=lambda case: weight(case.steps))]
    if len(steps) > 1 or not first.right:
        return ""
    right = " and ".join(part_name(part, check.parts) for part in first.right[-2:])
    verb = "is" if len(first.right) == 1 else "are"
    wrong = part_name(first.part, check.parts)
    way = "on the way back" if check.flow == "backward" else "on the way forward"
    return (
        f"{right} {verb} right, and {wrong} is the first wrong one {way}; what comes after it may "
        f"only follow from it. What goes into {wrong} that was not needed before?"
    )


def _step(check: Values, part: Path, expected: Value) -> Step:
    """Count a part's layer from where the flow begins."""
    if len(part) < 2:
        return (part[0] if part else 0), None
    layers = length_of(expected[part[0]]) if isinstance(expected, tuple | list) else None
    return part[0], ((layers or 0) - part[1] if check.flow == "backward" else part[1])


def _right_parts(
    check: Values, given: Mapping[Case, Answer], expected: Mapping[Case, Answer]
) -> str:
    places = {
        place
        for case in check.cases
        if isinstance(right := expected[case].value, tuple)
        for place in range(len(right))
    }
    wrong = {
        place
        for case in check.cases
        for place in places
        if _differs(matcher_for(check, case), place, given[case].value, expected[case].value)
    }
    if not wrong or wrong == places:
        return ""
    right = [part_name((place,), check.parts) for place in sorted(places - wrong)]
    first = part_name((min(wrong),), check.parts)
    return (
        f"Right throughout: {' and '.join(right)}. Not right yet: {first}. What else does it take "
        f"to find {first}?"
    )


def _differs(matcher: Matcher, place: int, got: Value, expected: Value) -> bool:
    if not isinstance(expected, tuple) or place >= min(length_of(got) or 0, len(expected)):
        return True
    return not matcher.agrees(got[place], expected[place])  # type: ignore[index]
