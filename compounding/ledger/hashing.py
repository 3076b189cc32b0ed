"""Argon2id for what people know, with a pepper that the database never sees."""

import threading
from dataclasses import dataclass

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from compounding.ledger.keys import Keys


@dataclass(frozen=True)
class Cost:
    """How dear one guess is: rounds, memory in KiB, lanes."""

    rounds: int
    memory: int
    lanes: int


DEFAULT = Cost(rounds=3, memory=65_536, lanes=4)

_AT_ONCE = threading.BoundedSemaphore(4)  # each hash takes 64 MiB


class Hashing:
    """Hash and compare; the purpose keeps a PIN from passing as a password."""

    def __init__(self, keys: Keys, cost: Cost) -> None:
        self._keys = keys
        self._hasher = PasswordHasher(cost.rounds, cost.memory, cost.lanes)
        self._nobody = self.hash("nobody", "nobody")

    def hash(self, purpose: str, text: str) -> str:
        """Make the hash that is stored."""
        with _AT_ONCE:
            return self._hasher.hash(self._keys.peppered(purpose, text))

    def matches(self, stored: str | None, purpose: str, text: str) -> bool:
        """Compare; takes as long for a person who does not exist."""
        with _AT_ONCE:
            try:
                self._hasher.verify(stored or self._nobody, self._keys.peppered(purpose, text))
            except (VerificationError, InvalidHashError):
                return False
        return stored is not None

    def lookup(self, purpose: str, text: str) -> str:
        """A keyed digest to find a badge by, without keeping the badge's text."""
        return self._keys.peppered(purpose, text)
