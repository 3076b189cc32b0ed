"""The database itself refuses to change what was recorded, whoever asks."""
# ruff: noqa: S608 - the names are those of our own tables

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from compounding.errors import TriggersMissing
from compounding.ledger.actor import SYSTEM
from compounding.ledger.covered import covered_models, protected_tables
from compounding.ledger.database import open_database, open_to_verify
from compounding.ledger.engine import connect, is_sqlite
from compounding.ledger.migrate import upgrade
from compounding.ledger.people import Person
from compounding.ledger.triggers import REFUSAL, missing_triggers
from compounding.ledger.verbs import Verb
from compounding.ledger.verify import verify
from tests.ledger.fresh import CHEAP, NOW
from tests.ledger.world import fill

TABLES = [table.name for table in protected_tables()]


@pytest.fixture
def filled(database):
    fill(database)
    return database


def refused(engine, statement):
    with pytest.raises(DatabaseError, match=REFUSAL), engine.begin() as connection:
        connection.execute(text(statement))


def test_every_covered_table_and_the_log_are_protected():
    assert {"entry", "head", "node", *covered_models()} == set(TABLES)


def test_no_row_of_any_table_is_updated_deleted_or_replaced(filled):
    for table in protected_tables():
        column = next(iter(table.primary_key.columns)).name
        refused(filled.engine, f'UPDATE "{table.name}" SET "{column}" = "{column}"')
        refused(filled.engine, f'DELETE FROM "{table.name}"')
        if is_sqlite(filled.engine):
            refused(
                filled.engine, f'INSERT OR REPLACE INTO "{table.name}" SELECT * FROM "{table.name}"'
            )
        else:
            refused(filled.engine, f'TRUNCATE "{table.name}" CASCADE')
    assert verify(filled).ok


def test_insert_or_replace_is_refused_even_on_a_connection_without_recursive_triggers(filled):
    if not is_sqlite(filled.engine):
        pytest.skip("PostgreSQL has no INSERT OR REPLACE")
    with filled.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA recursive_triggers=0")
        for name, values in [
            ("person", "(id, entry_number, handle, name) VALUES (1, 1, 'x', 'x')"),
            ("person", "(entry_number, handle, name) SELECT 1, handle, 'x' FROM person"),
        ]:
            with pytest.raises(DatabaseError, match=REFUSAL):
                connection.exec_driver_sql(f"INSERT OR REPLACE INTO {name} {values}")
        connection.exec_driver_sql("PRAGMA recursive_triggers=1")


def test_an_upsert_changes_nothing(filled):
    refused(
        filled.engine,
        "INSERT INTO person (id, entry_number, handle, name) VALUES (1, 1, 'z', 'x')"
        " ON CONFLICT (id) DO UPDATE SET name = 'x'",
    )


def test_a_replication_role_is_refused_too(filled):
    if is_sqlite(filled.engine):
        pytest.skip("SQLite knows no roles")
    with filled.engine.connect() as connection:
        connection.execute(text("SET session_replication_role = replica"))
        with pytest.raises(DatabaseError, match=REFUSAL):
            connection.execute(text("UPDATE person SET name = 'x'"))


def tear(engine, table):
    """One way and another of taking a table's protection away."""
    if is_sqlite(engine):
        return [f"DROP TRIGGER firstair_{act}_{table}" for act in ("update", "delete", "insert")]
    return [
        f'DROP TRIGGER "firstair_{table}" ON "{table}"',
        f'ALTER TABLE "{table}" DISABLE TRIGGER ALL',
        f'ALTER TABLE "{table}" ENABLE TRIGGER "firstair_{table}"',
    ]


@pytest.mark.parametrize("way", range(3))
def test_missing_triggers_are_noticed_at_start_reported_and_put_back(
    database, url, keys, tmp_path, way
):
    with database.engine.begin() as connection:
        connection.execute(text(tear(database.engine, "person")[way]))
        assert missing_triggers(connection) == ["person"]
    with pytest.raises(TriggersMissing, match="person"):
        open_database(url, keys, cost=CHEAP)
    looking = open_to_verify(url, keys)
    assert verify(looking).unguarded == ["person"]
    with pytest.raises(TriggersMissing), looking.entry(by=SYSTEM, at=NOW) as unit:
        unit.write(Verb.PEOPLE_PERSON_ADD, "person x", Person(handle="x", name="x"))
    looking.close()
    upgrade(url, tmp_path / "backups", at=NOW)
    open_database(url, keys, cost=CHEAP).close()


def test_a_trigger_that_does_nothing_is_noticed(url):
    engine = connect(url)
    with engine.begin() as connection:
        if is_sqlite(engine):
            connection.execute(text("DROP TRIGGER firstair_update_person"))
            connection.execute(
                text(
                    "CREATE TRIGGER firstair_update_person BEFORE UPDATE ON person BEGIN SELECT 1; END"
                )
            )
            expected = ["person"]
        else:
            connection.execute(
                text(
                    "CREATE OR REPLACE FUNCTION firstair_refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'"
                )
            )
            expected = TABLES
        assert missing_triggers(connection) == expected
    engine.dispose()
