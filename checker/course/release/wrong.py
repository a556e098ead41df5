"""Worked solutions with a known mistake in them: what a student with a misconception writes."""

import ast
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from textwrap import dedent, indent

from checker.course.release.marks import Region, find_regions
from checker.course.release.parsing import parsed
from checker.documents.sources import SourceCell
from checker.errors import SourceError
from checker.exercises import Exercise, Misconception


def wrong_cell(exercise: Exercise, cell: SourceCell, misconception: Misconception) -> str:
    """Write the cell of an exercise as a student with the misconception would.

    Raises
    ------
    SourceError
        If the misconception does not say what to change, or what it says cannot be done here.
    """
    where = f"{cell.at()}: misconception “{misconception.id}” of {exercise.name}"
    if bool(misconception.body) == bool(misconception.swap):
        raise SourceError(f"{where} needs either a body or a swap")
    if misconception.swap:
        return _swapped(cell.source, find_regions(cell), misconception.swap, where)
    return _with_other_bodies(exercise, cell, misconception.body, where)


def other_way(exercise: Exercise, cell: SourceCell) -> str:
    """Write the cell of an exercise in the other way that is shown at full marks.

    Raises
    ------
    SourceError
        If it cannot be written so.
    """
    where = f"{cell.at()}: the other way to write {exercise.name}"
    another = exercise.guidance.another
    if isinstance(another, str):
        return _with_other_bodies(exercise, cell, another, where)
    return _swapped(cell.source, find_regions(cell), another, where)


def from_lines(exercise: Exercise, cell: SourceCell, lines: Sequence[str]) -> str:
    """Write the cell of an exercise with these of the lines that are to be put in order.

    Raises
    ------
    SourceError
        If the function that they belong to has no solution.
    """
    order, body = exercise.guidance.order, "\n".join(lines)
    where = f"{cell.at()}: the lines of {exercise.name} to be put in order"
    named = order.function if order else ""
    return _with_other_bodies(exercise, cell, {named: body} if named else body, where)


def guided_ways(exercise: Exercise, cell: SourceCell) -> Iterator[str]:
    """Yield the cells that students are shown to be right: the other way, the lines in order."""
    if exercise.guidance.another:
        yield other_way(exercise, cell)
    if order := exercise.guidance.order:
        yield from_lines(exercise, cell, order.in_order())


def _with_other_bodies(
    exercise: Exercise, cell: SourceCell, body: str | Mapping[str, str], where: str
) -> str:
    if isinstance(body, str):
        return _with_bodies(cell.source, {find_regions(cell)[0]: body})
    owners = owners_of(cell, exercise.name)
    for function in body:
        if function not in owners:
            known = ", ".join(owners)
            raise SourceError(f"{where} replaces the body of {function}; there are {known}")
    return _with_bodies(cell.source, {owners[name]: text for name, text in body.items()})


def _with_bodies(source: str, bodies: Mapping[Region, str]) -> str:
    lines = source.split("\n")
    for region in sorted(bodies, key=lambda region: region.begin, reverse=True):
        body = indent(dedent(bodies[region]).strip("\n"), region.indent)
        lines[region.begin + 1 : region.end] = body.split("\n")
    return "\n".join(lines)


def owners_of(cell: SourceCell, default: str) -> dict[str, Region]:
    """Tell whose body each region is: the innermost function's, as `f` or `Class.f`."""
    owners = {}
    for region in find_regions(cell):
        names = [node.name for node in _around(parsed(cell.source), region)]
        owners[".".join(names) or default] = region
    return owners


def _around(tree: ast.AST, region: Region) -> list[ast.FunctionDef | ast.ClassDef]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            last = node.end_lineno or node.lineno
            if node.lineno <= region.begin + 1 <= last:
                return [node, *_around(node, region)]
    return []


def _swapped(source: str, regions: tuple[Region, ...], swap: Mapping[str, str], where: str) -> str:
    """Exchange pieces of the solutions' text, all at once, so that two can change places."""
    changes = sorted((_only_place(source, regions, old, where), old) for old in swap)
    for (place, old), (following, other) in pairwise(changes):
        if place + len(old) > following:
            raise SourceError(f"{where} exchanges “{old}” and “{other}”, which overlap")
    for place, old in reversed(changes):
        source = source[:place] + swap[old] + source[place + len(old) :]
    return source


def _only_place(source: str, regions: tuple[Region, ...], old: str, where: str) -> int:
    places = []
    lines = source.split("\n")
    for region in regions:
        start = sum(len(line) + 1 for line in lines[: region.begin + 1])
        end = sum(len(line) + 1 for line in lines[: region.end])
        while old and (start := source.find(old, start, end)) >= 0:
            places.append(start)
            start += 1
    if len(places) != 1:
        raise SourceError(
            f"{where} exchanges “{old}”, which stands {len(places)} times in the solution; it "
            "has to stand there once"
        )
    return places[0]
