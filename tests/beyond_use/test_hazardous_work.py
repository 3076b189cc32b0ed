"""Work with hazardous drugs: what is worn and for how long, and what is only advised."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from beyond_use.errors import BadFacts
from beyond_use.hazardous_people import (
    HazardousSite,
    Surveillance,
    procedures_reviewed,
    site,
    surveillance,
    trained,
)
from beyond_use.hazardous_work import (
    Dressed,
    Respirator,
    SurfaceStep,
    Task,
    Worn,
    dressed,
    respirator,
    surfaces_treated,
    transfer_device,
    wipe_samples,
    worn,
)
from beyond_use.reason import Effect, State, all_met, gravest

TODAY = date(2026, 11, 25)
LAST, TOO_OLD = date(2025, 11, 25), date(2025, 11, 24)
GARB = Dressed(
    gown=True,
    head_and_hair_cover=True,
    pairs_of_shoe_covers=2,
    pairs_of_gloves=2,
    gloves_tested=True,
    gloves_powder_free=True,
    outer_gloves_sterile=True,
)


@pytest.mark.parametrize(
    ("change", "sterile", "met"),
    [
        ({}, True, True), ({"gown": False}, True, False), ({"head_and_hair_cover": None}, True, False),
        ({"pairs_of_gloves": 1}, True, False), ({"pairs_of_gloves": 3}, True, True),
        ({"pairs_of_shoe_covers": 1}, True, False), ({"gloves_tested": False}, True, False),
        ({"gloves_powder_free": False}, True, False),
        ({"outer_gloves_sterile": False}, True, False), ({"outer_gloves_sterile": False}, False, True),
    ],
)  # fmt: skip
def test_two_pairs_of_gloves_and_the_rest_of_the_garb(law, change, sterile, met):
    reasons = dressed(replace(GARB, **change), law, sterile_work=sterile)
    assert {reason.rule for reason in reasons} == {"HL-7"}
    assert gravest(reasons) is (Effect.NONE if met else Effect.NOTHING)


MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)


@pytest.mark.parametrize(
    ("what", "since", "maker", "state"),
    [
        ("gloves", 30 * MINUTE - SECOND, None, State.MET), ("gloves", 30 * MINUTE, None, State.MET),
        ("gloves", 30 * MINUTE + SECOND, None, State.NOT_MET),
        ("gloves", 31 * MINUTE, None, State.NOT_MET), ("gloves", None, None, State.NOT_KNOWN),
        ("gloves", 60 * MINUTE, 60 * MINUTE, State.MET),
        ("gloves", 60 * MINUTE + SECOND, 60 * MINUTE, State.NOT_MET),
        ("gloves", 16 * MINUTE, 15 * MINUTE, State.NOT_MET), ("gloves", None, MINUTE, State.NOT_KNOWN),
        ("gown", 120 * MINUTE, None, State.MET), ("gown", 120 * MINUTE + SECOND, None, State.NOT_MET),
        ("gown", 119 * MINUTE, None, State.MET),
    ],
)  # fmt: skip
def test_gloves_are_changed_every_half_hour_and_gowns_every_two_hours(
    law, what, since, maker, state
):
    lasting, whole = worn(Worn(what, since, maker), law)
    assert (lasting.state, whole.state) == (state, State.MET)
    assert lasting.rule == whole.rule == "HL-8"
    assert lasting.effect is (Effect.NONE if state is State.MET else Effect.NOTED)


def test_torn_gloves_stop_the_work(law):
    for torn in (True, None):
        assert gravest(worn(Worn("gloves", MINUTE, torn_or_soiled=torn), law)) is Effect.NOTHING
    assert all_met(worn(Worn("gloves", timedelta(0)), law))
    with pytest.raises(BadFacts, match="'mask'"):
        Worn("mask", MINUTE)
    with pytest.raises(BadFacts, match="cannot be on for"):
        Worn("gloves", -SECOND)


@pytest.mark.parametrize(
    ("task", "on_face", "fit", "met"),
    [
        (Task.CONTAINED, None, None, True), (Task.DUSTY, Respirator.SURGICAL_MASK, True, False),
        (Task.DUSTY, Respirator.N95, True, True), (Task.DUSTY, Respirator.N95, False, False),
        (Task.DUSTY, Respirator.N95, None, False), (Task.DUSTY, None, True, False),
        (Task.DUSTY, Respirator.POWERED, None, True), (Task.SPILL, Respirator.N95, True, False),
        (Task.SPILL, Respirator.FULL_FACE, True, True), (Task.SPILL, Respirator.POWERED, None, True),
        (Task.SPILL, Respirator.SURGICAL_MASK, True, False),
    ],
)  # fmt: skip
def test_a_surgical_mask_protects_no_breath(law, task, on_face, fit, met):
    reasons = respirator(task, on_face, law, fit_tested=fit)
    assert {reason.rule for reason in reasons} == {"HL-9"}
    assert gravest(reasons) is (Effect.NONE if met else Effect.NOTHING)
    assert all_met(reasons) is met
    if task is not Task.CONTAINED:
        named = on_face or "respirator"
        assert reasons[0].says.startswith(f"For {task}: {named} protects: ")


@pytest.mark.parametrize(
    ("giving", "is_antineoplastic", "form", "used", "met"),
    [
        (True, True, True, True, True), (True, True, True, False, False),
        (True, True, True, None, False), (True, None, True, False, False),
        (True, True, None, False, False), (True, False, True, False, True),
        (True, True, False, False, True), (False, True, True, False, True),
        (False, True, True, None, True), (False, True, True, True, True),
    ],
)  # fmt: skip
def test_a_closed_device_must_be_used_to_give_and_should_be_to_compound(
    law, giving, is_antineoplastic, form, used, met
):
    reason = transfer_device(
        law, giving=giving, antineoplastic=is_antineoplastic, form_allows=form, used=used
    )
    assert reason.effect is (Effect.NONE if met else Effect.NOTHING)
    assert "replaces no hood" in reason.says
    assert reason.rule == "HL-10"
    assert reason.met is met
    if not used and met:
        told = "not known" if used is None else "not used"
        asked_for = "not asked for here" if giving else "advised"
        assert f"{told}; it is {asked_for}." in reason.says


STEPS = tuple(SurfaceStep)


@pytest.mark.parametrize(
    ("steps", "sterile", "sprayed", "met"),
    [
        (STEPS, True, False, True), (STEPS[:-1], True, False, False), (STEPS[:-1], False, False, True),
        (STEPS, False, False, True), (STEPS[:2], False, False, False), ((), False, False, False),
        ((STEPS[1], STEPS[0], *STEPS[2:]), True, False, False), (STEPS, True, True, False),
        (STEPS, True, None, False),
    ],
)  # fmt: skip
def test_a_surface_is_treated_in_order_and_wiped(law, steps, sterile, sprayed, met):
    reasons = surfaces_treated(steps, law, sterile_area=sterile, sprayed=sprayed)
    assert {reason.rule for reason in reasons} == {"HL-11"}
    assert reasons[0].says.startswith(f"Surface {' then '.join(steps) or 'nothing'}; asked for:")
    assert gravest(reasons) is (Effect.NONE if met else Effect.NOTHING)


@pytest.mark.parametrize(
    ("last", "found", "effect"),
    [
        (date(2026, 5, 25), None, Effect.NONE), (date(2026, 5, 24), None, Effect.NOTED),
        (None, None, Effect.NOTED), (TODAY, Decimal("0.99"), Effect.NONE),
        (TODAY, Decimal("1.00"), Effect.NONE), (TODAY, Decimal("1.01"), Effect.NOTED),
    ],
)  # fmt: skip
def test_wipe_samples_are_advised_and_only_warn(law, last, found, effect):
    reasons = wipe_samples(last, found, TODAY, law)
    assert gravest(reasons) is effect
    assert {reason.rule for reason in reasons} == {"HL-12"}


@pytest.mark.parametrize(
    ("last", "signed", "effect"),
    [
        (LAST, True, Effect.NONE), (TOO_OLD, True, Effect.NOTHING), (None, True, Effect.NOTHING),
        (TODAY, False, Effect.NOTHING), (TODAY, None, Effect.NOTHING),
    ],
)  # fmt: skip
def test_nobody_untrained_handles_a_hazardous_drug(law, last, signed, effect):
    reasons = trained("A. Person", last, TODAY, law, risk_signed=signed)
    assert gravest(reasons) is effect
    assert {reason.rule for reason in reasons} == {"HL-6"}


def test_procedures_are_reviewed_each_year(law):
    assert procedures_reviewed(LAST, TODAY, law).met
    assert procedures_reviewed(TOO_OLD, TODAY, law).effect is Effect.NOTED


def test_spills_and_waste_are_prepared_for(law):
    fields = (
        "spill_kit", "trained_responders", "safety_data_sheets", "spills_documented",
        "waste_kept_apart", "waste_disposed_lawfully",
    )  # fmt: skip
    ready = HazardousSite(**dict.fromkeys(fields, True))
    assert all_met(site(ready, law))
    assert [one.rule for one in site(ready, law)] == ["HL-13"] * 4 + ["HL-14"] * 2
    for field in fields:
        lacking = [one for one in site(replace(ready, **{field: False}), law) if not one.met]
        assert [one.effect for one in lacking] == [Effect.NOTED]
    assert {one.state for one in site(HazardousSite(), law)} == {State.NOT_KNOWN}


def test_surveillance_is_advised_and_its_lack_breaks_no_rule(law):
    assert [one.rule for one in surveillance(Surveillance(), law)] == ["HL-15"] * 2
    told = [one.says for one in surveillance(Surveillance(baseline=True, left=True), law)]
    assert all_met(surveillance(Surveillance(), law))
    assert [says.split(";")[0] for says in told] == [
        "Medical surveillance at first: yes",
        "Medical surveillance from time to time: not known",
        "Medical surveillance on leaving: not known",
    ]
