"""Make the files that the worked solutions of notebook 5's last exercises are judged by.

Run in this folder: `python own_files.py`. It writes `my_digits.json`, `my_network.html` and
`smallest.npz`, which takes a minute or two. The page holds the program that draws it, so it is
written again whenever that changes; a test holds both files to what is written today.
"""

from itertools import pairwise
from pathlib import Path

import numpy as np

from checker import load_mnist, page
from checker.figures.handwriting import keep_drawn

#: Each digit in lines, from the upper left of a sheet of 20 by 20; a letter is twice as tall.
STROKES = {
    0: [[(10, 2), (5, 6), (4, 12), (8, 18), (13, 17), (16, 10), (14, 4), (10, 2)]],
    1: [[(7, 5), (11, 2), (10, 18)]],
    2: [[(5, 5), (9, 2), (14, 4), (13, 9), (5, 17), (16, 17)]],
    3: [[(5, 3), (12, 3), (14, 6), (9, 9), (14, 12), (12, 17), (5, 17)]],
    4: [[(6, 2), (4, 11), (15, 11)], [(13, 3), (12, 18)]],
    5: [[(15, 3), (6, 3), (6, 9), (12, 9), (15, 13), (11, 17), (5, 17)]],
    6: [[(13, 2), (7, 7), (5, 14), (9, 18), (14, 15), (11, 11), (6, 13)]],
    7: [[(4, 3), (15, 3), (9, 18)]],
    8: [[(10, 9), (6, 6), (10, 2), (14, 5), (10, 9), (5, 14), (10, 18), (15, 14), (10, 9)]],
    9: [[(14, 7), (9, 10), (6, 6), (10, 2), (14, 4), (14, 7), (12, 18)]],
}
SLANTS = (0.0, 0.18)
WORDS = "It took me five notebooks to write every line of what reads your digit here. Draw a seven."


def drawn(strokes, slant):
    """Draw lines with a pen of two letters' width."""
    ink = np.zeros((20, 40), bool)
    down, across = np.mgrid[0:20, 0:40]
    for points in strokes:
        for (x, y), (u, v) in pairwise(points):
            for part in np.linspace(0, 1, 60):
                row, column = y + part * (v - y), x + part * (u - x)
                column += slant * (10 - row)
                ink |= (down - row) ** 2 + ((across - 2 * column) / 2) ** 2 < 1.2
    return "\n".join("".join(" #"[int(each)] for each in row).rstrip() for row in ink)


def moved(images, rng):
    """Move each picture by at most one pixel down and across."""
    wide = np.pad(images, ((0, 0), (1, 1), (1, 1)))
    down, right = rng.integers(0, 3, (2, len(images), 1)) + np.arange(28)
    return wide[np.arange(len(images))[:, None, None], down[:, :, None], right[:, None, :]]


def averaged(images):
    """Average patches of 2 by 2 pixels, as columns from 0 to 1."""
    patches = images.reshape(-1, 14, 2, 14, 2).mean(axis=(2, 4), dtype=np.float32)
    return patches.reshape(len(images), -1).T / np.float32(255)


def smallest(images, labels, rng, hidden=64, epochs=16, size=32, rate=0.4):
    """Train a network of 196 averages, rectified units and softmax on moved digits."""
    W1 = (rng.normal(size=(hidden, 196)) * np.sqrt(2 / 196)).astype(np.float32)
    W2 = (rng.normal(size=(10, hidden)) * np.sqrt(2 / hidden)).astype(np.float32)
    b1, b2 = np.zeros((hidden, 1), np.float32), np.zeros((10, 1), np.float32)
    Y, steps, step = np.eye(10, dtype=np.float32)[:, labels], epochs * len(labels) // size, 0
    for _ in range(epochs):
        X, order = averaged(moved(images, rng)), rng.permutation(len(labels))
        for start in range(0, len(labels), size):
            some = order[start : start + size]
            lr = np.float32(rate * max(0, 1 - step / steps) / len(some))
            step += 1
            A = np.maximum(W1 @ X[:, some] + b1, 0)
            Z = W2 @ A + b2
            P = np.exp(Z - Z.max(axis=0))
            delta2 = lr * (P / P.sum(axis=0) - Y[:, some])
            delta1 = W2.T @ delta2 * (A > 0)
            W2 -= delta2 @ A.T
            b2 -= delta2.sum(axis=1, keepdims=True)
            W1 -= delta1 @ X[:, some].T
            b1 -= delta1.sum(axis=1, keepdims=True)
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


def write_digits():
    """Write each digit twice, upright and slanted, into this folder."""
    Path("my_digits.json").unlink(missing_ok=True)
    for slant in SLANTS:
        for digit, strokes in STROKES.items():
            keep_drawn(digit, drawn(strokes, slant))


def write_page(network):
    """Write the page of a saved network into this folder."""
    saved = {name: table.astype(float) for name, table in np.load(network).items()}
    page("my_network.html", saved, activations=("sigmoid", "sigmoid"), words=WORDS)


def main():
    """Write the three files."""
    write_digits()
    write_page("digits_95.npz")
    trained = smallest(*load_mnist("train"), np.random.default_rng(0))
    np.savez("smallest.npz", **{name: table.astype(np.float16) for name, table in trained.items()})


if __name__ == "__main__":
    main()
