"""Every kind of check by its name, which is how a casebook speaks of it."""

from checker.exercises.checks import Check
from checker.exercises.checks_of_counts import KINDS as OF_COUNTS
from checker.exercises.checks_of_slopes import KINDS as OF_SLOPES
from checker.exercises.checks_of_values import KINDS as OF_VALUES

KIND_NAMED: dict[str, type[Check]] = {
    kind.__name__: kind for kind in (*OF_VALUES, *OF_SLOPES, *OF_COUNTS)
}
