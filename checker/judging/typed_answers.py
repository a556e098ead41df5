"""What typed answers are, where no known mistake tells how they came about.

Between two single numbers everything is a factor, so little is said: only what stands there in
another form, in another field, with another sign, or with too few digits. Each sentence is a fact,
of the first wrong field, since later ones follow from it.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from checker.exercises import Values, compares
from checker.exercises.casebook import CompiledExercise
from checker.judging.failures import Evidence
from checker.judging.tolerances import matcher_for
from checker.judging.values import as_numbers, has_items
from checker.records import Answer, Ending, Value

_NUMBER = re.compile(r"[-+]?(\d+([.,]\d*)?|[.,]\d+)(e[-+]?\d+|/\d+)?", re.IGNORECASE)
_PERCENT = re.compile(rf"({_NUMBER.pattern})%", re.IGNORECASE)
#: What typists write, and Python does not read.
_AS_PYTHON = str.maketrans({",": ".", " ": "", "\N{MINUS SIGN}": "-"})
#: Numbers with more digits than this are not rounded too far.
FEW_DIGITS = 2
POWERS = (1e-3, 1e-2, 1e-1, 1e1, 1e2, 1e3)
PERCENT = 1e2


@dataclass(frozen=True)
class _Field:
    """A typed field: its name, what was typed, what is right, and what holds them together."""

    name: str
    given: Answer
    right: Value
    agrees: Callable[[Value, Value], bool]

    @property
    def is_wrong(self) -> bool:
        """Whether something was typed, and it is not right."""
        typed = self.given.ending is Ending.RETURNED and self.given.value is not None
        lost = self.given.ending is Ending.UNSUPPORTED
        return lost or (typed and not self.agrees(self.given.value, self.right))

    @property
    def numbers(self) -> np.ndarray | None:
        """What was typed as real numbers, where numbers of that shape are asked; else None."""
        mine, right = as_numbers(self.given.value), as_numbers(self.right)
        if mine is None or right is None or mine.shape != right.shape:
            return None
        return mine.astype(float) if mine.dtype.kind in "iuf" and np.isfinite(mine).all() else None


def typed_sentence(exercise: CompiledExercise, evidence: Evidence) -> str:
    """Say what the first wrong field is; "" if nothing simple holds."""
    fields = [
        _Field(check.name, evidence.given[case], evidence.expected[case].value, _held(check))
        for check in exercise.checks
        if compares(check)
        for case in check.cases
    ]
    wrong = [field for field in fields if field.is_wrong]
    return next((said for field in wrong[:1] for said in _facts(field, fields) if said), "")


def _held(check: Values) -> Callable[[Value, Value], bool]:
    return matcher_for(check, check.cases[0]).agrees


def _facts(field: _Field, fields: Sequence[_Field]) -> Iterator[str]:
    yield _another_form(field)
    mine = field.numbers
    if mine is None or not mine.size:
        return
    yield _another_field(field, fields)
    right = np.asarray(as_numbers(field.right), float)
    if right.any() and field.agrees(-mine, right):
        yield SIGN.format(field.name)
    if right.any():
        with np.errstate(over="ignore"):
            moved = [by for by in POWERS if field.agrees(mine / by, right)]
        yield _moved(field, moved[0]) if moved else ""
    if _are_rounded(mine, right):
        yield DIGITS.format(field.name)
    if mine.ndim == 1 and field.agrees(np.sort(mine), np.sort(right)):
        yield ORDER.format(field.name)


def _another_form(field: _Field) -> str:
    """Say that a number is there, and not as a number."""
    fault, value = field.given.fault, field.given.value
    if fault and fault.kind in FORMS:
        return FORMS[fault.kind].format(field.name)
    if as_numbers(field.right) is None:
        return ""
    if isinstance(value, str) and _NUMBER.fullmatch(number := value.translate(_AS_PYTHON)):
        return QUOTED.format(field.name, number)
    if isinstance(value, str) and (percent := _PERCENT.fullmatch(number)):
        return _with_percent(field, percent[1])
    pair = value if isinstance(value, tuple) else ()  # from NumPy 2.5 on arrays match as well
    match pair:
        case (int(whole), int(part)) if not has_items(field.right):
            return COMMA.format(field.name, whole, part)
    return ""


def _with_percent(field: _Field, number: str) -> str:
    """Say that a percent sign makes a text; where a share is asked, which number to think of."""
    return (OF_HUNDRED if _is_share(field) else PERCENT_SIGN).format(field.name, number)


def _is_share(field: _Field) -> bool:
    """Whether what is asked lies between 0 and 1."""
    right = np.asarray(as_numbers(field.right), float)
    return bool(np.all((right >= 0) & (right <= 1)))


def _another_field(field: _Field, fields: Sequence[_Field]) -> str:
    """Say whose value stands there."""
    for other in fields:
        right = as_numbers(other.right)
        if other is field or right is None or _is_often_met(right):
            continue
        if not other.agrees(field.given.value, other.right):
            continue
        if other.is_wrong and field.agrees(other.given.value, field.right):
            return EXCHANGED.format(field.name, other.name)
        return ANOTHER.format(field.name, other.name)
    return ""


def _is_often_met(numbers: np.ndarray) -> bool:
    """Whether it is a single whole number, or one again and again, as many a value is."""
    return bool(np.all(numbers == np.round(numbers)) and np.all(numbers == numbers.flat[0]))


def _moved(field: _Field, by: float) -> str:
    return (SHARE if by == PERCENT and _is_share(field) else POINT).format(field.name)


def _are_rounded(mine: np.ndarray, right: np.ndarray) -> bool:
    """Whether each number is the right one with a digit or two."""
    pairs = zip(mine.ravel().tolist(), right.ravel().tolist(), strict=True)
    return all(_is_rounded(got, whole) for got, whole in pairs)


def _is_rounded(got: float, right: float) -> bool:
    shorter = (float(f"{right:.{digits - 1}e}") for digits in range(1, FEW_DIGITS + 1))
    return got != 0 and got in shorter


FORMS = {
    "set": "“{}” stands in braces of its own, which makes a set. Type the number without them.",
    "function": "“{}” is a function and no number: what does it give when it is called, with ()?",
}
QUOTED = "“{0}” is a text, since it stands in quotation marks. Type {1} without them."
OF_HUNDRED = (
    "“{0}” is a text, since it stands in quotation marks, and a number from 0 to 1 is asked. "
    "Percent are hundredths: which number are {1} of them?"
)
PERCENT_SIGN = (
    "“{0}” is a text, since it stands in quotation marks. Type a number, without them and without "
    "the percent sign."
)
COMMA = (
    "“{0}” is a pair of two whole numbers: that is what Python reads where a comma stands. With a "
    "point, {1}.{2} is one number."
)
EXCHANGED = "The values of “{}” and “{}” stand in each other's place. Which is which?"
ANOTHER = "What stands at “{}” is the value of “{}”. What lies between the two?"
SIGN = "Your “{}” is right but for its sign. Which of two numbers is taken from the other there?"
SHARE = "Your “{}” is 100 times what is asked: percent, where a share from 0 to 1 is meant?"
POINT = "The digits of your “{}” are right. Where does its decimal point belong?"
DIGITS = "Your “{}” is right as far as it goes, and too short: type it with four digits."
ORDER = "The numbers of your “{}” are right, in another order. Which comes first?"
