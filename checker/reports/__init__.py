"""Verdicts as text, as a panel in the notebook, and as pages for students and instructors."""
