"""How long a notebook is: what a reader meets, counted on the file that students get.

`make course-report` prints the table. The minutes are a model, true within a third: 150 words a
minute, 1 for a prediction, 4 for a figure, 1 for a question, 1 for an exercise and 2 for each of
its points, 6 for a hundred lines of code.
"""

import json
import re
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
NAMES = sorted(path.stem for path in NOTEBOOKS.glob("0*.ipynb"))
FOLD = re.compile(r"<details>.*?</details>", re.DOTALL)
FIGURE = re.compile(r"figures\.(\w+)\(")
SYMBOL = re.compile(r"\\(?:sigma|delta|eta|partial|nabla|odot|sum|alpha)\b(?:')?")
#: What a notebook may have at most; notebooks 4 and 5 may have more words.
LIMITS = {
    "minutes": 120,
    "words": 3000,
    "gap": 120,
    "first": 60,
    "predictions": 10,
    "figures": 5,
    "code": 90,
    "plotting": 0,
    "folded": 900,
    "lectures": 6,
    "symbols": 8,
}
#: From here on minutes are the reader's own choice; all else is limited to the end.
OPTIONAL = "Everything from here on is optional"
MORE_WORDS = {"04_vectorized_deltas": 3300, "05_full_network": 3300}


@dataclass(frozen=True)
class Length:
    """What is counted; `gap` is the longest way between two things to do, in words.

    `minutes` end where everything else is optional, and `whole` at the end.
    """

    minutes: float
    whole: float
    words: int
    gap: int
    first: int
    predictions: int
    figures: int
    code: int
    plotting: int
    folded: int
    lectures: int
    symbols: int


def limit(name, what):
    """Give the limit of one notebook."""
    return MORE_WORDS.get(name, LIMITS[what]) if what == "words" else LIMITS[what]


def cells_of(name):
    """Give the cells of a notebook as students get it: kind, text, and whether it is locked."""
    notebook = json.loads((NOTEBOOKS / f"{name}.ipynb").read_text("utf-8"))
    return [
        (cell["id"], cell["cell_type"], "".join(cell["source"]), cell["metadata"])
        for cell in notebook["cells"]
    ]


def role_of(id_, metadata):
    """Tell a code cell that is answered, checks or holds given numbers from one that is shown.

    A cell beneath an exercise is named after it, and is shown all the same.
    """
    graded = metadata.get("nbgrader", {})
    if graded.get("solution"):
        return "answer"
    if graded.get("grade"):
        return "check"
    return "given" if id_.startswith("given-") else "shown"


def counted(text):
    """Count words; a formula, a piece of code and a table's row of marks are one word each."""
    text = re.sub(r"\$\$.*?\$\$|\$.*?\$|`.*?`", " formula ", text, flags=re.DOTALL)
    return len(re.findall(r"\w[\w'’.-]*", re.sub(r"</?\w[^>]*>", " ", text)))


def length_of(name):
    """Measure one notebook."""
    words = folded = lectures = questions = points = exercises = 0
    predictions = figures = code = plotting = 0
    gap = longest = 0
    spent = None
    first = None
    symbols = set()
    broken = False
    for id_, kind, source, metadata in cells_of(name):
        if kind == "markdown":
            open_ = FOLD.sub("", source)
            if OPTIONAL in open_:
                spent = _minutes(words, figures, questions, exercises, points, code)
            before = broken
            broken = broken or "A good place to stop" in open_
            here = counted(open_)
            words, gap = words + here, gap + here
            longest = max(longest, gap)
            folded += sum(counted(fold) for fold in FOLD.findall(source))
            lectures += len(re.findall(r"\b[Ll]ectures?\b", open_))
            questions += source.count("**Question.**")
            if not before:
                symbols |= set(SYMBOL.findall(open_))
            if id_.startswith("words-"):  # to be answered, which is something to do
                gap, questions = 0, questions + 1
            continue
        first, gap = words if first is None else first, 0
        role = role_of(id_, metadata)
        if role == "answer":
            exercises += 1
        elif role == "check":
            points += metadata["nbgrader"]["points"]
        elif role == "shown":
            lines = [line for line in source.splitlines() if line.strip()]
            code += len(lines)
            plotting += sum(bool(re.search(r"\b(plt|ax|fig)\.", line)) for line in lines)
            predictions += len(re.findall(r"\bpredict\(", source))
            figures += len(FIGURE.findall(source))
    predicted = sum(
        source.count("**Predict.**") for _, kind, source, _ in cells_of(name) if kind == "markdown"
    )
    predictions = max(predictions, predicted)
    whole = _minutes(words, figures, questions, exercises, points, code)
    return Length(
        round((spent or whole) + predictions), round(whole + predictions), words, longest,
        first or 0, predictions, figures, code, plotting, folded, lectures, len(symbols),
    )  # fmt: skip


def _minutes(words, figures, questions, exercises, points, code):
    """Give the minutes by the model, but for predictions."""
    return words / 150 + 4 * figures + questions + exercises + 2 * points + 6 * code / 100


def over(name):
    """Name what goes over its limit in a notebook."""
    found = asdict(length_of(name))
    return {what for what in LIMITS if found[what] > limit(name, what)}


def report():
    """Print the table, with a star behind what is over its limit."""
    heads = list(LIMITS)
    print("| notebook | " + " | ".join(heads) + " |")
    print("|---" * (len(heads) + 1) + "|")
    for name in NAMES:
        found, too_much = asdict(length_of(name)), over(name)
        row = [f"{found[what]}{'*' if what in too_much else ''}" for what in heads]
        print(f"| {name} | " + " | ".join(row) + " |")
    print("| limit | " + " | ".join(str(LIMITS[what]) for what in heads) + " |")
    print("A star: over the limit. Notebooks 4 and 5 may have 3300 words.")
    for name in NAMES:
        found = length_of(name)
        if found.whole != found.minutes:
            print(f"{name}: {found.whole} minutes with what is optional at its end.")


if __name__ == "__main__":
    sys.exit(report())
