"""An exercise whose numbers are typed, for the tests of what is said of them."""

from checker.exercises import Exercise, Misconception, Values, read
from checker.exercises.casebook import compile_exercise
from checker.records import Answer, Ending


def returned(values):
    """The answers to as many cases, each a value."""
    return [Answer(Ending.RETURNED, value) for value in values]


def typed_exercise(right, mistakes=None, checks=None, **tolerance):
    """The exercise 9.2 with a field for each right value, and known mistakes by their values."""
    mistakes = mistakes or {}
    made = checks or [
        Values(name, 1.0, (read(name, "by_hand", name),), **tolerance) for name in right
    ]
    written = Exercise(
        "by_hand",
        number="9.2",
        title="By hand",
        checks=lambda _: made,
        hints=("one", "two", "three"),
        fields=dict.fromkeys(right, "a value"),
        misconceptions=tuple(Misconception(name, f"You {name}.", body="…") for name in mistakes),
    )

    def answered(_, known, *__):
        return returned(mistakes[known.id] if known else right.values())

    return compile_exercise(written, None, {}, answered)
