"""A gradebook's first moment: nbgrader's tables, and the mark by which it knows their version."""

import re
from pathlib import Path

#: How a migration of nbgrader's names itself, and the one that it comes after.
_NAMED = re.compile(r"^(down_)?revision\s*=\s*['\"](\w+)['\"]", re.MULTILINE)


def begin(url: str) -> None:
    """Make nbgrader's tables in a database that has none; one with tables is left as it is.

    nbgrader would do so by itself, but asks alembic in a process of its own for the version of its
    tables, which takes longer than to write the marks of a class.

    Raises
    ------
    sqlalchemy.exc.SQLAlchemyError
        If there is no such database or it cannot be written.
    """
    import nbgrader.api  # noqa: PLC0415 - takes seconds
    from sqlalchemy import create_engine, inspect, text  # noqa: PLC0415

    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            if inspect(connection).get_table_names():
                return
            nbgrader.api.Base.metadata.create_all(connection)
            latest = latest_of(Path(nbgrader.api.__file__).with_name("alembic") / "versions")
            connection.execute(
                text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
            )
            connection.execute(text("INSERT INTO alembic_version VALUES (:name)"), {"name": latest})
    finally:
        engine.dispose()


def latest_of(migrations: Path) -> str:
    """Return the name of the migration that no other comes after."""
    texts = [path.read_text("utf-8") for path in migrations.glob("*.py")]
    named: list[tuple[str, str]] = [each for text in texts for each in _NAMED.findall(text)]
    before = {name for is_before, name in named if is_before}
    (latest,) = {name for is_before, name in named if not is_before} - before
    return latest
