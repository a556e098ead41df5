"""Casebooks as files: one `.npz` each, its arrays pooled by type, the rest JSON inside it.

Nothing in the file is pickled. The bytes depend on the casebook only, not on the clock.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import numpy as np

from checker.errors import CasebookError, ProtocolError
from checker.exercises.casebook import Casebook, CompiledExercise, Mistake, PairOfMistakes
from checker.exercises.cases import Case
from checker.exercises.check_trees import check_of, check_tree
from checker.exercises.entrywise import EntryTable
from checker.exercises.guidance import Guidance
from checker.exercises.in_words import InWords
from checker.exercises.mixed_lines import Intruder, MixedLines
from checker.exercises.on_the_way import HelperCall, OnTheWay
from checker.exercises.pooled_arrays import cut_out, member_of, pooled, zipped
from checker.exercises.predictions import Prediction
from checker.records import Answer, Ending, Fault
from checker.trees import Arrays, Tree, flatten, flatten_step, unflatten, unflatten_step

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


def load(data: bytes) -> Casebook:
    """Read a casebook from bytes.

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
        arrays = [cut_out(members, *row) for row in tree["arrays"]]
        return Casebook(
            notebook=tree["notebook"],
            seed=tree["seed"],
            numbers={
                exercise: {name: unflatten(value, arrays) for name, value in numbers.items()}
                for exercise, numbers in tree["numbers"].items()
            },
            exercises=tuple(_exercise(item, arrays) for item in tree["exercises"]),
            variant=tree.get("variant"),
            predictions=tuple(Prediction(*each) for each in tree.get("predictions", ())),
            in_words=tuple(
                InWords(**{name: _tuple(part) for name, part in each.items()})
                for each in tree.get("in_words", ())
            ),
            tables=tuple(
                EntryTable(name, *unflatten(each, arrays)) for name, each in tree.get("tables", ())
            ),
        )
    except (zipfile.BadZipFile, ProtocolError, ValueError, KeyError, TypeError, OSError) as error:
        raise CasebookError("a damaged casebook; fetch the course's files again") from error


def fingerprint(data: bytes) -> str:
    """Return the SHA-256 of a casebook's bytes, by which results name it."""
    return hashlib.sha256(data).hexdigest()


def _exercise_tree(exercise: CompiledExercise, arrays: Arrays) -> Tree:
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
            [known.id, known.sentence, [_answer_tree(answer, arrays) for answer in known.answers]]
            for known in exercise.mistakes
        ],
        "pairs": [_pair_tree(pair, exercise, arrays) for pair in exercise.pairs],
        "formulas": [list(formula) for formula in exercise.formulas],
        "helper_calls": [_call_tree(call, arrays) for call in exercise.helper_calls],
        "on_the_way": [
            [each.case, *(flatten(list(part), arrays) for part in (each.bound, each.within))]
            for each in exercise.on_the_way
        ],
    }


PLAIN = ("name", "number", "title", "hints", "needs", "defines", "fields", "lab", "files",
         "patience")  # fmt: skip
#: What most exercises lack is left out.
SELDOM = ("bonus", "ranked_by")


def _exercise(tree: Tree, arrays: Arrays) -> CompiledExercise:
    cases = tuple(
        Case(name, tuple(unflatten_step(step, arrays) for step in steps))
        for name, steps in tree["cases"]
    )
    mistakes = tuple(
        Mistake(id_, sentence, tuple(_answer(answer, arrays) for answer in answers))
        for id_, sentence, answers in tree["mistakes"]
    )
    return CompiledExercise(
        **{name: _tuple(tree[name]) for name in PLAIN},
        **{name: tree[name] for name in SELDOM if name in tree},
        guidance=_guidance(tree.get("guidance", {})),
        cases=cases,
        checks=tuple(check_of(item, cases, arrays) for item in tree["checks"]),
        expected=tuple(_answer(item, arrays) for item in tree["expected"]),
        mistakes=mistakes,
        pairs=tuple(_pair(item, mistakes, arrays) for item in tree.get("pairs", ())),
        formulas=tuple((name, formula) for name, formula in tree.get("formulas", ())),
        helper_calls=tuple(_call(item, arrays) for item in tree.get("helper_calls", ())),
        on_the_way=tuple(
            OnTheWay(case, *(tuple(unflatten(part, arrays)) for part in parts))
            for case, *parts in tree.get("on_the_way", ())
        ),
    )


def _guidance_tree(guidance: Guidance) -> Tree:
    tree = asdict(guidance)
    if guidance.order:  # lists and tuples mean different orders, which JSON does not tell apart
        tree["order"]["lines"] = flatten(guidance.order.lines, [])
    return tree


def _guidance(tree: Tree) -> Guidance:
    if order := tree.get("order"):
        intruders = tuple(Intruder(**each) for each in order["intruders"])
        lines = MixedLines(unflatten(order["lines"], []), intruders, order["function"])
        return Guidance(**tree | {"order": lines})
    return Guidance(**tree)


def _call_tree(call: HelperCall, arrays: Arrays) -> Tree:
    parts = call.arguments, call.result, call.after
    return [call.name, *(flatten(part, arrays) for part in parts)]


def _call(tree: Tree, arrays: Arrays) -> HelperCall:
    name, *parts = tree
    return HelperCall(name, *(unflatten(part, arrays) for part in parts))


def _pair_tree(pair: PairOfMistakes, exercise: CompiledExercise, arrays: Arrays) -> Tree:
    """A pair's answers; one that is a single mistake's own is written as a 0 or 1."""
    singles = exercise.mistakes[pair.first], exercise.mistakes[pair.second]
    rows = []
    for place, answer in pair.answers:
        own = [which for which in (0, 1) if singles[which].answers[place] is answer]
        rows.append([place, own[0] if own else _answer_tree(answer, arrays)])
    return [pair.first, pair.second, rows]


def _pair(tree: Tree, mistakes: Sequence[Mistake], arrays: Arrays) -> PairOfMistakes:
    first, second, rows = tree
    singles = mistakes[first], mistakes[second]
    return PairOfMistakes(
        first,
        second,
        tuple(
            (
                place,
                singles[answer].answers[place]
                if isinstance(answer, int)
                else _answer(answer, arrays),
            )
            for place, answer in rows
        ),
    )


def _tuple(tree: Tree) -> Any:
    return tuple(tree) if isinstance(tree, list) else tree


def _answer_tree(answer: Answer, arrays: Arrays) -> Tree:
    """An answer without its place in the source: that is no part of what was answered."""
    fault = answer.fault and [answer.fault.kind, answer.fault.message]
    marks = [list(answer.mutated), list(answer.aliased), list(answer.warnings)]
    return [str(answer.ending), flatten(answer.value, arrays), fault, marks]


def _answer(tree: Tree, arrays: Arrays) -> Answer:
    ending, value, fault, (mutated, aliased, warnings) = tree
    return Answer(
        ending=Ending(ending),
        value=unflatten(value, arrays),
        fault=Fault(*fault) if fault else None,
        mutated=tuple(mutated),
        aliased=tuple(aliased),
        warnings=tuple(warnings),
    )
