"""A student's page with what a person has decided: marks by hand, comments, lateness.

A page is drawn when a submission is graded, often by another machine and long before anybody
marks. So it has places, between comments that no student's text can contain, since that is
escaped; they are filled from a result as it counts, as often as it changes.
"""

import re
from collections.abc import Mapping

from checker.grades import Outcome, Status
from checker.reports.pages import rendered_page
from checker.reports.words import (
    OUTCOME_WORDS,
    bonus_text,
    mark_of,
    mark_text,
    points_text,
    state_of_outcome,
)
from checker.results.schema import ExerciseResult, Result, bonus_of, is_bonus

SLOT = re.compile(r"<!--\[([a-z]+ ?[^\]\s]*)\]-->(.*?)<!--\[/\]-->", re.DOTALL)
TITLE = re.compile(r"(<title>[^<]*: )[^:<]*(</title>)")
#: How a page of ours begins, whoever drew another one over it since.
MADE_HERE = b'<meta name="generator" content="checker">'
BEGINNING = 400
#: What becomes of words by the mark of a person.
MARKED = (Outcome.PASSED, Outcome.PARTIAL, Outcome.FAILED)


def is_ours(beginning: bytes) -> bool:
    """Whether a page that begins so was drawn here, and not by nbgrader, say."""
    return MADE_HERE in beginning[:BEGINNING]


def with_decisions(text: str, result: Result) -> str:
    """Return a student's page with the marks of a result as it counts.

    Whatever was filled in before is replaced, so that a comment that was taken back is gone.
    """
    slots = {name for name, _ in SLOT.findall(text)}
    total = mark_text(result["score"], result["max_score"])
    bonus = bonus_text(*bonus_of(result))
    filled = {"total": total, "bonus": bonus, "notice": _notice(result, slots)}
    for exercise in result["exercises"]:
        in_words = "words" in exercise
        mark = mark_of(
            *(exercise["points"], exercise["max_points"]),
            in_words=in_words,
            bonus=is_bonus(exercise),
        )
        filled[f"mark {exercise['name']}"] = mark
        filled[f"person {exercise['name']}"] = _person(exercise)
        if in_words:
            filled[f"state {exercise['name']}"] = _state(exercise)
    return TITLE.sub(rf"\g<1>{total}\g<2>", SLOT.sub(lambda slot: _fill(slot, filled), text))


def _fill(slot: re.Match[str], filled: Mapping[str, str]) -> str:
    return f"<!--[{slot[1]}]-->{filled.get(slot[1], slot[2])}<!--[/]-->"


def _person(exercise: ExerciseResult) -> str:
    """Return what a person says of one exercise, as HTML; nothing if they say nothing."""
    if not is_decided(exercise):
        return ""
    return rendered_page("by_hand.html.j2", exercise=exercise, said=decision_text(exercise))


def _state(exercise: ExerciseResult) -> str:
    """Return how far the marking of words has come, as HTML."""
    outcome = Outcome(exercise["outcome"])
    words = "marked by your instructor" if outcome in MARKED else OUTCOME_WORDS[outcome]
    return rendered_page("state.html.j2", state=state_of_outcome(outcome), words=words).strip()


def is_decided(exercise: ExerciseResult) -> bool:
    """Whether a person has entered anything for an exercise."""
    return bool("by_hand" in exercise or exercise.get("extra") or exercise.get("comment"))


def decision_text(exercise: ExerciseResult) -> str:
    """Say in sentences what was marked by hand; nothing if there is only a comment."""
    said = []
    if "by_hand" in exercise:
        mark = mark_text(exercise["by_hand"], exercise["max_points"])
        checked = points_text(exercise.get("checked", 0.0))
        gave = "" if "words" in exercise else f" The checks gave {checked}."
        said.append(f"Your instructor has marked this: {mark}.{gave}")
    if extra := exercise.get("extra"):
        said.append(f"Extra credit: {points_text(extra)}.")
    return " ".join(said)


def total_text(result: Result) -> str:
    """Say how the mark came about if it is not the sum of what the checks gave."""
    counted = [each for each in result["exercises"] if not is_bonus(each)]
    checked = sum(each.get("checked", each["points"]) for each in counted)
    extra = sum(each.get("extra", 0.0) for each in counted)
    by_hand = sum(each["points"] for each in counted) - extra - checked
    parts = []
    if round(by_hand, 3):
        parts.append(f"{points_text(abs(by_hand))} {'more' if by_hand > 0 else 'less'} by hand")
    if extra:
        parts.append(f"{points_text(extra)} of extra credit")
    if penalty := result.get("penalty"):
        parts.append(f"{points_text(penalty)} taken off for lateness")
    return ", ".join([f"{points_text(checked)} from the checks", *parts]) + "." if parts else ""


def _notice(result: Result, slots: set[str]) -> str:
    """Return what stands above all exercises; of a page without exercises, theirs as well."""
    apart = [
        (each, decision_text(each))
        for each in result["exercises"]
        if is_decided(each) and f"person {each['name']}" not in slots
    ]
    return rendered_page(
        "decisions.html.j2",
        unreadable=result["repairs"][0] if result["status"] == Status.UNREADABLE else "",
        total=total_text(result),
        waits=result.get("waits", []),
        apart=apart,
    )
