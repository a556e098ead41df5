"""Whose work it is and which cells count.

In comes what a platform handed out, a folder or a zip; out go submissions, read and repaired, and
the names of whatever is not one.
"""
