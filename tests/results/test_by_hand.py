"""Results as they count with what a person has decided."""

from checker.results.by_hand import ByHand, MarkByHand, as_it_counts, as_they_count
from tests.classroom.exports.made import exercise, result

WAITS = MarkByHand(waits=True)


def test_result_of_which_the_gradebook_knows_nothing():
    """It counts as it stands."""
    row = result("ada")
    assert as_they_count({("ada", "01_neuron"): row}, {}) == [row]


def test_marks_by_hand():
    """One takes the place of the checks', extra credit comes on top, and both are still known."""
    decided = ByHand({"relu": MarkByHand(score=1.0, extra=0.25, comment="So be it.")}, 0.5)
    counted = as_it_counts(result("ada"), decided)
    (_, relu) = counted["exercises"]
    assert (relu["points"], relu["checked"], relu["by_hand"], relu["extra"]) == (1.25, 0.5, 1, 0.25)
    assert (counted["score"], counted["penalty"], counted["waits"]) == (2.75, 0.5, [])


def test_results_that_were_given_stay():
    """What stands in a results file is what the checks gave."""
    row = result("ada")
    as_it_counts(row, ByHand({"relu": MarkByHand(score=2.0)}, 1.0))
    assert row == result("ada")


def test_who_waits_for_a_person():
    """Whoever the gradebook waits for is not settled, and whoever it does not wait for is."""
    doubtful = result("ada", exercises=[exercise("relu", outcome="checker_error")])
    doubtful["status"] = "needs_human"
    assert as_it_counts(doubtful, ByHand({"relu": WAITS}))["status"] == "needs_human"
    assert as_it_counts(doubtful, ByHand({"relu": MarkByHand(score=1.0)}))["status"] == "graded"
    assert as_it_counts(result("ada"), ByHand({"relu": WAITS}))["status"] == "needs_human"
    unreadable = result("ada", status="unreadable")
    assert as_it_counts(unreadable, ByHand({}))["status"] == "unreadable"
