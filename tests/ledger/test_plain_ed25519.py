"""The verifier's own Ed25519 against published signatures and against a library."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from compounding.ledger import verify_record
from compounding.ledger.keys import fingerprint


@pytest.mark.parametrize(
    ("public", "message", "signature"),
    [  # RFC 8032, section 7.1
        (
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            "",
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        ),
        (
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            "72",
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        ),
        (
            "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
            "af82",
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
        ),
    ],
)
def test_the_published_signatures_hold(public, message, signature):
    key, sig, said = bytes.fromhex(public), bytes.fromhex(signature), bytes.fromhex(message)
    assert verify_record.signature_holds(key, said, sig)
    assert not verify_record.signature_holds(key, said + b"x", sig)


def test_the_plain_check_agrees_with_the_library_on_many_keys():
    for seed in range(12):
        key = Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32)
        public, signature = key.public_key().public_bytes_raw(), key.sign(b"head")
        assert verify_record.signature_holds(public, b"head", signature)
        assert not verify_record.signature_holds(public, b"heat", signature)
        for place in range(0, 64, 9):
            damaged = bytearray(signature)
            damaged[place] ^= 4
            assert not holds(public, bytes(damaged))


def holds(public, signature):
    try:
        return verify_record.signature_holds(public, b"head", signature)
    except verify_record.DoesNotStandError:
        return False


def test_a_second_spelling_of_a_signature_is_refused():
    key = Ed25519PrivateKey.from_private_bytes(b"\x07" * 32)
    public, signature = key.public_key().public_bytes_raw(), key.sign(b"head")
    scalar = int.from_bytes(signature[32:], "little") + verify_record.ORDER
    assert not holds(public, signature[:32] + scalar.to_bytes(32, "little"))
    assert not holds(public[:31], signature)
    assert not holds(public, signature + b"\x00")
    assert not holds((2**255 - 19 + 1).to_bytes(32, "little"), signature)


def test_the_fingerprint_is_the_one_first_air_prints():
    assert verify_record.fingerprint(bytes(range(32))) == fingerprint(bytes(range(32)).hex())
