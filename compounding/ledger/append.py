"""Append entries to the log: leaf, inner nodes, signed head."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from compounding.errors import LedgerDamaged
from compounding.ledger.base import Base
from compounding.ledger.entry import Entry
from compounding.ledger.heads import Head, Node, last_head, sign_head
from compounding.ledger.keys import Keys
from compounding.ledger.merkle import Frontier, peaks_of
from compounding.ledger.types import instant_from

# Plain tables: the session refuses these models, so that only this module writes them.
_ENTRIES, _NODES, _HEADS = (
    Base.metadata.tables[model.__tablename__] for model in (Entry, Node, Head)
)


@dataclass(frozen=True)
class KnownTail:
    """The right edge as this process last saw it, so that it need not be read again."""

    frontier: Frontier
    root: str


class Tail:
    """The end of the log inside one unit of work; the log is locked meanwhile."""

    def __init__(self, session: Session, keys: Keys, known: KnownTail | None) -> None:
        self._session = session
        self._keys = keys
        self._nodes: list[dict[str, Any]] = []
        self._frontier = _current(session, known)
        self._started_at = self._frontier.size

    @property
    def size(self) -> int:
        """How many entries the log has, those of this unit included."""
        return self._frontier.size

    def append(self, entry: Entry, leaf: bytes) -> None:
        """Store one entry; its nodes follow when the unit closes."""
        values = {column.key: entry.__dict__[column.key] for column in _ENTRIES.columns}
        self._session.connection().execute(insert(_ENTRIES), [values])
        self._nodes += [
            {"level": level, "position": position, "hash": value.hex()}
            for level, position, value in self._frontier.append(leaf)
        ]

    def close(self, at: datetime) -> KnownTail:
        """Store the nodes and the signed head; without a new entry there is nothing to sign."""
        root = self._frontier.root().hex()
        if self.size > self._started_at:
            head = sign_head(self._keys, self.size, root, at)
            connection = self._session.connection()
            if self._nodes:
                connection.execute(insert(_NODES), self._nodes)
            row = {**head, "at": instant_from(head["at"])}
            connection.execute(insert(_HEADS), [row])
        return KnownTail(self._frontier, root)


def _current(session: Session, known: KnownTail | None) -> Frontier:
    head = last_head(session)
    size, root = (0, Frontier().root().hex()) if head is None else (head["size"], head["root"])
    if known is not None and (known.frontier.size, known.root) == (size, root):
        return known.frontier.copy()
    frontier = Frontier(size, [stored_hash(session, *peak) for peak in peaks_of(0, size)])
    if frontier.root().hex() != root:
        raise LedgerDamaged(
            what=f"The log's last head is for {size} entries and does not match them.",
            meaning="The record was altered outside First Air; nothing more is written onto it.",
            do="Keep the file as it is, run `firstair verify`, and restore from a backup.",
        )
    return frontier


def stored_hash(session: Session, level: int, position: int) -> bytes:
    """The hash of a full subtree as stored: a leaf or an inner node."""
    if level:
        question = select(Node.hash).where(Node.level == level, Node.position == position)
    else:
        question = select(Entry.leaf).where(Entry.number == position + 1)
    found = session.scalar(question)
    if found is None:
        raise LedgerDamaged(
            what=f"The log lacks the hash at level {level}, place {position}.",
            meaning="It was altered outside First Air.",
            do="Keep the file as it is, run `firstair verify`, and restore from a backup.",
        )
    return bytes.fromhex(found)
