"""What a file is instead, when it is no notebook."""

import codecs
import re

#: How files of other kinds begin, spaces aside.
_SIGNATURES = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\x1f\x8b", "a file compressed with gzip"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a rar archive"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"{\\rtf", "a document in rich text format"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"SQLite format 3", "a database"),
    (b"version https://git-lfs", "a pointer of Git LFS to a file that was not sent"),
    (codecs.BOM_UTF32_LE, "text in UTF-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "text in UTF-32"),
    (codecs.BOM_UTF16_LE, "text in UTF-16"),
    (codecs.BOM_UTF16_BE, "text in UTF-16"),
    (b"{\x00", "text in UTF-16"),
    (b"\x00{", "text in UTF-16"),
    (b"[", "a JSON list"),
)
_MARKUP = re.compile(rb"<(!doctype html|html|head|body)\b|(<\?xml)", re.IGNORECASE)
_PYTHON = re.compile(rb"(?m)^(import \w|from [\w.]+ import|def \w+\(|# %%|#!.*python)")
_LOOKED_AT = 4096


def other_kind(data: bytes) -> str:
    """Name what a file is if its beginning shows that it is no JSON object, else nothing.

    >>> other_kind(b"%PDF-1.7 ...")
    'a PDF file'
    >>> other_kind(b'{"cells": []}')
    ''
    """
    beginning = data.lstrip(b" \t\r\n")[:_LOOKED_AT]
    if not data.strip(b"\x00 \t\r\n"):
        return "an empty file"
    for signature, kind in _SIGNATURES:
        if beginning.startswith(signature):
            return kind
    if markup := _MARKUP.match(beginning):
        return "an XML document" if markup[2] else "an HTML page"
    if beginning.startswith(b"{"):
        return ""
    return _text_kind(beginning)


def _text_kind(beginning: bytes) -> str:
    if b"\x00" in beginning:
        return "a binary file"
    if _PYTHON.search(beginning):
        return "a Python file"
    return "a text file"
