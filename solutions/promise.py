"""Packs the network of page one: `python solutions/promise.py`.

It is the one by which the worked solution of 5.7 is judged, [784, 32, 10] with sigmoids, each
number rounded to two bytes; it goes to checker/figures/promise.json.
"""

import json
from pathlib import Path

import numpy as np

from checker.figures.layers import Layers

SOURCE = Path(__file__).with_name("digits_95.npz")
TARGET = Path(__file__).parents[1] / "checker" / "figures" / "promise.json"


def packed():
    with np.load(SOURCE) as saved:
        tables = {name: saved[name].astype(float) for name in saved.files}
    weights, biases = ([tables[f"{kind}{at}"] for at in (1, 2)] for kind in "Wb")
    flat = [b.ravel() for b in biases]
    return Layers(weights, flat, ["sigmoid", "sigmoid"]).packed("int16")


if __name__ == "__main__":
    TARGET.write_text(json.dumps(packed(), separators=(",", ":")) + "\n", encoding="utf-8")
