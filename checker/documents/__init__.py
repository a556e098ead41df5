"""A notebook as cells: read from any bytes, repaired, and written byte for byte the same."""

from checker.documents.notebooks import ParsedNotebook, parse_notebook

__all__ = ["ParsedNotebook", "parse_notebook"]
