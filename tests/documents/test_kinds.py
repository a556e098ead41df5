"""Files of other kinds are named as what they are."""

import gzip
import io
import zipfile

import pytest

from checker.documents.kinds import other_kind


def zip_bytes():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("01_neuron.ipynb", "{}")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", "an empty file"),
        (b" \n\t\r\n", "an empty file"),
        (b"\x00" * 500, "an empty file"),
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF file"),
        (b"\n\n<!DOCTYPE html>\n<html>", "an HTML page"),
        (b"<html lang=de>", "an HTML page"),
        (b'<?xml version="1.0"?>', "an XML document"),
        (gzip.compress(b"{}", mtime=0), "a file compressed with gzip"),
        (zip_bytes(), "a zip archive or an office document"),
        (b"\x89PNG\r\n\x1a\n", "an image"),
        (b"{\\rtf1\\ansi", "a document in rich text format"),
        ('{"cells": []}'.encode("utf-16"), "text in UTF-16"),
        ('{"cells": []}'.encode("utf-16-le"), "text in UTF-16"),
        ('{"cells": []}'.encode("utf-32"), "text in UTF-32"),
        (b"import numpy as np\n", "a Python file"),
        (b"# my work\n# %%\nx = 1\n", "a Python file"),
        (b"Dear Professor,", "a text file"),
        (b"[1, 2, 3]", "a JSON list"),
        (b"12", "a text file"),
        (b"\x7fELF\x00\x01", "a binary file"),
        (b'{"cells": []}', ""),
        (b' \n{"cells": []}', ""),
    ],
)
def test_the_beginning_of_a_file(data, kind):
    """The first bytes tell the kind; a JSON object is left to be parsed."""
    assert other_kind(data) == kind
