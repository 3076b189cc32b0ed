"""What proves a paper: the record's digest and the signed head that holds it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from compounding.ledger.canonical import digest
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
        found = digest(record)
        if found != self.digest:
            raise WrongSeal(self.digest, found)
