"""A database is opened as it must be, or not at all; nothing is ever replaced."""

import sqlite3
import time
from contextlib import closing

import pytest
from sqlalchemy import make_url, text

from compounding.errors import (
    CompoundingError,
    CorruptDatabase,
    KeysError,
    NoDatabase,
    SchemaAhead,
    SchemaBehind,
    UnsafeSettings,
)
from compounding.ledger import settings
from compounding.ledger.actor import SYSTEM
from compounding.ledger.database import open_database
from compounding.ledger.engine import connect
from compounding.ledger.keys import Keys
from compounding.ledger.migrate import upgrade
from compounding.ledger.people import add_person
from compounding.ledger.verify import verify
from tests.ledger.fresh import CHEAP, NOW, sqlite_copy
from tests.postgres import run


def opening(url, keys, **words):
    open_database(url, keys, cost=CHEAP, **words).close()


def refusal(url, keys, error, **words):
    with pytest.raises(error) as trouble:
        opening(url, keys, **words)
    assert trouble.value.what
    assert trouble.value.meaning
    assert trouble.value.do
    return str(trouble.value)


@pytest.fixture
def case(tmp_path):
    return sqlite_copy(tmp_path)


def test_a_new_record_is_made_only_where_there_is_nothing(tmp_path, keys):
    path = tmp_path / "new" / "case.db"
    refusal(f"sqlite:///{path}", keys, NoDatabase)
    assert not path.exists()
    opening(f"sqlite:///{path}", keys, create=True)
    assert path.stat().st_mode & 0o777 == 0o600
    opening(f"sqlite:///{path}", keys, create=True)


@pytest.mark.postgres
def test_a_new_record_is_made_in_an_empty_postgres(postgres_url, keys):
    refusal(postgres_url, keys, NoDatabase)
    opening(postgres_url, keys, create=True)
    opening(postgres_url, keys)


def test_every_setting_is_in_force_on_every_connection(database):
    for engine in (database.engine, database.writing):
        with engine.connect() as connection:
            if connection.dialect.name == "sqlite":
                found = [
                    connection.exec_driver_sql(f"PRAGMA {name}").scalar()
                    for name in settings.SQLITE_SETTINGS
                ]
                assert found == ["wal", 2, 1, 1, 30_000]
            else:
                assert (
                    connection.execute(text("SHOW transaction_isolation")).scalar()
                    == "read committed"
                )


WEAKER = {
    "journal_mode": "delete",
    "synchronous": 1,
    "foreign_keys": 0,
    "recursive_triggers": 0,
    "busy_timeout": 1,
}


@pytest.mark.parametrize("name", list(settings.SQLITE_SETTINGS))
def test_an_sqlite_setting_that_did_not_take_is_refused(case, monkeypatch, name):
    monkeypatch.setitem(settings.SQLITE_SETTINGS, name, WEAKER[name])
    engine = connect(f"sqlite:///{case}", foreign_keys=name != "foreign_keys")
    monkeypatch.undo()
    with pytest.raises(UnsafeSettings, match=name):
        settings.check_settings(engine)
    engine.dispose()


@pytest.mark.postgres
@pytest.mark.parametrize("name", ["fsync", "full_page_writes", "synchronous_commit"])
def test_a_postgres_that_may_lose_commits_is_refused(postgres_server, postgres_url, keys, name):
    opening(postgres_url, keys, create=True)
    run(postgres_server, f"ALTER SYSTEM SET {name} = off")
    run(postgres_server, "SELECT pg_reload_conf()")
    try:
        wait_until_off(postgres_url, name)
        assert f"{name}=off" in refusal(postgres_url, keys, UnsafeSettings)
    finally:
        run(postgres_server, f"ALTER SYSTEM RESET {name}")
        run(postgres_server, "SELECT pg_reload_conf()")


def wait_until_off(url, name):
    """A reloaded setting reaches new connections once the server has got round to it."""
    engine = connect(url)
    for _ in range(600):
        with engine.connect() as connection:
            if connection.execute(text(f"SHOW {name}")).scalar() == "off":
                break
        engine.dispose()
        time.sleep(0.1)
    engine.dispose()


@pytest.mark.parametrize(
    "content",
    [
        b"this is no database at all, but a long enough text\n" * 40,
        b"SQLite format 3\x00" + b"\xff" * 5000,
    ],
)
def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path, keys, content):
    path = tmp_path / "case.db"
    path.write_bytes(content)
    for create in (False, True):
        refusal(f"sqlite:///{path}", keys, CorruptDatabase, create=create)
    assert path.read_bytes() == content


def test_a_damaged_page_is_refused_and_left_alone(case, keys):
    opened = open_database(f"sqlite:///{case}", keys, cost=CHEAP)
    with opened.entry(by=SYSTEM, at=NOW) as unit:
        for number in range(50):
            add_person(unit, f"p{number}", "Demo")
    opened.close()
    with closing(sqlite3.connect(case)) as plain:
        plain.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        page = plain.execute("SELECT rootpage FROM sqlite_master WHERE name = 'person'").fetchone()[
            0
        ]
    damaged = bytearray(case.read_bytes())
    damaged[(page - 1) * 4096 : (page - 1) * 4096 + 400] = b"\xa5" * 400
    case.write_bytes(damaged)
    refusal(f"sqlite:///{case}", keys, CorruptDatabase)
    assert case.read_bytes() == damaged


def test_somebody_elses_database_is_refused(tmp_path, keys):
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE theirs (x)")
        other.commit()
    for create in (False, True):
        refusal(f"sqlite:///{path}", keys, NoDatabase, create=create)


def test_a_newer_database_is_refused_also_by_an_upgrade(case, keys, tmp_path):
    set_version(case, "9999")
    refusal(f"sqlite:///{case}", keys, SchemaAhead)
    with pytest.raises(SchemaAhead):
        upgrade(f"sqlite:///{case}", tmp_path / "backups", at=NOW)


def test_a_table_whose_model_was_not_imported_is_noticed(case, keys):
    with closing(sqlite3.connect(case)) as plain:
        plain.execute(
            "CREATE TABLE from_another_room (id INTEGER PRIMARY KEY, entry_number INTEGER)"
        )
        plain.commit()
    assert "from_another_room" in refusal(f"sqlite:///{case}", keys, SchemaAhead)


def test_an_older_database_says_how_to_upgrade(case, keys, monkeypatch):
    from compounding.ledger import migrate

    monkeypatch.setattr(migrate, "newest", lambda: "later")
    assert "firstair upgrade" in refusal(f"sqlite:///{case}", keys, SchemaBehind)


def set_version(path, version):
    with closing(sqlite3.connect(path)) as plain:
        plain.execute("UPDATE alembic_version SET version_num = ?", [version])
        plain.commit()


@pytest.mark.parametrize(
    "url", ["sqlite://", "sqlite:///:memory:", "not an address", "mysql://host/name"]
)
def test_an_address_without_a_place_is_refused(url, keys):
    for create in (False, True):
        refusal(url, keys, NoDatabase, create=create)


def test_a_postgres_that_does_not_answer_is_said_so(keys):
    assert "does not answer" in refusal("postgresql://nobody@127.0.0.1:9/nothing", keys, NoDatabase)


def test_the_keys_must_be_this_logs_own(database, url, keys, tmp_path):
    other = Keys.create(tmp_path / "other")
    opening(url, other)
    with database.entry(by=SYSTEM, at=NOW) as unit:
        add_person(unit, "first", "Demo")
    refusal(url, other, KeysError)
    opening(url, keys)


def test_the_errors_form_the_tree_that_their_module_draws():
    import compounding.errors as module

    drawn = {
        word
        for line in module.__doc__.splitlines()
        for word in line.replace("│", "").replace("├──", "").replace("└──", "").split()[:1]
    }
    every = {
        name
        for name, thing in vars(module).items()
        if isinstance(thing, type) and issubclass(thing, CompoundingError)
    }
    assert every <= drawn


def test_what_was_acknowledged_survives_a_copy_of_the_bare_files(database, url, keys, tmp_path):
    """A power cut leaves file and write-ahead log as they are; what was committed is in them."""
    if make_url(url).get_backend_name() != "sqlite":
        pytest.skip("files are PostgreSQL's own matter")
    with database.entry(by=SYSTEM, at=NOW) as unit:
        add_person(unit, "kept", "Demo")
    aside = tmp_path / "aside"
    aside.mkdir()
    for path in tmp_path.glob("case.db*"):
        if not path.name.endswith("-shm"):
            (aside / path.name).write_bytes(path.read_bytes())
    again = open_database(f"sqlite:///{aside / 'case.db'}", keys, cost=CHEAP)
    assert verify(again).ok
    assert verify(again).entries == 1
    again.close()
