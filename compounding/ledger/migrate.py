"""Make a new database, or bring an older one up to this version, after a copy was put aside."""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect

from compounding.errors import CorruptDatabase, NoDatabase, SchemaAhead, SchemaBehind
from compounding.ledger.base import Base
from compounding.ledger.engine import connect, is_sqlite, sqlite_file, writing
from compounding.ledger.settings import check_settings

VERSIONS = "alembic_version"
FOLDER = Path(__file__).parent / "migrations"


def config(**attributes: object) -> Config:
    """Alembic's settings, without any file."""
    made = Config()
    made.set_main_option("script_location", str(FOLDER))
    made.set_main_option("path_separator", "os")
    made.attributes.update(attributes)
    return made


def newest() -> str:
    """The schema that this version of the program speaks."""
    return str(ScriptDirectory.from_config(config()).get_current_head())


def is_vacant(url: str) -> bool:
    """Whether there is nothing at this place yet: no file, an empty file, or no table."""
    engine = connect(url)
    path = sqlite_file(engine)
    if path is not None and (not path.exists() or path.stat().st_size == 0):
        return True
    check_settings(engine)
    with engine.connect() as connection:
        tables = inspect(connection).get_table_names()
    engine.dispose()
    return not tables


def create(url: str) -> None:
    """Make the schema where there is none yet; an existing record is never touched."""
    if not is_vacant(url):
        raise NoDatabase(
            what="There is something in this database already.",
            meaning="It was left exactly as it is.",
            do="Open it, or choose an empty place for a new installation.",
        )
    path = sqlite_file(connect(url))
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600, exist_ok=True)
    _run(url)


def upgrade(url: str, backup_folder: Path, *, at: datetime) -> Path | None:
    """Bring an older database up to this version; on SQLite, return the copy made before.

    Missing triggers are put back as well.
    """
    engine = connect(url)
    check_settings(engine)
    with engine.connect() as connection:
        found = check_known(connection)
    copy = None
    if found != newest():
        copy = _copy(engine, backup_folder, f"before-{newest()}-{at:%Y%m%dT%H%M%SZ}.db")
    engine.dispose()
    _run(url)
    return copy


def check_known(connection: Connection) -> str:
    """The schema of this database; refuses a foreign or a newer one."""
    found = MigrationContext.configure(connection).get_current_revision()
    if found is None:
        raise NoDatabase(
            what="This database was not made by First Air.",
            meaning="It was left exactly as it is.",
            do="Check the address, or run `firstair init` on an empty place.",
        )
    known = {script.revision for script in ScriptDirectory.from_config(config()).walk_revisions()}
    if found not in known:
        raise SchemaAhead(
            what=f"This database was made by a newer version (schema {found}).",
            meaning="This version could misread it; nothing was changed.",
            do="Install the newer version again, or restore the backup made before the upgrade.",
        )
    return found


def check_schema(connection: Connection) -> None:
    """Refuse a database that this version cannot work on as it is."""
    found = check_known(connection)
    if found != newest():
        raise SchemaBehind(
            what=f"This database has schema {found}; this version needs {newest()}.",
            meaning="Nothing was changed.",
            do="Run `firstair upgrade`: it puts a copy aside first.",
        )
    strangers = set(inspect(connection).get_table_names()) - {*Base.metadata.tables, VERSIONS}
    if strangers:
        raise SchemaAhead(
            what=f"The program did not load its models of {', '.join(sorted(strangers))}.",
            meaning="Their rows would go unguarded; nothing was opened.",
            do="Import compounding.models before opening the database.",
        )


def draft_migration(name: str, url: str) -> Path:
    """Write a new migration from the difference between the models and the newest schema."""
    create(url)
    engine = connect(url)
    number = len(list(ScriptDirectory.from_config(config()).walk_revisions())) + 1
    with writing(engine).connect() as connection:
        script = command.revision(
            config(connection=connection), name, autogenerate=True, rev_id=f"{number:04d}"
        )
    engine.dispose()
    if script is None or isinstance(script, list):
        raise NoDatabase(
            what="Alembic wrote no single migration.", meaning="", do="Look into its messages."
        )
    return Path(script.path)


def _run(url: str) -> None:
    # SQLite rebuilds tables by copy and drop: references are checked at the end instead.
    engine = connect(url, foreign_keys=False)
    try:
        with writing(engine).begin() as connection:
            command.upgrade(config(connection=connection), "head")
            _check_references(connection)
    finally:
        engine.dispose()


def _check_references(connection: Connection) -> None:
    if is_sqlite(connection):
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        if broken is not None:
            raise CorruptDatabase(
                what=f"The upgrade would leave {broken[0]} pointing at rows that are not there.",
                meaning="It was taken back; the database is as before.",
                do="Keep the file and report this.",
            )


def _copy(engine: Engine, folder: Path, name: str) -> Path | None:
    path = sqlite_file(engine)
    if path is None:
        return None
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    target = folder / name
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
    target.chmod(0o600)
    return target
