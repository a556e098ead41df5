"""Compiles the templates of students' pages when it is imported, for processes that fork others.

Jinja2 compiles each of them, which takes longer than to grade a notebook.
"""

from checker.reports.feedback import STUDENT_TEMPLATES
from checker.reports.pages import compile_templates

compile_templates(STUDENT_TEMPLATES)
