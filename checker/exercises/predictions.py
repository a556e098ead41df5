"""What an instructor writes about a prediction: its options, and what is said to each of them."""

from collections.abc import Mapping
from dataclasses import dataclass

from checker.exercises.fields import is_texts_by_text, require, require_name

#: A button is no place for a paragraph.
LONGEST_OPTION = 40


@dataclass(frozen=True)
class Prediction:
    """A question asked before a cell shows its outcome; nothing is marked by it.

    Parameters
    ----------
    name
        What the notebook calls it: `with predict("ten turns"):`.
    options
        The outcome and the commonest wrong ideas, each with what is said to whoever took it.
    outcome
        The option that comes true.
    """

    name: str
    options: Mapping[str, str]
    outcome: str

    def __post_init__(self) -> None:
        require_name(self, "name")
        require(self, "options", is_texts_by_text, "maps each option to what is said to it")
        require(self, "outcome", lambda given: given in self.options, "is one of the options")
        long = [option for option in self.options if len(option) > LONGEST_OPTION]
        if long or len(self.options) < 2:
            raise ValueError(
                f"{self.name} needs two options or more, of at most {LONGEST_OPTION} letters each"
            )
