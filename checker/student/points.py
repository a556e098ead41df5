"""The points that a check gives back: a number for a grader, and nothing more to see."""

from checker.student.frontend import in_kernel


class Points(float):
    """A number of points; where a notebook shows HTML, the panel above it has said it already.

    nbgrader reads the number as text from the result of the last line of a test's cell, so that
    stays. JupyterLab and Notebook 7 take the empty line and its prompt away.
    """

    __slots__ = ()

    def _repr_html_(self) -> str:
        return (
            "<style>.jp-OutputArea-child:has(.checker-points) { display: none; }</style>"
            f'<span class="checker-points" hidden>{float(self)!r}</span>'
        )


def given_back(points: float) -> float:
    """Return what a check gives back: where there is no notebook, a plain number."""
    return Points(points) if in_kernel() else points
