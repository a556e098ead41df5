"""What a wrong answer has in common with the right one, where no known mistake explains it.

Nothing is guessed: each sentence states a fact that holds for every answer looked at, and asks
one question. The first fact that holds is told, in this order: another answer every time, one
part or all but one item, columns put together, two parts exchanged, a factor, a sum, a step, how
costs go, transposed, another order, columns doubled, one row or column alone, right for a part,
near the right ones, right for some inputs only.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from checker.exercises import Case, Examined, Pure, Values, compares
from checker.exercises.casebook import CompiledExercise
from checker.judging.answer_parts import Group, groups_of, target_of
from checker.judging.arrangement import (
    exchanged_parts,
    is_filled_otherwise,
    is_reordered,
    is_reversed,
    is_transposed,
)
from checker.judging.checks_of_counts import blind_spot
from checker.judging.checks_of_values import is_unsteady
from checker.judging.collapsed import collapsed_sentence
from checker.judging.facts_of_steps import columns_sentence, cost_sentence, step_sentence
from checker.judging.failures import Evidence
from checker.judging.first_wrong_part import part_sentence
from checker.judging.handed_back import right_as_far_sentence
from checker.judging.nearness import near_sentence
from checker.judging.ratios import ratio_of
from checker.judging.right_for_some_inputs import (
    extent_of,
    is_right_for_floats_only,
    is_right_for_one_length_only,
    is_right_for_small_inputs_only,
    is_right_on_squares_only,
    is_right_without_ties_only,
    keeps_numbers_for_small_inputs_only,
)
from checker.judging.right_lines import line_sentence
from checker.judging.summed_up import added_sentence
from checker.judging.telling_facts import (
    constant_sentence,
    cut_sentence,
    few_sentence,
    quantity_of,
    table_sentence,
    warning_sentence,
)
from checker.judging.typed_answers import typed_sentence
from checker.records import Answer

Answers = Mapping[Case, Answer]


def generic_sentence(exercise: CompiledExercise, evidence: Evidence) -> str:
    """Say what wrong answers equal, or for what they are right; "" if nothing simple holds."""
    if exercise.fields:
        return typed_sentence(exercise, evidence)
    given, expected = evidence.given, evidence.expected
    if any(is_unsteady(check, given) for check in exercise.checks if isinstance(check, Pure)):
        return UNSTEADY
    checks = [check for check in exercise.checks if compares(check)]
    failed = next((check for check in checks if _fails(check, given, expected)), None)
    if failed is None:
        spots = (
            blind_spot(each, evidence) for each in exercise.checks if isinstance(each, Examined)
        )
        return next(filter(None, spots), "") or warning_sentence(checks, given, expected)
    said = next(_sentences(checks, failed, given, expected), "")
    # another check's warning would explain what is not shown
    return said or warning_sentence([failed], given, expected)


def whole_numbers_sentence(exercise: CompiledExercise, evidence: Evidence) -> str:
    """Say that fractions were cut off, which looks like many a mistake and is none of them."""
    checks = [check for check in exercise.checks if compares(check)]
    return "" if exercise.fields else cut_sentence(checks, evidence.given, evidence.expected)


def _fails(check: Values, given: Answers, expected: Answers) -> bool:
    groups = groups_of(check, given, expected)
    return not groups or not all(group.right for group in groups)


def _sentences(
    checks: Sequence[Values], failed: Values, given: Answers, expected: Answers
) -> Iterator[str]:
    """What holds for all cases of the kind is preferred to what holds for the failed check's."""
    tried = (_with_its_like(failed, checks), failed)
    for check in tried:
        groups = groups_of(check, given, expected)
        wrong = [group for group in groups if not group.right]
        if wrong:
            yield from filter(None, [constant_sentence(check, given, expected)])
            yield from filter(None, [table_sentence(check, given, expected)])
            yield from filter(None, [right_as_far_sentence(check, given, expected)])
            yield from filter(None, [collapsed_sentence(check, given, expected)])
            yield from _of_groups(groups, wrong)
            yield from filter(None, [part_sentence(check, given, expected)])
    for check in tried:
        yield from _near(groups_of(check, given, expected))
    extent = extent_of(checks, failed, given, expected)
    yield from (sentence for holds, sentence in EXTENTS.items() if holds(extent))


def _with_its_like(failed: Values, checks: Sequence[Values]) -> Values:
    """Join the failed check with those of the same function and parts that stand by themselves."""
    targets = set(map(target_of, failed.cases))
    like = (
        check
        for check in checks
        if check is failed
        or (
            (check.parts == failed.parts and not check.after)
            and targets == set(map(target_of, check.cases))
        )
    )
    cases = dict.fromkeys(case for check in like for case in check.cases)
    return replace(failed, cases=tuple(cases))


def _of_groups(groups: Sequence[Group], wrong: Sequence[Group]) -> Iterator[str]:
    """Explain the first wrong part, and with it those of which the same holds."""
    if pair := exchanged_parts(wrong):
        yield f"Your {pair[0].name} and {pair[1].name} stand in each other's place. {WHICH_FIRST}"
    for group in wrong:
        if ratio := ratio_of(group):
            same = [other for other in wrong if ratio_of(other) == ratio]
            yield f"Every value{_of(same, groups)} is {ratio}. Where does that factor come from?"
        yield from filter(None, [added_sentence(group, _of([group], groups))])
        if quantity := quantity_of(group):
            where = _of([group], groups)
            yield f"Every value{where} is the expected one {quantity}. What lies between the two?"
        yield from filter(None, [step_sentence(group, _of([group], groups)), cost_sentence(group)])
        yield from filter(None, [few_sentence(group, _of([group], groups))])
    for holds, sentence in ARRANGEMENTS:
        same = [group for group in wrong if holds(group)]
        if same:
            yield sentence.format(_of(same, groups))
    for group in wrong:
        yield from filter(None, [columns_sentence(group, _of([group], groups))])
        yield from filter(None, [line_sentence(group, _of([group], groups))])


def _near(groups: Sequence[Group]) -> Iterator[str]:
    """Say of which wrong part all numbers are near: of many things that may be said, the least."""
    for group in groups:
        if not group.right:
            yield from filter(None, [near_sentence(group, _of([group], groups))])


UNSTEADY = (
    "The same call gives another answer the second time. What does your code keep from one call "
    "to the next, or draw at random?"
)
WHICH_FIRST = "In which order are they asked for?"

ARRANGEMENTS: list[tuple[Callable[[Group], bool], str]] = [
    (
        is_transposed,
        "Your numbers{} are right, with rows and columns exchanged. What should one row stand for?",
    ),
    (
        is_filled_otherwise,
        "Your numbers{} are right, but fill their table along the other axis. Which comes second?",
    ),
    (
        is_reversed,
        "Your items{} are right, in the opposite order. Which one has to come first?",
    ),
    (
        lambda group: is_reordered(group, 0),
        "Your rows{} are right, in another order. What decides which row comes first?",
    ),
    (
        lambda group: is_reordered(group, 1),
        "Your columns{} are right, in another order. What decides which column comes first?",
    ),
]

EXTENTS = {
    keeps_numbers_for_small_inputs_only: (
        "Your values are right for small inputs and wrong for large ones. What becomes of a large "
        "number on its way through your lines?"
    ),
    is_right_for_small_inputs_only: (
        "Your values are right for small inputs and wrong for large ones. Which step of your "
        "calculation leaves the range that numbers have in a computer?"
    ),
    is_right_for_floats_only: (
        "Your values are right for numbers with a fraction and wrong where whole numbers are "
        "handed over. Which type do your results take over from the input?"
    ),
    is_right_for_one_length_only: (
        "Your values are right for lists of one length, and of no other. What does each further "
        "item have to add?"
    ),
    is_right_without_ties_only: (
        "Your values are right wherever one number of each column is the largest, and wrong where "
        "two are equally large. Which of them counts then?"
    ),
    is_right_on_squares_only: (
        "Your values are right where every table is square, and nowhere else. Which number of "
        "rows has to fit which number of columns?"
    ),
}


def _of(some: Sequence[Group], every: Sequence[Group]) -> str:
    """Name parts behind a noun: " of dw and db"; nothing if all parts are meant."""
    names = [group.name for group in some if group.name]
    return f" of {' and '.join(names)}" if names and len(some) < len(every) else ""
