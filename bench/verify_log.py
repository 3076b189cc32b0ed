"""How long it takes to verify a whole log, beside hashing the same bytes.

The log is made in one stroke, but with every hash, node and signed head that single units of work
would have left: one entry, one covered row and one head each. Two floors: SHA-256 over the
canonical bytes of the entries, and the check of as many Ed25519 signatures, which no verifier can
leave out.
"""

import statistics
import tempfile
from datetime import UTC, datetime, timedelta
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from measure import Figures, options, table, timed
from sqlalchemy import Connection, insert

import compounding.models  # noqa: F401 - every table must be known before a database is opened
from compounding.ledger.canonical import canonical
from compounding.ledger.database import Database, open_database
from compounding.ledger.entry import Entry, leaf_object
from compounding.ledger.heads import Head, Node, head_stands, sign_head
from compounding.ledger.keys import Keys
from compounding.ledger.merkle import Frontier, leaf_hash
from compounding.ledger.stations import Agent
from compounding.ledger.types import instant_text
from compounding.ledger.verbs import Verb
from compounding.ledger.verify import verify

HASHING, SIGNATURES, VERIFY = "SHA-256 over the entries", "Ed25519 over the heads", "verify"
FLOORS = (HASHING, SIGNATURES)
BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
AT_ONCE = 5000


class Log:
    """Grows a log as units of work would, without a transaction for each."""

    def __init__(self, keys: Keys) -> None:
        self._keys = keys
        self._frontier = Frontier()
        self.leaves: list[bytes] = []
        self.heads: list[dict[str, Any]] = []

    def grow(self, connection: Connection, numbers: range) -> None:
        rows: dict[type, list[dict[str, Any]]] = {Agent: [], Entry: [], Node: [], Head: []}
        for number in numbers:
            self._enter(number, rows)
        for model, values in rows.items():
            connection.execute(insert(model.__table__), values)

    def _enter(self, number: int, rows: dict[type, list[dict[str, Any]]]) -> None:
        at = BEGAN + timedelta(seconds=number)
        row = {"id": number, "entry_number": number, "code": f"agent-{number}", "name": "bench"}
        row["token"] = None
        entry = self._entry(number, at, row)
        leaf = self._keep(entry, at)
        rows[Agent].append(row)
        rows[Entry].append({**entry, "at": at, "leaf": leaf.hex()})
        for level, position, value in self._frontier.append(leaf):
            rows[Node].append({"level": level, "position": position, "hash": value.hex()})
        head = sign_head(self._keys, number, self._frontier.root().hex(), at)
        self.heads.append(head)
        rows[Head].append({**head, "at": at})

    def _entry(self, number: int, at: datetime, row: dict[str, Any]) -> dict[str, Any]:
        return {
            "number": number,
            "at": at,
            "actor_kind": "system",
            "actor_id": None,
            "actor_name": "First Air",
            "station": "bench",
            "verb": Verb.AGENT_AGENT_ENROL.value,
            "subject": f"agent agent-{number}",
            "before": None,
            "after": {"rows": [{"table": Agent.__tablename__, "key": number, "row": row}]},
            "reason": "",
        }

    def _keep(self, entry: dict[str, Any], at: datetime) -> bytes:
        self.leaves.append(canonical(leaf_object({**entry, "at": instant_text(at)})))
        return leaf_hash(self.leaves[-1])


def make_log(database: Database, log: Log, size: int) -> None:
    with database.writing.begin() as connection:
        for first in range(1, size + 1, AT_ONCE):
            log.grow(connection, range(first, min(first + AT_ONCE, size + 1)))


def hash_all(leaves: list[bytes]) -> None:
    for leaf in leaves:
        sha256(leaf).digest()


def check_all(heads: list[dict[str, Any]]) -> None:
    assert all(map(head_stands, heads))


def verified(database: Database, size: int) -> None:
    report = verify(database)
    assert report.ok, report.reasons[:3]
    assert report.entries == size


def in_short(figures: Figures, size: int) -> str:
    rate = size / statistics.median(figures.middles(VERIFY))
    ratios = [
        1 / sum(pair) for pair in zip(*(figures.ratios(f, VERIFY) for f in FLOORS), strict=True)
    ]
    times = statistics.median(ratios)
    return f"Verified: {rate:,.0f} entries/s; {times:.2g} times both floors together."


def main() -> None:
    told = options(__doc__, {"entries": (100_000, "how long the log is")})
    size = 500 if told.quick else told.entries
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        keys = Keys.create(folder / "keys")
        database = open_database(f"sqlite:///{folder / 'case.db'}", keys, create=True)
        log = Log(keys)
        make_log(database, log, size)
        arms = {
            HASHING: timed(partial(hash_all, log.leaves)),
            SIGNATURES: timed(partial(check_all, log.heads)),
            VERIFY: timed(partial(verified, database, size)),
        }
        figures = Figures()
        for _ in range(told.rounds):
            figures.take(arms)
        database.close()
    hashed = sum(map(len, log.leaves)) / 1e6
    print(f"{size:,} entries, {hashed:,.1f} MB of canonical bytes, as many heads.\n")
    print(table(figures, HASHING, "s"))
    print(f"\n{in_short(figures, size)}")


if __name__ == "__main__":
    main()
