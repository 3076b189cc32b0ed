"""Throw-away databases for tests: made once from the models, then copied."""

import atexit
import shutil
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from alembic import command

import compounding.models  # noqa: F401 - completes Base.metadata
from compounding.ledger.base import Base
from compounding.ledger.database import Database, open_database
from compounding.ledger.engine import connect, writing
from compounding.ledger.hashing import Cost
from compounding.ledger.keys import Keys
from compounding.ledger.migrate import config
from compounding.ledger.triggers import install_triggers

CHEAP = Cost(rounds=1, memory=8, lanes=1)
NOW = datetime(2026, 11, 23, 14, 12, tzinfo=UTC)


def make_from_models(url: str) -> None:
    """The schema straight from the models; that the migrations make the same is a test's work."""
    engine = connect(url)
    with writing(engine).begin() as connection:
        Base.metadata.create_all(connection)
        command.stamp(config(connection=connection, stamp_only=True), "head")
        install_triggers(connection)
    engine.dispose()


@cache
def _template(tables: frozenset[str]) -> tuple[Path, Path]:
    """Made anew should more models have been imported since."""
    folder = Path(mkdtemp(prefix=f"firstair-{len(tables)}-tables-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    Keys.create(folder / "keys")
    make_from_models(f"sqlite:///{folder / 'case.db'}")
    return folder / "case.db", folder / "keys"


def sqlite_copy(folder: Path) -> Path:
    """An empty SQLite record in this folder."""
    case, _ = _template(frozenset(Base.metadata.tables))
    return Path(shutil.copy(case, folder / "case.db"))


def open_fresh(url: str) -> Database:
    """A record made from these models, opened with cheap hashing and the template's keys."""
    _, keys = _template(frozenset(Base.metadata.tables))
    return open_database(url, Keys.load(keys), cost=CHEAP)


def fresh_database(folder: Path) -> Database:
    """An empty SQLite record in this folder, opened with cheap hashing."""
    return open_fresh(f"sqlite:///{sqlite_copy(folder)}")
