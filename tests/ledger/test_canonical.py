"""Equal values have equal bytes; what has no exact form is refused."""

import hashlib
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from compounding.errors import NotPlain
from compounding.ledger.canonical import canonical, digest


def test_the_order_of_keys_does_not_count():
    assert canonical({"b": 1, "a": 2}) == canonical({"a": 2, "b": 1}) == b'{"a":2,"b":1}'


def test_letters_beyond_ascii_stay_themselves():
    assert canonical("Gödel – µ") == '"Gödel – µ"'.encode()


def test_the_digest_is_sha_256_of_the_bytes():
    assert digest({"a": "1"}) == hashlib.sha256(b'{"a":"1"}').hexdigest()


@pytest.mark.parametrize(
    "wrong",
    [
        0.1,
        float("nan"),
        Decimal("1.0"),
        datetime(2026, 1, 1, tzinfo=UTC),
        b"x",
        {1: 2},
        {"a": [{"b": 0.5}]},
        {"a": {1, 2}},
        "\udc00",
    ],
)
def test_what_has_no_exact_form_is_refused(wrong):
    with pytest.raises(NotPlain):
        canonical(wrong)
