"""A made-up class to try things on.

Out come notebooks of made-up students, and a key with the mark that each should get.
"""
