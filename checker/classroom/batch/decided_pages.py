"""Students' pages brought up to date with what a person has decided since they were drawn."""

from collections.abc import Iterable
from pathlib import Path

from checker.errors import UsageError
from checker.reports.by_hand import BEGINNING, is_ours, with_decisions
from checker.results.schema import Result
from checker.safe_files import SHOWN, place_of, write_file


def bring_up_to_date(feedback: Path, results: Iterable[Result]) -> int:
    """Write what a gradebook says into the pages of students; how many have changed.

    Pages that are not there, or were drawn by another program, are left alone.

    Raises
    ------
    UsageError
        If a page cannot be read or written.
    """
    changed = 0
    for result in results:
        path = place_of(feedback, result["student"], result["notebook"], ".html")
        if "waits" not in result or not is_page_of_ours(path):
            continue
        try:
            before = path.read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"{path} cannot be read: {error}") from error
        after = with_decisions(before, result)
        if after != before:
            write_file(path, after.encode(), SHOWN)
            changed += 1
    return changed


def is_page_of_ours(path: Path) -> bool:
    """Whether a page is there and was drawn by us; `nbgrader generate_feedback` draws over it."""
    try:
        with path.open("rb") as file:
            return is_ours(file.read(BEGINNING))
    except OSError:
        return False
