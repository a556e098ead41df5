"""Parquet: a row for each exercise of each submission, for those who go on with the figures."""

import io
from collections.abc import Sequence
from typing import Any

from checker.errors import UsageError
from checker.results.schema import Result

OF_THE_SUBMISSION = ("student", "notebook", "status")
OF_THE_EXERCISE = {
    "exercise": "string", "points": "float64", "max_points": "float64", "outcome": "string",
    "misconception": "string", "carried_forward": "bool", "seconds": "float64",
    "bonus": "bool",
}  # fmt: skip


def parquet(results: Sequence[Result]) -> bytes:
    """Return the results as a Parquet file.

    Raises
    ------
    UsageError
        If pyarrow, which only this format needs, is not installed.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra
        from pyarrow.parquet import write_table  # noqa: PLC0415
    except ImportError as error:
        raise UsageError(
            "Parquet needs pyarrow: install it with pip install '.[parquet]'"
        ) from error
    types = dict.fromkeys(OF_THE_SUBMISSION, "string") | OF_THE_EXERCISE
    schema = pa.schema(
        [(name, getattr(pa, kind.replace("bool", "bool_"))()) for name, kind in types.items()]
    )
    buffer = io.BytesIO()
    write_table(pa.Table.from_pylist(_rows(results), schema=schema), buffer)
    return buffer.getvalue()


def _rows(results: Sequence[Result]) -> list[dict[str, Any]]:
    return [
        {name: result[name] for name in OF_THE_SUBMISSION}  # type: ignore[literal-required]
        | {"exercise": exercise["name"]}
        | {"bonus": False}
        | {name: exercise[name] for name in OF_THE_EXERCISE if name in exercise}  # type: ignore[literal-required]
        for result in results
        for exercise in result["exercises"]
    ]
