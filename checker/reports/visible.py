"""Text of unknown origin, made safe to look at: nothing in it can move a cursor or turn a line."""

import re

_NOT_PLAIN = re.compile(r"[^\n\x20-\x7e]")


def safe_text(text: str) -> str:
    r"""Return text with every invisible character written out, such as `\x1b` or `\u202e`.

    Line breaks stay and tabs become spaces; what remains is what `str.isprintable` accepts, so
    neither terminal escapes nor characters that reverse the reading direction survive. It is
    not escaped for HTML.

    >>> print(safe_text("a\x1b[31mb"))
    a\x1b[31mb
    """
    return _NOT_PLAIN.sub(_written_out, text.replace("\t", "    "))


def safe_line(text: str) -> str:
    r"""Return safe text on a single line: its line breaks are written out too.

    >>> print(safe_line("one\ntwo"))
    one\ntwo
    """
    return safe_text(text).replace("\n", r"\n")


def _written_out(match: re.Match[str]) -> str:
    character = match.group()
    if character.isprintable():
        return character
    return character.encode("unicode_escape").decode("ascii")
