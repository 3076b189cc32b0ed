"""The migrations make exactly what the models say, on both databases, and keep every trigger."""

import sqlite3
from contextlib import closing

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import Column, String, inspect, text

from compounding.errors import NoDatabase
from compounding.ledger import migrate
from compounding.ledger.actor import SYSTEM
from compounding.ledger.base import Base
from compounding.ledger.database import open_database
from compounding.ledger.engine import connect, is_sqlite, writing
from compounding.ledger.people import add_person
from compounding.ledger.triggers import install_triggers, missing_triggers
from compounding.ledger.verify import verify
from tests.ledger.fresh import CHEAP, NOW, sqlite_copy

REVISIONS = [
    script.revision for script in ScriptDirectory.from_config(migrate.config()).walk_revisions()
][::-1]


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def empty_url(request, tmp_path):
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'new.db'}"
    return request.getfixturevalue("postgres_url")


def test_the_migrated_schema_is_the_models_schema(empty_url):
    migrate.create(empty_url)
    engine = connect(empty_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
        assert missing_triggers(connection) == []
    engine.dispose()


def test_a_record_is_not_made_twice_in_one_place(empty_url):
    migrate.create(empty_url)
    with pytest.raises(NoDatabase):
        migrate.create(empty_url)


@pytest.mark.parametrize("step", range(len(REVISIONS)))
def test_after_every_migration_every_covered_table_has_its_triggers(empty_url, step):
    engine = connect(empty_url, foreign_keys=False)
    with writing(engine).begin() as connection:
        for revision in REVISIONS[: step + 1]:
            command.upgrade(migrate.config(connection=connection), revision)
        present = set(inspect(connection).get_table_names())
        assert present & set(missing_triggers(connection)) == set()
    engine.dispose()


def test_there_is_one_line_of_migrations():
    assert len(ScriptDirectory.from_config(migrate.config()).get_heads()) == 1
    assert REVISIONS[-1] == migrate.newest()


def test_batch_mode_drops_triggers_and_the_environment_puts_them_back(database):
    """The reason why every migration run ends with making the triggers anew."""
    if not is_sqlite(database.engine):
        pytest.skip("PostgreSQL alters tables in place")
    with database.entry(by=SYSTEM, at=NOW) as unit:
        add_person(unit, "kept", "Demo")
    with writing(database.engine).begin() as connection:
        operations = Operations(MigrationContext.configure(connection))
        with operations.batch_alter_table("person", recreate="always") as batch:
            batch.add_column(Column("nickname", String(20), nullable=True))
        assert missing_triggers(connection) == ["person"]
        install_triggers(connection)
        assert missing_triggers(connection) == []


def test_an_upgrade_puts_a_sound_copy_aside_first(tmp_path, keys, monkeypatch):
    path = sqlite_copy(tmp_path)
    opened = open_database(f"sqlite:///{path}", keys, cost=CHEAP)
    with opened.entry(by=SYSTEM, at=NOW) as unit:
        add_person(unit, "kept", "Demo")
    opened.close()
    monkeypatch.setattr(migrate, "newest", lambda: "9999")
    copy = migrate.upgrade(f"sqlite:///{path}", tmp_path / "backups", at=NOW)
    monkeypatch.undo()
    assert copy.name == "before-9999-20261123T141200Z.db"
    assert copy.stat().st_mode & 0o777 == 0o600
    again = open_database(f"sqlite:///{copy}", keys, cost=CHEAP)
    assert verify(again).entries == 1
    again.close()


def test_an_upgrade_with_nothing_to_do_copies_nothing(url, tmp_path):
    assert migrate.upgrade(url, tmp_path / "backups", at=NOW) is None
    assert not (tmp_path / "backups").exists()


def test_an_upgrade_that_would_break_a_reference_is_taken_back(tmp_path):
    path = sqlite_copy(tmp_path)
    with closing(sqlite3.connect(path)) as plain:
        plain.execute(
            "INSERT INTO role_grant (id, entry_number, person_id, role, granted) VALUES (1, 1, 77, 'x', 1)"
        )
        plain.commit()
    with pytest.raises(migrate.CorruptDatabase, match="role_grant"):
        migrate.upgrade(f"sqlite:///{path}", tmp_path / "backups", at=NOW)


def test_a_new_column_of_a_covered_table_leaves_older_rows_sound(database):
    with database.entry(by=SYSTEM, at=NOW) as unit:
        add_person(unit, "old", "Demo")
    with database.engine.begin() as connection:
        record = connection.execute(text("SELECT after FROM entry WHERE number = 1")).scalar()
    assert '"handle":"old"' in record
    assert verify(database).ok


def test_a_balance_of_an_older_database_has_no_repeatability(empty_url):
    """It is not known, and stays so until someone enters the card anew."""
    engine = connect(empty_url, foreign_keys=False)
    card = (
        "INSERT INTO balance (id, entry_number, line, hood, name, serial, readability, capacity,"
        " calibration_due, uncertainty, check_weights)"
        " VALUES (1, 1, 'l', 'h', 'n', 's', '0.01 g', '3200 g', '2027-06-30', '{}', '[]')"
    )
    with writing(engine).begin() as connection:
        command.upgrade(migrate.config(connection=connection), "0003")
        connection.execute(text(card))
        command.upgrade(migrate.config(connection=connection), "0004")
        found = connection.execute(text("SELECT readability, repeatability FROM balance")).one()
    assert tuple(found) == ("0.01 g", None)
    engine.dispose()


def test_a_draft_of_a_migration_holds_only_the_difference(tmp_path, monkeypatch):
    import shutil

    folder = tmp_path / "migrations"
    shutil.copytree(migrate.FOLDER, folder)
    monkeypatch.setattr(migrate, "FOLDER", folder)
    draft = migrate.draft_migration("nothing new", f"sqlite:///{tmp_path / 'draft.db'}")
    assert draft.name == f"{len(REVISIONS) + 1:04d}_nothing_new.py"
    assert "    pass" in draft.read_text(encoding="utf-8")
