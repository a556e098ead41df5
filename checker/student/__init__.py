"""The wing of the student in a notebook.

In come functions and typed answers; out go verdicts, hints and progress, shown in the cell.
"""
