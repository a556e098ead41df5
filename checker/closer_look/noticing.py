"""What is said of Python's own traps, where one stands in a wrong program."""

from collections.abc import Sequence, Set

from checker.closer_look.traps import (
    CAUSES,
    CHANGED,
    GONE,
    LEADS,
    MENDED,
    NEAR,
    PLAINER,
    UNCHANGED,
    UNUSED,
)
from checker.sandbox.trials import Line, Notice


def cause_in(notices: Sequence[Notice], lines: Sequence[int] = (), kind: str = "") -> str:
    """Say the likeliest trap that is a cause, of these lines if some are given.

    Some are a cause only if an edit of a fitting `kind` of that one line makes everything right.
    """
    fitting = {trap: said for trap, said in NEAR.items() if kind in MENDED.get(trap, {kind})}
    table = CAUSES | fitting if len(lines) == 1 else CAUSES
    told = {trap: said for trap, said in table.items() if kind not in PLAINER.get(trap, ())}
    return _first(told, notices, lines)


def unchanged_in(notices: Sequence[Notice], lines: Set[Line]) -> str:
    """Say which variable keeps its value in all turns of a loop, if one of these lines has one."""
    found = [
        notice
        for notice in notices
        if notice.trap == "unchanged" and (notice.cell, notice.line) in lines
    ]
    if len({notice.names[0] for notice in found}) != 1:
        return ""
    return UNCHANGED.format(*found[0].names, line=found[0].line)


def gone_in(notices: Sequence[Notice], lines: Set[Line]) -> str:
    """Say which argument was given another value before one of these lines uses it."""
    near = [each for each in notices if (each.cell, each.line) in lines]
    return _first({"argument_gone": GONE}, near, ())


def lead_in(notices: Sequence[Notice]) -> str:
    """Say what is strange in the text, if it leads to a cause."""
    return _first(LEADS, notices, ()) or unused_in(notices) or changed_in(notices)


def changed_in(notices: Sequence[Notice]) -> str:
    """Say which line is the first to change in place what was handed over."""
    return _first({"changed_argument": CHANGED}, notices, ())


def endless_in(notices: Sequence[Notice]) -> str:
    """Say which loop never ends, where a call had to be stopped."""
    return _first({"endless": CAUSES["endless"]}, notices, ())


def zeros_in(notices: Sequence[Notice]) -> str:
    """Say which array of zeros stays so."""
    return _first({"left_zero": LEADS["left_zero"]}, notices, ())


def unused_in(notices: Sequence[Notice]) -> str:
    """Say which arguments nothing looks at."""
    found = [notice for notice in notices if notice.trap == "unused_parameter"]
    names = [notice.names[0] for notice in found if notice.line == found[0].line]
    if not names:
        return ""
    method = "".join(found[0].names[1:2])
    whose = f"method {method}" if method else "function"
    if len(names) < 2:
        return UNUSED.format(whose, names[0], "it", "does it")
    return UNUSED.format(whose, f"{', '.join(names[:-1])} and {names[-1]}", "them", "do they")


def _first(table: dict[str, str], notices: Sequence[Notice], lines: Sequence[int]) -> str:
    for trap, sentence in table.items():
        for notice in notices:
            near = {notice.line, *(int(name) for name in notice.names if name.isdecimal())}
            if notice.trap == trap and (not lines or near & set(lines)):
                return sentence.format(*notice.names, line=notice.line)
    return ""
