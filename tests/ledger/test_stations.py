"""Stations and agents are known by tokens shown once; revoking is immediate."""

import pytest
from sqlalchemy import select

from compounding.errors import NotEnrolled
from compounding.ledger.actor import SYSTEM
from compounding.ledger.stations import (
    Agent,
    actor_of,
    agent_named,
    agent_of,
    enrol_agent,
    enrol_station,
    revoke_agent,
    revoke_station,
    station_named,
    station_of,
)
from tests.ledger.fresh import NOW


@pytest.fixture
def unit(database):
    with database.entry(by=SYSTEM, at=NOW) as opened:
        yield opened


def test_a_token_names_its_station_or_agent_only(unit):
    hood, agent = (
        enrol_station(unit, "hood-2", "Hood 2", "hood", "buffer"),
        enrol_agent(unit, "hood-1"),
    )
    assert station_of(unit.session, hood).code == "hood-2"
    assert agent_of(unit.session, agent).code == "hood-1"
    for wrong in ("", "x", hood + "x"):
        assert station_of(unit.session, wrong) is None
        assert agent_of(unit.session, wrong) is None
    assert agent_of(unit.session, hood) is None
    assert station_of(unit.session, agent) is None


def test_enrolling_anew_kills_the_older_token(unit):
    old, new = enrol_agent(unit, "hood-1"), enrol_agent(unit, "hood-1")
    assert agent_of(unit.session, old) is None
    assert agent_of(unit.session, new).code == "hood-1"
    first, second = enrol_station(unit, "s", "S"), enrol_station(unit, "s", "S")
    assert station_of(unit.session, first) is None
    assert station_of(unit.session, second).code == "s"


def test_a_revoked_token_opens_nothing(unit):
    hood, agent = enrol_station(unit, "hood-2", "Hood 2"), enrol_agent(unit, "hood-1")
    revoke_station(unit, "hood-2", "stolen")
    revoke_agent(unit, "hood-1", "stolen")
    assert station_of(unit.session, hood) is None
    assert agent_of(unit.session, agent) is None
    assert station_named(unit.session, "hood-2") is None
    assert agent_named(unit.session, "hood-1") is None
    for revoke in (revoke_station, revoke_agent):
        with pytest.raises(NotEnrolled):
            revoke(unit, "hood-2", "again")


def test_no_token_is_kept(unit):
    token = enrol_agent(unit, "hood-1")
    assert token not in unit.session.scalars(select(Agent.token)).all()


def test_an_agent_acts_under_its_code(unit):
    enrol_agent(unit, "hood-1")
    actor = actor_of(agent_named(unit.session, "hood-1"))
    assert (actor.kind, actor.name) == ("agent", "hood-1")
