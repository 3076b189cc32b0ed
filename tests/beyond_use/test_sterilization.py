from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from beyond_use.errors import BadFacts
from beyond_use.reason import Effect, State, all_met
from beyond_use.sterilization import (
    Filtration,
    depyrogenated,
    filtered,
    held_before,
    terminally_sterilized,
)

NOON = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)
SIX = timedelta(hours=6)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("waited", "met"),
    [(timedelta(0), True), (SIX - SECOND, True), (SIX, True), (SIX + SECOND, False)],
)
def test_what_is_not_sterile_waits_six_hours_at_most(law, waited, met):
    reason = held_before(NOON, NOON + waited, law)
    assert (reason.rule, reason.met) == ("Q-12", met)
    assert reason.effect is (Effect.NONE if met else Effect.NOTHING)


@pytest.mark.parametrize("instants", [(None, NOON), (NOON, None), (None, None)])
def test_a_wait_nobody_knows_is_not_known(law, instants):
    assert held_before(*instants, law).state is State.NOT_KNOWN


def test_it_is_not_sterilized_before_it_is_complete(law):
    with pytest.raises(BadFacts, match="before it was complete"):
        held_before(NOON, NOON - SECOND, law)
    with pytest.raises(BadFacts, match="time zone"):
        held_before(NOON.replace(tzinfo=None), NOON, law)


@pytest.mark.parametrize(
    ("pores", "integrity", "met"),
    [
        ("0.2", True, True),
        ("0.22", True, True),
        ("0.23", True, False),
        ("0.45", True, False),
        ("0.22", False, False),
        ("0.22", None, False),
        (None, True, False),
    ],
)
def test_a_filter_is_fine_enough_and_whole(law, pores, integrity, met):
    reasons = filtered(Filtration(Decimal(pores) if pores else None, integrity), law)
    assert all_met(reasons) is met
    assert {one.rule for one in reasons} == {"Q-13"}


@pytest.mark.parametrize(
    ("probability", "met"), [("0.0000009", True), ("0.000001", True), ("0.0000011", False)]
)
def test_at_most_one_unit_in_a_million_stays_nonsterile(law, probability, met):
    reason = terminally_sterilized(Decimal(probability), law)
    assert (reason.rule, reason.met) == ("Q-14", met)


@pytest.mark.parametrize(("powers", "met"), [("2.9", False), ("3", True), ("3.1", True)])
def test_dry_heat_takes_three_powers_of_ten(law, powers, met):
    reason = depyrogenated(Decimal(powers), law)
    assert (reason.rule, reason.met) == ("Q-15", met)
    assert "powers of ten" in reason.says


def test_what_was_never_proven_is_not_known(law):
    assert terminally_sterilized(None, law).state is State.NOT_KNOWN
    assert depyrogenated(None, law).state is State.NOT_KNOWN
