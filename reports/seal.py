"""What proves a paper: the record's digest and the signed head that holds it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from reports.errors import WrongSeal


@dataclass(frozen=True)
class Seal:
    """The digest of a record and the head of the ledger that sealed its release."""

    digest: str
    size: int
    root: str
    at: datetime
    fingerprint: str

    def must_fit(self, record: Mapping[str, Any]) -> None:
        """Refuse a record other than the sealed one."""
        found = digest_of(record)
        if found != self.digest:
            raise WrongSeal(self.digest, found)


def digest_of(record: Mapping[str, Any]) -> str:
    """SHA-256 of the record's canonical JSON, as the ledger reckons it."""
    text = json.dumps(record, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
