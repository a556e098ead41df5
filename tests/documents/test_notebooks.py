"""Any bytes become cells, or one clause that says what they are instead."""

import json

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.documents import parse_notebook
from checker.errors import UnreadableNotebook

CELL = {"id": "a", "cell_type": "code", "source": "x = 1\n", "metadata": {}}
NOTEBOOK = {"cells": [CELL], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
BYTES = json.dumps(NOTEBOOK).encode()

fuzz = settings(max_examples=300)


def refusal(data):
    with pytest.raises(UnreadableNotebook) as caught:
        parse_notebook(data)
    return str(caught.value)


def test_a_notebook_with_a_byte_order_mark():
    """A byte order mark of UTF-8, as Windows editors write it, is accepted."""
    assert parse_notebook(b"\xef\xbb\xbf" + BYTES) == parse_notebook(BYTES)


def test_an_empty_notebook():
    """A notebook without cells is one."""
    assert parse_notebook(b'{"cells": [], "nbformat": 4}').cells == ()


@pytest.mark.parametrize("minor", [0, 5, 99, -1, 10**30, "5", None])
def test_any_minor_format(minor):
    """All of format 4 is read alike."""
    assert parse_notebook(json.dumps(NOTEBOOK | {"nbformat_minor": minor}).encode()).cells


@pytest.mark.parametrize("number", ["4", 4.5, None, True, [4]])
def test_a_damaged_format_number(number):
    """A format number that is no number is a repair."""
    notebook = parse_notebook(json.dumps(NOTEBOOK | {"nbformat": number}).encode())
    assert len(notebook.cells) == 1
    assert "format number" in notebook.repairs[0]


@pytest.mark.parametrize("number", [99, -1, 5, 3, 10**30])
def test_another_format(number):
    """A notebook of another format is refused."""
    refused = refusal(json.dumps(NOTEBOOK | {"nbformat": number}).encode())
    assert refused == "the notebook is not of format 4"


@pytest.mark.parametrize("number", [2, 3])
def test_a_format_from_before_2015(number):
    """Its cells are read, on whichever sheet they stand, and it is said."""
    sheets = [
        {"cells": [
            {"cell_type": "heading", "level": 1, "source": ["Mine"]},
            {"cell_type": "code", "input": ["x = 1\n", "y = 2"], "language": "python"},
        ]},
        {"cells": [{"cell_type": "code", "input": "z = 3", "outputs": []}, 7]},
        None, {"cells": 3},
    ]  # fmt: skip
    old = {"worksheets": sheets, "nbformat": number, "metadata": {}}
    parsed = parse_notebook(json.dumps(old).encode())
    found = [(cell.kind, cell.source) for cell in parsed.cells]
    assert found == [("markdown", "Mine"), ("code", "x = 1\ny = 2"), ("code", "z = 3")]
    assert parsed.repairs[0] == "read a notebook of a format from before 2015 as one of today"


def test_what_nbformat_makes_of_format_3():
    """It is what we read."""
    cells = [nbformat.v3.new_code_cell(input="x = 1"), nbformat.v3.new_text_cell("markdown", "a")]
    sheet = nbformat.v3.new_worksheet(cells=cells)
    text = nbformat.writes(nbformat.v3.new_notebook(worksheets=[sheet]), version=3)
    theirs = nbformat.reads(text, as_version=4).cells
    ours = parse_notebook(text.encode()).cells
    assert [(c.kind, c.source) for c in ours] == [(c.cell_type, c.source) for c in theirs]


@pytest.mark.parametrize("cells", [None, {}, {"a": CELL}, "cells", 7])
def test_cells_of_the_wrong_type(cells):
    """Cells that are no list are refused."""
    refused = refusal(json.dumps(NOTEBOOK | {"cells": cells}).encode())
    assert refused == "the file is JSON, but has no list of cells"


@pytest.mark.parametrize("data", [b"{}", b'{"nbformat": 4}'])
def test_json_that_is_no_notebook(data):
    """A JSON object without cells is refused."""
    assert refusal(data) == "the file is JSON, but has no list of cells"


@pytest.mark.parametrize("data", [b"[]", b"null", b"3", b'"text"', b"true", b"NaN"])
def test_roots_of_the_wrong_type(data):
    """A file that is no JSON object is named for what it is."""
    assert refusal(data) in (
        "the file is a JSON list, not a notebook",
        "the file is a text file, not a notebook",
    )


def test_a_pdf():
    """A file of another kind is named."""
    assert refusal(b"%PDF-1.4 ...") == "the file is a PDF file, not a notebook"


def test_a_file_that_is_not_utf_8():
    """Text in Latin-1 is refused as such."""
    data = json.dumps({"cells": ["é"]}, ensure_ascii=False).encode("latin-1")
    assert refusal(data).startswith("the file's text is not in UTF-8, but perhaps in Latin-1")


@pytest.mark.parametrize("end", range(1, len(BYTES)))
def test_a_file_cut_off(end):
    """Wherever a file is cut off, that is what is said."""
    assert refusal(BYTES[:end]) == "the file is cut off in the middle"


def test_a_merge_conflict():
    """The marks of an unfinished merge are recognised."""
    data = BYTES.replace(b"[", b"[\n<<<<<<< HEAD\n", 1)
    assert refusal(data) == "the file holds the marks of a git merge that was not finished"


def test_a_merge_of_which_both_sides_open_the_list():
    """A merge is named before its brackets are counted."""
    sides = b'<<<<<<< HEAD\n"cells": [\n=======\n"cells": [\n>>>>>>> theirs\n'
    data = json.dumps({"cells": []}).encode().replace(b'"cells": [', b"\n" + sides)
    assert refusal(data) == "the file holds the marks of a git merge that was not finished"


@pytest.mark.parametrize(
    ("coding", "said"),
    [
        ("utf-16", "read a text in UTF-16"),
        ("utf-16-le", "read a text in UTF-16"),
        ("utf-16-be", "read a text in UTF-16"),
        ("utf-32", "read a text in UTF-32"),
    ],
)
def test_a_text_as_powershell_writes_it(coding, said):
    """A notebook in another form of Unicode is read, which is said."""
    root = {"nbformat": 4, "cells": [{"cell_type": "code", "id": "a", "source": "δ = 1"}]}
    parsed = parse_notebook(json.dumps(root, ensure_ascii=False).encode(coding))
    assert [cell.source for cell in parsed.cells] == ["δ = 1"]
    assert said in parsed.repairs


@pytest.mark.parametrize("data", [b"\xff\xfe{\x00\x00\xd8", b"\x00\x05\x16\x07{}", b"\xff\xfe"])
def test_what_only_begins_like_another_form_of_unicode(data):
    """It is named for what it is."""
    assert refusal(data).endswith("not a notebook")


@pytest.mark.parametrize(
    "data",
    [
        BYTES + b"}",
        BYTES + BYTES,
        b"{'cells': []}",
        b'{"cells": [,]}',
        b'{"a": ' + b"9" * 5000 + b"}",
    ],
)
def test_invalid_json(data):
    """Any other damage is named as damage."""
    assert refusal(data) == "the file is damaged: its text is not valid JSON"


def test_three_thousand_cells():
    """More cells than any course needs are refused."""
    refused = refusal(json.dumps(NOTEBOOK | {"cells": [CELL] * 3000}).encode())
    assert refused == "the notebook has more than 2,000 cells"


@pytest.mark.parametrize("opening", [b"[", b'{"a":', b'{"cells": [['])
def test_nesting_of_a_hundred_thousand_levels(opening):
    """Depth is refused before anything recurses."""
    assert "deep" in refusal(b'{"cells": ' + opening * 100_000)


def test_a_hidden_name():
    """Look-alike letters are kept as they are: what they mean is not decided here."""
    source = "def sigmo\N{CYRILLIC SMALL LETTER I}d(z): ..."
    data = json.dumps(NOTEBOOK | {"cells": [CELL | {"source": source}]}).encode()
    assert parse_notebook(data).cells[0].source == source


def survives(data):
    """Parse bytes; whatever comes back can be written and has ids of its own."""
    try:
        notebook = parse_notebook(data)
    except UnreadableNotebook:
        return
    assert len({cell.id for cell in notebook.cells}) == len(notebook.cells)
    for cell in notebook.cells:
        assert cell.kind in ("code", "markdown", "raw")
        json.dumps([cell.source, cell.metadata], ensure_ascii=False).encode()
    assert all(repair.isascii() for repair in notebook.repairs)


@fuzz
@given(st.binary(max_size=300))
def test_any_bytes(data):
    """Nothing but a refusal leaves the reader, whatever the bytes."""
    survives(data)
    survives(b"{" + data + b"}")


@fuzz
@given(st.data())
def test_a_notebook_with_some_bytes_changed(data):
    """A whole notebook with a piece of it overwritten is read or refused."""
    whole = bytearray(json.dumps(NOTEBOOK, indent=1).encode())
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + 30)))
    whole[start:end] = data.draw(st.binary(max_size=30))
    survives(bytes(whole))


leaves = st.none() | st.booleans() | st.integers() | st.floats() | st.text(
    st.characters(exclude_categories=()), max_size=5
)  # fmt: skip
trees = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=10,
)
cells = st.fixed_dictionaries(
    {},
    optional={
        "id": trees,
        "cell_type": trees | st.sampled_from(["code", "markdown"]),
        "source": trees,
        "metadata": trees | st.fixed_dictionaries({"nbgrader": trees}),
        "outputs": trees,
    },
)
notebooks = st.fixed_dictionaries(
    {"cells": trees | st.lists(cells | trees, max_size=5)},
    optional={"nbformat": trees | st.just(4), "metadata": trees, "worksheets": trees},
)


@fuzz
@given(notebooks)
def test_a_notebook_of_any_values(notebook):
    """Wrong types anywhere in a notebook are repaired or refused."""
    survives(json.dumps(notebook).encode())
