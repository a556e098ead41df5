"""What students' folders hold: files under other names, copies, and things that are no notebook."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

Files = Mapping[str, bytes]


@dataclass(frozen=True)
class GivenNotebook:
    """A notebook's name, what students got, and what they got of another notebook, if any."""

    name: str
    notebook: bytes
    other: bytes = b""


#: Makes of the files that belong into a folder those that lie in it.
Folder = Callable[[Files, GivenNotebook], Files]
PDF = b"%PDF-1.4\n% a printed notebook\n%%EOF\n"


def _instead(files: Files, name: str, file: str) -> dict[str, bytes]:
    """Return the files with the notebook under another name."""
    return {file if each == f"{name}.ipynb" else each: data for each, data in files.items()}


def renamed(files: Files, given: GivenNotebook) -> Files:
    """Call the notebook something of one's own."""
    return _instead(files, given.name, f"Copy of my {given.name} (2).ipynb")


def wrong_ending(files: Files, given: GivenNotebook) -> Files:
    """Save the notebook as a browser does that takes it for text."""
    return _instead(files, given.name, f"{given.name}.ipynb.txt")


def copy_beside(files: Files, given: GivenNotebook) -> Files:
    """Answer in a copy, and leave the original as it was handed out."""
    copied = _instead(files, given.name, f"{given.name}-Copy1.ipynb")
    return copied | {f"{given.name}.ipynb": given.notebook}


def nested(files: Files, given: GivenNotebook) -> Files:
    """Keep a folder within that looks as if it were another student's."""
    return {**files, f"student-1/{given.name}/{given.name}.ipynb": given.notebook}


def only_a_pdf(_: Files, given: GivenNotebook) -> Files:
    """Hand in a print of the notebook."""
    return {f"{given.name}.pdf": PDF}


def nothing(_: Files, __: GivenNotebook) -> Files:
    """Hand in an empty folder."""
    return {}


def another_notebook(_: Files, given: GivenNotebook) -> Files:
    """Hand in another notebook of the course under this one's name; a print, if there is none."""
    return {f"{given.name}.ipynb": given.other or PDF}
