"""Many submissions at once: a class is graded, and a run that was killed goes on.

In comes an order; out go the lines of a results file, kept one by one, and what is written up
from them.
"""
