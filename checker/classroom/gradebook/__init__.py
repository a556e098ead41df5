"""Marks become rows of nbgrader's gradebook.

In come results; out goes what formgrader shows, with marks by hand kept and late work penalised.
"""
