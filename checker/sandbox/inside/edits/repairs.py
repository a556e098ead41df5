"""Every small edit of a student's function that may make it right, the likeliest first.

Each has a kind, by which a question about it is chosen. The same slip at several places counts
as one repair of all of them.
"""

import ast
from collections import defaultdict
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Any

from checker.sandbox.inside.edits import (
    bindings,
    calls,
    completed,
    enclosed,
    exchanged_names,
    gained,
    literals,
    made,
    operators,
    placed,
    products,
    put_back,
    spans,
    statements,
    terms,
    together,
)
from checker.sandbox.inside.edits.kinds import kind_of_edit
from checker.sandbox.inside.edits.likenesses import likenesses
from checker.sandbox.inside.edits.scopes import Part, names_in, path_of
from checker.sandbox.inside.edits.text import Edit, Written

#: Repairs come in this order: another word, something small added, something larger, or anywhere.
WORD, ADDED, LARGER, ANYWHERE = RANKS = range(4)
#: What can be added anywhere is tried in so large a text at most, or in the lines that matter.
MOST_NODES = 250
#: There are so many slips that are alike like this that they are tried late.
MANY = {"line", "twin"}
#: The same slip is made at so many places at most.
PLACES = range(2, 7)


@dataclass(frozen=True)
class Repair:
    """Edits of one function of a program, and of what kind they are."""

    part: Part
    kind: str
    edits: tuple[Edit, ...]
    rank: int


Maker = Callable[[ast.AST, Written], Iterator[Edit]]
Named = Callable[[ast.AST, Written, Sequence[str]], Iterator[Edit]]
MAKERS: tuple[tuple[int, str, Maker], ...] = (
    (WORD, "operator", operators.exchanged_for_repair),
    (WORD, "order", operators.turned),
    (WORD, "sign", operators.unsigned),
    (WORD, "sign", operators.signed),
    (WORD, "constant", literals.constant_for_repair),
    (WORD, "index", literals.shifted),
    (WORD, "transpose", literals.untransposed),
    (WORD, "transpose", literals.transposed_anywhere),
    (WORD, "order", calls.swapped),
    (WORD, "order", exchanged_names.unpacked_otherwise),
    (WORD, "argument", calls.keyword_lost),
    (WORD, "sibling", calls.sibling),
    (WORD, "sibling", calls.further_sibling),
    (WORD, "bound", calls.other_range),
    (WORD, "bound", spans.end_for_length),
    (WORD, "bound", spans.stepped),
    (WORD, "bound", spans.from_the_end),
    (WORD, "index", spans.whole),
    (WORD, "too_much", operators.lost_factors),
    (WORD, "too_much", operators.one_left),
    (WORD, "call", calls.left_out),
    (WORD, "call", calls.one_of_many),
    (WORD, "condition", statements.turned_condition),
    (WORD, "condition", statements.left_early),
    (WORD, "condition", statements.none_itself),
    (WORD, "statement", statements.deleted),
    (WORD, "added_up", statements.overwritten),
    (ADDED, "argument", calls.handed_on),
    (ADDED, "argument", calls.spread_for_mean),
    (ADDED, "axis", gained.along_another_axis),
    (ADDED, "axis_kept", gained.kept_axis),
    (ADDED, "product", products.product),
    (ADDED, "copy", gained.copied),
    (ADDED, "copy", placed.in_place),
    (ADDED, "copy", placed.two_lists),
    (ADDED, "added_up", placed.accumulated),
    (ADDED, "returned", placed.returned),
    (ADDED, "brackets", gained.regrouped),
    (ADDED, "brackets", enclosed.unbracketed),
    (ADDED, "brackets", enclosed.moved_into),
    (ADDED, "brackets", enclosed.moved_out),
    (ADDED, "transpose", enclosed.reshaped_and_turned),
    (ADDED, "summed", gained.summed),
    (ADDED, "shape", gained.shaped),
    (ADDED, "dtype", made.of_floats),
    (ADDED, "count", gained.count_of_examples),
    (ADDED, "slope", gained.slope_written_out),
    (ADDED, "factor", terms.slope_gained),
    (ADDED, "called", gained.called),
    (ADDED, "called", made.made_an_array),
    (ADDED, "bound", terms.backwards),
    (ADDED, "called", terms.other_side),
    (LARGER, "together", together.otherwise_together),
    (LARGER, "term", terms.of_one),
    (LARGER, "power", terms.squared),
)
NAMED: tuple[tuple[int, str, Named], ...] = (
    (WORD, "name", exchanged_names.other_name),
    (ADDED, "index", exchanged_names.turn_for_place),
    (LARGER, "name", exchanged_names.other_place),
    (LARGER, "name", exchanged_names.name_for_expression),
    (LARGER, "factor", gained.multiplied),
    (LARGER, "count", gained.repeated),
    (ANYWHERE, "term", terms.gained_term),
    (ANYWHERE, "factor", terms.gained_factor),
)
#: What puts whole statements elsewhere: of such there are few but for the last.
MOVES: tuple[tuple[int, str, Callable[[Part, Written], Iterator[tuple[Edit, ...]]]], ...] = (
    (WORD, "block", placed.indented),
    (WORD, "moved", placed.begun_elsewhere),
    (WORD, "order", exchanged_names.exchanged_throughout),
    (ADDED, "each_turn", placed.in_each_turn),
    (ADDED, "moved", placed.moved),
    (ADDED, "put_back", put_back.put_back),
    (ADDED, "completed", completed.completed_before),
)


def repairs_of(
    written: Written,
    parts: Sequence[Part],
    lines: set[int],
    within: set[int] | None = None,
    ranks: Container[int] = RANKS,
) -> list[Repair]:
    """List the repairs of some functions, in those lines that were run, of these ranks.

    Where it is known `within` which lines something is wrong, all others touch one of these. Of the
    larger ones, which are many, those come first that are the same slip at several places.
    """
    wanted = lines if within is None else within
    found = [
        repair
        for part in parts
        for repair in _repairs(part, written, lines, wanted, ranks)
        if repair.edits and wanted & set(map(written.line, repair.edits))
    ]
    return sorted(found, key=lambda each: (each.rank, each.rank == LARGER and len(each.edits) == 1))


def _repairs(
    part: Part, written: Written, lines: set[int], wanted: set[int], ranks: Container[int]
) -> Iterator[Repair]:
    names = names_in(part)
    likes: dict[Any, dict[Edit, None]] = defaultdict(dict)
    named = [(rank, kind, partial(_named, make, names, part)) for rank, kind, make in NAMED]
    every: list[tuple[int, str, Maker]] = [*MAKERS, *named]
    makers = [each for each in every if each[0] in ranks]
    nodes = list(nodes_run(part, lines))
    taken_in = bindings.only_taken_in(part)
    near = [node for node in nodes_run(part, lines & wanted) if node not in taken_in]
    for rank, kind, make in makers:
        if rank == ANYWHERE and len(near) > MOST_NODES:
            continue
        for node in nodes if rank < LARGER else near:
            for edit in make(node, written):
                own = kind_of_edit(kind, node, written)
                yield Repair(part, own, (edit,), min(rank, LARGER))
                for likeness in likenesses(node, edit, written):
                    likes[min(rank, LARGER), own, make, *likeness][edit] = None
    if lines & set(range(part.function.lineno + 1, part.last_line + 1)):
        for rank, kind, move in MOVES:
            for edits in move(part, written) if rank in ranks else ():
                yield Repair(part, kind, edits, rank)
    yield from _at_all_places(part, likes, written)


def _named(
    make: Named, names: Mapping[str, int], part: Part, node: ast.AST, written: Written
) -> Iterator[Edit]:
    """Make edits with those names that have a value on the node's line.

    In the place of a name stands one whose value is of the same kind.
    """
    line = getattr(node, "lineno", 0)
    known = [name for name, bound in names.items() if bound < line]
    own = part.kinds.get(path_of(node), set()) if make is exchanged_names.other_name else set()
    fitting = [name for name in known if not own or own & part.kinds.get(name, own)]
    return make(node, written, fitting)


def nodes_run(part: Part, lines: set[int]) -> Iterator[ast.AST]:
    """List the nodes of a function that stand in statements that were run, and its defaults."""
    for default in [*part.function.args.defaults, *filter(None, part.function.args.kw_defaults)]:
        yield from ast.walk(default)
    yield from _within(part.function.body, lines)


def _within(block: Sequence[ast.AST], lines: set[int]) -> Iterator[ast.AST]:
    for node in block:
        first, last = getattr(node, "lineno", 0), getattr(node, "end_lineno", 0) or 0
        if isinstance(node, ast.stmt) and not lines & set(range(first, last + 1)):
            continue
        yield node
        yield from _within(list(ast.iter_child_nodes(node)), lines)


def _is_no_twin(likeness: tuple[Any, object]) -> bool:
    return "twin" not in likeness[0]


def _at_all_places(
    part: Part, likes: dict[Any, dict[Edit, None]], written: Written
) -> Iterator[Repair]:
    """Make the same slip at all places together; on one line it is as likely as at one place."""
    seen = set()
    for (rank, kind, _, likeness, *_), found in sorted(likes.items(), key=_is_no_twin):
        edits = tuple(sorted(found))
        apart = all(one.end <= other.start for one, other in pairwise(edits))
        if len(edits) in PLACES and apart and edits not in seen:
            seen.add(edits)
            in_one = len(set(map(written.line, edits))) == 1 and likeness not in MANY
            later = LARGER if likeness in MANY else max(rank, ADDED)
            yield Repair(part, kind, edits, rank if in_one else later)
