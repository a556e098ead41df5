"""Worked solutions answer, in a sandbox.

In comes the source; out come casebooks, for all or with numbers of each student's own.
"""
