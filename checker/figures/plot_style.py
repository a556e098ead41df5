"""How the pictures that stand still look: values are blue, slopes and gradients orange."""

from typing import Any

import matplotlib.pyplot as plt

from checker.figures.drawing import BLUE, ORANGE

__all__ = ["BLUE", "ORANGE", "STYLE", "words_instead"]

STYLE: Any = {
    "figure.figsize": (7, 3.6),
    "figure.constrained_layout.use": True,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "grid.alpha": 0.3,
}


def words_instead(words: str) -> None:
    """Put words in the place of a picture."""
    _, ax = plt.subplots(figsize=(7, 0.6))
    ax.text(0.5, 0.5, words, ha="center", va="center")
    ax.axis("off")
    plt.show()
