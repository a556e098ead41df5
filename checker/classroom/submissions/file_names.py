"""What the name of a file says: which notebook it is, and of a loose one also whose."""

import os
import re
import unicodedata
from collections.abc import Iterable, Sequence
from enum import IntEnum
from pathlib import PurePosixPath

SEPARATORS = " _-.,–"
#: What a notebook may end with that was not saved as one: a browser adds endings, people others.
ENDINGS = re.compile(r"(?:\.(?:ipynb|json|txt|html?|pdf|py|zip|docx?|ipynb_))+$", re.IGNORECASE)
#: What browsers, file managers and platforms append to a second copy: " (1)", "-2", "-Copy1".
COPY = re.compile(r"(?:\s*\(\d+\)|[\s_]*-[\s_]*copy\s*\d*|-\d+)+$", re.IGNORECASE)
#: What sites and file managers write before the name of a copy, in the languages they speak.
COPY_OF = re.compile(
    r"copy of|kopie von|kopie van|copie de|copia de|copia di|c[oó]pia de|còpia de|kopi[ae] av|"
    r"kopi af|kopio|kopi[ae]|másolat|kopyası|salinan|bản sao của|копия|копія|копие|αντίγραφο|"
    r"的副本|副本|的複本|のコピー|コピー|의 ?사본|복사본|사본|نسخة من|עותק של",
    re.IGNORECASE,
)
#: Words that tell nobody from anybody.
ANYBODY = {
    "my", "mine", "me", "the", "final", "finished", "done", "solution", "solutions",
    "solved", "answer", "answers", "homework", "hw", "assignment", "exercise", "exercises",
    "submission", "submitted", "untitled", "notebook", "notebooks", "new", "old", "backup",
    "draft", "version", "ver", "copy", "of", "neu", "fertig", "abgabe", "lösung",
    "loesung", "meine", "mein", "kopie", "test", "work", "correct", "corrected", "update",
    "updated", "fixed", "complete", "completed", "latest", "last", "download", "file", "checkpoint",
    "colab", "ipynb", "notes", "student", "name", "readme", "index", "grades",
}  # fmt: skip


class Fit(IntEnum):
    """How well a file's name says that it is the notebook; the best one handed in is taken."""

    OTHER = 0
    COPY = 1
    EXACT = 2


def undecorated(name: str) -> str:
    """Return a file's name as text that can be written anywhere; stray bytes become escapes.

    Letters with accents are one character each, which macOS writes as two.
    """
    return unicodedata.normalize("NFC", os.fsencode(name).decode("utf-8", "backslashreplace"))


def stem_of(name: str) -> str:
    """Return a file's name without the endings that a notebook may have.

    >>> stem_of("01_neuron.ipynb.txt"), stem_of("01_neuron.ipynb-1.json")
    ('01_neuron', '01_neuron.ipynb-1')
    """
    return undecorated(ENDINGS.sub("", name))


def named_in(text: str, notebooks: Iterable[str]) -> str:
    """Return the notebook whose name stands in a text, the longest if there are several."""
    for notebook in sorted(notebooks, key=len, reverse=True):
        if _found(text, notebook):
            return notebook
    return ""


def _found(text: str, notebook: str) -> re.Match[str] | None:
    return re.search(rf"(?<![^\W_]){re.escape(notebook)}(?![^\W_])", text, re.IGNORECASE)


def fit(path: PurePosixPath, notebook: str) -> Fit:
    """Say how well a file's name is that of a notebook."""
    if path.name == f"{notebook}.ipynb":
        return Fit.EXACT
    return Fit.COPY if notebook.casefold() in path.name.casefold() else Fit.OTHER


def person_in(name: str, notebooks: Sequence[str]) -> str:
    """Return whom the name of a loose file speaks of, or nothing.

    >>> [person_in(name, ["01_neuron"]) for name in ("Ada Lovelace - 01_neuron (1).ipynb",
    ... "Bob - Copy of 01_neuron.ipynb", "Copy of 01_neuron.ipynb", "my final 01_neuron.ipynb")]
    ['Ada Lovelace', 'Bob', '', '']
    """
    stem = stem_of(name)
    match = _found(stem, named_in(stem, notebooks)) if named_in(stem, notebooks) else None
    parts = [stem[: match.start()], stem[match.end() :]] if match else [stem]
    for part in parts:
        words = COPY_OF.sub("", COPY.sub("", part)).strip(SEPARATORS)
        if _speaks_of_somebody(words):
            return words
    return ""


def _speaks_of_somebody(words: str) -> bool:
    """Whether there is a name, or a number as long as schools give them."""
    without_versions = re.sub(r"(?<![^\W_])v?\d{1,3}(?![^\W_])", "", words.casefold())
    return bool(set(re.findall(r"[^\W_]+", without_versions)) - ANYBODY)
