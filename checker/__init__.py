"""Teaching backpropagation with notebooks that grade themselves.

In a notebook: `from checker import check, hint, progress, gradient_check, load_mnist`.
In a pipeline: `checker.grade("alice.ipynb", solutions="solutions")`.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # nothing is loaded before it is used: see below
    from checker.classroom.results import Result
    from checker.classroom.single import grade
    from checker.digits import load_mnist
    from checker.notebook import check, gradient_check, hint, progress

__version__ = "0.1.0"
__all__ = ["Result", "check", "grade", "gradient_check", "hint", "load_mnist", "progress"]


def __getattr__(name: str) -> Any:
    """Load a face on first use: graders do without the student's, students without the grader's."""
    if name == "load_mnist":
        from checker.digits import load_mnist  # noqa: PLC0415  as below, and without the rest

        return load_mnist
    if name in ("Result", "grade"):
        from checker.classroom import single  # noqa: PLC0415  as below

        return getattr(single, name)
    if name in __all__:
        from checker import notebook  # noqa: PLC0415  that is the point

        return getattr(notebook, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
