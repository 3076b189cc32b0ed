"""Whatever is changed behind First Air's back is found, and the first bad entry is named."""
# ruff: noqa: S608 - the names are those of our own tables

import json

import pytest
from sqlalchemy import text

from compounding.ledger.actor import SYSTEM
from compounding.ledger.canonical import canonical
from compounding.ledger.covered import LOG_TABLES, covered_models, protected_tables
from compounding.ledger.database import Database, open_database
from compounding.ledger.engine import is_sqlite
from compounding.ledger.entry import Entry
from compounding.ledger.heads import last_head
from compounding.ledger.keys import Keys
from compounding.ledger.merkle import leaf_hash
from compounding.ledger.people import Person
from compounding.ledger.proof import leaf_of
from compounding.ledger.triggers import install_triggers
from compounding.ledger.verbs import Verb
from compounding.ledger.verify import verify
from tests.ledger.fresh import CHEAP, NOW, sqlite_copy
from tests.ledger.tampering import applied, is_named, rounds, unprotect
from tests.ledger.world import fill, rows_in


@pytest.fixture
def world(database):
    """Rows in every covered table, and an owner of the database with bad intentions."""
    fill(database)
    assert verify(database).ok
    unprotect(database)
    return database


def change(database, *statements):
    with database.engine.connect() as connection:
        for statement in statements:
            connection.execute(text(statement))
        connection.commit()


def found(database, head=None):
    report = verify(database, head)
    assert report.count > 0
    return report


def test_the_world_has_rows_in_every_protected_table(world):
    assert [table.name for table in protected_tables() if rows_in(world, table) == 0] == []


def test_every_column_of_every_table_is_watched(world):
    missed, tried = [], set()
    rows_per_table = 2 if is_sqlite(world.engine) else 1
    for together in rounds(world, rows_per_table):
        with applied(world, together) as happened:
            report = verify(world)
        tried |= {(tampering.table.name, tampering.column.name) for tampering in happened}
        missed += [str(tampering) for tampering in happened if not is_named(report, tampering)]
    assert missed == []
    every = {(table.name, column.name) for table in protected_tables() for column in table.columns}
    assert every - tried == set()
    assert verify(world).count == 0


def test_every_deleted_row_is_missed(world):
    for name in covered_models():
        with world.engine.connect() as connection:
            number = connection.execute(text(f'SELECT max(entry_number) FROM "{name}"')).scalar()
        kept = f'CREATE TABLE kept AS SELECT * FROM "{name}" WHERE entry_number = {number}'
        with world.engine.connect() as connection:
            loosen(connection)
            connection.execute(text(kept))
            connection.execute(text(f'DELETE FROM "{name}" WHERE entry_number = {number}'))
            connection.commit()
            connection.invalidate()
        assert found(world).first_bad == number
        change(world, f'INSERT INTO "{name}" SELECT * FROM kept', "DROP TABLE kept")
    assert verify(world).count == 0


def loosen(connection):
    if connection.dialect.name == "sqlite":
        connection.connection.driver_connection.execute("PRAGMA foreign_keys=0")
    else:
        connection.execute(text("SET session_replication_role = replica"))


def test_a_row_added_without_an_entry_is_found(world):
    with world.engine.connect() as connection:
        number = connection.execute(text("SELECT entry_number FROM person WHERE id = 1")).scalar()
    change(
        world,
        f"INSERT INTO person (id, entry_number, handle, name) VALUES (99, {number}, 'x', 'x')",
    )
    assert found(world).first_bad == number
    change(world, "UPDATE person SET entry_number = 4711 WHERE id = 99")
    assert "person 99 names entry 4711" in " ".join(found(world).reasons)
    change(world, "UPDATE person SET entry_number = 0 WHERE id = 99")
    assert found(world).first_bad == 1


def test_two_rows_that_changed_places_are_found(world):
    with world.engine.connect() as connection:
        loosen(connection)
        for old, new in ((1, 99), (2, 1), (99, 2)):
            connection.execute(text(f"UPDATE person SET id = {new} WHERE id = {old}"))
        connection.commit()
        connection.invalidate()
        first = connection.execute(text("SELECT min(entry_number) FROM person")).scalar()
    assert found(world).first_bad == first


def test_an_entry_taken_out_of_the_middle_is_named(world):
    change(world, "DELETE FROM entry WHERE number = 5")
    assert found(world).first_bad == 5


@pytest.mark.parametrize("cut", [1, 2, 7])
def test_a_cut_tail_is_found_with_an_older_head(world, cut):
    with world.reading() as session:
        head = last_head(session)
    size = head["size"] - cut
    with world.engine.connect() as connection:
        loosen(connection)
        for name in covered_models():
            connection.execute(text(f'DELETE FROM "{name}" WHERE entry_number > {size}'))
        connection.execute(text(f"DELETE FROM entry WHERE number > {size}"))
        connection.execute(text(f"DELETE FROM head WHERE size > {size}"))
        connection.execute(text(f"DELETE FROM node WHERE (position + 1) << level > {size}"))
        connection.commit()
        connection.invalidate()
    report = found(world, head)
    assert report.first_bad is not None
    assert report.first_bad <= size + 1
    assert any("older head" in reason for reason in report.reasons)


def test_a_cut_log_whose_heads_remain_needs_no_older_head(world):
    with world.reading() as session:
        size = last_head(session)["size"]
    change(world, f"DELETE FROM entry WHERE number = {size}")
    assert found(world).first_bad == size


def rewrite(database, handle):
    with database.entry(by=SYSTEM, at=NOW) as unit:
        unit.write(Verb.PEOPLE_PERSON_ADD, f"person {handle}", Person(handle=handle, name="x"))


def test_a_log_rebuilt_with_the_very_keys_is_found_with_an_older_head(tmp_path):
    keys = Keys.create(tmp_path / "keys")
    records = []
    for name in ("honest", "forged"):
        (tmp_path / name).mkdir()
        opened = open_database(f"sqlite:///{sqlite_copy(tmp_path / name)}", keys, cost=CHEAP)
        rewrite(opened, name)
        rewrite(opened, "same")
        with opened.reading() as session:
            records.append((opened, last_head(session)))
    (honest, older), (forged, _) = records
    rewrite(honest, "later")
    rewrite(forged, "later")
    assert verify(honest, older).ok
    assert verify(forged).ok
    assert any("older head" in reason for reason in found(forged, older).reasons)


def test_a_log_rebuilt_with_other_keys_is_found(world, tmp_path):
    stranger = Database(world.engine, Keys.create(tmp_path / "other"), CHEAP)
    report = found(stranger)
    assert any("another key" in reason for reason in report.reasons)


def test_an_older_head_that_was_forged_or_damaged_is_refused(world):
    with world.reading() as session:
        head = last_head(session)
    for damage in (
        {"size": 3},
        {"root": "00" * 32},
        {"log": "x"},
        {"signature": ""},
        {"key": None},
    ):
        assert any("older head" in reason for reason in found(world, {**head, **damage}).reasons)
    assert any("older head" in reason for reason in found(world, {}).reasons)
    assert verify(world, head).count == 0


def test_an_owner_who_recomputes_leaf_and_nodes_still_meets_the_signed_heads(world):
    change(world, "UPDATE entry SET reason = 'forged' WHERE number = 4")
    with world.reading() as session:
        leaf = leaf_hash(canonical(leaf_of(session.get(Entry, 4)))).hex()
    change(world, f"UPDATE entry SET leaf = '{leaf}' WHERE number = 4")
    assert found(world).first_bad == 4
    change(world, "DELETE FROM node")
    assert found(world).count > 0


@pytest.mark.parametrize(
    "after",
    [
        [],
        "x",
        None,
        {"rows": "x"},
        {"rows": [{"table": "person"}]},
        {"rows": [{"table": "person", "key": [1], "row": 3}]},
        {"rows": [{"table": "reading", "columns": 3}]},
        {"rows": [4]},
    ],
)
def test_an_entry_forged_to_hold_anything_is_reported_not_tripped_over(world, after):
    change(world, f"UPDATE entry SET after = '{json.dumps(after)}' WHERE number = 1")
    assert found(world).first_bad == 1


def test_triggers_put_back_do_not_hide_a_change(world):
    change(world, "UPDATE person SET name = 'x' WHERE id = 2")
    with world.engine.begin() as connection:
        install_triggers(connection)
    report = found(world)
    assert report.unguarded == []
    assert not report.ok
    assert "person 2: name was changed" in report.reasons[0]


def test_honest_work_raises_no_alarm(database):
    for number in range(40):
        rewrite(database, f"p{number}")
        if number in {0, 1, 2, 6, 7, 8, 39}:
            assert verify(database).ok
    assert set(LOG_TABLES) == {"entry", "head", "node"}
