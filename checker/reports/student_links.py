"""Where the pages of a student lie, as a page about the class links to them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class StudentLinks:
    """The addresses of the page that explains the marks, and of the student's own; "" if none."""

    explained: str = ""
    page: str = ""
