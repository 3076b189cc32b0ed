"""Keys are made once, private, never written over, and their absence is said plainly."""

import pytest

from compounding.errors import KeysError
from compounding.ledger.heads import head_stands, sign_head
from compounding.ledger.keys import Keys, fingerprint, signature_holds
from tests.ledger.fresh import NOW


def test_keys_are_readable_by_their_owner_only(tmp_path):
    Keys.create(tmp_path / "keys")
    modes = {path.name: path.stat().st_mode & 0o777 for path in (tmp_path / "keys").iterdir()}
    assert modes == {"signing.key": 0o600, "pepper.key": 0o600, "log.id": 0o600}
    assert (tmp_path / "keys").stat().st_mode & 0o777 == 0o700


def test_two_installations_share_nothing(tmp_path):
    one, two = Keys.create(tmp_path / "one"), Keys.create(tmp_path / "two")
    assert one.public != two.public
    assert one.pepper != two.pepper
    assert one.log != two.log


def test_keys_are_never_written_over(tmp_path):
    made = Keys.create(tmp_path)
    with pytest.raises(KeysError, match="already"):
        Keys.create(tmp_path)
    assert Keys.load(tmp_path).public == made.public


@pytest.mark.parametrize("name", ["signing.key", "pepper.key", "log.id"])
@pytest.mark.parametrize("content", [None, "", "zz", "00", "é"])
def test_a_missing_or_damaged_key_is_named(tmp_path, name, content):
    Keys.create(tmp_path)
    if content is None:
        (tmp_path / name).unlink()
    else:
        (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(KeysError, match=name):
        Keys.load(tmp_path)


def test_a_key_that_others_can_read_is_refused(tmp_path):
    Keys.create(tmp_path)
    (tmp_path / "signing.key").chmod(0o640)
    with pytest.raises(KeysError, match="chmod 600"):
        Keys.load(tmp_path)


def test_a_secret_never_shows_in_a_log_line(tmp_path):
    keys = Keys.create(tmp_path)
    assert keys.pepper.hex() not in repr(keys)


def test_the_fingerprint_has_eight_groups_of_four():
    groups = fingerprint("ab" * 32).split("-")
    assert [len(group) for group in groups] == [4] * 8


def test_a_signature_holds_for_its_message_and_key_only(tmp_path):
    keys, other = Keys.create(tmp_path / "a"), Keys.create(tmp_path / "b")
    signature = keys.sign(b"message")
    assert signature_holds(keys.public, b"message", signature)
    assert not signature_holds(keys.public, b"massage", signature)
    assert not signature_holds(other.public, b"message", signature)
    assert not signature_holds("not hex", b"message", signature)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("size", 8),
        ("root", "00" * 32),
        ("at", "2026-11-23T14:12:00.000001Z"),
        ("log", "other"),
        ("signature", "00" * 64),
        ("signature", None),
        ("key", "zz"),
        ("size", 1.5),
    ],
)
def test_a_head_changed_in_any_part_does_not_stand(tmp_path, name, value):
    head = sign_head(Keys.create(tmp_path), 7, "ab" * 32, NOW)
    assert head_stands(head)
    assert not head_stands({**head, name: value})
    assert not head_stands({key: kept for key, kept in head.items() if key != name})


def test_the_pepper_separates_purposes_and_unites_spellings(tmp_path):
    keys = Keys.create(tmp_path)
    assert keys.peppered("pin", "194827") != keys.peppered("password", "194827")
    assert keys.peppered("password", "e\u0301t\u00e9") == keys.peppered(
        "password", "\u00e9te\u0301"
    )
