"""Marks for other systems.

In come results and a sheet that a platform gave; out goes the sheet with marks in it.
"""
