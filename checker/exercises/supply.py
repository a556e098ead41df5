"""Digits of MNIST put in the place of the arguments that stand for them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from checker.digits import load_mnist
from checker.steps import Call, Digits, Set, Step


def supplied(steps: Sequence[Step]) -> tuple[Step, ...]:
    """Give the steps with real images and labels as arguments.

    Raises
    ------
    DataError
        If there is a step that asks for digits, and they cannot be read.
    """
    return tuple(map(_supplied_step, steps))


def digits(wanted: Digits) -> np.ndarray:
    """Give the images, uint8 of shape (m, 28, 28), or the labels, uint8 of shape (m,)."""
    images, labels = load_mnist(wanted.split)
    chosen = images if wanted.what == "images" else labels
    return chosen[wanted.start : wanted.stop]


def _supplied_step(step: Step) -> Step:
    match step:
        case Call(args=args) if any(map(_asks, args)):
            return replace(step, args=tuple(map(_value, args)))
        case Set(value=value) if _asks(value):
            return replace(step, value=_value(value))
    return step


def _asks(argument: Any) -> bool:
    return isinstance(argument, Digits)


def _value(argument: Any) -> Any:
    return digits(argument) if isinstance(argument, Digits) else argument
