"""What is to be graded, against what, how, and where it is written: one record for a whole run."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any


def explained_beside(report: Path) -> Path:
    """Return where the pages that explain marks lie, for a page about a class."""
    return report.with_name(f"{report.stem}-explained")


@dataclass(frozen=True)
class Order:
    """What an instructor asks for. It is made once, and every worker is told the whole of it.

    Parameters
    ----------
    submitted, solutions, notebooks
        What students handed in, the source, and what they were given.
    results, gradebook, feedback, report, marked
        Where a run writes; None leaves a thing out. `marked` is the folder of the notebooks that
        formgrader opens.
    isolation
        The name of the wall around students' code.
    jobs
        How many processes of this machine do the work, where there is no cluster.
    seed
        What fresh cases are drawn with; None for that of the results so far, or a secret one.
    student, assignment
        The only one to be graded.
    force
        Whether everything is graded again.
    never_lower
        Whether the marks of earlier results are the least that is given.
    look_closer
        So many seconds of processor time a wrong answer is looked at that nothing explains.
    cluster
        The address of a Dask scheduler, or a cluster or client of `dask.distributed`.
    roster, secret
        Who is in the class, with numbers of their own, and the file that these are drawn with.
    due, dates
        Until when, as NOTEBOOK=DATE, and a sheet that says when notebooks were handed in.
    pattern
        A regular expression that says whose a path is, in a layout that is not known.
    """

    submitted: Path = Path("submitted")
    solutions: Path = Path("solutions")
    notebooks: Path = Path("notebooks")
    results: Path = Path("results.jsonl")
    gradebook: str | None = None
    feedback: Path | None = None
    report: Path | None = None
    marked: Path | None = None
    isolation: str = "auto"
    jobs: int = 1
    seed: int | None = None
    student: str | None = None
    assignment: str | None = None
    force: bool = False
    never_lower: bool = False
    look_closer: float = 1.0
    cluster: Any = None
    roster: Path | None = None
    secret: Path | None = None
    pattern: str | None = None
    due: tuple[str, ...] = ()
    dates: Path | None = None

    @property
    def explained(self) -> Path | None:
        """The folder of the pages that explain marks to the instructor, beside the class page."""
        return self.report and explained_beside(self.report)

    def for_workers(self) -> "Order":
        """Return the order as it travels: a cluster's client stays with who made it."""
        return replace(self, cluster=None)
