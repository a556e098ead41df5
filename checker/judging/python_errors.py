"""What Python's and NumPy's own messages mean, said plainly, with the student's line in sight.

An entry fits if its patterns are found in the kind and message of the exception, and in the line
that it stopped at. What it says is true of every exception that it fits.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from checker.records import Fault

#: Two factors beside each other, which the message gives as shapes.
SHAPES = r"(?P<shapes>\([\d, ]*\).*\([\d, ]*\))"


@dataclass(frozen=True)
class Stumble:
    """A pattern of the message, one of the line, and what is said; groups fill the sentence."""

    message: str
    says: str
    line: str = ""


def _e(message: str, says: str, line: str = "") -> Stumble:
    return Stumble(message, says, line)


ENTRIES: tuple[Stumble, ...] = (
    _e(
        r"bitwise_xor|for \^: ",
        "In Python ^ is no power: it compares the bits of whole numbers. How is a power written?",
    ),
    _e(
        r"(only (0-dimensional|length-1|size-1) arrays can be converted)",
        "The functions of math take one number, and an array holds many. Which library has the "
        "same function for arrays?",
        r"\bmath\.|\bpow\(",
    ),
    _e(
        r"only (0-dimensional|length-1|size-1) arrays can be converted",
        "One number is wanted here, and an array with more than one arrives. Which of them is "
        "meant?",
        r"\b(float|int|round|complex)\(",
    ),
    _e(
        r"only (0-dimensional|length-1|size-1) arrays can be converted|"
        r"only integer scalar arrays can be converted|expected a sequence of integers|"
        r"'numpy\.ndarray' object cannot be interpreted|"
        r"'numpy\.float64' object cannot be interpreted|Maximum allowed dimension exceeded",
        "To make an array NumPy needs a shape, and here it gets an array. Which property of the "
        "array is its shape?",
        r"\b(zeros|ones|empty|full)\(",
    ),
    _e(
        r"truth value of an array",
        "An array holds many numbers, and `if`, `while`, `and`, `or` and `not` want one answer. "
        "Which formula, or which function of NumPy, treats every entry by itself?",
    ),
    _e(
        r"'numpy\.ndarray' object is not callable",
        "Python reads a bracket behind a name as a call, and this name is an array. Is a sign of "
        "arithmetic missing before the bracket, or are square brackets meant?",
    ),
    _e(
        r"'(numpy\.)?(float|int|float64|int64)' object is not callable",
        "Python reads a bracket behind a number as a call. Is a sign of arithmetic missing before "
        "the bracket, or has a function's name been given to a number?",
    ),
    _e(
        r"'tuple' object is not callable",
        "A shape is a tuple and no function, so no round bracket stands behind it. Which bracket "
        "takes one of its numbers?",
        r"\.shape\(",
    ),
    _e(
        r"'(?P<what>tuple|list|str|dict|NoneType|bool)' object is not callable",
        "What stands before the round bracket is a {what} and no function. Are square brackets "
        "meant, or does a variable have the function's name?",
    ),
    _e(
        r"'numpy\.(_ArrayFunctionDispatcher|ufunc)' object is not subscriptable|"
        r"'(function|method|builtin_function_or_method)' object (is not subscriptable|has no)|"
        r"unsupported operand.*'(builtin_function_or_method|function|method)'",
        "A function itself stands where its result is meant. Which brackets call it?",
    ),
    _e(
        r"name '(?P<name>True|true|false|none|null)' is not defined",
        "Python writes True, False and None with a capital letter. Is “{name}” one of them?",
    ),
    _e(
        r"name '(?P<name>np|numpy|math|random)' is not defined",
        "“{name}” comes with an import, which has not run. Which cell holds the imports?",
    ),
    _e(
        r"name '(?P<name>\w+)' is not defined\. Did you mean: '(?P<other>\w+)'",
        "“{name}” is nowhere defined; there is “{other}”. Is it the same, spelt otherwise?",
    ),
    _e(
        r"name '(?P<name>\w+)' is not defined",
        "This line uses “{name}”, and nothing that has run gives it a value. Which line, function "
        "or cell should?",
    ),
    _e(
        r"cannot access (local|free) variable '(?P<name>\w+)'|"
        r"local variable '(?P<name2>\w+)' referenced before",
        "“{name}” gets its value in this function only further down, or in a branch that did not "
        "run; one of the same name from outside does not count. Where should it begin?",
    ),
    _e(
        r"module 'numpy' has no attribute '(?P<name>\w+)'",
        "NumPy has no “{name}”. How is the function spelt that you mean?",
    ),
    _e(
        r"module 'math' has no attribute '(?P<name>\w+)'",
        "The library math has no “{name}”. Which one has it?",
    ),
    _e(
        r"'numpy\.ndarray' object has no attribute 'append'",
        "An array does not grow. What collects values one after the other, and can be made an "
        "array at the end?",
    ),
    _e(
        r"'numpy\.ndarray' object has no attribute '(?P<name>\w+)'",
        "An array has no “{name}”. Is it a function of NumPy's that takes the array, or a list "
        "that you expect here?",
    ),
    _e(
        r"'list' object has no attribute '(?P<name>T|shape|dot|sum|mean|reshape|copyto|astype|"
        r"flatten|ndim|max|min|argmax|transpose|size)'",
        "A list has no “{name}”; an array has. Where is this list made, and which function makes "
        "an array of it?",
    ),
    _e(
        r"'(int|float|numpy\.float64|numpy\.int64)' object has no attribute '(?P<name>\w+)'",
        "“{name}” is asked of a single number. Which line made one number of what should have "
        "been an array?",
    ),
    _e(
        r"'NoneType' object has no attribute '(?P<name>\w+)'|"
        r"'NoneType' object is not (subscriptable|iterable|callable)|"
        r"(NoneType.*unsupported operand|unsupported operand.*'NoneType')|"
        r"'NoneType' object cannot",
        "One of the values in this line is None. Does the function that it comes from end with "
        "return?",
    ),
    _e(
        r"'(?P<kind>\w+)' object has no attribute '(?P<name>\w+)'",
        "Nothing has given “{name}” to this object. Which method should, and who calls it before "
        "this line?",
        r"\bself\.",
    ),
    _e(
        r"'generator' object is not subscriptable|object of type 'generator' has no len|"
        r"'(zip|map|range_iterator|reversed|enumerate)' object is not subscriptable|"
        r"object of type '(zip|map|reversed|enumerate)' has no len",
        "What comes here is handed out piece by piece and has no places or length. What makes a "
        "list of it?",
    ),
    _e(
        r"unsupported operand type\(s\) for -: 'list' and 'list'|"
        r"unsupported operand type\(s\) for [-*/+]+=?: '(list|tuple)' and '(list|tuple|float|int)'|"
        r"unsupported operand type\(s\) for [-*/+]+=?: '(float|int)' and '(list|tuple)'",
        "Lists cannot be calculated with like arrays. Do you mean each of their items in turn, or "
        "an array made of them?",
    ),
    _e(
        r"can't multiply sequence by non-int|can only concatenate list",
        "Lists are strung together by + and repeated by *; they are not calculated with. Do you "
        "mean each item, or an array?",
    ),
    _e(
        r"inhomogeneous shape|setting an array element with a sequence",
        "These do not fit into one array, since they differ in shape. Do they belong in a list, "
        "or has one of them a shape that you do not expect?",
    ),
    _e(
        r"too many values to unpack \(expected (?P<count>\d+)\)",
        "{count} names wait on the left, and more than that arrives. What does the right-hand "
        "side hand out, item by item?",
    ),
    _e(
        r"not enough values to unpack \(expected (?P<count>\d+), got (?P<got>\d+)\)",
        "{count} names wait on the left, and {got} arrive. What does the right-hand side hand "
        "out, item by item?",
    ),
    _e(
        r"cannot unpack non-iterable (?P<what>\w+)",
        "Several names wait on the left, and a single {what} arrives. What does the function on "
        "the right hand back?",
    ),
    _e(
        r"matmul: .*\(n\?,k\),\(k,m\?\).*size (?P<one>\d+) is different from (?P<two>\d+)",
        "A product of rows and columns needs equal inner numbers, and these are {two} and {one}. "
        "Which factor must be turned, or must they change sides?",
    ),
    _e(
        r"matmul: .*does not have enough dimensions",
        "A product of rows and columns gets a single number here. Which factor should have been "
        "an array, or which other product is meant?",
    ),
    _e(
        r"shapes (?P<shapes>.*) not aligned: (?P<one>\d+) .* != (?P<two>\d+)",
        "A product of rows and columns needs equal inner numbers, and the shapes are {shapes}. "
        "Should one be turned, the order be another, or the product go entry by entry?",
    ),
    _e(
        r"could not be broadcast together with shapes (?P<shapes>[(\d, )]+)",
        "* goes entry by entry, and {shapes} cannot be laid over each other. Is a product of rows "
        "and columns meant, or is one shape not what you expect?",
        r"[^*]\*[^*]|multiply\(",
    ),
    _e(
        r"could not be broadcast together with shapes (?P<shapes>[(\d, )]+)",
        "{shapes} cannot be laid over each other entry by entry. Which of them is not the shape "
        "that you expect?",
    ),
    _e(
        r"non-broadcastable output operand with shape (?P<shape>\([\d, ]*\))",
        "The result is larger than the array of shape {shape} that it should be written into. "
        "Which shape do you expect, and where did another axis come in?",
    ),
    _e(
        r"could not broadcast input array from shape (?P<one>\([\d, ]*\)) into shape "
        r"(?P<two>\([\d, ]*\))",
        "An array of shape {one} does not fit into a place of shape {two}. Which of the two is "
        "not what you expect?",
    ),
    _e(
        r"axis (?P<axis>-?\d+) is out of bounds for array of dimension (?P<count>\d+)",
        "Axes are counted from 0, and this array has {count} in all, so there is no axis {axis}. "
        "Where did an axis go, or is another one meant?",
    ),
    _e(
        r"cannot reshape array of size (?P<size>\d+) into shape (?P<shape>\([\d, ]*\))",
        "{size} numbers do not fill the shape {shape}. How many numbers should there be in each "
        "direction?",
    ),
    _e(
        r"(list|tuple|pop|list assignment) index out of range",
        "The list ends before this place. Places are counted from 0: which is the last one, and "
        "how far does your counter go?",
    ),
    _e(
        r"index (?P<index>-?\d+) is out of bounds for axis (?P<axis>\d+) with size (?P<size>\d+)",
        "There are {size} entries along axis {axis}, counted from 0, so there is no entry {index}. "
        "Where does your counting stop?",
    ),
    _e(
        r"too many indices for array: array is (?P<have>\d+)-dimensional, but (?P<ask>\d+)",
        "{ask} numbers stand in the square brackets, and the array has only {have} of its axes "
        "left. Where did the other one go?",
    ),
    _e(
        r"invalid index to scalar variable|"
        r"'(float|int|numpy\.float64)' object is not subscriptable",
        "Square brackets stand behind a single number. Which line made one number of what should "
        "have been an array or a list?",
    ),
    _e(
        r"(list|tuple) indices must be integers or slices, not (tuple|numpy\.ndarray|list)",
        "A list takes one whole number in its square brackets. Is an array meant, which takes "
        "rows and columns?",
    ),
    _e(
        r"indices must be integers or slices, not (float|numpy\.float64)|"
        r"arrays used as indices must be of integer|only integers, slices|"
        r"slice indices must be integers",
        "Places are counted in whole numbers, and this one is of another type. Where does the "
        "number come from, and which division or type keeps it whole?",
    ),
    _e(
        r"'(float|numpy\.float64)' object cannot be interpreted as an integer",
        "A whole number is wanted here, and a number with a fraction arrives. Which division gives "
        "whole numbers?",
    ),
    _e(
        r"'(list|numpy\.ndarray|tuple)' object cannot be interpreted as an integer",
        "A single whole number is wanted here, and many arrive. Is their count meant, or should "
        "the loop go through them as they are?",
        r"\brange\(",
    ),
    _e(
        r"Cannot interpret '.*' as a data type|data type '?.*'? not understood",
        "What stands second here is read as a type of number. Which brackets make one shape of "
        "several numbers?",
        r"\b(zeros|ones|empty|full)\(",
    ),
    _e(
        r"Cannot cast ufunc '(?P<name>\w+)' output from dtype\('float64'\) to dtype\('u?int",
        "The array that is changed in place holds whole numbers and cannot keep fractions. Where "
        "is it made, and of which type?",
    ),
    _e(
        r"could not convert string to float: '(?P<text>[^']*,[^']*)'",
        "A text with a comma is no number. How does Python write the decimal point?",
    ),
    _e(
        r"(?P<name>[\w.]+)\(\) missing (?P<count>\d+) required positional arguments?: "
        r"(?P<names>.*)",
        "{name} is called without {names}. Where in the call should it stand?",
    ),
    _e(
        r"(?P<name>[\w.]+)\(\) takes (?P<want>.*) positional arguments? but (?P<got>\d+) w(as|ere)",
        "{name} takes {want} arguments and gets {got}; in a method the object itself counts as "
        "one. Which of them is too many, or is self missing in its def?",
    ),
    _e(
        r"(?P<name>[\w.]+)\(\) got an unexpected keyword argument '(?P<word>\w+)'",
        "{name} knows no argument called “{word}”. How is it spelt, or whose is it?",
    ),
    _e(
        r"(?P<name>[\w.]+)\(\) got multiple values for argument '(?P<word>\w+)'",
        "“{word}” is handed to {name} twice, once by its place and once by its name. Which one is "
        "meant?",
    ),
    _e(
        r"maximum recursion depth exceeded",
        "This function calls itself, again and again, and nothing stops it. Which other function "
        "did you mean, or where should it end?",
    ),
    _e(
        r"dictionary changed size|pop from empty list|popleft",
        "More is taken out than there is. How often does the loop run?",
    ),
    _e(
        r"'numpy\.ndarray' object does not support item deletion|object does not support item "
        r"assignment",
        "This kind of value cannot be changed at one place. Is a list or an array meant?",
    ),
    _e(
        r"unhashable type: '(list|numpy\.ndarray)'",
        "A list or an array cannot be a key. Which single value should be looked up?",
    ),
    _e(
        r"assignment destination is read-only",
        "This array belongs to the caller and must not be changed. Where is a copy needed?",
    ),
    _e(
        r"zero-size array to reduction operation",
        "This array is empty, so it has no largest or smallest entry. Where did its entries go?",
    ),
    _e(
        r"all the input array dimensions.*must match exactly|all input arrays must have the same",
        "These arrays cannot be put side by side, since they differ in shape. Along which axis "
        "should they be joined?",
    ),
    _e(
        r"zip\(\) argument \d+ is (shorter|longer) than argument",
        "Two lists are gone through side by side, and one ends first. Which one has an item more, "
        "and which item is it?",
    ),
    _e(
        r"float division by zero|integer (division|modulo)( or modulo)? by zero|"
        r"^division by zero|ZeroDivisionError",
        "The divisor in this line is 0. Which count or difference is it?",
    ),
    _e(
        r"math range error|Result too large",
        "This number is larger than the computer can hold. For which sign of its argument does "
        "the exponential grow so much?",
    ),
    _e(
        r"math domain error",
        "This function has no value there, such as a logarithm or a root of a negative number. "
        "Which number arrives?",
    ),
    _e(
        r"No such file or directory: '(?P<name>[^']*)'",
        "There is no file “{name}” beside the notebook. Which cell should have written it?",
    ),
    _e(
        r"(?P<name>\w+)\(\) takes no arguments",
        "{name} is called with arguments, and its class has no __init__ that takes any. How is "
        "that name spelt, with how many underscores?",
    ),
)

#: What Python's parser says of a text that is no Python.
SYNTAX: tuple[Stumble, ...] = (
    _e(
        r"'(?P<what>[(\[{])' was never closed",
        "This line opens a bracket, {what}, that nothing closes. Count them: which one is left?",
    ),
    _e(
        r"unmatched '(?P<what>[)\]}])'|closing parenthesis",
        "A bracket is closed here that was not opened, or was opened as another kind. Count them: "
        "which is it?",
    ),
    _e(r"expected ':'", "A line with def, for, if, while or else ends with a sign. Which?"),
    _e(
        r"expected an indented block|unexpected indent|unindent does not match|"
        r"inconsistent use of tabs",
        "This line does not stand as far to the right as its block asks. Which def, loop or "
        "condition does it belong to?",
    ),
    _e(
        r"'return' outside function|'yield' outside function",
        "This line stands outside of every function. How far to the right does the body of your "
        "function stand?",
    ),
    _e(
        r"invalid decimal literal",
        "A number and a name stand side by side. Which sign multiplies them?",
    ),
    _e(
        r"invalid character|invalid non-printable",
        "A sign in this line comes from a text and not from the keyboard, such as a long minus or "
        "a slanted quotation mark. Which one is it?",
    ),
    _e(
        r"unterminated string literal|unterminated triple-quoted|EOL while scanning",
        "A quotation mark is opened here and not closed. Which text should it end?",
    ),
    _e(
        r"cannot assign to|invalid syntax\. Maybe you meant '=='",
        "One equals sign gives a value to a name, two compare. Which of the two do you mean here?",
    ),
    _e(
        r"Perhaps you forgot a comma",
        "Two things stand side by side with nothing between them. Is a comma missing, or a sign of "
        "arithmetic?",
    ),
    _e(
        r"illegal target|':' expected after dictionary key|"
        r"leading zeros in decimal integer literals",
        "A comma may stand where a decimal point is meant. How does Python write a number with a "
        "fraction?",
    ),
)

#: What is shown of a name or a shape in a sentence at most.
SHOWN = 60


def error_sentence(fault: Fault | None) -> str:
    """Say what an exception means, and ask one question; "" of one that is not known here."""
    if fault is None:
        return ""
    table = SYNTAX if fault.kind in ("SyntaxError", "IndentationError", "TabError") else ENTRIES
    return next(filter(None, (_said(entry, fault) for entry in table)), "")


def _said(entry: Stumble, fault: Fault) -> str:
    found = re.search(entry.message, fault.message)
    if found is None or not re.search(entry.line, fault.source):
        return ""
    return entry.says.format_map(_plain(found.groupdict()))


def _plain(groups: Mapping[str, str | None]) -> dict[str, str]:
    """Give what patterns found, short, under the names that sentences use."""
    shown = {name.rstrip("2"): text for name, text in groups.items() if text}
    return {name: " ".join(text.split())[:SHOWN] for name, text in shown.items()}


def sentences() -> Sequence[str]:
    """List all that can be said, as it is written here."""
    return [entry.says for entry in (*ENTRIES, *SYNTAX)]
