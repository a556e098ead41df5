"""The digits are read whole from wherever they lie, or a sentence says what to do."""

import contextlib
import gzip
import hashlib
import io
import os
import shutil
import stat
import sys
from pathlib import Path

import numpy as np
import pytest
from IPython.core.interactiveshell import InteractiveShell

import checker
from checker import digits, load_mnist
from checker.digits import VARIABLE, data_folder
from checker.errors import DataError, UsageError
from tests.syntax_trees import CHECKER, ROOT, imports

COMMITTED = ROOT / "data" / "MNIST" / "raw"
NAMES = sorted(path.stem for path in COMMITTED.glob("*.gz"))
FIRST = {"train": [5, 0, 4, 1, 9, 2, 1, 3, 1, 4], "test": [7, 2, 1, 0, 4, 1, 4, 9, 5, 9]}
SEVEN = [
    "..........",
    "...######.",
    ".......#..",
    "......##..",
    "......#...",
    ".....#....",
    "....#.....",
    "..........",
]
REMEDY = "copy the folder “data” from the course again"


def lay_out(folder, names=NAMES, unpacked=False):
    """Fill a folder of data with the committed files, zipped or as torchvision leaves them."""
    raw = folder / "MNIST" / "raw"
    raw.mkdir(parents=True)
    for name in names:
        if unpacked:
            (raw / name).write_bytes(gzip.decompress((COMMITTED / f"{name}.gz").read_bytes()))
        else:
            shutil.copy(COMMITTED / f"{name}.gz", raw)
            shutil.copy(COMMITTED / "checksums", raw)
    return folder


@pytest.fixture(scope="session")
def data(tmp_path_factory):
    """The committed digits, where they may be unpacked."""
    return lay_out(tmp_path_factory.mktemp("digits") / "data")


@pytest.fixture
def small(tmp_path):
    """The digits to test with alone, for files to be damaged."""
    return lay_out(tmp_path / "data", [name for name in NAMES if name.startswith("t10k")])


@pytest.fixture(autouse=True)
def _no_variable(monkeypatch):
    monkeypatch.delenv(VARIABLE, raising=False)


@pytest.mark.slow
def test_all_digits(data):
    """There are 60,000 digits to train and 10,000 to test with, and the files are the source."""
    for split, count in (("train", 60_000), ("test", 10_000)):
        images, labels = load_mnist(split, data)
        assert (images.shape, images.dtype) == ((count, 28, 28), np.uint8)
        assert (labels.shape, labels.dtype) == ((count,), np.uint8)
        assert labels[:10].tolist() == FIRST[split]
        assert np.bincount(labels).size == 10
        stem = "train" if split == "train" else "t10k"
        for name, array in (("images-idx3", images), ("labels-idx1", labels)):
            content = gzip.decompress((COMMITTED / f"{stem}-{name}-ubyte.gz").read_bytes())
            assert content.endswith(array.tobytes())
            assert len(content) - array.size == 4 * (1 + array.ndim)


def test_first_digit(data):
    """The first image to test with is a seven, upright."""
    images, _ = load_mnist("test", data)
    ink = images[0, 6::3, 4:24:2] > 100
    drawn = ["".join(".#"[dot] for dot in row) for row in ink.astype(int)]
    assert drawn == SEVEN


def test_digits_cannot_be_damaged(data):
    """Neither array can be written to, not even on purpose, and later reads share it."""
    for array in load_mnist("test", data):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1
        with pytest.raises(ValueError, match="WRITEABLE"):
            array.setflags(write=True)
    assert load_mnist("test", data)[0] is load_mnist("test", data)[0]


def load_both(folder):
    """Have all files read, which unpacks them."""
    digits._load.cache_clear()
    for split in ("train", "test"):
        load_mnist(split, folder)


@pytest.mark.slow
def test_unpacking(tmp_path):
    """All files are unpacked whole, for everyone to read, and nothing else is left behind."""
    folder = lay_out(tmp_path / "data")
    before = {path.name for path in (folder / "MNIST/raw").iterdir()}
    load_both(folder)
    raw = folder / "MNIST" / "raw"
    assert {path.name for path in raw.iterdir()} == before | set(NAMES)
    sums = dict(line.split()[::-1] for line in (raw / "checksums").read_text().splitlines())
    for name in NAMES:
        assert hashlib.sha256((raw / name).read_bytes()).hexdigest() == sums[name]
        assert stat.S_IMODE((raw / name).stat().st_mode) & 0o444 == 0o444
    written = [(raw / name).stat().st_mtime_ns for name in NAMES]
    load_both(folder)
    assert [(raw / name).stat().st_mtime_ns for name in NAMES] == written


def test_unpacked_on_first_use(small):
    """Reading some digits unpacks these, and the zipped files are not needed again."""
    raw = small / "MNIST" / "raw"
    images, _ = load_mnist("test", small)
    assert {path.name for path in raw.iterdir() if path.suffix != ".gz"} == {
        "checksums",
        "t10k-images-idx3-ubyte",
        "t10k-labels-idx1-ubyte",
    }
    for path in raw.glob("*.gz"):
        path.unlink()
    digits._load.cache_clear()
    assert np.array_equal(load_mnist("test", small)[0], images)


def test_folder_that_cannot_be_written_to(small, monkeypatch):
    """The zipped files are read directly, and nothing is said and nothing left behind."""

    def refuse(*args, **kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(digits.tempfile, "mkstemp", refuse)
    assert load_mnist("test", small)[1][:10].tolist() == FIRST["test"]
    assert all(path.suffix == ".gz" or path.name == "checksums" for path in _files(small))


@pytest.mark.skipif(not hasattr(os, "geteuid") or not os.geteuid(), reason="root may write")
def test_folder_without_permission(small):
    """The same with a folder that the system protects."""
    raw = small / "MNIST" / "raw"
    raw.chmod(0o555)
    try:
        assert load_mnist("test", small)[1][:10].tolist() == FIRST["test"]
        assert all(path.suffix == ".gz" or path.name == "checksums" for path in _files(small))
    finally:
        raw.chmod(0o755)


def test_full_disk(small, monkeypatch):
    """A file that cannot be finished is taken away again, and the digits are read all the same."""

    def refuse(*args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", refuse)
    assert load_mnist("test", small)[1][:10].tolist() == FIRST["test"]
    assert len(_files(small)) == 3


def test_stopped_while_unpacking(small, monkeypatch):
    """What is left of a file that was being written has a name that git ignores."""
    names = []
    monkeypatch.setattr(Path, "replace", lambda path, _: names.append(path.name))
    load_mnist("test", small)
    ignored = (ROOT / ".gitignore").read_text("utf-8").splitlines()
    assert "/data/MNIST/raw/*-ubyte" in ignored
    assert len(names) == 2
    assert all(name.endswith("-ubyte") for name in [*names, *NAMES])


def _files(folder):
    return list((folder / "MNIST" / "raw").iterdir())


def _cut(content):
    return content[: len(content) // 2]


def _one_bit(content):
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]


def _other_digits(content):
    return gzip.compress(_one_bit(gzip.decompress(content)), compresslevel=1)


def _nothing(content):
    return b""


def _page_of_a_proxy(content):
    return b"<html>Please log in</html>"


@pytest.mark.parametrize("harm", [_cut, _one_bit, _other_digits, _nothing, _page_of_a_proxy])
@pytest.mark.parametrize("kind", ["images-idx3", "labels-idx1"])
def test_damaged_zipped_file(small, harm, kind):
    """A zipped file that is not the course's is named, with what to do, and not unpacked."""
    path = small / "MNIST" / "raw" / f"t10k-{kind}-ubyte.gz"
    path.write_bytes(harm(path.read_bytes()))
    with pytest.raises(DataError) as caught:
        load_mnist("test", small)
    assert str(caught.value) == f"{path} is damaged: {REMEDY}"
    assert not path.with_suffix("").exists()


@pytest.mark.parametrize(
    "harm",
    [
        _cut,
        _nothing,
        lambda content: content[:3],
        lambda content: content[:9],
        lambda content: content + b"\0",
        lambda content: b"\0\0\x08\x02" + content[4:],
        lambda content: b"\0\0\x0d" + content[3:],
        lambda content: content[:4] + b"\xff\xff\xff\xff" + content[8:],
    ],
)
@pytest.mark.parametrize("kind", ["images-idx3", "labels-idx1"])
def test_damaged_unpacked_file(small, harm, kind):
    """An unpacked file is made anew from the zipped one; if that is gone, a sentence says so."""
    load_mnist("test", small)
    path = small / "MNIST" / "raw" / f"t10k-{kind}-ubyte"
    whole = path.read_bytes()
    path.write_bytes(harm(whole))
    digits._load.cache_clear()
    load_mnist("test", small)
    assert path.read_bytes() == whole
    path.with_name(f"{path.name}.gz").unlink()
    path.write_bytes(harm(whole))
    digits._load.cache_clear()
    with pytest.raises(DataError, match=f"{kind}-ubyte is damaged: {REMEDY}"):
        load_mnist("test", small)


def test_missing_files(small):
    """Digits that an instructor has removed are missed only when they are asked for."""
    assert load_mnist("test", small)[0].shape == (10_000, 28, 28)
    with pytest.raises(DataError, match=f"train-images-idx3-ubyte.gz is missing: {REMEDY}"):
        load_mnist("train", small)


def test_file_that_cannot_be_read(small):
    """What the system says is passed on."""
    path = small / "MNIST" / "raw" / "t10k-images-idx3-ubyte.gz"
    path.unlink()
    path.mkdir()
    with pytest.raises(DataError, match=r"cannot be read \(Is a directory\)"):
        load_mnist("test", small)


def test_files_that_do_not_fit_together(small):
    """As many labels as images are needed."""
    raw = small / "MNIST" / "raw"
    (raw / "checksums").unlink()
    (raw / "t10k-labels-idx1-ubyte.gz").unlink()
    (raw / "t10k-labels-idx1-ubyte").write_bytes(b"\0\0\x08\x01\0\0\0\x02\x07\x02")
    with pytest.raises(DataError, match="do not fit together, 2 labels"):
        load_mnist("test", small)


@pytest.mark.parametrize("split", ["val", "Train", None, 3, "x" * 200])
def test_split_that_does_not_exist(split):
    """The two that exist are named."""
    with pytest.raises(UsageError, match="“train” and “test”, not “") as caught:
        load_mnist(split)
    assert len(str(caught.value)) < 120


def test_folder_above_the_notebook(small, tmp_path, monkeypatch):
    """The nearest `data` with digits above the notebook is taken, and one without is passed by."""
    notebooks = tmp_path / "submitted" / "ada"
    (notebooks / "data").mkdir(parents=True)
    assert data_folder(notebooks) == small
    monkeypatch.chdir(notebooks)
    assert data_folder() == small
    near = lay_out(notebooks.parent / "data", [])
    assert data_folder() == near


def test_folder_of_the_course(tmp_path):
    """Far from any data, those beside the package are taken."""
    assert data_folder(tmp_path) == ROOT / "data"


def test_folder_nowhere(tmp_path, monkeypatch):
    """Without any data, the sentence says where they belong."""
    monkeypatch.setattr(digits, "__file__", str(tmp_path / "site-packages/checker/digits.py"))
    with pytest.raises(DataError, match="belongs beside the notebook or above it, or set CHECK"):
        data_folder(tmp_path)


def test_folder_named_by_the_variable(small, tmp_path, monkeypatch):
    """The environment variable goes before everything, and is to blame if it is wrong."""
    near = lay_out(tmp_path / "course" / "data", [])
    monkeypatch.setenv(VARIABLE, str(small))
    assert data_folder(near.parent) == small
    assert load_mnist("test")[1][:10].tolist() == FIRST["test"]
    monkeypatch.setenv(VARIABLE, str(tmp_path / "elsewhere"))
    with pytest.raises(DataError, match=r"CHECKER_DATA names .*elsewhere, which has no folder"):
        load_mnist("test")


def test_folder_given_as_text(small):
    """A student may name the folder by a text."""
    assert load_mnist("test", str(small))[1][0] == 7


def test_error_in_a_notebook(small):
    """Jupyter shows the sentence, and no line of ours; the cell counts as failed."""
    (small / "MNIST" / "raw" / "t10k-labels-idx1-ubyte.gz").unlink()
    shown = io.StringIO()
    shell = InteractiveShell.instance()
    try:
        with contextlib.redirect_stdout(shown), contextlib.redirect_stderr(shown):
            result = shell.run_cell(
                f"from checker import load_mnist\nload_mnist('test', {str(small)!r})"
            )
    finally:
        InteractiveShell.clear_instance()
    assert isinstance(result.error_in_exec, DataError)
    path = small / "MNIST" / "raw" / "t10k-labels-idx1-ubyte.gz"
    assert shown.getvalue().strip() == f"{path} is missing: {REMEDY}."


def test_package_offers_the_digits():
    """`from checker import load_mnist` is what a notebook says."""
    assert checker.load_mnist is digits.load_mnist
    assert "load_mnist" in checker.__all__


def test_leaf():
    """The module needs nothing of the package but its errors."""
    own = {
        place.name for place in imports(CHECKER, CHECKER / "digits.py") if "checker" in place.name
    }
    assert own == {"checker.errors"}
    assert "numpy" in sys.modules


@pytest.mark.slow
def test_torchvision_reads_what_we_unpack(data):
    """PyTorch's own reader finds all digits without a download, and they are the same."""
    datasets = pytest.importorskip("torchvision").datasets
    load_both(data)
    for split in ("train", "test"):
        theirs = datasets.MNIST(str(data), train=split == "train", download=False)
        images, labels = load_mnist(split, data)
        assert np.array_equal(theirs.data.numpy(), images)
        assert np.array_equal(theirs.targets.numpy(), labels)


@pytest.mark.slow
def test_we_read_what_torchvision_leaves(data, tmp_path):
    """A folder of unpacked files without our checksums gives the same digits."""
    datasets = pytest.importorskip("torchvision").datasets
    folder = lay_out(tmp_path / "data", unpacked=True)
    for split in ("train", "test"):
        theirs = datasets.MNIST(str(folder), train=split == "train", download=False)
        images, labels = load_mnist(split, folder)
        assert np.array_equal(theirs.data.numpy(), images)
        assert np.array_equal(theirs.targets.numpy(), labels)
        assert all(map(np.array_equal, load_mnist(split, data), (images, labels)))
