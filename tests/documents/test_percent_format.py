"""A text is read by jupytext once, and from then on from what is kept."""

from pathlib import Path

import jupytext
import pytest

from checker.documents import percent_format
from checker.documents.percent_format import cells_in
from checker.kept_files import VARIABLE

SOURCES = sorted((Path(__file__).parents[2] / "solutions").glob("[0-9][0-9]_*.py"))


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """A folder for what is kept, in which nothing is."""
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    return tmp_path / "sources"


def test_cells_of_the_course(kept):
    """Read anew and from what is kept they are those that jupytext gives."""
    text = next(path for path in SOURCES if path.stem == "01_neuron").read_text("utf-8")
    expected = [
        (cell.cell_type, cell.source, cell.metadata)
        for cell in jupytext.reads(text, fmt="py:percent").cells
    ]
    assert cells_in(text) == expected
    assert len(list(kept.iterdir())) == 1
    assert cells_in(text) == expected


def test_asking_twice(kept, monkeypatch):
    """The second time jupytext is not asked; a text with another letter is read anew."""
    cells_in("# %%\n1")
    monkeypatch.setattr(percent_format, "_as_jupytext_reads", lambda _: [])
    assert [cell.source for cell in cells_in("# %%\n1")] == ["1"]
    assert cells_in("# %%\n2") == []


def test_another_jupytext(kept, monkeypatch):
    """What an older one has read is not taken over."""
    cells_in("# %%\n1")
    monkeypatch.setattr(percent_format, "version", lambda _: "0.0")
    monkeypatch.setattr(percent_format, "_as_jupytext_reads", lambda _: [])
    assert cells_in("# %%\n1") == []


@pytest.mark.parametrize(
    "damaged",
    [
        b"",
        b"[[1]]",
        b"[1]",
        b"\xff",
        b"{}x",
        b"null",
        b"[]",
        b'[["code", "x", 5]]',
        b'[["code", 7, {}]]',
        b'["abc"]',
    ],
)
def test_a_damaged_file(kept, damaged):
    """What cannot be read is made anew."""
    cells_in("# %%\n1")
    (path,) = kept.iterdir()
    path.write_bytes(damaged)
    assert [cell.source for cell in cells_in("# %%\n1")] == ["1"]
