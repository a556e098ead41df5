"""What lies beside a single notebook goes along with it."""

from checker.classroom.submissions.beside import BESIDE_BYTES, lying_beside


def test_modules_and_data(tmp_path):
    """A helper module and a small table go along; notebooks, folders and large files do not."""
    (tmp_path / "mine.ipynb").write_text("{}")
    (tmp_path / "other.ipynb").write_text("{}")
    (tmp_path / "helpers.py").write_text("k = 2\n")
    (tmp_path / "table.csv").write_text("1,2\n")
    (tmp_path / "film.mp4").write_bytes(b"0" * (BESIDE_BYTES + 1))
    (tmp_path / "sub").mkdir()
    carried = lying_beside(tmp_path / "mine.ipynb").all()
    assert carried == {"helpers.py": b"k = 2\n", "table.csv": b"1,2\n"}


def test_folder_that_is_gone(tmp_path):
    """Nothing goes along, and nothing is raised."""
    assert lying_beside(tmp_path / "gone" / "mine.ipynb").all() == {}
