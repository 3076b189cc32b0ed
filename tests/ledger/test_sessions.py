"""Sessions live on the server: revocable, idle-locked, one person per station."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from compounding.ledger.actor import SYSTEM
from compounding.ledger.entry import Entry
from compounding.ledger.people import disable
from compounding.ledger.sessions import (
    IDLE,
    LONGEST,
    WebSession,
    close_session,
    close_sessions_of,
    lock_session,
    open_session,
    session_of,
    unlock_session,
)
from compounding.ledger.verbs import Verb
from tests.ledger.fresh import NOW

TICK = timedelta(microseconds=1)


@pytest.fixture
def token(database, technician):
    return open_session(database, technician.id, "hood-2", NOW)


def test_a_token_opens_its_own_session_only(database, technician, token):
    found = session_of(database, token, NOW)
    assert (found.person_id, found.station, found.locked) == (technician.id, "hood-2", False)
    assert session_of(database, token + "x", NOW) is None
    assert session_of(database, "", NOW) is None


def test_only_the_digest_of_a_token_is_kept(database, token):
    with database.reading() as session:
        assert token not in session.scalars(select(WebSession.token)).all()


@pytest.mark.parametrize(
    ("later", "locked"), [(IDLE - TICK, False), (IDLE, True), (IDLE + TICK, True)]
)
def test_an_idle_session_locks(database, token, later, locked):
    assert session_of(database, token, NOW + later).locked is locked
    assert session_of(database, token, NOW + later).locked is locked


def test_work_keeps_a_session_awake(database, token):
    for minutes in range(0, 60, 4):
        assert not session_of(database, token, NOW + timedelta(minutes=minutes)).locked


def test_a_running_step_is_never_locked_by_idleness(database, token):
    assert not session_of(database, token, NOW + timedelta(hours=3), idle=None).locked


@pytest.mark.parametrize(
    ("later", "alive"), [(LONGEST - TICK, True), (LONGEST, False), (LONGEST + TICK, False)]
)
def test_no_session_outlives_the_longest_shift(database, token, later, alive):
    assert (session_of(database, token, NOW + later, idle=None) is not None) is alive


def test_a_locked_session_keeps_its_place_until_unlocked(database, token):
    lock_session(database, token)
    assert session_of(database, token, NOW).locked
    unlock_session(database, token, NOW + timedelta(hours=1))
    assert not session_of(database, token, NOW + timedelta(hours=1)).locked


def test_signing_out_kills_the_token_and_is_an_entry(database, token):
    close_session(database, token, NOW)
    close_session(database, token, NOW)
    assert session_of(database, token, NOW) is None
    unlock_session(database, token, NOW)
    lock_session(database, token)
    assert session_of(database, token, NOW) is None
    with database.reading() as session:
        outs = session.scalars(
            select(Entry).where(Entry.verb == Verb.SESSION_PERSON_SIGN_OUT)
        ).all()
    assert len(outs) == 1


def test_the_next_person_at_a_station_ends_the_session_before(database, token, pharmacist):
    office = open_session(database, pharmacist.id, "", NOW)
    second = open_session(database, pharmacist.id, "hood-2", NOW)
    assert session_of(database, token, NOW) is None
    assert session_of(database, second, NOW).person_id == pharmacist.id
    assert session_of(database, office, NOW) is not None


def test_every_session_of_a_person_can_be_ended(database, technician, token):
    other = open_session(database, technician.id, "", NOW)
    close_sessions_of(database, technician.id)
    assert session_of(database, token, NOW) is None
    assert session_of(database, other, NOW) is None


def test_somebody_disabled_is_out_at_once(database, technician, token):
    with database.entry(by=SYSTEM, at=NOW) as unit:
        disable(unit, technician.id, "left")
    assert session_of(database, token, NOW) is None


def test_sessions_write_no_entries(database, token):
    with database.reading() as session:
        before = session.scalars(select(Entry.number)).all()
    session_of(database, token, NOW + timedelta(minutes=1))
    lock_session(database, token)
    with database.reading() as session:
        assert session.scalars(select(Entry.number)).all() == before
