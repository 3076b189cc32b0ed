"""What proves a paper: the record's digest and the signed head that holds it, or only itself."""

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

    @property
    def lines(self) -> tuple[str, str, str]:
        """Say at the foot of every sheet what proves it."""
        return (
            f"Record digest (SHA-256)  {self.digest}",
            f"Log head {self.size} of {self.at:%Y-%m-%d %H:%M:%SZ}  ·  root {self.root}",
            f"Signing key {self.fingerprint}",
        )

    def must_fit(self, record: Mapping[str, Any]) -> None:
        """Refuse a record other than the sealed one."""
        found = digest(record)
        if found != self.digest:
            raise WrongSeal(self.digest, found)


@dataclass(frozen=True)
class Unsealed:
    """The foot of a paper that no ledger holds; it says so, and where the paper comes from."""

    lines: tuple[str, ...]
