"""The database itself refuses to change or remove what was recorded.

SQLite has one trigger per table and act; the one on INSERT refuses a row whose identity is taken,
which is how INSERT OR REPLACE would overwrite.  PostgreSQL has one trigger per table, also against
TRUNCATE, which is always on, even for replication roles.
"""

from collections.abc import Iterator

from sqlalchemy import Connection, Index, Table, UniqueConstraint, inspect, text

from compounding.errors import TriggersMissing
from compounding.ledger.covered import protected_tables
from compounding.ledger.engine import is_sqlite
from compounding.ledger.strangers import lacks_unique_rule, strange_triggers

REFUSAL = "First Air: recorded rows are never changed or removed"
FUNCTION = "firstair_refuse"
FUNCTION_BODY = f" BEGIN RAISE EXCEPTION '{REFUSAL}'; END "
PREFIX = "firstair_"


def install_triggers(connection: Connection) -> None:
    """Make the triggers of every protected table that exists, anew."""
    remove_triggers(connection)
    if is_sqlite(connection):
        for table in _existing(connection):
            for statement in sqlite_triggers(table).values():
                connection.exec_driver_sql(statement)
        return
    connection.execute(
        text(
            f"CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql"
            f" AS '{FUNCTION_BODY.replace(chr(39), chr(39) * 2)}'"
        )
    )
    for table in _existing(connection):
        for statement in _postgres_statements(table):
            connection.execute(text(statement))


def remove_triggers(connection: Connection) -> None:
    """Take them away, as a migration must before it rebuilds a table."""
    for table, name in _present(connection):
        suffix = "" if is_sqlite(connection) else f' ON "{table}"'
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"{suffix}')


def check_triggers(connection: Connection) -> None:
    """Refuse to work on a database that no longer refuses changes by itself."""
    missing = missing_triggers(connection)
    if missing:
        raise TriggersMissing(
            what=f"These are no longer guarded by our triggers alone: {', '.join(missing)}.",
            meaning="Rows of the record could have been altered or added meanwhile.",
            do="Run `firstair verify`; if it stands, `firstair upgrade` puts the triggers back. "
            "What is not ours, or a unique rule that is gone, an administrator must mend.",
        )


def missing_triggers(connection: Connection) -> list[str]:
    """Protected tables that are not guarded as we made them, or not by us alone.

    Their triggers are gone, switched off or altered, a stranger's stands beside them, or a unique
    rule is gone.
    """
    sound = _sqlite_sound(connection) if is_sqlite(connection) else _postgres_sound(connection)
    strange = strange_triggers(connection, _ours(connection))
    present = set(inspect(connection).get_table_names())
    unguarded = [
        table.name
        for table in protected_tables()
        if table.name not in sound
        or table.name in strange
        or (table.name in present and lacks_unique_rule(connection, table))
    ]
    return [*unguarded, *sorted(strange.difference(unguarded))]


def _ours(connection: Connection) -> set[tuple[str, str]]:
    if is_sqlite(connection):
        return {(t.name, name) for t in protected_tables() for name in sqlite_triggers(t)}
    return {(table.name, f"{PREFIX}{table.name}") for table in protected_tables()}


def sqlite_triggers(table: Table) -> dict[str, str]:
    """The triggers of one table by name."""
    statements = {}
    for act in ("update", "delete"):
        name = f"{PREFIX}{act}_{table.name}"
        statements[name] = (
            f'CREATE TRIGGER "{name}" BEFORE {act.upper()} ON "{table.name}"'
            f" BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        )
    name = f"{PREFIX}insert_{table.name}"
    taken = " OR ".join(_taken(table.name, identity) for identity in _identities(table))
    statements[name] = (
        f'CREATE TRIGGER "{name}" BEFORE INSERT ON "{table.name}"'
        f" WHEN {taken} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    )
    return statements


def _taken(table: str, identity: list[str]) -> str:
    same = " AND ".join(f'"{column}" = NEW."{column}"' for column in identity)
    return f'EXISTS (SELECT 1 FROM "{table}" WHERE {same})'  # noqa: S608 - names of our own tables


def _identities(table: Table) -> Iterator[list[str]]:
    yield [column.name for column in table.primary_key.columns]
    rules = [rule.columns for rule in table.constraints if isinstance(rule, UniqueConstraint)]
    rules += [index.columns for index in table.indexes if index.unique and not _partial(index)]
    yield from sorted([column.name for column in columns] for columns in rules)


def _partial(index: Index) -> bool:
    """Whether it forbids equals among some rows only; the delete trigger guards those."""
    return index.dialect_options["sqlite"]["where"] is not None


def _postgres_statements(table: Table) -> tuple[str, str]:
    name = f"{PREFIX}{table.name}"
    trigger = f'CREATE TRIGGER "{name}" BEFORE UPDATE OR DELETE OR TRUNCATE ON "{table.name}"'
    always = f'ALTER TABLE "{table.name}" ENABLE ALWAYS TRIGGER "{name}"'
    return f"{trigger} FOR EACH STATEMENT EXECUTE FUNCTION {FUNCTION}()", always


def _existing(connection: Connection) -> list[Table]:
    present = set(inspect(connection).get_table_names())
    return [table for table in protected_tables() if table.name in present]


def _present(connection: Connection) -> list[tuple[str, str]]:
    if is_sqlite(connection):
        question = "SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger'"
    else:
        question = (
            "SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
            " WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::regnamespace"
        )
    rows = connection.execute(text(question)).all()
    return [(table, name) for table, name in rows if name.startswith(PREFIX)]


def _sqlite_sound(connection: Connection) -> set[str]:
    question = text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    found = {(row.name, row.sql) for row in connection.execute(question)}
    return {
        table.name for table in protected_tables() if set(sqlite_triggers(table).items()) <= found
    }


def _postgres_sound(connection: Connection) -> set[str]:
    question = text(
        "SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
        " JOIN pg_proc p ON p.oid = t.tgfoid"
        " WHERE c.relnamespace = current_schema()::regnamespace AND t.tgenabled = 'A'"
        " AND t.tgname = :prefix || c.relname AND t.tgtype = :acts AND t.tgqual IS NULL"
        " AND t.tgnargs = 0 AND p.prosrc = :body"
    )
    # 2 before + 8 delete + 16 update + 32 truncate, for each statement
    values = {"prefix": PREFIX, "acts": 58, "body": FUNCTION_BODY}
    return set(connection.execute(question, values).scalars())
