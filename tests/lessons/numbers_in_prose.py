"""Every number of a lecture's prose and of its figures' texts, and what vouches for it.

A number is computed by a test (`numbers_of_…`), printed by a cell, the result of arithmetic that
stands beside it, or given: chosen by us, as an input is. Whatever is left has to be looked at.
"""

import re
from fractions import Fraction
from itertools import pairwise

#: Fences, names and places that are no claims: listings, an exercise's own numbers, links, code.
PASSED_OVER = re.compile(
    r"```.*?```|«.*?»|`[^`\n]*`|[Ll]ectures? \d{3}(?:(?:,| and| to| or) \d{3})*|(?<![\d.])00\d\b"
    r"|[Ee]xercises? \d\.\d+|^#+ [^\n]*$|[Nn]otebooks? \d|[Ss]ections? \d+",
    re.DOTALL | re.MULTILINE,
)
#: A number with a decimal point, or one of three digits and more; thousands may stand apart.
NUMBER = re.compile(
    r"(?<![\w.])\d{1,3}(?:(?:\\,| )\d{3})+(?!\d|\.\d)|(?<![\w.])\d+(?:\.\d+)?(?![\w]|\.\d)"
)
#: Arithmetic in a formula: what stands between two signs of equality.
TERM = r"[-+*/().\s\d]+"
SIGNS = [
    (r"\cdot", "*"), (r"\times", "*"), ("·", "*"), ("−", "-"), (r"\,", ""), (r"\bigl", ""),
    (r"\bigr", ""), (r"\left", ""), (r"\right", ""), (r"\frac12", "(1/2)"), (r"\frac14", "(1/4)"),
    ("²", "**2"), ("^2", "**2"), ("\\ ", " "),
]  # fmt: skip


def lecture_text(lecture):
    """Return the prose with folds and the figures' texts, without what makes no claim."""
    return PASSED_OVER.sub(" ", lecture.text)


def numbers_in(text):
    """Return the numbers of a text that say something: not 0 to 99 as whole numbers."""
    found = [re.sub(r"\\,| ", "", each) for each in NUMBER.findall(text)]
    return {each for each in found if "." in each or len(each) > 2}


def sums(text):
    """Return pairs of an arithmetic expression and what is said to be its value."""
    for formula in re.findall(r"\$([^$]+)\$", text.replace("$$", "$")):
        plain = formula
        for sign, python in SIGNS:
            plain = plain.replace(sign, python)
        plain = re.sub(r"(?<=[\d)]) *\(", "*(", plain)
        plain = re.sub(r"\\frac\{([\d.]+)\}\{([\d.]+)\}", r"(\1/\2)", plain)
        sides = re.split(r"=|\\approx", plain)
        for left, right in pairwise(sides):
            if re.search(r"\d *[-+*/]", left.strip()) and re.fullmatch(TERM, _bare(left)):
                value = re.match(r"\s*(-? *\d+(?:\.\d+)?)(?![\d.]| *[*/(])", right)
                if value:
                    yield left.strip(), value[1].replace(" ", "")


def _bare(expression):
    return expression.replace("**2", "")


def comes_out(expression, value):
    """Whether arithmetic gives a value, to the digits that the value has, give or take one."""
    decimals = len(value.partition(".")[2])
    exact = re.sub(r"\d+(?:\.\d+)?", r"Fraction('\g<0>')", expression.replace("**2", "^"))
    computed = float(eval(exact.replace("^", "**2"), {"Fraction": Fraction}))
    return abs(computed - float(value)) <= 1.01 * 10.0**-decimals


def nobody_vouches_for(lecture, finished, functions, given):
    """Return the numbers that no test computes, no cell prints, no sum gives and nobody chose.

    `functions` compute what is quoted from the names of a finished notebook; `given` says of
    each number that is chosen, or asserted by another test, which.
    """
    names, ran = finished
    text = lecture_text(lecture)
    printed = numbers_in("".join(done.printed for done in ran))
    sums_there = {value.lstrip("-") for _, value in sums(text)}
    quoted = {re.sub(r"[ -]|\\,", "", each) for function in functions for each in function(names)}
    return sorted(numbers_in(text) - printed - sums_there - quoted - set(given), key=float)


def needless(lecture, given):
    """Return what is said to be given and is not in the text."""
    return sorted(set(given) - numbers_in(lecture_text(lecture)))


def false_sums(lecture):
    """Return the arithmetic in the prose that does not come out."""
    return [" = ".join(pair) for pair in sums(lecture_text(lecture)) if not comes_out(*pair)]
