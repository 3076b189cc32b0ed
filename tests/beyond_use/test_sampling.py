"""Samples of air and surfaces: levels strictly above, excursions, and when they are due."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from beyond_use.csp import Area
from beyond_use.errors import BadFacts
from beyond_use.excursion import (
    Occasion,
    OccasionKind,
    Response,
    after_growth,
    occasions,
    response,
)
from beyond_use.reason import Effect, State, all_met, gravest
from beyond_use.sampling import (
    AirSample,
    Device,
    SurfaceSample,
    air_sample,
    exceeded,
    read_together,
    surface_sample,
)
from beyond_use.sampling_plan import (
    LastSamples,
    Site,
    plan_reviewed,
    schedule,
    sites,
    sites_wanted,
)

TODAY = date(2026, 11, 22)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
AIR = AirSample("Hood 1", 5, TODAY, Decimal(1000), 0, dynamic=True)
SURFACE = SurfaceSample(
    "Hood 1", 5, TODAY, Device.PLATE, 0, Decimal(25), neutralizers=True, before_cleaning=True
)
DONE = Response(
    investigated=True,
    corrected=True,
    sampled_again=True,
    again_exceeded=False,
    genus="Micrococcus",
    documented=True,
    trended=True,
)


@pytest.mark.parametrize(
    ("iso", "colonies", "above"),
    [
        (5, 0, False), (5, 1, False), (5, 2, True),
        (7, 9, False), (7, 10, False), (7, 11, True),
        (8, 99, False), (8, 100, False), (8, 101, True), (5, None, None),
    ],
)  # fmt: skip
def test_air_is_above_its_level_only_beyond_it(law, iso, colonies, above):
    reasons = air_sample(replace(AIR, iso=iso, colonies=colonies), law)
    assert {reason.rule for reason in reasons} == {"EM-1"}
    assert exceeded(reasons) is above
    assert gravest(reasons) is (Effect.NONE if above is False else Effect.NOTED)


@pytest.mark.parametrize(
    ("iso", "colonies", "above"),
    [
        (5, 2, False), (5, 3, False), (5, 4, True), (7, 4, False), (7, 5, False), (7, 6, True),
        (8, 49, False), (8, 50, False), (8, 51, True), (8, None, None),
    ],
)  # fmt: skip
def test_a_surface_is_above_its_level_only_beyond_it(law, iso, colonies, above):
    reasons = surface_sample(replace(SURFACE, iso=iso, colonies=colonies), law)
    assert {reason.rule for reason in reasons} == {"EM-2"}
    assert exceeded(reasons) is above
    assert gravest(reasons) is (Effect.NONE if above is False else Effect.NOTED)


@pytest.mark.parametrize(
    ("litres", "colonies", "above", "valid"),
    [
        ("999.9", 0, False, False), ("1000", 10, False, True), ("1000.1", 10, False, True),
        ("999", 10, True, False),  # 10.01 in a cubic metre
        ("500", 5, False, False), ("500", 6, True, False), ("1500", 15, False, True),
        ("1500", 16, True, True), ("2000", 20, False, True), ("2000", 21, True, True),
    ],
)  # fmt: skip
def test_a_count_is_brought_to_a_cubic_metre_unrounded(law, litres, colonies, above, valid):
    sample = replace(AIR, iso=7, litres=Decimal(litres), colonies=colonies)
    count, volume, _ = air_sample(sample, law)
    assert (not count.met, volume.met) == (above, valid)


def test_too_little_air_with_too_many_colonies_says_both(law):
    count, volume, _ = air_sample(replace(AIR, iso=7, litres=Decimal(500), colonies=6), law)
    assert "12 CFU per m³, at most 10 CFU per m³" in count.says
    assert "genus" in count.says
    assert "500 L, at least 1000 L is asked for. The sample does not count" in volume.says


@pytest.mark.parametrize(
    ("change", "valid"),
    [
        ({}, True), ({"plate_cm2": Decimal("23.9")}, False), ({"plate_cm2": Decimal(24)}, True),
        ({"plate_cm2": Decimal(30)}, True), ({"plate_cm2": Decimal("30.1")}, False),
        ({"plate_cm2": None}, False), ({"plate_cm2": None, "device": Device.SWAB}, True),
        ({"neutralizers": False}, False), ({"neutralizers": None}, False),
        ({"before_cleaning": False}, False), ({"before_cleaning": None}, False),
    ],
)  # fmt: skip
def test_a_surface_is_sampled_after_work_and_before_cleaning(law, change, valid):
    assert all_met(surface_sample(replace(SURFACE, **change), law)) is valid


@pytest.mark.parametrize("dynamic", [False, None])
def test_air_sampled_while_nobody_worked_does_not_count(law, dynamic):
    reasons = air_sample(replace(AIR, dynamic=dynamic), law)
    assert gravest(reasons) is Effect.NOTED


def test_samples_that_cannot_be_are_refused(law):
    with pytest.raises(
        BadFacts, match=r"ISO 6 has no action level.*must have: ISO 5, ISO 7, ISO 8\. "
    ):
        air_sample(replace(AIR, iso=6), law)
    with pytest.raises(BadFacts, match="ISO 6"):
        surface_sample(replace(SURFACE, iso=6), law)
    with pytest.raises(BadFacts, match="-1 colonies"):
        replace(AIR, colonies=-1)
    with pytest.raises(BadFacts, match="-2 colonies"):
        replace(SURFACE, colonies=-2)
    with pytest.raises(BadFacts, match="no air was drawn"):
        replace(AIR, litres=Decimal(0))
    assert replace(AIR, litres=Decimal("0.1")).litres > 0


def test_two_plates_are_read_together_once_both_are_read():
    assert [read_together(*counts) for counts in ((1, 2), (None, 2), (1, None))] == [3, None, None]


@pytest.mark.parametrize(
    ("change", "lacking"),
    [
        ({}, []),
        ({"investigated": False}, ["investigated"]), ({"corrected": None}, ["corrected"]),
        ({"sampled_again": False}, ["sampled again"]),
        ({"again_exceeded": True}, ["sampled again"]),
        ({"again_exceeded": None}, ["sampled again"]),
        ({"genus": " "}, ["genus named"]), ({"documented": False}, ["documented"]),
        ({"trended": None}, ["trended"]),
    ],
)  # fmt: skip
def test_an_exceeded_level_asks_for_all_of_it(law, change, lacking):
    reasons = response("Hood 1", replace(DONE, **change), law)
    assert {reason.rule for reason in reasons} == {"EM-6"}
    left = [
        reason.says.partition(", ")[2].partition(":")[0] for reason in reasons if not reason.met
    ]
    assert left == lacking
    assert gravest(reasons) is (Effect.NOTED if lacking else Effect.NONE)


def test_nothing_done_about_an_exceeded_level_is_six_things_to_do(law):
    assert [reason.state for reason in response("Hood 1", Response(), law)] == [State.NOT_KNOWN] * 6


def test_growth_below_the_level_needs_no_name(law):
    reasons = after_growth("Hood 1", Response(documented=True, trended=True), law)
    assert [(one.rule, one.state) for one in reasons] == [("EM-7", State.MET)] * 2
    assert not all_met(after_growth("Hood 1", Response(documented=True), law))


@pytest.mark.parametrize("kind", list(OccasionKind))
@pytest.mark.parametrize(
    ("last", "state"),
    [
        (None, State.NOT_KNOWN), (YESTERDAY - timedelta(days=1), State.NOT_MET),
        (YESTERDAY, State.MET), (TODAY, State.MET),
    ],
)  # fmt: skip
def test_an_occasion_asks_for_a_sample_on_its_day_or_later(law, kind, last, state):
    (reason,) = occasions("Hood 1", (Occasion(kind, YESTERDAY),), last, TODAY, law)
    assert (reason.rule, reason.state) == ("EM-10", state)
    assert reason.effect is (Effect.NONE if state is State.MET else Effect.NOTED)


def test_an_occasion_of_a_day_to_come_is_refused(law):
    with pytest.raises(BadFacts, match="2026-11-23 is after today"):
        occasions("Hood 1", (Occasion(OccasionKind.TREND, TOMORROW),), None, TODAY, law)


@pytest.mark.parametrize(
    ("category", "kind", "last", "due"),
    [
        (1, "air", date(2026, 5, 22), True), (1, "air", date(2026, 5, 21), False),
        (2, "air", date(2026, 5, 22), True), (2, "air", date(2026, 5, 21), False),
        (2, "surfaces", date(2026, 10, 22), True), (2, "surfaces", date(2026, 10, 21), False),
        (3, "air", date(2026, 10, 22), True), (3, "air", date(2026, 10, 21), False),
        (3, "surfaces", date(2026, 11, 15), True), (3, "surfaces", date(2026, 11, 14), False),
        (3, "particles", date(2026, 5, 22), True), (3, "particles", date(2026, 5, 21), False),
    ],
)  # fmt: skip
def test_a_sample_is_in_date_on_its_due_day_and_overdue_the_day_after(
    law, category, kind, last, due
):
    fresh = LastSamples(TODAY, TODAY, TODAY)
    reasons = schedule(category, replace(fresh, **{kind: last}), TODAY, law)
    assert all_met(reasons) is due
    three = category == 3 and kind != "particles"
    cost = Effect.CATEGORY_2 if three else Effect.NOTED
    assert gravest(reasons) is (Effect.NONE if due else cost)


def test_samples_never_taken_or_taken_tomorrow(law):
    for category, rules in ((1, ["EM-1", "EM-2", "EM-3"]), (3, ["C3-3", "C3-4", "EM-3"])):
        reasons = schedule(category, LastSamples(), TODAY, law)
        assert [one.rule for one in reasons] == rules
        assert [one.state for one in reasons] == [State.NOT_KNOWN] * 3
    with pytest.raises(BadFacts, match="after today"):
        schedule(2, LastSamples(air=TOMORROW), TODAY, law)
    with pytest.raises(BadFacts, match="no Category 4"):
        schedule(4, LastSamples(), TODAY, law)


def test_in_a_segregated_area_the_hood_alone_is_sampled(law):
    assert sites_wanted(Area.SEGREGATED, pass_through=True) == {Site.HOOD}
    suite = {Site.HOOD, Site.BUFFER, Site.ANTE}
    assert sites_wanted(Area.SUITE, pass_through=False) == suite
    assert sites_wanted(Area.SUITE, pass_through=True) == set(Site)
    assert all_met(sites(Area.SEGREGATED, frozenset({Site.HOOD}), law, pass_through=False))
    missed = sites(Area.SUITE, frozenset({Site.HOOD, Site.BUFFER}), law, pass_through=False)
    assert gravest(missed) is Effect.NOTED
    assert [one.says for one in missed if not one.met] == [
        "Sampled: ante-room: no. Add the site to the plan."
    ]


@pytest.mark.parametrize(
    ("last", "state"),
    [
        (date(2025, 11, 22), State.MET), (date(2025, 11, 21), State.NOT_MET),
        (None, State.NOT_KNOWN),
    ],
)  # fmt: skip
def test_the_plan_is_reviewed_every_twelve_months(law, last, state):
    reason = plan_reviewed(last, TODAY, law)
    told = "never, as far as is known" if last is None else f"last on {last}, due {last.year + 1}"
    assert reason.says.startswith(f"Sampling plan reviewed: {told}")
    assert "; every 12 months." in reason.says
    assert (reason.rule, reason.state) == ("EM-11", state)
    assert reason.effect is (Effect.NONE if state is State.MET else Effect.NOTED)
