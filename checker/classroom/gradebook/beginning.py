"""A gradebook's first moment: nbgrader's tables, and the mark by which it knows their version."""

from pathlib import Path


def begin(url: str) -> None:
    """Make nbgrader's tables in a database that has none; one with tables is left as it is.

    nbgrader would do so by itself, but asks a program of its own for the version of its tables,
    which takes longer than to write the marks of a class. Here the same library is asked directly.

    Raises
    ------
    sqlalchemy.exc.SQLAlchemyError
        If there is no such database or it cannot be written.
    """
    import nbgrader.api  # noqa: PLC0415 - takes seconds
    from alembic.config import Config  # noqa: PLC0415
    from alembic.migration import MigrationContext  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415
    from sqlalchemy import create_engine, inspect  # noqa: PLC0415

    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            if inspect(connection).get_table_names():
                return
            nbgrader.api.Base.metadata.create_all(connection)
            migrations = Config()
            place = Path(nbgrader.api.__file__).with_name("alembic")
            migrations.set_main_option("script_location", str(place))
            scripts = ScriptDirectory.from_config(migrations)
            MigrationContext.configure(connection).stamp(scripts, "head")
    finally:
        engine.dispose()
