"""Which systems can run student code apart: one sentence for those that cannot."""

import os
import sys

from checker.errors import IsolationError

#: What a student needs works on every system, and so does the course in a browser.
STUDENTS = (
    "students work on any system with what `checker handout` gives them, or in a browser by "
    "`make lite`"
)


def require_forks() -> None:
    """Refuse a system that cannot fork: there, no code of a notebook can be run apart.

    Raises
    ------
    IsolationError
        On Windows, with what to use there.
    """
    if not hasattr(os, "fork"):
        raise IsolationError(
            "This command runs code in processes that Windows does not have: use it in WSL (type "
            f"`wsl --install` in a terminal once) or on a Linux server; {STUDENTS}"
        )


def require_walls() -> None:
    """Refuse a system other than Linux, whose kernel the walls around student code are made of.

    Raises
    ------
    IsolationError
        On Windows and macOS, with what to use there.
    """
    require_forks()
    if sys.platform != "linux":
        raise IsolationError(
            "The walls around student code are made by Linux, and this system is another: grade "
            f"on a Linux server or in a virtual machine with Linux; {STUDENTS}"
        )
