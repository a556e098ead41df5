"""Exercises that are named in a sentence, as links to where they stand on the same page."""

import re

#: An exercise by its name and number, as a helper is named that is not right.
_NAMED = re.compile(r"\b([A-Za-z_]\w*) \((\d+\.\d+)\)(?=, which | and \w+ \()")


def linked(html: str) -> str:
    """Return escaped text in which exercises lead to their headings, by the headings' ids.

    >>> linked("f calls g (1.1), which is …")
    'f calls <a href="#exercise-g">g (1.1)</a>, which is …'
    """
    return _NAMED.sub(r'<a href="#exercise-\1">\1 (\2)</a>', html)
