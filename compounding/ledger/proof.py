"""Proofs an outsider can check: an entry is in the log, and the log only ever grew."""

from typing import Any

from sqlalchemy.orm import Session

from compounding.errors import NoSuchEntry
from compounding.ledger.append import stored_hash
from compounding.ledger.entry import Entry, leaf_object
from compounding.ledger.heads import last_head
from compounding.ledger.merkle import consistency_ranges, fold, inclusion_ranges, peaks_of
from compounding.ledger.types import instant_text

FORMAT = "firstair-proof-1"


def proof_of(session: Session, entry_number: int) -> dict[str, Any]:
    """What `verify_record.py` needs beside the record; write it with `canonical`."""
    entry = session.get(Entry, entry_number)
    head = last_head(session)
    if entry is None or head is None or entry_number > head["size"]:
        raise NoSuchEntry(
            what=f"There is no entry {entry_number} in the log.",
            meaning="Nothing can be proved of it.",
            do="Check the number on the record.",
        )
    index = entry_number - 1
    ranges = inclusion_ranges(index, head["size"])
    return {
        "format": FORMAT,
        "entry": leaf_of(entry),
        "index": index,
        "path": [_range_root(session, start, end).hex() for start, end in ranges],
        "head": head,
    }


def leaf_of(entry: Entry) -> dict[str, Any]:
    """The leaf object of a stored entry."""
    values = {column.key: entry.__dict__[column.key] for column in Entry.__table__.columns}
    return leaf_object({**values, "at": instant_text(entry.at)})


def growth_of(session: Session, older_size: int) -> list[str]:
    """Consistency proof from an older head's size to the newest head (RFC 9162), in hex."""
    head = last_head(session)
    size = 0 if head is None else head["size"]
    if not 0 <= older_size <= size:
        raise NoSuchEntry(
            what=f"The log has {size} entries, not {older_size}.",
            meaning="It is shorter than an older head says: entries are missing.",
            do="Keep the file as it is, run `firstair verify`, and restore from a backup.",
        )
    ranges = consistency_ranges(older_size, size)
    return [_range_root(session, start, end).hex() for start, end in ranges]


def _range_root(session: Session, start: int, end: int) -> bytes:
    return fold([stored_hash(session, *peak) for peak in peaks_of(start, end)])
