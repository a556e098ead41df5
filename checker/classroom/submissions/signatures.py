"""What platforms write before a student's own text, in the names of files and folders."""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from checker.classroom.submissions.file_names import undecorated
from checker.classroom.submissions.owners import Owner, Place

DATE = (
    r"[^\W\d]+\.? \d{1,2}, \d{4} \d{3,4} ?[AP]M"
    r"|\d{1,2} [^\W\d]+\.?,? \d{4},? (?:\d{3,4}|\d{1,2} ?h ?\d{2})(?: ?[AP]M)?"
)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True)
class Signature:
    """What one platform writes before a student's own text.

    `pattern` matches a whole first component, or the beginning of a file's name, in which the
    group `rest` is the student's. The groups `id` and `name` tell owners apart, and `time` is the
    attempt. `called` says how the student is called.
    """

    platform: str
    pattern: re.Pattern[str]
    called: str
    files: bool = True
    folders: bool = True


#: Each non-greedy: the platform's prefix ends as early as it can, so no text behind it counts.
SIGNATURES = (
    Signature(
        "Moodle",
        re.compile(
            r"(?P<name>.+?)_(?P<id>\d+)_assignsubmission_[a-z]+(?:_(?P<rest>.*))?", re.DOTALL
        ),
        "{name}_{id}",
    ),
    Signature(
        "Blackboard",
        re.compile(
            r"(?P<name>.+?)_attempt_(?P<time>\d{4}(?:-\d\d){5})(?:_(?P<rest>.+)|\.txt)", re.DOTALL
        ),
        "{name}",
        folders=False,
    ),
    Signature(
        "Brightspace",
        re.compile(
            rf"(?P<id>\d+)-\d+ - (?P<name>.+?) - (?P<time>{DATE})(?: - (?P<rest>.+))?", re.DOTALL
        ),
        "{name}_{id}",
    ),
    Signature(
        "Canvas, without names",
        re.compile(
            r"(?P<name>anon)_(?:LATE_)?(?P<id>[A-Za-z0-9]{5})_[1-9]\d*_(?P<rest>.+)", re.DOTALL
        ),
        "{name}_{id}",
        folders=False,
    ),
    Signature(
        "Canvas",
        re.compile(
            r"(?P<name>.+?)_(?:LATE_)?(?P<id>[1-9]\d*)_(?:question_\d+_)?[1-9]\d*_(?P<rest>.+)",
            re.DOTALL | re.IGNORECASE,
        ),
        "{name}_{id}",
        folders=False,
    ),
    Signature(
        "Sakai",
        re.compile(
            r"(?P<name>[^()]+,[^()]*)\((?P<id>[^()]+)\)"
            r"(?:_Submission attachment\(s\)_(?P<rest>.+))?",
            re.DOTALL,
        ),
        "{id}",
    ),
    Signature(
        "nbgrader's exchange",
        re.compile(r"(?P<id>[^+]+)\+[^+]+\+(?P<time>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[^+]*)(?:\+.*)?"),
        "{id}",
        files=False,
    ),
    Signature(
        "ILIAS",
        re.compile(r"(?P<name>[^_]+_[^_]+)_(?P<id>[^_].*)_\d+", re.DOTALL),
        "",
        files=False,
    ),
)


def signature_of(component: str, folder: bool) -> Place | None:
    """Say whose a component is, if a platform has signed it."""
    for sign in SIGNATURES:
        match = sign.pattern.fullmatch(component)
        if match and (sign.folders if folder else sign.files):
            return _signed(sign, match, component, folder=folder)
    return None


def _signed(sign: Signature, match: re.Match[str], component: str, *, folder: bool) -> Place:
    known = {name: undecorated(text or "") for name, text in match.groupdict().items()}
    rest = "" if folder else known.get("rest", "")
    if not folder and not rest and sign.platform != "Blackboard":
        return Place(None, PurePosixPath(component))
    words = tuple(filter(None, (known.get("id", ""), known.get("name", ""))))
    called = sign.called.format(**known) or undecorated(component)
    key: tuple[str, ...] = (sign.platform, known.get("id", ""), known.get("name", ""))
    if sign.platform == "Blackboard":
        called = known["name"].rpartition("_")[2]
        words = (called,)
    if sign.platform == "ILIAS":
        words = (known["id"], " ".join(reversed(known["name"].split("_"))))
        key = (sign.platform, component)
    written = component.removesuffix(rest) if rest else component
    owner = Owner(key, called, known["name"] if sign.platform == "Blackboard" else written, words)
    return Place(owner, PurePosixPath(rest or "."), _moment(known.get("time", "")))


def _moment(text: str) -> tuple[int, ...]:
    """Return a platform's time as numbers that order moments; nothing if it is in other words.

    >>> _moment("2026-10-01-12-00-00"), _moment("Oct 1, 2026 1159 PM")
    ((2026, 10, 1, 12, 0, 0), (2026, 10, 1, 23, 59))
    >>> _moment("1 oct. 2026 9 h 05")
    (2026, 10, 1, 9, 5)
    """
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    word = re.search(r"[^\W\d]{3,}", text)
    month = word[0][:3].casefold() if word else ""
    if re.match(r"\d{4}-", text):
        return tuple(numbers)
    if month not in MONTHS or len(numbers) not in (3, 4):
        return ()
    day, year, *clock = numbers
    hour, minute = clock if len(clock) == 2 else divmod(clock[0], 100)
    if text.endswith("M"):
        hour = hour % 12 + (12 if text.endswith("PM") else 0)
    return year, MONTHS.index(month) + 1, day, hour, minute
