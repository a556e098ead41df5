"""One submission becomes its mark.

In come the cells of a submission and the compiled assignment; out goes a graded submission with
its verdicts, its page and its marked notebook.
"""
