"""Outputs are cut out of a notebook's bytes before anything is parsed."""

import json

import pytest

from checker.documents import trimming
from checker.documents.trimming import trim
from checker.errors import UnreadableNotebook


def notebook(cell, **metadata):
    return {"cells": [cell], "metadata": metadata, "nbformat": 4}


def trimmed(tree, **layout):
    return json.loads(trim(json.dumps(tree, **layout).encode()))


@pytest.mark.parametrize("layout", [{}, {"indent": 1}, {"separators": (",", ":")}])
def test_outputs_of_a_cell(layout):
    """Outputs and attachments are replaced by null, in any layout of the file."""
    cell = {
        "source": ["x = [1, 2]"],
        "outputs": [{"data": {"image/png": "A" * 100, "list": [[1], [2]]}}],
        "attachments": {"image.png": {"image/png": "B"}},
        "metadata": {"tags": ["a"]},
    }
    expected = cell | {"outputs": None, "attachments": None}
    assert trimmed(notebook(cell), **layout) == notebook(expected)


def test_state_of_widgets():
    """The saved state of widgets in the notebook's metadata is dropped."""
    there = notebook({"source": ""}, widgets={"state": {"a": {}}}, kernelspec={"name": "python3"})
    assert trimmed(there)["metadata"] == {"widgets": None, "kernelspec": {"name": "python3"}}


def test_brackets_and_keys_inside_strings():
    """Text that looks like a key or a bracket is text."""
    source = 'print("\\"outputs\\": [{", "]]]", "\\\\")  # \\'
    cell = {"source": source, "outputs": [{"text": '"]}'}]}
    assert trimmed(notebook(cell))["cells"] == [{"source": source, "outputs": None}]


def test_deep_outputs():
    """Outputs may be nested as deep as they like: they are never parsed."""
    deep = b"[" * 100_000 + b"]" * 100_000
    data = b'{"cells": [{"source": "x", "outputs": ' + deep + b"}]}"
    assert json.loads(trim(data)) == {"cells": [{"source": "x", "outputs": None}]}


def test_large_outputs():
    """Outputs do not count towards the size of a notebook."""
    data = b'{"cells": [{"source": "x", "outputs": ["' + b"A" * trimming.TRIMMED_BYTES + b'"]}]}'
    assert len(trim(data)) < 100


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b'{"a": "' + b"A" * (128 << 20) + b'"}', "the file is larger than 128 MB"),
        (b'{"a": "' + b"A" * (10 << 20) + b'"}', "without its outputs is larger than 10 MB"),
        (b'{"a": ' + b"[" * 100_000, "nested more than 100 levels deep"),
        (b'{"a": [' + b"[]," * 1_000_000 + b"0]}", "more than 1,000,000 lists and objects"),
        (b'{"cells": [{"source": "x"}', "cut off in the middle"),
        (b'{"cells": [{"source": "x', "cut off in the middle"),
        (b'{"cells": [{"outputs": [1, 2', "cut off in the middle"),
    ],
    ids=["huge", "huge-source", "deep", "many", "cut", "cut-in-text", "cut-in-outputs"],
)
def test_a_file_beyond_its_limits(data, sentence):
    """A file that is too large, too deep or ends too early is refused in one clause."""
    with pytest.raises(UnreadableNotebook, match=sentence):
        trim(data)
