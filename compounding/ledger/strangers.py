"""What somebody added to the tables of the record, or took from them, beside our own triggers.

A trigger of another hand could write rows behind every honest entry; a unique rule that is gone
would let a step be accepted twice.
"""

from sqlalchemy import Connection, Table, UniqueConstraint, inspect, text

from compounding.ledger.engine import is_sqlite


def strange_triggers(connection: Connection, ours: set[tuple[str, str]]) -> set[str]:
    """The tables that carry a trigger which is none of ours, given as table and name."""
    if is_sqlite(connection):
        question = "SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger'"
    else:
        question = (
            "SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
            " WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::regnamespace"
        )
    return {
        table for table, name in connection.execute(text(question)) if (table, name) not in ours
    }


def lacks_unique_rule(connection: Connection, table: Table) -> bool:
    """Whether one of the unique rules of a table's model is not in the database."""
    seen = inspect(connection)
    there = {rule["name"] for rule in seen.get_unique_constraints(table.name)}
    there |= {index["name"] for index in seen.get_indexes(table.name) if index["unique"]}
    wanted = {rule.name for rule in table.constraints if isinstance(rule, UniqueConstraint)}
    wanted |= {index.name for index in table.indexes if index.unique}
    return not wanted <= there
