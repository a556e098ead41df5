"""Which parts of an answer are right, and whether an edit has made more of them so."""

from collections.abc import Sequence

from checker.closer_look.multiples import is_multiple
from checker.judging.matching import Matcher
from checker.judging.values import items_of
from checker.records import Value


def right_parts(matcher: Matcher, got: Value, right: Value) -> list[bool]:
    """Say of each part of a tuple that is asked whether it is right; [] where nothing has parts.

    The items of a list are none: of many alike one may become right by chance.
    """
    if not isinstance(right, tuple):
        return []
    items = items_of(got, len(right)) or [None] * len(right)
    return [matcher.agrees(*pair) for pair in zip(items, right, strict=True)]


def mended_parts(matcher: Matcher, got: Value, right: Value) -> list[bool]:
    """Say the same; what has no parts is mended in a part if it is right but for a factor."""
    return right_parts(matcher, got, right) or [is_multiple(got, right)]


def gains(parts: Sequence[tuple[bool, bool]]) -> bool:
    """Whether a part is right that was wrong, and none the other way round."""
    return any(new and not old for old, new in parts) and all(new or not old for old, new in parts)
