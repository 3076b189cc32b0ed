"""The first administrator comes through a link that works once."""

import threading
from datetime import timedelta

import pytest

from compounding.errors import InvitationRefused, WeakSecret
from compounding.ledger.actor import SYSTEM
from compounding.ledger.invitations import Enrolment, accept_invitation, invite
from compounding.ledger.people import Role, roles_of
from compounding.ledger.signing_in import sign_in
from compounding.ledger.verify import verify
from tests.ledger.conftest import PASSWORD
from tests.ledger.fresh import NOW

ENDS = NOW + timedelta(hours=24)
FIRST = Enrolment(handle="admin", name="Demo Admin", password=PASSWORD, pin="194827")


@pytest.fixture
def token(database):
    with database.entry(by=SYSTEM, at=NOW) as unit:
        return invite(unit, [Role.ADMIN], ENDS)


def test_the_link_enrols_with_the_roles_it_carries(database, token):
    person = accept_invitation(database, token, FIRST, NOW)
    with database.reading() as session:
        assert roles_of(session, person.id) == {Role.ADMIN}
    assert sign_in(database, handle="admin", secret=PASSWORD, at=NOW).id == person.id
    assert verify(database).ok


def test_the_link_works_once(database, token):
    accept_invitation(database, token, FIRST, NOW)
    with pytest.raises(InvitationRefused):
        accept_invitation(
            database, token, Enrolment(handle="two", name="Two", password=PASSWORD), NOW
        )


def test_two_at_once_enrol_one(database, token):
    outcomes = []

    def accept(number):
        try:
            accept_invitation(
                database, token, Enrolment(handle=f"p{number}", name="Demo", password=PASSWORD), NOW
            )
            outcomes.append("in")
        except InvitationRefused:
            outcomes.append("out")

    threads = [threading.Thread(target=accept, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["in", "out", "out", "out"]


@pytest.mark.parametrize(
    ("at", "good"),
    [
        (ENDS - timedelta(microseconds=1), True),
        (ENDS, False),
        (ENDS + timedelta(microseconds=1), False),
    ],
)
def test_the_link_expires(database, token, at, good):
    if good:
        accept_invitation(database, token, FIRST, at)
    else:
        with pytest.raises(InvitationRefused):
            accept_invitation(database, token, FIRST, at)


def test_an_unknown_link_opens_nothing(database):
    with pytest.raises(InvitationRefused):
        accept_invitation(database, "x", FIRST, NOW)


def test_a_weak_secret_does_not_use_the_link_up(database, token):
    with pytest.raises(WeakSecret):
        accept_invitation(
            database, token, Enrolment(handle="admin", name="Demo", password="short"), NOW
        )
    accept_invitation(database, token, FIRST, NOW)


def test_a_link_for_somebody_enrolled_only_sets_new_secrets(database, technician):
    with database.entry(by=SYSTEM, at=NOW) as unit:
        token = invite(unit, [], ENDS, technician.id)
    person = accept_invitation(database, token, Enrolment(password="another long password"), NOW)
    assert person.id == technician.id
    assert (
        sign_in(database, handle="tech", secret="another long password", at=NOW).id == technician.id
    )
