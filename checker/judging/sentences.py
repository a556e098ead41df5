"""What a student is told of known mistakes: facts, and at most one question."""

import re
from collections.abc import Sequence

from checker.exercises.casebook import Mistake

#: A sentence has fewer words than this.
MOST_WORDS = 60
_END = re.compile(r"(?<=[.?!]) (?=[A-Z])")


def sentence_of(mistakes: Sequence[Mistake]) -> str:
    """Return a mistake's sentence, or what two are about, the one nearer to the output first.

    Of two mistakes both facts are told, but one question is asked, that of the first: who has
    answered it runs the check again. What would make it too long is left out from the end.
    """
    if len(mistakes) < 2:
        return "".join(mistake.sentence for mistake in mistakes)
    first, second = (_sentences(mistake.sentence) for mistake in mistakes)
    if asks(first):
        second = _facts(second)
    if asks(second):
        first = _facts(first)
    while len(second) > 1 and is_too_long(_joined(first, second)):
        second = second[:-1]
    return _joined(first, second)


def _sentences(text: str) -> Sequence[str]:
    return _END.split(text)


def _joined(first: Sequence[str], second: Sequence[str]) -> str:
    return f"Two things at once. First: {' '.join(first)} Then: {' '.join(second)}"


def facts_of(text: str) -> list[str]:
    """Return the sentences of a text that are no questions."""
    return [sentence for sentence in _sentences(text) if sentence and sentence[-1] != "?"]


def _facts(sentences: Sequence[str]) -> Sequence[str]:
    """Leave the questions out; if there is nothing else, all but the first."""
    return [sentence for sentence in sentences if not sentence.endswith("?")] or sentences[:1]


def asks(sentences: Sequence[str]) -> bool:
    """Whether one of these is a question."""
    return any(sentence.endswith("?") for sentence in sentences)


def is_too_long(text: str) -> bool:
    """Whether a text has more words than are read."""
    return len(text.split()) >= MOST_WORDS


def is_unfit(text: str) -> bool:
    """Whether a text is too long, or asks more than one question."""
    return is_too_long(text) or text.count("?") > 1
