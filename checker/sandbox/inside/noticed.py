"""Python's own traps, as they stand in a student's text: each is a fact about the text alone.

What is noticed is a word for the trap, the line, and the names that are concerned. What is said of
it is decided outside, where the answers are known.
"""

import ast
from collections.abc import Iterator, Sequence
from itertools import pairwise

from checker.sandbox.inside.edits.operators import operator_name
from checker.sandbox.inside.edits.scopes import Part, parts_of, path_of
from checker.sandbox.inside.noticed_loops import LOOPS
from checker.sandbox.inside.noticed_names import (
    begun_anew,
    foreign_names,
    hidden_builtin,
    made_anew,
    never_filled,
    never_filled_entry,
    unused,
)
from checker.sandbox.inside.noticed_parameters import (
    argument_gone,
    replaced_parameter,
    unused_parameter,
)
from checker.sandbox.inside.noticed_places import into_a_copy, nothing_back, whole_lines
from checker.sandbox.inside.noticed_sharing import (
    changed_after_kept,
    changed_argument,
    one_list_two_names,
    second_name,
    shared_default,
)
from checker.sandbox.inside.noticed_state import (
    compared_with_none,
    function_replaced,
    growing,
    read_while_written,
    shared_in_class,
)
from checker.sandbox.inside.noticed_turns import begun_once, gone_through, if_for_elif
from checker.sandbox.inside.noticed_unrun import (
    HANDING,
    function_itself,
    handed_back,
    lost_results,
    waited_for,
    yields,
)
from checker.sandbox.inside.noticed_values import (
    comma_for_point,
    kept_outside,
    largest_along,
    one_sided,
    power_of_one,
    truth_compared,
)
from checker.sandbox.inside.trap import Noticed, all_nodes, arrays_in, own_nodes

#: Calls whose result is all that they do.
FRUITLESS = {
    "reshape", "copy", "transpose", "astype", "flatten", "ravel", "dot", "sum", "mean", "exp",
    "maximum", "minimum", "multiply", "add", "subtract", "matmul", "concatenate", "vstack",
    "hstack", "where", "clip", "sqrt", "square", "squeeze", "array", "asarray",
}  # fmt: skip
#: Functions of two arrays, whose third argument is the place for the result.
OF_TWO = {"multiply", "add", "subtract", "divide", "maximum", "minimum", "power", "matmul", "dot"}


def noticed_in(tree: ast.Module, foreign: Sequence[str] = ()) -> list[Noticed]:
    """List what is noticed in the functions and methods of a program, by line.

    The `foreign` names are those of variables that other cells of the student's bind.
    """
    parts = parts_of(tree)
    found = {each for part in parts for look in LOOKS for each in look(part)}
    found |= {each for part in parts for each in foreign_names(part, foreign)}
    found |= {*lost_results(parts), *shared_in_class(tree)}
    return sorted(found)


def compared_with_itself(part: Part) -> Iterator[Noticed]:
    """Both sides of a comparison are the same."""
    for node in all_nodes(part):
        match node:
            case ast.Compare(left=left, comparators=[right]) if ast.dump(left) == ast.dump(right):
                if isinstance(left, ast.Name | ast.Attribute | ast.Subscript):
                    yield Noticed(node.lineno, "compared_with_itself", (ast.unparse(left),))


def third_argument(part: Part) -> Iterator[Noticed]:
    """A function of two arrays gets three."""
    for node in all_nodes(part):
        match node:
            case ast.Call(func=ast.Attribute(attr=name), args=[_, _, _, *_]) if name in OF_TWO:
                yield Noticed(node.lineno, "third_argument", (ast.unparse(node.func),))


def pythons_own(part: Part) -> Iterator[Noticed]:
    """Python's sum, max or min of what is an array: it goes along the first axis only."""
    arrays = arrays_in(part)
    for node in all_nodes(part):
        match node:
            case ast.Call(
                func=ast.Name(id="sum" | "max" | "min" as name), args=[ast.Name(id=what)]
            ):
                if what in arrays:
                    yield Noticed(node.lineno, "pythons_own", (name, what))


def result_thrown_away(part: Part) -> Iterator[Noticed]:
    """Something is computed, and nobody keeps it."""
    for node in all_nodes(part):
        match node:
            case ast.Expr(value=ast.Call(func=func, args=args, keywords=said)):
                kept = len(args) > 2 or any(each.arg == "out" for each in said)
                if operator_name(func) in FRUITLESS and not kept:
                    yield Noticed(node.lineno, "result_thrown_away", (operator_name(func),))
            case ast.Expr(value=ast.Compare() | ast.BinOp() | ast.Name() | ast.Tuple() as value):
                yield Noticed(node.lineno, "result_thrown_away", (ast.unparse(value)[:40],))


def returned_in_loop(part: Part) -> Iterator[Noticed]:
    """A loop ends in its first turn, since its block ends with return."""
    for node in all_nodes(part):
        if isinstance(node, ast.For | ast.While) and isinstance(node.body[-1], ast.Return):
            yield Noticed(node.body[-1].lineno, "returned_in_loop")


def never_returned(part: Part) -> Iterator[Noticed]:
    """A function, and no method, hands nothing back."""
    if not part.owner and not any(isinstance(each, HANDING) for each in own_nodes(part.function)):
        yield Noticed(part.last_line, "never_returned", (part.function.name,))


def sometimes_returned(part: Part) -> Iterator[Noticed]:
    """A function hands something back on one way through it, and nothing at its end."""
    returns = [each for each in own_nodes(part.function) if isinstance(each, ast.Return)]
    valued = [each for each in returns if each.value is not None and not _is_none(each.value)]
    if valued and len(valued) == len(returns) and _comes_to_its_end(part.function.body):
        yield Noticed(valued[-1].lineno, "sometimes_returned", (part.function.name,))


def _is_none(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and value.value is None


def _comes_to_its_end(block: Sequence[ast.stmt]) -> bool:
    """Whether a block can be gone through to its end, as far as its last statement says."""
    match block[-1]:
        case ast.Return() | ast.Raise() | ast.While() | ast.Try() | ast.Match():
            return False
        case ast.With(body=body):
            return _comes_to_its_end(body)
        case ast.If(body=body, orelse=other):
            return not other or _comes_to_its_end(body) or _comes_to_its_end(other)
    return True


def unreachable(part: Part) -> Iterator[Noticed]:
    """A line stands behind return or raise, where nothing comes."""
    for node in all_nodes(part):
        block = getattr(node, "body", None)
        if isinstance(block, list):
            for one, behind in pairwise(block):
                if isinstance(one, ast.Return | ast.Raise | ast.Break | ast.Continue):
                    what = type(one).__name__.lower()
                    yield Noticed(behind.lineno, "unreachable", (what, str(one.lineno)))


def forgotten_list(part: Part) -> Iterator[Noticed]:
    """The variable of a loop gets a new value, and the list that it came from keeps the old one."""
    for node in all_nodes(part):
        if not isinstance(node, ast.For):
            continue
        names = {each.id for each in ast.walk(node.target) if isinstance(each, ast.Name)}
        for at, statement in enumerate(node.body):
            match statement:
                case ast.Assign(targets=[ast.Name(id=name)]) if name in names:
                    rest = (each for later in node.body[at + 1 :] for each in ast.walk(later))
                    if name not in {each.id for each in rest if isinstance(each, ast.Name)}:
                        yield Noticed(statement.lineno, "forgotten_list", (name,))


def uncalled(part: Part) -> Iterator[Noticed]:
    """A method is named, and the brackets that call it are missing."""
    nodes = all_nodes(part)
    called = {id(each.func) for each in nodes if isinstance(each, ast.Call)}
    owners = {id(each.value) for each in nodes if isinstance(each, ast.Attribute)}
    for node in nodes:
        match node:
            case ast.Attribute(attr="sum" | "mean" | "copy" | "argmax" | "flatten" | "max" as name):
                if id(node) not in called | owners and path_of(node.value) != "np":
                    yield Noticed(node.lineno, "uncalled", (name,))


def whole_numbers(part: Part) -> Iterator[Noticed]:
    """An array is made for whole numbers."""
    for node in all_nodes(part):
        match node:
            case ast.keyword(arg="dtype", value=ast.Name(id="int") | ast.Constant(value="int")):
                yield Noticed(node.value.lineno, "whole_numbers")
            case ast.Call(func=ast.Attribute(attr="astype"), args=[ast.Name(id="int")]):
                yield Noticed(node.lineno, "whole_numbers")


def divided_by_one(part: Part) -> Iterator[Noticed]:
    """Only a 1 stands under the fraction bar: brackets around the sum are missing."""
    for node in all_nodes(part):
        match node:
            case ast.BinOp(left=ast.BinOp(op=ast.Div(), right=ast.Constant(value=1)), op=ast.Add()):
                yield Noticed(node.lineno, "divided_by_one")


LOOKS = (
    shared_default,
    compared_with_itself,
    third_argument,
    pythons_own,
    one_list_two_names,
    second_name,
    changed_after_kept,
    result_thrown_away,
    returned_in_loop,
    never_returned,
    sometimes_returned,
    unused,
    unused_parameter,
    never_filled,
    never_filled_entry,
    begun_anew,
    replaced_parameter,
    unreachable,
    hidden_builtin,
    forgotten_list,
    comma_for_point,
    uncalled,
    whole_numbers,
    divided_by_one,
    made_anew,
    *(yields, waited_for, function_itself, handed_back),
    *(power_of_one, truth_compared, kept_outside, one_sided, largest_along, argument_gone),
    *(function_replaced, compared_with_none, read_while_written, growing),
    *(begun_once, gone_through, if_for_elif, nothing_back, whole_lines, into_a_copy),
    *LOOPS,
    changed_argument,
)
