"""Small edits of a program's text: mutants of worked solutions, and repairs of students' code.

A text goes in with its syntax tree, and edits come out: bytes that give way to others. Nothing is
run in here.
"""
