"""The installation's own secrets: the signing key of the log and the pepper of the PINs.

They live in a folder beside the database, never in it, and are made fresh at each installation.
"""

import hashlib
import hmac
import os
import secrets
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from compounding.errors import KeysError

SIGNING = "signing.key"
PEPPER = "pepper.key"
LOG = "log.id"
_LENGTHS = {SIGNING: 64, PEPPER: 64, LOG: 32}


def fingerprint(public_key_hex: str) -> str:
    """The public key's fingerprint in groups a person can compare with paper.

    >>> fingerprint("00" * 32)
    '6668-7aad-f862-bd77-6c8f-c18b-8e9f-8e20'
    """
    digest = hashlib.sha256(bytes.fromhex(public_key_hex)).hexdigest()
    return "-".join(digest[start : start + 4] for start in range(0, 32, 4))


def signature_holds(public_key_hex: str, message: bytes, signature_hex: str) -> bool:
    """Tell whether this key signed this message."""
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key_hex))
        key.verify(bytes.fromhex(signature_hex), message)
    except (InvalidSignature, ValueError):
        return False
    return True


@dataclass(frozen=True, repr=False)
class Keys:
    """Made by `Keys.create(folder)` once, read by `Keys.load(folder)` ever after."""

    signing: Ed25519PrivateKey
    pepper: bytes
    log: str

    @classmethod
    def create(cls, folder: Path) -> "Keys":
        """Make new secrets, readable by their owner only; never write over existing ones."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        present = [name for name in _LENGTHS if (folder / name).exists()]
        if present:
            raise KeysError(
                what=f"There are keys in {folder} already ({', '.join(present)}).",
                meaning="Signed records rest on them.",
                do="Load them, or choose an empty folder for a new installation.",
            )
        for name, length in _LENGTHS.items():
            _write_private(folder / name, secrets.token_hex(length // 2))
        return cls.load(folder)

    @classmethod
    def load(cls, folder: Path) -> "Keys":
        """Read the secrets of this installation."""
        signing, pepper, log = (_read_private(folder / name) for name in _LENGTHS)
        return cls(
            Ed25519PrivateKey.from_private_bytes(bytes.fromhex(signing)),
            bytes.fromhex(pepper),
            log,
        )

    @property
    def public(self) -> str:
        """The public key in hex."""
        return self.signing.public_key().public_bytes_raw().hex()

    @property
    def fingerprint(self) -> str:
        """What stands on paper, to be compared with a proof."""
        return fingerprint(self.public)

    def sign(self, message: bytes) -> str:
        """Sign with the log's key; the signature in hex."""
        return self.signing.sign(message).hex()

    def peppered(self, purpose: str, text: str) -> str:
        """A keyed digest of a secret: useless to whoever holds the database alone."""
        plain = unicodedata.normalize("NFKC", text).encode("utf-8", "surrogatepass")
        message = purpose.encode() + b"\x00" + plain
        return hmac.new(self.pepper, message, hashlib.sha256).hexdigest()


def _write_private(path: Path, text: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())


def _read_private(path: Path) -> str:
    try:
        text = path.read_text(encoding="ascii").strip()
        bytes.fromhex(text)
        open_to_others = os.name == "posix" and path.stat().st_mode & 0o077
    except (OSError, ValueError) as trouble:
        raise _unusable(path, f"cannot be read ({trouble})") from trouble
    if len(text) != _LENGTHS[path.name]:
        raise _unusable(path, "has the wrong length")
    if open_to_others:
        raise _unusable(path, "can be read by others on this computer (chmod 600 closes it)")
    return text


def _unusable(path: Path, why: str) -> KeysError:
    return KeysError(
        what=f"The key file {path} {why}.",
        meaning="Without it nothing can be signed; recorded preparations are not affected.",
        do="Restore the key folder from its own backup; do not make new keys for an old log.",
    )
