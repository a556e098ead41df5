"""What the records of an exercise can hold: each refuses the rest with a sentence and a field."""

import math
from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any


class FieldError(ValueError):
    """A record was given what one of its fields cannot hold; the message is a whole sentence.

    `field` is the field's name, and `place` where it stands if it is given by position.
    """

    def __init__(self, record: Any, field: str, rule: str):
        given = getattr(record, field)
        called = getattr(record, "name", "") or getattr(record, "id", "")
        whose = f" “{called}”" if isinstance(called, str) and called else ""
        super().__init__(f"{field} of {type(record).__name__}{whose} {rule}, not {in_words(given)}")
        self.field = field
        self.place = [item.name for item in fields(record) if not item.kw_only].index(field)


#: Longer texts are cut: the sentence has a line of its own.
SHOWN = 40


def in_words(value: Any) -> str:
    """Write a value in so few letters that it fits into a sentence."""
    text = repr(value) if isinstance(value, str | int | float) else f"a {type(value).__name__}"
    if isinstance(value, tuple | list):
        text = f"{text} of {', '.join(map(in_words, value)) or 'nothing'}"
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def require(record: Any, field: str, fits: Callable[[Any], bool], rule: str) -> None:
    """Refuse a record whose field does not fit.

    Raises
    ------
    FieldError
        If it does not.
    """
    if not fits(getattr(record, field)):
        raise FieldError(record, field, rule)


def require_text(record: Any, *names: str) -> None:
    """Refuse a record that has anything but a text in one of these fields."""
    for name in names:
        require(record, name, is_text, "is a text")


def require_name(record: Any, *names: str) -> None:
    """Refuse a record that has no text, or an empty one, in one of these fields."""
    for name in names:
        require(record, name, lambda given: is_text(given) and bool(given), "is a text")


def require_texts(record: Any, *names: str) -> None:
    """Refuse a record that has anything but a tuple of texts in one of these fields."""
    for name in names:
        require_tuple(record, name, str, "texts")


def require_tuple(record: Any, field: str, kind: Any, called: str) -> None:
    """Refuse a record that has anything but a tuple of such items in this field."""
    rule = f"is a tuple of {called}, such as (one,) with a comma"
    require(record, field, lambda given: is_tuple_of(given, kind), rule)


def require_number(record: Any, *names: str, above: float = -math.inf) -> None:
    """Refuse a record that has no finite number above a bound in one of these fields."""
    bound = f" above {above:g}" if math.isfinite(above) else ""
    for name in names:
        require(
            record, name, lambda given: is_number(given) and given > above, f"is a number{bound}"
        )


def is_text(given: Any) -> bool:
    """Whether this is a text."""
    return isinstance(given, str)


def is_tuple_of(given: Any, kind: Any) -> bool:
    """Whether this is a tuple of such items."""
    return isinstance(given, tuple) and all(isinstance(item, kind) for item in given)


def is_number(given: Any) -> bool:
    """Whether this is a finite number, and no truth value."""
    number = isinstance(given, int | float) and not isinstance(given, bool)
    return number and math.isfinite(given)


def is_texts_by_text(given: Any) -> bool:
    """Whether this maps texts to texts."""
    return isinstance(given, Mapping) and all(map(is_text, (*given, *given.values())))
