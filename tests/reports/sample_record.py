"""Two finished records built from the figures of the two sample preparations."""

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path

from compounding.ledger.canonical import digest
from reports.seal import Seal

RECORDS = Path(__file__).with_name("records")


def potassium():
    """Preparation A, with the three tries of a draw: too much, doubtful, right."""
    return json.loads((RECORDS / "potassium_chloride.json").read_text("utf-8"))


def vancomycin():
    """Preparation B: two vials, one draw, the dose judged as a whole."""
    return json.loads((RECORDS / "vancomycin.json").read_text("utf-8"))


def seal_for(record):
    """A seal as the ledger would have given it."""
    return Seal(
        digest=digest(record),
        size=412,
        root=hashlib.sha256(b"root").hexdigest(),
        at=datetime(2026, 11, 23, 14, 58, 31, tzinfo=UTC),
        fingerprint="4f1c-90aa-7be2-d013-55c8",
    )


def leaves(value):
    """Every fact of a record that has a text."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return [leaf for part in value for leaf in leaves(part)]
    return [value] if isinstance(value, str) and value else []
