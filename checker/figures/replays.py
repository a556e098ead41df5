"""The recorded trainings: eight networks that read digits, seven of them with something wrong.

`solutions/replays.py` records them.
"""

import base64
import json
from functools import lru_cache
from importlib.resources import files
from typing import Any

import numpy as np

from checker.digits import load_mnist
from checker.errors import DataError

SIDE = 28


@lru_cache(maxsize=1)
def replays() -> dict[str, Any]:
    """Return each run by its name: its cause, and what was counted before and after each epoch."""
    text = files("checker.figures").joinpath("replays.json").read_text("utf-8")
    runs: dict[str, Any] = json.loads(text)
    return runs


def series(run: str, name: str, last: int) -> np.ndarray:
    """Return a number of each epoch up to the last one shown, `(epochs,)` or `(epochs, layers)`."""
    return np.array([epoch[name] for epoch in replays()[run]["epochs"][: last + 1]])


def rows(run: str) -> np.ndarray:
    """Return some first-layer weights, each row relative to its largest, `(16, 28, 28)`."""
    coarse = np.frombuffer(base64.b64decode(replays()[run]["rows"]), np.int8)
    weights: np.ndarray = coarse.reshape(-1, SIDE, SIDE) / 127
    return weights


def training_images(places: list[int]) -> np.ndarray | None:
    """Return training digits as `(m, 28, 28)` shares of ink; None where there are no data."""
    try:
        images, _ = load_mnist("train")
    except DataError:
        return None
    inked: np.ndarray = images[places] / 255
    return inked


def tiled(pictures: np.ndarray, columns: int, gap: int = 2) -> np.ndarray:
    """Lay pictures `(m, height, width, ...)` side by side in rows, with a white gap between."""
    count, height, width, *colors = pictures.shape
    lines = -(-count // columns)
    sheet = np.ones((lines * (height + gap), columns * (width + gap), *colors))
    for place, picture in enumerate(pictures):
        top, left = divmod(place, columns)
        y, x = top * (height + gap), left * (width + gap)
        sheet[y : y + height, x : x + width] = picture
    return sheet
