"""Two components, five tries, and a colleague to unlock; each try is an entry."""

import threading

import pytest
from sqlalchemy import select

from compounding.errors import LockedOut, NotAPerson, NotEnrolled, OwnLock, WrongSecret
from compounding.ledger.actor import SYSTEM
from compounding.ledger.entry import Entry
from compounding.ledger.people import Role, add_person, disable
from compounding.ledger.signing_in import sign_in
from compounding.ledger.stations import revoke_station
from compounding.ledger.tries import is_locked, unlock, wrong_in_a_row
from compounding.ledger.verbs import Verb
from compounding.ledger.verify import verify
from tests.ledger.conftest import PASSWORD, PIN
from tests.ledger.fresh import NOW

pytestmark = pytest.mark.usefixtures("technician")


def by_badge(database, secret=PIN, badge="BADGE-T", station="hood-2"):
    return sign_in(database, badge=badge, secret=secret, station=station, at=NOW)


def by_handle(database, secret=PASSWORD, handle="tech"):
    return sign_in(database, handle=handle, secret=secret, at=NOW)


def refuse(database, times):
    left = []
    for _ in range(times):
        with pytest.raises(WrongSecret) as refused:
            by_badge(database, "000000")
        left.append(refused.value.tries_left)
    return left


def verbs(database):
    with database.reading() as session:
        return session.scalars(select(Entry.verb).order_by(Entry.number)).all()


def test_badge_and_pin_open_at_an_enrolled_station(database, technician):
    assert by_badge(database).id == technician.id
    assert verbs(database)[-1] == Verb.SESSION_PERSON_SIGN_IN


def test_handle_and_password_open_anywhere(database, technician):
    assert by_handle(database).id == technician.id


@pytest.mark.parametrize("station", ["", "hood-9"])
def test_a_pin_opens_nothing_at_a_strange_computer(database, station):
    with pytest.raises(NotEnrolled):
        by_badge(database, station=station)


def test_a_pin_opens_nothing_at_a_revoked_station(database):
    with database.entry(by=SYSTEM, at=NOW) as unit:
        revoke_station(unit, "hood-2", "stolen")
    with pytest.raises(NotEnrolled):
        by_badge(database)


@pytest.mark.parametrize("secret", ["", "194826", "1948270", PASSWORD])
def test_a_wrong_pin_is_refused_and_recorded(database, secret):
    with pytest.raises(WrongSecret) as refused:
        by_badge(database, secret)
    assert refused.value.tries_left == 4
    assert verbs(database)[-1] == Verb.SESSION_PERSON_REFUSE


def test_a_pin_is_no_password_and_a_password_no_pin(database):
    with pytest.raises(WrongSecret):
        by_handle(database, PIN)
    with pytest.raises(WrongSecret):
        by_badge(database, PASSWORD)


def test_four_wrong_tries_still_open_and_a_right_one_forgets_them(database, technician):
    assert refuse(database, 4) == [4, 3, 2, 1]
    assert by_badge(database).id == technician.id
    assert refuse(database, 4) == [4, 3, 2, 1]


def test_five_wrong_tries_lock_even_the_right_secret_out(database, technician):
    assert refuse(database, 5) == [4, 3, 2, 1, 0]
    with pytest.raises(LockedOut):
        by_badge(database)
    with database.reading() as session:
        assert is_locked(session, technician.id)
    assert verify(database).ok


def test_a_stranger_at_the_password_page_stops_no_pin(database, technician):
    for left in (4, 3, 2, 1, 0):
        with pytest.raises(WrongSecret) as refused:
            by_handle(database, "wrong password")
        assert refused.value.tries_left == left
    with pytest.raises(LockedOut):
        by_handle(database)
    assert by_badge(database).id == technician.id
    with pytest.raises(LockedOut):
        by_handle(database)


def test_a_colleague_unlocks_and_that_is_an_entry(database, technician, pharmacist):
    refuse(database, 5)
    with database.entry(by=pharmacist, at=NOW) as unit:
        unlock(unit, technician.id, "recognised in person")
    assert verbs(database)[-1] == Verb.PEOPLE_PERSON_UNLOCK
    assert by_badge(database).id == technician.id


def test_nobody_unlocks_themselves_nor_without_the_right_to(database, technician, pharmacist):
    refuse(database, 5)
    with pytest.raises(OwnLock), database.entry(by=technician, at=NOW) as unit:
        unlock(unit, technician.id)
    with pytest.raises(OwnLock), database.entry(by=pharmacist, at=NOW) as unit:
        unlock(unit, pharmacist.id)
    with database.entry(by=SYSTEM, at=NOW) as unit:
        other = add_person(unit, "other", "Demo", [Role.TECHNICIAN])
    with pytest.raises(OwnLock), database.entry(by=other, at=NOW) as unit:
        unlock(unit, technician.id)
    with pytest.raises(NotAPerson), database.entry(by=SYSTEM, at=NOW) as unit:
        unlock(unit, technician.id)


def test_somebody_unknown_gets_the_same_answer_and_leaves_a_trace_without_words(database):
    for unknown in ({"handle": "my secret by mistake"}, {"badge": "BADGE-X", "station": "hood-2"}):
        with pytest.raises(WrongSecret) as refused:
            sign_in(database, secret="x", at=NOW, **unknown)
        assert refused.value.tries_left == 4
    with database.reading() as session:
        traces = session.scalars(select(Entry).where(Entry.subject == "nobody known")).all()
        assert len(traces) == 2
        assert all("mistake" not in str(trace.after) for trace in traces)


def test_somebody_disabled_is_not_let_in(database, technician):
    with database.entry(by=SYSTEM, at=NOW) as unit:
        disable(unit, technician.id, "left")
    with pytest.raises(WrongSecret):
        by_badge(database)


def test_a_burst_of_guesses_gets_no_more_than_five(database, technician):
    outcomes = []

    def guess():
        try:
            by_badge(database, "000000")
        except (WrongSecret, LockedOut) as refused:
            outcomes.append(type(refused))

    threads = [threading.Thread(target=guess) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes.count(WrongSecret) == 5
    assert outcomes.count(LockedOut) == 7
    with database.reading() as session:
        assert wrong_in_a_row(session, technician.id, "pin") == 5
    assert verify(database).ok
