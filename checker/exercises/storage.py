"""Casebooks as files: one `.npz` each, its arrays pooled by type, the rest JSON inside it.

Nothing in the file is pickled. The bytes depend on the casebook only, not on the clock.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Sequence
from dataclasses import asdict

import numpy as np

from checker.errors import CasebookError
from checker.exercises.casebook import Casebook, CompiledExercise, PairOfMistakes
from checker.exercises.check_trees import check_tree
from checker.exercises.entrywise import EntryTable
from checker.exercises.guidance import Guidance
from checker.exercises.in_words import InWords
from checker.exercises.on_file import (
    DAMAGED,
    DAMAGES,
    PLAIN,
    SELDOM,
    Explain,
    exercise_from,
    unexplained,
    untangled,
)
from checker.exercises.on_the_way import HelperCall, OnTheWay
from checker.exercises.pooled_arrays import PooledArrays, member_of, pooled, zipped
from checker.exercises.predictions import Prediction
from checker.records import Answer
from checker.trees import Arrays, Tree, flatten, flatten_step, unflatten

FORMAT = "checker/casebook/v1"


def dump(casebook: Casebook) -> bytes:
    """Write a casebook to bytes; the same casebook gives the same bytes."""
    arrays: Arrays = []
    tree: Tree = {
        "format": FORMAT,
        "notebook": casebook.notebook,
        "seed": casebook.seed,
        "numbers": {
            exercise: {name: flatten(value, arrays) for name, value in numbers.items()}
            for exercise, numbers in casebook.numbers.items()
        },
        "exercises": [_exercise_tree(exercise, arrays) for exercise in casebook.exercises],
    }
    if casebook.variant is not None:
        tree["variant"] = casebook.variant
    if casebook.predictions:
        tree["predictions"] = [
            [each.name, dict(each.options), each.outcome] for each in casebook.predictions
        ]
    if casebook.in_words:
        tree["in_words"] = [asdict(each) for each in casebook.in_words]
    if casebook.tables:
        tables = [(each.name, [each.values, each.tails]) for each in casebook.tables]
        tree["tables"] = [[name, flatten(parts, arrays)] for name, parts in tables]
    pools, table = pooled(arrays)
    text = json.dumps(tree | {"arrays": table}, ensure_ascii=False, allow_nan=False)
    members = {"casebook": np.frombuffer(text.encode(), np.uint8)} | pools
    return zipped(members)


def load(data: bytes, explain: Explain = unexplained) -> Casebook:
    """Read a casebook from bytes; what is recorded of mistakes, only once it is wanted.

    Of exercises that have that apart, whoever can `explain` it is asked for it.

    Raises
    ------
    CasebookError
        If the bytes are no casebook of this version.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            members = {name.removesuffix(".npy"): member_of(archive, name) for name in names}
        tree = json.loads(members.pop("casebook").tobytes())
        if tree["format"] != FORMAT:
            raise CasebookError(f"a casebook of form {tree['format']!r}; this is {FORMAT!r}")
        arrays = PooledArrays(members, tree["arrays"])
        return Casebook(
            notebook=tree["notebook"],
            seed=tree["seed"],
            numbers={
                exercise: {name: unflatten(value, arrays) for name, value in numbers.items()}
                for exercise, numbers in tree["numbers"].items()
            },
            exercises=tuple(exercise_from(item, arrays, explain) for item in tree["exercises"]),
            variant=tree.get("variant"),
            predictions=tuple(Prediction(*each) for each in tree.get("predictions", ())),
            in_words=tuple(
                InWords(**{name: untangled(part) for name, part in each.items()})
                for each in tree.get("in_words", ())
            ),
            tables=tuple(
                EntryTable(name, *unflatten(each, arrays)) for name, each in tree.get("tables", ())
            ),
        )
    except (zipfile.BadZipFile, *DAMAGES) as error:
        raise CasebookError(DAMAGED) from error


def exercise_in(data: bytes) -> CompiledExercise:
    """Return the only exercise of a casebook.

    Raises
    ------
    CasebookError
        If the bytes are no casebook of this version.
    """
    (exercise,) = load(data).exercises
    return exercise


def fingerprint(data: bytes) -> str:
    """Return the SHA-256 of a casebook's bytes, by which results name it."""
    return hashlib.sha256(data).hexdigest()


def _exercise_tree(exercise: CompiledExercise, arrays: Arrays) -> Tree:
    answered, pairs, ways = _explanations(exercise)
    places = {case: index for index, case in enumerate(exercise.cases)}
    plain = {name: getattr(exercise, name) for name in PLAIN}
    plain |= {name: value for name in SELDOM if (value := getattr(exercise, name))}
    if exercise.guidance != Guidance():
        plain["guidance"] = _guidance_tree(exercise.guidance)
    return plain | {
        "cases": [
            [case.name, [flatten_step(step, arrays) for step in case.steps]]
            for case in exercise.cases
        ],
        "checks": [check_tree(check, places, arrays) for check in exercise.checks],
        "expected": [_answer_tree(answer, arrays) for answer in exercise.expected],
        "mistakes": [
            [known.id, known.sentence, [_answer_tree(answer, arrays) for answer in answers]]
            for known, answers in zip(exercise.mistakes, answered, strict=True)
        ],
        "pairs": [_pair_tree(pair, exercise, arrays) for pair in pairs],
        "formulas": [list(formula) for formula in exercise.formulas],
        "helper_calls": [_call_tree(call, arrays) for call in exercise.helper_calls],
        "on_the_way": [
            [each.case, *(flatten(list(part), arrays) for part in (each.bound, each.within))]
            for each in ways
        ],
    }


def _explanations(
    exercise: CompiledExercise,
) -> tuple[Sequence[tuple[Answer, ...]], Sequence[PairOfMistakes], Sequence[OnTheWay]]:
    """Return what mistakes answer, pairs, and values on the way; of what is apart, nothing."""
    if exercise.apart:
        return [()] * len(exercise.mistakes), (), ()
    return [known.answers for known in exercise.mistakes], exercise.pairs, exercise.on_the_way


def _guidance_tree(guidance: Guidance) -> Tree:
    tree = asdict(guidance)
    if guidance.order:  # lists and tuples mean different orders, which JSON does not tell apart
        tree["order"]["lines"] = flatten(guidance.order.lines, [])
    return tree


def _call_tree(call: HelperCall, arrays: Arrays) -> Tree:
    parts = call.arguments, call.result, call.after
    return [call.name, *(flatten(part, arrays) for part in parts)]


def _pair_tree(pair: PairOfMistakes, exercise: CompiledExercise, arrays: Arrays) -> Tree:
    """A pair's answers; one that is a single mistake's own is written as a 0 or 1."""
    singles = exercise.mistakes[pair.first], exercise.mistakes[pair.second]
    rows = []
    for place, answer in pair.answers:
        own = [which for which in (0, 1) if singles[which].answers[place] is answer]
        rows.append([place, own[0] if own else _answer_tree(answer, arrays)])
    return [pair.first, pair.second, rows]


def _answer_tree(answer: Answer, arrays: Arrays) -> Tree:
    """An answer without its place in the source: that is no part of what was answered."""
    fault = answer.fault and [answer.fault.kind, answer.fault.message]
    marks = [list(answer.mutated), list(answer.aliased), list(answer.warnings)]
    return [str(answer.ending), flatten(answer.value, arrays), fault, marks]
