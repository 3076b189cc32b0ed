"""Check one compounding record against its proof, without First Air and without a network.

    python3 verify_record.py record.json proof.json --key FINGERPRINT

Needs this one file and Python's standard library.  It answers three questions:

1. Is the record, byte for byte, the one that was entered in the log?  (SHA-256)
2. Does that entry stand in the log whose head is in the proof?        (Merkle path, RFC 9162)
3. Was that head signed by the installation whose key fingerprint stands on the paper?  (Ed25519)

Exit code 0: it stands.  Exit code 1: it does not; the reason is printed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from typing import Any, NoReturn

HEAD_PREFIX = b"firstair-head-1\n"
PROOF_FORMAT = "firstair-proof-1"
ENTRY_FORMAT = "firstair-entry-1"
HEX = set("0123456789abcdef")
PROOF_KEYS = {"format", "entry", "index", "path", "head"}
HEAD_KEYS = {"size", "root", "at", "log", "signature", "key"}


class DoesNotStandError(Exception):
    """The reason, in a sentence for the reader."""


# Ed25519 (RFC 8032), verification only.

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)
BASE_Y = 4 * pow(5, P - 2, P) % P

Point = tuple[int, int, int, int]  # x/z, y/z, z, xy/z


def add_points(a: Point, b: Point) -> Point:
    """Add on the twisted Edwards curve, in extended coordinates."""
    e = (a[1] - a[0]) * (b[1] - b[0]) % P
    f = (a[1] + a[0]) * (b[1] + b[0]) % P
    g = 2 * a[3] * b[3] * D % P
    h = 2 * a[2] * b[2] % P
    i, j, k, m = f - e, h - g, h + g, f + e
    return i * j % P, k * m % P, j * k % P, i * m % P


def times(scalar: int, point: Point) -> Point:
    """Multiply a point."""
    total = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            total = add_points(total, point)
        point = add_points(point, point)
        scalar >>= 1
    return total


def decode_point(data: bytes) -> Point:
    """Decompress a point; only its one lawful spelling is taken."""
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    if y >= P:
        return refuse("a point of the signature is not on the curve")
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_ONE % P
    if (x * x - square) % P or (x == 0 and sign):
        return refuse("a point of the signature is not on the curve")
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


def encode_point(point: Point) -> bytes:
    """Compress a point."""
    inverse = pow(point[2], P - 2, P)
    x, y = point[0] * inverse % P, point[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


def signature_holds(public: bytes, message: bytes, signature: bytes) -> bool:
    """Verify an Ed25519 signature."""
    if len(public) != 32 or len(signature) != 64:  # noqa: PLR2004 - RFC 8032's lengths
        return False
    scalar = int.from_bytes(signature[32:], "little")
    if scalar >= ORDER:
        return False
    key = decode_point(public)
    digest = hashlib.sha512(signature[:32] + public + message).digest()
    minus_key = (P - key[0], key[1], key[2], P - key[3])
    base = decode_point(BASE_Y.to_bytes(32, "little"))
    product = times(int.from_bytes(digest, "little") % ORDER, minus_key)
    return encode_point(add_points(times(scalar, base), product)) == signature[:32]


# The Merkle tree (RFC 9162, section 2.1.3.2).


def root_from_path(leaf: bytes, index: int, size: int, path: list[bytes]) -> bytes:
    """Climb from the leaf to the root."""
    position, last, value = index, size - 1, leaf
    for neighbour in path:
        if last == 0:
            refuse("the path is longer than the tree is high")
        if position & 1 or position == last:
            value = hashlib.sha256(b"\x01" + neighbour + value).digest()
            while not position & 1 and position:
                position, last = position >> 1, last >> 1
        else:
            value = hashlib.sha256(b"\x01" + value + neighbour).digest()
        position, last = position >> 1, last >> 1
    if last:
        refuse("the path is shorter than the tree is high")
    return value


# Reading.


def refuse(reason: str) -> NoReturn:
    """Stop with the reason."""
    raise DoesNotStandError(reason)


def canonical(value: object) -> bytes:
    """The one spelling of a value: sorted keys, no spaces, UTF-8."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode("utf-8")


def no_float(text: str) -> NoReturn:
    """Numbers with digits to keep are texts in a record."""
    refuse(f"it holds the bare number {text[:40]}; its spelling was changed")


def read(path: str, what: str) -> tuple[bytes, dict[str, Any]]:
    """Read a file that must be one canonical JSON object."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - kept to what every Python knows
            data = file.read()
        value = json.loads(data.decode("utf-8"), parse_float=no_float, parse_constant=no_float)
        spelling = canonical(value)
    except OSError as trouble:
        refuse(f"the {what} cannot be read ({trouble.strerror})")
    except (ValueError, RecursionError):
        refuse(f"the {what} is not well-formed: it was damaged or is another kind of file")
    if not isinstance(value, dict) or spelling != data:
        refuse(f"the {what} is not spelled as First Air writes it: it was changed afterwards")
    return data, value


def octets(value: object, length: int, what: str) -> bytes:
    """Bytes written as small hexadecimal letters."""
    if (
        not isinstance(value, str)
        or len(value) != 2 * length
        or set(value) - set("0123456789abcdef")
    ):
        refuse(f"the {what} in the proof is damaged")
    return bytes.fromhex(value)


def whole(value: object, what: str) -> int:
    """A whole number that is not negative."""
    if type(value) is not int or value < 0:
        refuse(f"the {what} in the proof is damaged")
    return value


def fingerprint(public: bytes) -> str:
    """The key's fingerprint as it stands on paper."""
    digest = hashlib.sha256(public).hexdigest()
    return "-".join(digest[start : start + 4] for start in range(0, 32, 4))


# The three questions.


def check_shape(proof: dict[str, Any]) -> None:
    """Take nothing that this file does not know, so that nothing goes unchecked."""
    head, entry = proof.get("head"), proof.get("entry")
    if proof.get("format") != PROOF_FORMAT or set(proof) != PROOF_KEYS:
        refuse("the proof is of another kind or version than this verifier knows")
    if not isinstance(head, dict) or set(head) != HEAD_KEYS or not isinstance(proof["path"], list):
        refuse("the head or the path in the proof is damaged")
    if not isinstance(entry, dict) or entry.get("format") != ENTRY_FORMAT:
        refuse("the entry in the proof is of another kind or version than this verifier knows")
    if not isinstance(head["at"], str) or not isinstance(head["log"], str):
        refuse("the head in the proof is damaged")


def check_record(record: bytes, entry: dict[str, Any]) -> None:
    """Question 1: these very bytes were entered."""
    after = entry.get("after")
    expected = after.get("record_digest") if isinstance(after, dict) else None
    if hashlib.sha256(record).hexdigest() != expected:
        refuse("the record is not the one that was entered in the log")


def check_log(proof: dict[str, Any]) -> None:
    """Question 2: the entry stands in the log of this head."""
    index, size = whole(proof["index"], "place"), whole(proof["head"]["size"], "size")
    if index >= size or proof["entry"].get("number") != index + 1:
        refuse("the entry is not at the place in the log that the proof says")
    leaf = hashlib.sha256(b"\x00" + canonical(proof["entry"])).digest()
    path = [octets(step, 32, "path") for step in proof["path"]]
    if root_from_path(leaf, index, size, path) != octets(proof["head"]["root"], 32, "root"):
        refuse("the entry is not in the log: the path does not lead to its root")


def check_signature(head: dict[str, Any], expected: str | None) -> str:
    """Question 3: the head was signed, and by whom; return the fingerprint."""
    public, signature = octets(head["key"], 32, "key"), octets(head["signature"], 64, "signature")
    signed = {name: head[name] for name in ("at", "log", "root", "size")}
    if not signature_holds(public, HEAD_PREFIX + canonical(signed), signature):
        refuse("the signature of the log's head does not hold")
    found = fingerprint(public)
    if expected is not None and expected.strip().lower() != found:
        refuse(f"it was signed by another key: {found}, not the one on the paper")
    return found


def check(record_path: str, proof_path: str, key: str | None) -> str:
    """Ask all three; return what is to be told."""
    record, _ = read(record_path, "record")
    _, proof = read(proof_path, "proof")
    check_shape(proof)
    check_record(record, proof["entry"])
    check_log(proof)
    found = check_signature(proof["head"], key)
    return tell(proof["entry"], proof["head"], found, compared=key is not None)


def tell(entry: dict[str, Any], head: dict[str, Any], found: str, *, compared: bool) -> str:
    """The good news, and what is left for the reader to do."""
    by = entry.get("by")
    name = by.get("name") if isinstance(by, dict) else None
    lines = [
        "The record STANDS: it is byte for byte what was entered.",
        f"  Entry {entry['number']} of {head['size']} in log {head['log']}",
        f"  {entry.get('verb')} of {entry.get('subject')}, by {name}, at {entry.get('at')}",
        f"  Signed head of {head['at']}",
        f"  Key {found}" + (", as on the paper" if compared else ""),
    ]
    if not compared:
        lines.append("  COMPARE this key with the fingerprint on the paper: a forger has his own.")
    return "\n".join(plain(line) for line in lines)


def plain(text: str) -> str:
    """Keep whatever a damaged file holds from steering the terminal."""
    return "".join(letter if letter.isprintable() else "?" for letter in text)


def main(arguments: list[str] | None = None) -> int:
    """Read the command line, print the answer."""
    parser = argparse.ArgumentParser(description="Check a compounding record against its proof.")
    parser.add_argument("record", help="record.json as exported")
    parser.add_argument("proof", help="proof.json as exported")
    parser.add_argument("--key", help="the fingerprint printed on the paper")
    given = parser.parse_args(arguments)
    try:
        answer, code = check(given.record, given.proof, given.key), 0
    except DoesNotStandError as reason:
        answer, code = plain(f"The record DOES NOT STAND: {reason}."), 1
    sys.stdout.write(answer.encode("ascii", "replace").decode() + "\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
