"""What happens to notebooks on their way: ids are lost, cells are moved, swollen and forged."""

import random
from collections.abc import Mapping
from typing import Any

from checker.classroom.grading.marked_notebook import CHECK
from checker.documents.cell_text import EXERCISE
from checker.exercises.casebook import CompiledExercise

Notebook = dict[str, Any]
Exercises = Mapping[str, CompiledExercise]
OUTPUT_BYTES = 1 << 20


def lose_ids(notebook: Notebook, _: Exercises, __: random.Random) -> None:
    """Lose every trace of which cell is which, as a copy through another editor does."""
    notebook["nbformat_minor"] = 4
    for cell in notebook["cells"]:
        del cell["id"]
        cell["metadata"].pop("nbgrader", None)


def reorder(notebook: Notebook, exercises: Exercises, rng: random.Random) -> None:
    """Move exercises about, each with its check, but none above one that it needs."""
    waiting, order = list(exercises.values()), list[str]()
    while waiting:
        ready = [each for each in waiting if not set(each.needs) - set(order)]
        chosen = rng.choice(ready)
        waiting.remove(chosen)
        order.append(chosen.name)
    for prefix in (EXERCISE, CHECK):
        cells = {cell["id"]: cell for cell in notebook["cells"]}
        places = [
            place
            for place, cell in enumerate(notebook["cells"])
            if cell["id"].removeprefix(prefix) in exercises
        ]
        for place, name in zip(places, order, strict=True):
            notebook["cells"][place] = cells[prefix + name]


def swell(notebook: Notebook, _: Exercises, __: random.Random) -> None:
    """Leave a picture of a mebibyte below every check."""
    picture = {"image/png": "A" * OUTPUT_BYTES}
    image = {"output_type": "display_data", "metadata": {}, "data": picture}
    for cell in notebook["cells"]:
        if cell["id"].startswith(CHECK):
            cell["outputs"] = [image]


def forge(notebook: Notebook, exercises: Exercises, _: random.Random) -> None:
    """Write full marks into the check cells."""
    for cell in notebook["cells"]:
        name = cell["id"].removeprefix(CHECK)
        if cell["id"].startswith(CHECK) and name in exercises:
            cell["source"] = str(exercises[name].max_points)
