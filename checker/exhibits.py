"""What is shown beside a verdict: where arrays are wrong, all shapes, and the case as code.

These facts quote the cases, so they are made in the notebook only, where the cases are public.
"""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, eq=False)
class ErrorMap:
    """Which entries of one array are wrong: a table with 0 where an entry is right.

    A wrong entry has its error relative to the largest entry of the array, one that is no
    number has nan. `shape` is that of the array, `name` what its author calls it, if anything;
    `case` says in which case it is met, if that is another than the verdict shows.
    """

    name: str
    shape: tuple[int, ...]
    errors: np.ndarray
    case: str = ""


@dataclass(frozen=True)
class ShapeRow:
    """The shape of an array, or of each item of a list: `weights`, ("(4, 3)", "(2, 4)").

    `asked` has the shapes that were asked where they are not those of a student's answer.
    """

    name: str
    shapes: tuple[str, ...]
    is_list: bool = False
    yours: bool = False
    asked: tuple[str, ...] = ()


@dataclass(frozen=True)
class Afterwards:
    """What is said at full marks: what the answer is good for, another way to write it, the next.

    Each is a text, or empty; `another` is code.
    """

    meaning: str = ""
    another: str = ""
    following: str = ""


@dataclass(frozen=True)
class Exhibit:
    """Everything that is shown beside one verdict; empty where there is nothing to show.

    `code` is that of the case which the verdict shows, to be run in a cell. `afterwards` is said
    at full marks only.
    """

    maps: tuple[ErrorMap, ...] = ()
    shapes: tuple[ShapeRow, ...] = ()
    code: str = ""
    afterwards: Afterwards = Afterwards()
