"""The pictures that stand still: what all of them keep to."""

import re

from tests.syntax_trees import CHECKER


def test_places_of_legends():
    """Each legend is told its place: to look for one takes long on a busy machine, and warns."""
    placeless = [
        f"{path.name}: {call}"
        for path in sorted((CHECKER / "figures").glob("*.py"))
        for call in re.findall(r"\.legend\([^)]*\)", path.read_text("utf-8"))
        if "loc=" not in call
    ]
    assert placeless == []
