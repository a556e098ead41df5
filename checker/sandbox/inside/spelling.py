"""What a name that is nowhere defined may have meant: one that is spelt nearly like it.

Python finds that, too, but only where it prints an exception. Nothing of a student's is run here.
"""

import builtins
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from types import FrameType

#: As Python puts it.
MEANT = ". Did you mean: '{}'?"
#: Of the letters of two names so large a share must be the same.
NEAR = 0.75
#: So many names are looked at, so short ones.
MOST, LONGEST = 2000, 40
LACKING = re.compile(r"module '(?P<module>numpy|math|numpy\.\w+)' has no attribute '(?P<name>\w+)'")
UNDEFINED = re.compile(r"name '(?P<name>\w+)' is not defined")


def meant(message: str, frames: Sequence[FrameType]) -> str:
    """Return what is added to the message of an exception; "" if no name is near.

    Parameters
    ----------
    frames
        Those of the student's that the exception passed through, the innermost last.
    """
    if found := UNDEFINED.fullmatch(message):
        known = [name for frame in frames[-1:] for name in _names(frame)]
        return _near(found["name"], [*known, *vars(builtins)])
    if found := LACKING.fullmatch(message):
        return _near(found["name"], vars(sys.modules.get(found["module"], sys)))
    return ""


def _names(frame: FrameType) -> Iterator[object]:
    """List the names that a frame may use, from what Python itself keeps."""
    code = frame.f_code
    yield from (*code.co_varnames, *code.co_cellvars, *code.co_freevars)
    yield from dict.keys(frame.f_globals)


def _near(name: str, known: Iterable[object]) -> str:
    usable = [
        other
        for other in list(known)[:MOST]
        if type(other) is str and len(other) <= LONGEST and other.isidentifier() and other[0] != "_"
    ]
    near = get_close_matches(name[:LONGEST], usable, 1, NEAR)
    return MEANT.format(near[0]) if near and len(name) > 1 else ""
