"""A signature asks again, says what it means, and is bound to what was shown."""

import pytest
from sqlalchemy import select

from compounding.errors import LockedOut, NotAPerson, NotPlain, WrongSecret
from compounding.ledger.actor import SYSTEM
from compounding.ledger.canonical import digest
from compounding.ledger.entry import Entry
from compounding.ledger.people import Person, Role, grant
from compounding.ledger.signatures import Meaning, Signature, sign
from compounding.ledger.tries import wrong_in_a_row
from compounding.ledger.verbs import Verb
from compounding.ledger.verify import verify
from tests.ledger.conftest import PASSWORD, PIN
from tests.ledger.fresh import NOW

SHOWN = digest({"shown": "the record"})

pytestmark = pytest.mark.usefixtures("technician")


def signing(database, person, secret=PIN, station="hood-2", shown=SHOWN):
    with database.entry(by=person, at=NOW, station=station) as unit:
        return sign(unit, secret, Meaning.RELEASED, shown, "dose 7")


def test_a_signature_names_person_role_meaning_instant_and_content(database, pharmacist):
    with database.entry(by=SYSTEM, at=NOW) as unit:
        grant(unit, pharmacist.id, Role.ADMIN)
    made = signing(database, pharmacist)
    with database.reading() as session:
        kept = session.get(Signature, made.id)
        entry = session.scalars(select(Entry).order_by(Entry.number.desc())).first()
    assert (kept.person_id, kept.printed_name, kept.role) == (
        pharmacist.id,
        "Demo Pharmacist",
        "admin, pharmacist",
    )
    assert (kept.meaning, kept.at, kept.digest, kept.subject) == ("released", NOW, SHOWN, "dose 7")
    assert (entry.verb, entry.actor_id) == (Verb.SESSION_SIGNATURE_GIVE, pharmacist.id)


def test_the_pin_signs_at_a_station_and_the_password_elsewhere(database, pharmacist):
    signing(database, pharmacist, PIN, "hood-2")
    signing(database, pharmacist, PASSWORD, "")
    with pytest.raises(WrongSecret):
        signing(database, pharmacist, PASSWORD, "hood-2")
    with pytest.raises(WrongSecret):
        signing(database, pharmacist, PIN, "office")


def test_a_wrong_secret_takes_the_act_back_but_leaves_its_trace(database, pharmacist):
    with (
        pytest.raises(WrongSecret) as refused,
        database.entry(by=pharmacist, at=NOW, station="hood-2") as unit,
    ):
        work_then_sign(unit)
    assert refused.value.tries_left == 4
    with database.reading() as session:
        assert session.scalars(select(Person).where(Person.handle == "made-meanwhile")).all() == []
        assert session.scalars(select(Signature)).all() == []
        assert wrong_in_a_row(session, pharmacist.id, "pin") == 1
        last = session.scalars(select(Entry).order_by(Entry.number.desc())).first()
    assert last.verb == Verb.SESSION_SIGNATURE_REFUSE
    assert verify(database).ok


def work_then_sign(unit):
    unit.write(Verb.PEOPLE_PERSON_ADD, "person x", Person(handle="made-meanwhile", name="x"))
    sign(unit, "000000", Meaning.RELEASED, SHOWN, "dose 7")


def test_a_wrong_secret_need_not_abort_what_else_the_unit_does(database, pharmacist):
    with database.entry(by=pharmacist, at=NOW, station="hood-2") as unit:
        unit.write(Verb.PEOPLE_PERSON_ADD, "person x", Person(handle="kept", name="x"))
        with pytest.raises(WrongSecret):
            sign(unit, "000000", Meaning.RELEASED, SHOWN, "dose 7")
    with database.reading() as session:
        assert session.scalars(select(Person).where(Person.handle == "kept")).one()
        assert wrong_in_a_row(session, pharmacist.id, "pin") == 1


def test_five_wrong_secrets_lock_signing_out_and_a_right_one_forgets(database, pharmacist):
    for _ in range(4):
        with pytest.raises(WrongSecret):
            signing(database, pharmacist, "000000")
    signing(database, pharmacist)
    for _ in range(5):
        with pytest.raises(WrongSecret):
            signing(database, pharmacist, "000000")
    with pytest.raises(LockedOut):
        signing(database, pharmacist)
    assert verify(database).ok


@pytest.mark.parametrize("shown", ["", "short", "G" * 64, SHOWN.upper(), SHOWN + "0"])
def test_nothing_is_signed_that_was_not_shown(database, pharmacist, shown):
    with pytest.raises(NotPlain):
        signing(database, pharmacist, shown=shown)


def test_a_program_does_not_sign(database):
    with pytest.raises(NotAPerson):
        signing(database, SYSTEM)
