"""Plates: warm first and cool then, their media and their incubator."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from beyond_use.errors import BadFacts
from beyond_use.personnel_facts import Stage
from beyond_use.plates import Incubator, MediaLot, incubator, media, one_plate, two_plates
from beyond_use.reason import Effect, State, all_met, gravest

TODAY = date(2026, 11, 22)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
WARM = Stage(timedelta(hours=48), Decimal(30), Decimal(35))
COOL = Stage(timedelta(days=5), Decimal(20), Decimal(25))
LOT = MediaLot(
    "T1", TODAY, growth_certificate=True, positive_control_grew=True, negative_control_grew=False
)


SHORT = timedelta(seconds=1)
DEGREE = Decimal("0.1")


@pytest.mark.parametrize(
    ("warm", "cool", "valid"),
    [
        (WARM, COOL, True),
        (replace(WARM, lasted=WARM.lasted - SHORT), COOL, False),
        (replace(WARM, lasted=WARM.lasted + SHORT), COOL, True),
        (WARM, replace(COOL, lasted=COOL.lasted - SHORT), False),
        (WARM, replace(COOL, lasted=COOL.lasted + SHORT), True),
        (replace(WARM, coldest=30 - DEGREE), COOL, False),
        (replace(WARM, coldest=30 + DEGREE), COOL, True),
        (replace(WARM, warmest=35 - DEGREE), COOL, True),
        (replace(WARM, warmest=35 + DEGREE), COOL, False),
        (WARM, replace(COOL, coldest=20 - DEGREE), False),
        (WARM, replace(COOL, warmest=25 + DEGREE), False),
        (COOL, WARM, False),
    ],
)
def test_a_plate_is_warm_first_and_cool_then(law, warm, cool, valid):
    assert all_met(one_plate((warm, cool), law)) is valid
    assert gravest(one_plate((warm, cool), law)) is (Effect.NONE if valid else Effect.NOTED)
    assert all_met(two_plates(warm, cool, law)) is valid
    assert {reason.rule for reason in one_plate((warm, cool), law)} == {"EM-4"}
    assert {reason.rule for reason in two_plates(warm, cool, law)} == {"EM-5"}


def test_a_plate_still_in_its_first_stage_proves_nothing_yet(law):
    reasons = one_plate((WARM,), law)
    assert [reason.state for reason in reasons] == [State.MET] * 3 + [State.NOT_KNOWN] * 3
    assert {reason.state for reason in one_plate((), law)} == {State.NOT_KNOWN}
    with pytest.raises(BadFacts, match="here are 3"):
        one_plate((WARM, COOL, COOL), law)


@pytest.mark.parametrize(
    ("change", "used", "valid"),
    [
        ({}, TODAY, True), ({}, YESTERDAY, True), ({}, TOMORROW, False),
        ({"lot": " "}, TODAY, False),
        ({"growth_certificate": False}, TODAY, False), ({"growth_certificate": None}, TODAY, False),
        ({"positive_control_grew": False}, TODAY, False),
        ({"negative_control_grew": True}, TODAY, False),
        ({"negative_control_grew": None}, TODAY, False),
    ],
)  # fmt: skip
def test_media_are_in_date_certified_and_controlled(law, change, used, valid):
    reasons = media(replace(LOT, **change), used, law)
    assert gravest(reasons) is (Effect.NONE if valid else Effect.NOTED)
    assert {reason.rule for reason in reasons} == {"EM-8"}


def test_an_incubator_is_outside_and_watched(law):
    kept = Incubator(
        "Incubator 1",
        outside_compounding_area=True,
        temperature_watched=True,
        reviewed=True,
        documented=True,
    )
    assert {(one.rule, one.state) for one in incubator(kept, law)} == {("EM-9", State.MET)}
    unknown = incubator(Incubator("Incubator 1"), law)
    assert [reason.state for reason in unknown] == [State.NOT_KNOWN] * 4
    for field in ("outside_compounding_area", "temperature_watched", "reviewed", "documented"):
        reasons = incubator(replace(kept, **{field: False}), law)
        assert sum(not reason.met for reason in reasons) == 1
        assert gravest(reasons) is Effect.NOTED
