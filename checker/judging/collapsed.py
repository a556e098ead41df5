"""Answers of another shape that hold the right numbers: an axis too many, columns put together."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from checker.exercises import Case, Values
from checker.judging.answer_parts import Group, Leaf, groups_of
from checker.records import Answer

#: What a table becomes that should have stayed one, or should have become of one.
Becomes = Callable[[np.ndarray], np.ndarray]

WRAPPED = (
    "Your {0} has the right numbers and an axis too many. Which step puts brackets around each "
    "number, or keeps an axis that has one entry?"
)
OTHERS = "of what is asked. Where do the others get lost?"
TOGETHER = "that are asked. Which line puts them together?"
#: One column has come where several are asked, or one row.
PUT_TOGETHER: Sequence[tuple[Becomes, str]] = (
    (lambda asked: asked[:, 0], f"holds only the first column {OTHERS}"),
    (lambda asked: asked[:, -1], f"holds only the last column {OTHERS}"),
    (lambda asked: asked.sum(axis=1), f"is the sum of the columns {TOGETHER}"),
    (lambda asked: asked.mean(axis=1), f"is the mean of the columns {TOGETHER}"),
    (lambda asked: asked[0], f"holds only the first row {OTHERS}"),
    (lambda asked: asked[-1], f"holds only the last row {OTHERS}"),
    (lambda asked: asked.sum(axis=0), f"is the sum of the rows {TOGETHER}"),
    (lambda asked: asked.mean(axis=0), f"is the mean of the rows {TOGETHER}"),
)
#: Several columns have come where one is asked.
APART: Sequence[Becomes] = (lambda got: got.sum(axis=1), lambda got: got.mean(axis=1))
KEPT = (
    "Your {0} has several columns where one is asked, and together they make the right one. What "
    "has to become of them?"
)


def collapsed_sentence(
    check: Values, given: Mapping[Case, Answer], expected: Mapping[Case, Answer]
) -> str:
    """Say of the first wrong part what makes the right numbers another shape; "" if nothing."""
    for group in groups_of(check, given, expected):
        wrong = [leaf for leaf in group.leaves if not leaf.right]
        if wrong and all(_differs_in_shape(leaf) for leaf in wrong):
            return _of_group(group, wrong)
    return ""


def _of_group(group: Group, wrong: Sequence[Leaf]) -> str:
    name = group.name or "answer"
    if all(_is_wrapped(leaf) for leaf in wrong):
        return WRAPPED.format(name)
    tables = all(leaf.expected.ndim == 2 and min(leaf.expected.shape) > 1 for leaf in wrong)
    if tables:
        for becomes, said in PUT_TOGETHER:
            if all(_agrees(leaf, leaf.got, becomes(leaf.expected)) for leaf in wrong):
                return f"Your {name} {said}"
    for becomes in APART:
        if all(_is_apart(leaf, becomes) for leaf in wrong):
            return KEPT.format(name)
    return ""


def _differs_in_shape(leaf: Leaf) -> bool:
    return leaf.got is not None and leaf.got.shape != leaf.expected.shape


def _is_wrapped(leaf: Leaf) -> bool:
    got = leaf.got
    if got is None or got.ndim <= leaf.expected.ndim or got.size < 2:
        return False
    return got.squeeze().shape == leaf.expected.squeeze().shape and _agrees(
        leaf, got, leaf.expected
    )


def _is_apart(leaf: Leaf, becomes: Becomes) -> bool:
    got, asked = leaf.got, leaf.expected
    if got is None or got.ndim != 2 or got.shape[1] < 2 or asked.size != got.shape[0]:
        return False
    return _agrees(leaf, becomes(got), asked)


def _agrees(leaf: Leaf, got: np.ndarray | None, asked: np.ndarray) -> bool:
    """Whether two arrays hold the same numbers in a row, whatever their axes."""
    if got is None or got.size != asked.size or not np.isfinite(got).all():
        return False
    return leaf.agrees(got.ravel(), asked.ravel())
