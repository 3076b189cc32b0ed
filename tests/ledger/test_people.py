"""People, roles, secrets, badges: what is kept, what is refused, what the log shows."""

import pytest
from sqlalchemy import select

from compounding.errors import HandleTaken, UnknownPerson, UnknownRole, WeakSecret
from compounding.ledger.actor import SYSTEM
from compounding.ledger.canonical import canonical_text
from compounding.ledger.entry import Entry
from compounding.ledger.hashing import DEFAULT, Cost, Hashing
from compounding.ledger.people import (
    Badge,
    Role,
    Secret,
    add_person,
    disable,
    enable,
    find_person,
    give_badge,
    grant,
    person_by_badge,
    person_of,
    revoke,
    roles_of,
    set_password,
    set_pin,
    take_badge,
)
from compounding.ledger.verify import verify
from tests.ledger.conftest import PASSWORD, PIN
from tests.ledger.fresh import NOW


@pytest.fixture
def unit(database):
    with database.entry(by=SYSTEM, at=NOW) as opened:
        yield opened


def test_a_person_has_the_roles_given_and_not_those_taken(unit):
    person = add_person(unit, "anna", "Demo", [Role.TECHNICIAN])
    assert roles_of(unit.session, person.id) == {Role.TECHNICIAN}
    grant(unit, person.id, Role.PHARMACIST)
    grant(unit, person.id, Role.PHARMACIST)
    revoke(unit, person.id, Role.TECHNICIAN, "left the room")
    assert roles_of(unit.session, person.id) == {Role.PHARMACIST}
    with pytest.raises(UnknownRole):
        revoke(unit, person.id, Role.ADMIN)


def test_somebody_disabled_holds_no_role_until_enabled(unit):
    person = add_person(unit, "anna", "Demo", [Role.TECHNICIAN])
    disable(unit, person.id, "on leave")
    assert roles_of(unit.session, person.id) == frozenset()
    enable(unit, person.id, "back")
    assert roles_of(unit.session, person.id) == {Role.TECHNICIAN}


def test_a_handle_belongs_to_one_person(unit):
    add_person(unit, "anna", "Demo")
    with pytest.raises(HandleTaken):
        add_person(unit, "anna", "Other")


@pytest.mark.parametrize(
    ("handle", "name"),
    [
        ("", "Demo"),
        ("Anna", "Demo"),
        ("an na", "Demo"),
        ("anna", "  "),
        ("a\nb", "Demo"),
        ("a" * 61, "Demo"),
    ],
)
def test_a_handle_and_a_name_are_asked_for(unit, handle, name):
    with pytest.raises(UnknownPerson):
        add_person(unit, handle, name)


def test_nobody_is_found_where_nobody_is(unit):
    assert find_person(unit.session, "nobody") is None
    assert person_by_badge(unit.session, "nothing") is None
    with pytest.raises(UnknownPerson):
        person_of(unit.session, 4711)


@pytest.mark.parametrize(
    "pin",
    [
        "12345",
        "1234567890123",
        "111111",
        "123456",
        "654321",
        "890123",
        "12345a",
        "19482７",
        "",
        "194 827",
    ],
)
def test_a_pin_that_would_be_guessed_is_refused(unit, pin):
    person = add_person(unit, "anna", "Demo")
    with pytest.raises(WeakSecret):
        set_pin(unit, person.id, pin)


@pytest.mark.parametrize("pin", ["194827", "194827194827"])
def test_six_to_twelve_digits_make_a_pin(unit, pin):
    set_pin(unit, add_person(unit, "anna", "Demo").id, pin)


@pytest.mark.parametrize("password", ["short", "eleven char", "x" * 201, "my name is anna"])
def test_a_password_that_would_be_guessed_is_refused(unit, password):
    person = add_person(unit, "anna", "Demo")
    with pytest.raises(WeakSecret):
        set_password(unit, person.id, password)


@pytest.mark.parametrize("password", ["twelve chars", "x" * 200])
def test_a_password_from_twelve_characters_on_is_taken(unit, password):
    set_password(unit, add_person(unit, "anna", "Demo").id, password)


def test_no_secret_stands_in_the_database_or_the_log(database, technician):
    with database.reading() as session:
        hashes = session.scalars(select(Secret.hash)).all()
        log = canonical_text([entry.after for entry in session.scalars(select(Entry))])
        badges = session.scalars(select(Badge.badge)).all()
    assert all(found.startswith("$argon2id$") for found in hashes)
    for secret in (PIN, PASSWORD, "BADGE-T", *hashes):
        assert secret not in log
        assert secret not in badges
    assert "sha256:" in log
    assert verify(database).ok
    assert technician.handle == "tech"


def test_a_hash_is_worth_nothing_without_the_pepper(database, tmp_path):
    from compounding.ledger.keys import Keys

    cheap = Cost(1, 8, 1)
    ours, theirs = database.hashing, Hashing(Keys.create(tmp_path / "other"), cheap)
    stored = ours.hash("pin", PIN)
    assert ours.matches(stored, "pin", PIN)
    assert not theirs.matches(stored, "pin", PIN)
    assert not ours.matches(stored, "password", PIN)
    assert not ours.matches("no hash at all", "pin", PIN)
    assert not ours.matches(None, "nobody", "nobody")


def test_one_guess_is_dear_unless_a_test_says_otherwise():
    assert (DEFAULT.rounds, DEFAULT.memory, DEFAULT.lanes) == (3, 65_536, 4)


def test_a_badge_has_one_holder_and_can_be_taken_back(unit):
    anna, ben = add_person(unit, "anna", "Demo"), add_person(unit, "ben", "Demo")
    give_badge(unit, anna.id, "B-1")
    assert person_by_badge(unit.session, "B-1").id == anna.id
    with pytest.raises(HandleTaken):
        give_badge(unit, ben.id, "B-1")
    take_badge(unit, "B-1", "lost")
    assert person_by_badge(unit.session, "B-1") is None
    with pytest.raises(UnknownPerson):
        take_badge(unit, "B-1", "lost")
    give_badge(unit, ben.id, "B-1")
    assert person_by_badge(unit.session, "B-1").id == ben.id
