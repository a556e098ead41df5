"""Ids for the cells that have no name of their own, from the heading of their section."""

import re
import unicodedata
from collections import Counter

_HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*$", re.MULTILINE)
_SLUG_LENGTH = 48
_EXERCISE = re.compile(r"^(#{1,6}\s+Exercise \d+\.\d+ — (\w+))[ \t]*$", re.MULTILINE)


class SectionIds:
    """Numbers the cells under each heading, so that a new cell changes no id elsewhere."""

    def __init__(self) -> None:
        self._section = "start"
        self._counts: Counter[str] = Counter()

    def next(self, kind: str, source: str) -> str:
        """Return the id of the next cell; a heading in it begins a section."""
        headings = _HEADING.findall(source) if kind == "markdown" else []
        if headings:
            self._section = slug(headings[-1])
        self._counts[self._section] += 1
        return f"{self._section}-{self._counts[self._section]}"


def anchored(source: str) -> str:
    """Return Markdown whose headings of exercises can be linked to, by the exercises' names.

    JupyterLab finds its own names of headings only if they are plain ASCII.

    >>> anchored("### Exercise 1.2 — sigmoid_prime")
    '### Exercise 1.2 — sigmoid_prime <a id="exercise-sigmoid_prime"></a>'
    """
    return _EXERCISE.sub(r'\1 <a id="exercise-\2"></a>', source)


def slug(heading: str) -> str:
    """Return a heading in the letters that an id may have.

    >>> slug("Exercise 1.2 — `sigmoid_prime`")
    'exercise-1-2-sigmoid_prime'
    """
    plain = unicodedata.normalize("NFKD", heading).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9_]+", plain)
    return "-".join(words)[:_SLUG_LENGTH].strip("-") or "section"
