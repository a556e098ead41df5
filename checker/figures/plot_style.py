"""How the pictures that stand still look: values are blue, slopes and gradients orange."""

from typing import Any

BLUE, ORANGE = "#0072B2", "#D55E00"
STYLE: Any = {
    "figure.figsize": (7, 3.6),
    "figure.constrained_layout.use": True,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "grid.alpha": 0.3,
}
