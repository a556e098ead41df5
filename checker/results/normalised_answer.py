"""What an answer comes down to: its code without what was handed out with it or says nothing.

Students' code is taken apart by a regular expression, never parsed or run. Comments, docstrings and
the stub's own line go, and long strings are cut, so that an example names nobody; for comparison
the names that a student has chosen are numbered, and spaces do not count.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

#: Of longer answers only the beginning is looked at.
LOOKED_AT = 20_000
#: The longest answer that is kept as an example.
KEPT = 600
LONG_STRING = 20
#: The name of an entry is the exercise's own word, however long: no person's.
KEY = re.compile(r"""(["'])[a-z]\w*\1""", re.ASCII)

TOKEN = re.compile(
    r"""
    (?P<string>(?:\b[rbfuRBFU]{1,2})?(?:'''(?:\\.|(?!''').)*+'''|\"\"\"(?:\\.|(?!\"\"\").)*+\"\"\"
              |'(?:\\.|[^'\\\n])*+'|"(?:\\.|[^"\\\n])*+"))
    |(?P<comment>\#[^\n]*+)
    |(?P<line>\n[ \t]*+)
    |(?P<space>[ \t\r\f\v]++|\\\n)
    |(?P<word>[^\W\d]\w*+)
    |(?P<number>\.?\d[\w.]*+)
    |(?P<sign>.)
    """,
    re.VERBOSE | re.DOTALL,
)
STUB = re.compile(r"^[ \t]*raise NotImplementedError\b[^\n]*$", re.MULTILINE)
#: These two are tried on text without runs of spaces, on which they would take long.
ASSIGNED = re.compile(r"^ ?(?:for )?([\w, ]+?) ?(?:=(?!=)|\bin\b)", re.MULTILINE)
PARAMETERS = re.compile(r"\bdef \w+ ?\(([^()]*)\)")


@dataclass(frozen=True)
class NormalisedAnswer:
    """An answer's own code, ready to be shown to others, and what tells it from other answers."""

    code: str
    fingerprint: str


def normalised(answer: str) -> NormalisedAnswer:
    r"""Return what an answer comes down to; the code is empty if nothing is left or it is too long.

    >>> normalised('def half(x):\n    "Halve."\n    y = x / 2  # so\n    return y').code
    'def half(x):\n    y = x / 2\n    return y'
    """
    bare = "".join(_without_remarks(STUB.sub("", answer[:LOOKED_AT])))
    code = "\n".join(line.rstrip() for line in bare.splitlines() if line.strip())
    own = {name: f"${number}" for number, name in enumerate(_chosen(code))}
    words = (own.get(text, text) for text in _words(code))
    digest = hashlib.sha256("\0".join(words).encode("utf-8", "backslashreplace")).hexdigest()
    return NormalisedAnswer(code if len(code) <= KEPT else "", digest[:16] if code else "")


def _without_remarks(text: str) -> Iterator[str]:
    """Return the pieces of a text but for comments and for strings that are statements."""
    begins, open_brackets = True, 0
    for token in TOKEN.finditer(text):
        kind, piece = token.lastgroup, token.group()
        if kind == "comment" or (kind == "string" and begins):
            continue
        if kind == "sign":
            open_brackets += (piece in "([{") - (piece in ")]}")
        if kind not in ("line", "space"):
            begins = False
        elif kind == "line":  # within brackets a line begins no statement
            begins = open_brackets <= 0
        is_key = KEY.fullmatch(piece) and text.startswith(":", token.end())
        yield _cut(piece) if kind == "string" and not is_key else piece


def _cut(string: str) -> str:
    return string if len(string) <= LONG_STRING else f"{string[0]}…{string[-1]}"


def _chosen(code: str) -> dict[str, None]:
    """Return the names that the answer itself gives to values, in their order."""
    text = re.sub(r"[ \t]+", " ", code)
    named = [*PARAMETERS.findall(text), *ASSIGNED.findall(text)]
    return dict.fromkeys(word for names in named for word in re.findall(r"[^\W\d]\w*", names))


def _words(code: str) -> Iterator[str]:
    for token in TOKEN.finditer(code):
        if token.lastgroup == "line":
            yield "\n"
        elif token.lastgroup != "space":
            yield token.group()
