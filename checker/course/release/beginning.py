"""A new lesson: two files that work as they stand, to be rewritten one exercise at a time."""

import re
from pathlib import Path

from checker.course.release.regenerate import write_all
from checker.errors import UsageError

NAME = re.compile(r"(?P<number>\d\d)_(?P<topic>[a-z]\w{0,38})", re.ASCII)
STARTER = Path(__file__).parent / "starter"


def begin_lesson(name: str, solutions: Path) -> list[Path]:
    """Write the source and the exercises of a new lesson, and give their paths.

    Parameters
    ----------
    name
        The notebook's name: two digits and a word, such as `06_momentum`.

    Raises
    ------
    UsageError
        If that is no such name, or the course has a lesson of that name or number.
    """
    parts = NAME.fullmatch(name)
    if parts is None or parts["number"] == "00":
        raise UsageError(f"{name!r} cannot be a lesson's name; it is of the form 06_momentum")
    taken = sorted(path.name for path in solutions.glob(f"{parts['number']}_*"))
    if taken:
        raise UsageError(f"{solutions} has a lesson {parts['number']} already: {taken[0]}")
    number, topic = str(int(parts["number"])), parts["topic"]
    words = {"number": number, "topic": topic, "title": topic.replace("_", " ").capitalize()}
    files = {
        solutions / f"{name}.py": _filled("lesson.py.txt", words),
        solutions / f"{name}_exercises.py": _filled("exercises.py.txt", words),
    }
    write_all({path: text.encode() for path, text in files.items()})
    return list(files)


def _filled(template: str, words: dict[str, str]) -> str:
    text = (STARTER / template).read_text(encoding="utf-8")
    return re.sub(r"@(\w+)@", lambda found: words[found[1]], text)
