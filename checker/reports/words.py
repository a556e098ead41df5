"""The words that every report shares: for outcomes, states and marks."""

from collections.abc import Mapping

from checker.grades import CheckResult, Outcome

OUTCOME_WORDS: Mapping[Outcome, str] = {
    Outcome.PASSED: "right",
    Outcome.PARTIAL: "partly right",
    Outcome.FAILED: "not right yet",
    Outcome.NOT_ATTEMPTED: "not attempted",
    Outcome.RAISED: "raised an exception",
    Outcome.TIMED_OUT: "ran out of time",
    Outcome.OUT_OF_MEMORY: "ran out of memory",
    Outcome.CRASHED: "crashed",
    Outcome.MISSING: "missing",
    Outcome.CHECKER_ERROR: "could not be checked",
    Outcome.WAITS: "waits for your instructor",
    Outcome.WRITTEN: "written, without points",
}

#: What is said of an exercise of which no check could be decided.
UNDECIDED: Mapping[Outcome, str] = {
    Outcome.NOT_ATTEMPTED: "There is no answer in this exercise yet.",
    Outcome.MISSING: "The notebook does not define the name that this exercise asks for.",
    Outcome.CHECKER_ERROR: (
        "The checker itself failed here, which says nothing about your code. "
        "Your instructor has to look at it."
    ),
    Outcome.WAITS: "Your instructor reads what you wrote and marks it; it has no points yet.",
    Outcome.WRITTEN: "Your instructor can read what you wrote. It bears no points.",
}

#: Outcomes that a person settles.
OPEN = (Outcome.CHECKER_ERROR, Outcome.WAITS)

#: A sign beside each state, so that neither colour nor the word stands alone.
SIGNS: Mapping[str, str] = {
    "ok": "✓",
    "half": "½",
    "look": "→",
    "todo": "○",
    "open": "?",
    "noted": "·",
}


def state_of(check: CheckResult, outcome: Outcome) -> str:
    """Return the state of one check in a word: "ok", "look", "todo", or "open" if undecided.

    What follows correctly from an earlier value that is wrong is "half": there is nothing to
    look for. What earns nothing, such as a prediction, is "noted": whether it is right is not said.
    """
    if outcome in OPEN:
        return "open"
    if outcome in UNDECIDED or check.waits_for:
        return "todo"
    if not check.max_points and not check.reason:
        return "noted"
    if check.follows:
        return "half"
    return "ok" if check.passed and not check.reason else "look"


def state_of_outcome(outcome: Outcome) -> str:
    """Return the state of a whole exercise, in the words that its checks use."""
    if outcome in OPEN:
        return "open"
    if outcome is Outcome.WRITTEN:
        return "noted"
    if outcome in UNDECIDED:
        return "todo"
    return "ok" if outcome is Outcome.PASSED else "look"


def points_text(points: float) -> str:
    """Return points without superfluous zeros.

    >>> points_text(2.0), points_text(1.5)
    ('2', '1.5')
    """
    return f"{points:.3f}".rstrip("0").rstrip(".")


def signed_text(number: float) -> str:
    """Return a number with two places and a minus sign as it is printed.

    >>> signed_text(-0.25), signed_text(-0.001)
    ('−0.25', '0.00')
    """
    return f"{round(number, 2) + 0.0:.2f}".replace("-", "−")


def mark_text(points: float, max_points: float) -> str:
    """Return a mark as "1.5 / 2"."""
    return f"{points_text(points)} / {points_text(max_points)}"


def mark_of(
    points: float, max_points: float, *, in_words: bool = False, bonus: bool = False
) -> str:
    """Return the mark of an exercise; words that bear no points, and were given none, have none.

    >>> mark_of(1, 2, bonus=True)
    'bonus: 1 / 2'
    """
    if in_words and not (points or max_points):
        return "–"
    return f"bonus: {mark_text(points, max_points)}" if bonus else mark_text(points, max_points)


def bonus_text(points: float, max_points: float) -> str:
    """Say what was earned on top; nothing where there is nothing to earn.

    >>> bonus_text(1, 4), bonus_text(0, 0)
    ('and a bonus of 1 / 4 on top', '')
    """
    return f"and a bonus of {mark_text(points, max_points)} on top" if max_points else ""
