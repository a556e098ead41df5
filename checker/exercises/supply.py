"""Digits of MNIST, and bytes of files, put in the place of the arguments that stand for them."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import numpy as np

from checker.digits import load_mnist
from checker.steps import Call, Digits, File, Set, Step

Files = Mapping[str, bytes]
#: Of a larger file in a student's own folder nothing is read: none of that size is ever asked for.
MOST_BYTES = 4_000_000
#: Of so many arguments the digits that were drawn for them are kept: 8 MB each, or as many labels.
KEPT = 8


def supplied(steps: Sequence[Step], files: Files) -> tuple[Step, ...]:
    """Return the steps with real images and labels as arguments, and with the bytes of files.

    Raises
    ------
    DataError
        If there is a step that asks for digits, and they cannot be read.
    """
    return tuple(_supplied_step(step, partial(_value, files=files)) for step in steps)


def files_in(folder: Path, names: Sequence[str]) -> dict[str, bytes]:
    """Read those of the files that are there, in the folder of a student's own notebook."""
    found = {}
    for name in names:
        with suppress(OSError):
            if (folder / name).stat().st_size <= MOST_BYTES:
                found[name] = (folder / name).read_bytes()
    return found


def digits(wanted: Digits) -> np.ndarray:
    """Return the images, uint8 of shape (m, 28, 28), or the labels, uint8 of shape (m,)."""
    return _chosen(wanted) if wanted.drawn is None else _drawn_once(wanted)


@lru_cache(maxsize=KEPT)
def _drawn_once(wanted: Digits) -> np.ndarray:
    """Return digits that were drawn; a whole class is asked of the same, so nobody may write them.

    To draw them takes longer than most trainings.
    """
    found = _drawn(_chosen(wanted), wanted.drawn or 0)
    found.flags.writeable = False
    return found


def _chosen(wanted: Digits) -> np.ndarray:
    images, labels = load_mnist(wanted.split)
    return (images if wanted.what == "images" else labels)[wanted.start : wanted.stop]


def _drawn(chosen: np.ndarray, seed: int) -> np.ndarray:
    """Return digits in another order, and images a little paler and noisier where there is ink.

    So little that no reader of digits is disturbed: a grey value moves by 5 % and 4 of 255.
    """
    rng = np.random.default_rng(seed)
    chosen = chosen[rng.permutation(len(chosen))]
    if chosen.ndim == 1:
        return chosen
    contrast = rng.uniform(0.95, 1.0, len(chosen)).astype(np.float32)
    noise = rng.integers(-4, 5, chosen.shape, dtype=np.int8)
    inked = chosen > 0  # a fifth of the pixels
    paler = np.rint(chosen[inked] * np.repeat(contrast, inked.sum(axis=(1, 2))))
    result = np.zeros_like(chosen)
    result[inked] = np.clip(paler + noise[inked], 1, 255).astype(np.uint8)
    return result


def _supplied_step(step: Step, value_of: Callable[[Any], Any]) -> Step:
    match step:
        case Call(args=args) if any(map(_asks, args)):
            return replace(step, args=tuple(map(value_of, args)))
        case Set(value=value) if _asks(value):
            return replace(step, value=value_of(value))
    return step


def told_shortly(call: Call, files: Files) -> tuple[str, tuple[Any, ...]]:
    """Return what a call asks of that is the course's own, as a text, and the values besides.

    Digits go by what stands for them and files by their hash, so none of them has to be read.
    """
    own = [_told(argument, files) for argument in call.args]
    values = tuple(each for each, told in zip(call.args, own, strict=True) if told is None)
    return repr((call.target, own)), values


def _told(argument: Any, files: Files) -> str | None:
    match argument:
        case Digits():
            return repr(argument)
        case File(name):
            return f"{name} {hashlib.sha256(files.get(name, b'')).hexdigest()}"
    return None


def _asks(argument: Any) -> bool:
    return isinstance(argument, Digits | File)


def _value(argument: Any, files: Files) -> Any:
    match argument:
        case Digits():
            return digits(argument)
        case File(name):
            return np.frombuffer(files.get(name, b""), np.uint8)
    return argument
