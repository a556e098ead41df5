"""Where the digits of two shown values part: what to look at in the one."""

import re
from collections.abc import Iterator
from itertools import takewhile

NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e[-+]?\d+)?|nan|-?inf")


def parted(yours: str, expected: str) -> Iterator[tuple[str, bool]]:
    """Return the pieces of a shown value, each with whether it differs from what is expected.

    Nothing differs where the two do not show as many numbers: then they stand for other things.

    >>> list(parted("[0.5, 1.25]", "[0.5, 1.31]"))
    [('[0.5, 1.', False), ('25', True), (']', False)]
    """
    mine, theirs = list(NUMBER.finditer(yours)), NUMBER.findall(expected)
    if len(mine) != len(theirs):
        yield yours, False
        return
    end = 0
    for number, right in zip(mine, theirs, strict=True):
        if number[0] != right:
            start = number.start() + _same(number[0], right)
            yield yours[end:start], False
            yield yours[start : number.end()], True
            end = number.end()
    if yours[end:]:
        yield yours[end:], False


def _same(one: str, other: str) -> int:
    """Count the leading digits that two numbers share, 0 if one is longer before the point."""
    wholes = [re.match(r"-?\d*", number) for number in (one, other)]
    lengths = {len(whole[0]) if whole else 0 for whole in wholes}
    if len(lengths) > 1 or ("e" in one) != ("e" in other):
        return 0
    alike = (mine == theirs for mine, theirs in zip(one, other, strict=False))
    return min(sum(takewhile(bool, alike)), len(one) - 1)
