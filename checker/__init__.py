"""Teaching backpropagation with notebooks that grade themselves.

In a notebook: `from checker import check, hint, progress, gradient_check, load_mnist`.
"""

from typing import Any

__version__ = "0.1.0"
__all__ = ["check", "gradient_check", "hint", "load_mnist", "progress"]


def __getattr__(name: str) -> Any:
    """Load the student's face on first use: graders and sandboxes do without it."""
    if name == "load_mnist":
        from checker.digits import load_mnist  # noqa: PLC0415  as below, and without the rest

        return load_mnist
    if name in __all__:
        from checker import notebook  # noqa: PLC0415  that is the point

        return getattr(notebook, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
