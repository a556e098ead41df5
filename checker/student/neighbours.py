"""The course where each notebook has a folder of its own, as nbgrader fetches it."""

from collections.abc import Iterator
from pathlib import Path

from checker.exercises.casebook import Casebook
from checker.exercises.shelf import casebooks
from checker.student.progress_file import FILE


def books_with_folders(folder: Path) -> list[tuple[Casebook, Path]]:
    """List the course's casebooks, each with the folder whose progress file has its marks.

    A folder that is called as one of its notebooks is nbgrader's, and the others lie beside it.

    Raises
    ------
    CasebookError
        If there is no casebook, or one of them cannot be read.
    """
    books = {book.notebook: book for book in casebooks(folder)}
    if folder.name not in books:
        return [(book, folder) for book in books.values()]
    for place in _fetched(folder.parent):
        books |= {book.notebook: book for book in casebooks(place) if book.notebook == place.name}
    return [(books[name], _marked_in(folder, name)) for name in sorted(books)]


def _fetched(parent: Path) -> Iterator[Path]:
    for cases in parent.glob("*/cases"):
        if (cases / f"{cases.parent.name}.npz").is_file():
            yield cases.parent


def _marked_in(folder: Path, name: str) -> Path:
    place = folder.parent / name
    return place if (place / FILE).is_file() else folder
