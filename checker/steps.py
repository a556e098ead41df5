"""The words in which student code is asked something: the steps of a scripted life.

One function call, one variable read or the whole life of an object are all the same thing, a
sequence of steps run in the student's namespace. The answer is the value of the last step.
"""

from dataclasses import dataclass
from typing import Literal

from checker.records import Value

#: Under this name steps find the instruments of an exercise.
LAB = "lab"
#: Under this one too, where they only look at what student code has made: in grading they are run
#: apart from it.
OUTSIDE = "outside"
#: Memory layouts in which an array argument can be handed over.
LAYOUTS = ("strided", "fortran", "readonly")


@dataclass(frozen=True)
class Name:
    """An argument that the student's side looks up: a function, a slot, one item of a slot.

    `Name("np.tanh")` is NumPy's tanh, `Name("sigmoid")` the student's own sigmoid,
    `Name("forward", 1)` the second item of what an earlier step put into the slot `forward`, and
    `Name("my_page", "read")` what was typed into a field.
    """

    path: str
    item: str | int | None = None


@dataclass(frozen=True, eq=False)
class Laid:
    """An array argument in one of `LAYOUTS`: right answers must not depend on it."""

    array: Value
    layout: str


@dataclass(frozen=True)
class Digits:
    """An argument that stands for digits of MNIST: looked up when asked, so a casebook stays small.

    `split` is "train" or "test", `what` is "images", uint8 of shape (m, 28, 28), or "labels",
    uint8 of shape (m,); those from `start` up to `stop` are meant. With a seed in `drawn` they come
    in an order of their own and a little paler and noisier than they are, so that who knows them
    by heart does not recognise them.
    """

    split: Literal["train", "test"]
    start: int
    stop: int
    what: Literal["images", "labels"]
    drawn: int | None = None


@dataclass(frozen=True)
class File:
    """An argument that stands for the bytes of a file that was handed in beside the notebook.

    It becomes an array of `uint8`, empty if there is no such file, and only instruments of the
    exercise look at it.
    """

    name: str


Argument = Value | Name | Laid | Digits | File


@dataclass(frozen=True, eq=False)
class Call:
    """Call a function, construct an object or call a method; `into` keeps the result in a slot.

    `target` is looked up in the student's namespace and in the slots: `sigmoid`, `Network`,
    `net.train`. Arguments go by position, so a student may name parameters as they like.
    """

    target: str
    args: tuple[Argument, ...] = ()
    into: str | None = None


@dataclass(frozen=True)
class Read:
    """Read a variable, an attribute (`net.weights`) or one item of it (`forward_by_hand`, `z`)."""

    target: str
    item: str | int | None = None


@dataclass(frozen=True, eq=False)
class Set:
    """Set an attribute of a slot or a variable: `net.learning_rate`."""

    target: str
    value: Argument


Step = Call | Read | Set
