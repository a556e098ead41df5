"""Whether a notebook is one by the book: nbformat's, and nbgrader's own."""

import json

from checker.documents.lean import lean_imports
from checker.documents.notebooks import parse_notebook
from checker.errors import UnreadableNotebook


def invalidity(data: bytes) -> str:
    """Say in one clause why nbformat or nbgrader would not take a notebook, or "" if they do."""
    with lean_imports():
        import nbformat  # noqa: PLC0415 - takes long, and a student's check needs none of it
        from nbgrader import nbgraderformat  # noqa: PLC0415 - as nbformat

    try:
        parse_notebook(data)
        notebook = nbformat.from_dict(json.loads(data))
        nbformat.validate(notebook)
        nbgraderformat.MetadataValidator().validate_nb(notebook)
    except UnreadableNotebook as error:
        return str(error)
    except (
        nbformat.ValidationError,
        nbgraderformat.ValidationError,
        nbgraderformat.SchemaTooOldError,
        nbgraderformat.SchemaTooNewError,
    ) as error:
        return str(error).splitlines()[0]
    return ""
