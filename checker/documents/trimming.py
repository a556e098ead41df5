"""A notebook's bytes without its outputs, cut out before anything is parsed.

Outputs, attachments and the state of widgets can be large and deep, and no mark depends on
them. They are found by counting brackets outside strings, without building a single value.
"""

import re

from checker.errors import UnreadableNotebook

RAW_BYTES = 128 << 20
TRIMMED_BYTES = 10 << 20
BRACKETS = 1_000_000
DEPTH = 100

_STRING = rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
_NEXT_BRACKET = re.compile(rb'(?:[^"\[\]{}]++|' + _STRING + rb")*+([\[\]{}])", re.DOTALL)
#: What stands before a value to be dropped. A cell's keys are three brackets deep, five in formats
#: from before 2015, those of the notebook's metadata two.
_DROPPED_KEY = {
    5: re.compile(rb'"outputs"\s*:\s*\Z'),
    3: re.compile(rb'"(?:outputs|attachments)"\s*:\s*\Z'),
    2: re.compile(rb'"widgets"\s*:\s*\Z'),
}
_KEY_BYTES = 64


def trim(data: bytes) -> bytes:
    """Return the text of a JSON object with the outputs in it replaced by null.

    Raises
    ------
    UnreadableNotebook
        If the text is larger, deeper or of more parts than a notebook is, or ends too early.
    """
    if len(data) > RAW_BYTES:
        raise UnreadableNotebook(_too_large("the file", RAW_BYTES))
    trimmed = _without_outputs(data)
    if len(trimmed) > TRIMMED_BYTES:
        raise UnreadableNotebook(_too_large("the notebook without its outputs", TRIMMED_BYTES))
    return trimmed


def _without_outputs(data: bytes) -> bytes:
    kept: list[bytes] = []
    start = end = depth = count = 0
    dropping = 0  # the depth at which the value being dropped began; 0 while none is
    while bracket := _NEXT_BRACKET.match(data, end):
        place, end = bracket.start(1), bracket.end()
        count += 1
        if data[place] in b"[{":
            if not dropping and _is_dropped(data, place, depth):
                kept.append(data[start:place] + b"null")
                dropping = depth
            depth += 1
        else:
            depth -= 1
            if dropping and depth == dropping:
                start, dropping = end, 0
        _limit(count, 0 if dropping else depth)
    if depth > 0:
        raise UnreadableNotebook("the file is cut off in the middle")
    return b"".join([*kept, data[start:]])


def _is_dropped(data: bytes, place: int, depth: int) -> bool:
    key = _DROPPED_KEY.get(depth)
    return key is not None and bool(key.search(data, max(0, place - _KEY_BYTES), place))


def _limit(count: int, depth: int) -> None:
    if count > BRACKETS:
        raise UnreadableNotebook(f"the file holds more than {BRACKETS:,} lists and objects")
    if depth > DEPTH:
        raise UnreadableNotebook(f"the file is nested more than {DEPTH} levels deep")


def _too_large(what: str, limit: int) -> str:
    return f"{what} is larger than {limit >> 20} MB"
