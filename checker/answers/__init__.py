"""Which cells of a notebook answer which exercise.

In come the cells of a notebook as somebody wrote them; out come cells in which each answer stands
under the id that it was asked for under, with a sentence for each repair.
"""

from checker.answers.lost_answers import recover

__all__ = ["recover"]
