"""Sixty fixed wrong answers, and what a student is told of each: printed by `make course-report`.

Thirty are slips in Python, thirty are ideas; the latter stand, with what they may be called, in
`wrong_answers.py`, the former in `slips.txt`. Each has words of which one has to be said where the
cause is named.
"""

import contextlib
import io
import linecache
import re
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from checker.exercises.shelf import casebooks  # noqa: E402
from checker.student.beneath import look_beneath  # noqa: E402
from checker.student.in_class import judged  # noqa: E402
from tests.course_lessons import course_lessons  # noqa: E402
from tests.lessons.wrong_answers import WRONG  # noqa: E402

#: Of each slip a heading: the exercise, what is wrong, and words; then the cell.
SLIP = re.compile(r"^## (\w+) \| (.+) \| (.+)\n((?:(?!##).*\n)+)", re.MULTILINE)
SLIPS = SLIP.findall((ROOT / "tests" / "lessons" / "slips.txt").read_text("utf-8"))
IDEAS = [
    ("sigmoid", "brackets forgotten", "denominator or bracket or fraction"),
    ("sigmoid_prime", "only one factor", "factor"),
    ("sigmoid_prime", "tanh's slope", "tanh"),
    ("neuron_forward", "last weight left out", "weight or last or input"),
    ("neuron_forward", "bias added at every step", "bias"),
    ("neuron_forward", "always the sigmoid", "activation"),
    ("neuron_forward", "bias subtracted", "bias"),
    ("quadratic_cost", "no square", "square"),
    ("quadratic_cost", "absolute value", "square or absolute"),
    ("quadratic_cost", "root of the squares", "root or square or length"),
    ("neuron_gradients", "x squared", "times your first argument"),
    ("sgd_step", "changes the parameters", "changed or copy or input or new"),
    ("sgd_step", "gradient minus parameter", "sign or minus"),
    ("train_neuron", "one example at a time", "example or mean"),
    ("train_neuron", "bias never learns", "bias"),
    ("layer_forward", "twice activated", "twice or one call in it is left out"),
    ("layer_forward", "a before z", "order or exchang or first"),
    ("init_network", "always unit", "scale or 1/ or spread"),
    ("forward_batch", "loop over examples", "loop or one by one or many columns"),
    ("forward_batch", "z instead of a", "activation or activated or own variables"),
    ("softmax", "base 2", "base or one number"),
    ("softmax", "always columns", "axis"),
    ("numerical_gradient", "backward difference", "side or points or both"),
    ("two_layer_gradients", "updated first", "new or old or before or once it is left out"),
    ("delta_output", "cubed", "slope or factor or one number"),
    ("delta_hidden", "own weights", "weight or related function"),
    ("backprop_batch", "loop and average", "one by one or loop or sum over examples"),
    ("softmax_cross_entropy", "mean over everything", "mean or classes or example"),
    ("prepare", "divided by 256", "255 or 0.99 or factor"),
    ("minibatches", "always the same seed", "rng or generator or seed"),
]


def answers():
    """All sixty: exercise, what is wrong, the cell, and words of which one names the cause."""
    ideas = [(name, what, WRONG[name][what][0], words) for name, what, words in IDEAS]
    return [*((name, what, cell, words) for name, what, words, cell in SLIPS), *ideas]


def told():
    """What each is told in class: exercise, what is wrong, the sentence, whether it has the cause.

    Everything else in the notebook is right.
    """
    where = {each.name: lesson for lesson in course_lessons().values()
             for each in lesson.exercises}  # fmt: skip
    with contextlib.chdir(ROOT / "notebooks"):
        compiled = {each.name: each for book in casebooks(Path.cwd()) for each in book.exercises}
        for name, what, cell, words in answers():
            namespace = right_names(where[name])
            verdict = verdict_on(compiled[name], cell, namespace)
            beneath = look_beneath(compiled[name], verdict, namespace)
            said = " ".join(f"{verdict.sentence or verdict.reason} {beneath}".split())
            named = any(word in said for word in words.split(" or "))
            yield name, what, said, named, verdict.points < verdict.max_points


def verdict_on(exercise, cell, namespace):
    """The verdict in class on a cell that was run, as a kernel keeps its text."""
    place = f"cell-{exercise.name}"
    linecache.cache[place] = len(cell), None, cell.splitlines(True), place
    namespace["In"].append(cell)
    with contextlib.redirect_stdout(io.StringIO()):
        exec(compile(cell, place, "exec"), namespace)
        return judged(exercise, namespace)[0]


def right_names(lesson):
    """A namespace in which the cells of a notebook have run, all of them right."""
    texts = [lesson.setup, *(cell.source for cell in lesson.cells if cell.exercise or cell.given)]
    namespace = {"__name__": "__main__", "In": texts}
    with contextlib.redirect_stdout(io.StringIO()):
        for text in texts:
            with contextlib.suppress(Exception):
                exec(text, namespace)
    return namespace


def report():
    """Print what is said of each, and how many are told their cause."""
    rows = list(told())
    for name, what, said, named, _ in rows:
        print(f"{'A' if named else '-'}  {name}: {what}\n     {said}")
    print(f"{sum(named for _, _, _, named, _ in rows)} of {len(rows)} are told their cause.")


if __name__ == "__main__":
    report()
