"""A student's code in parts, so that docstrings, which were handed out, can be folded away.

Code is never parsed out here: a docstring is a text in three quotes on a line of its own below one
that ends with a colon.
"""

import re
from dataclasses import dataclass

OPENING = re.compile(r'(?m):[ \t]*\n([ \t]*[rRuU]?("""|\'\'\'))')
#: Of as many lines a docstring hides nothing.
SHORT = 2


@dataclass(frozen=True)
class CodePart:
    """Some lines of code; where they are folded, the heading stands for them."""

    text: str
    folded: bool = False
    heading: str = ""


def folded_code(code: str) -> list[CodePart]:
    r"""Return code in parts, in their order; together they say what it said.

    >>> long = chr(34) * 3 + "Halve.\n\n    x is a number.\n    " + chr(34) * 3
    >>> [part.folded for part in folded_code(f"def half(x):\n    {long}\n    return x / 2")]
    [False, True, False]
    """
    parts, start = [], 0
    while opening := OPENING.search(code, start):
        begin = opening.start(1)
        end = code.find(opening[2], opening.end())
        if end < 0:
            break
        line_end = code.find("\n", end)
        end = len(code) if line_end < 0 else line_end
        text = code[begin:end]
        if text.count("\n") >= SHORT:
            parts += [CodePart(code[start:begin].removesuffix("\n")), _fold(text)]
            start = min(end + 1, len(code))
        else:
            parts.append(CodePart(code[start:end]))
            start = min(end + 1, len(code))
    return [part for part in (*parts, CodePart(code[start:])) if part.text.strip()]


def _fold(text: str) -> CodePart:
    return CodePart(text, folded=True, heading=f"{text.splitlines()[0].rstrip()} …")
