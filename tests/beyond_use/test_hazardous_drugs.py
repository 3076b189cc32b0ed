"""Hazardous drugs: which are contained in full, where they are stored, and the list of them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from beyond_use.errors import BadFacts
from beyond_use.hazardous import (
    Assessment,
    HazardousDrug,
    HazardousPlace,
    NioshTable,
    antineoplastic,
    binding,
    contained,
    containment_of,
    list_reviewed,
    store_of,
)
from beyond_use.reason import Effect, State, gravest

TODAY = date(2026, 11, 25)
LAST, TOO_OLD = date(2025, 11, 25), date(2025, 11, 24)
TABLET = HazardousDrug(
    "letrozole tablet",
    NioshTable.TWO,
    pharmacologically_antineoplastic=True,
    ingredient=False,
    manipulated=False,
)
VIAL = HazardousDrug(
    "cyclophosphamide vial",
    NioshTable.ONE,
    pharmacologically_antineoplastic=True,
    ingredient=False,
    manipulated=True,
)
WRITTEN = Assessment(
    LAST, drug=True, dosage_form=True, exposure=True, packaging=True, manipulation=True
)


@pytest.mark.parametrize(
    ("table", "pharmacology", "called"),
    [
        (NioshTable.ONE, True, True), (NioshTable.ONE, False, False),
        (NioshTable.TWO, True, False), (NioshTable.TWO, None, False),
        (None, True, None), (NioshTable.ONE, None, None), (None, False, False),
    ],
)  # fmt: skip
def test_antineoplastic_means_an_antineoplastic_of_table_1(table, pharmacology, called):
    drug = replace(VIAL, table=table, pharmacologically_antineoplastic=pharmacology)
    assert antineoplastic(drug) is called


@pytest.mark.parametrize(
    ("drug", "assessment", "full"),
    [
        (TABLET, WRITTEN, False), (TABLET, None, True),
        (TABLET, replace(WRITTEN, reviewed=TOO_OLD), True),
        (TABLET, replace(WRITTEN, packaging=None), True),
        (TABLET, replace(WRITTEN, manipulation=False), True),
        (VIAL, WRITTEN, True), (replace(VIAL, manipulated=False), WRITTEN, False),
        (replace(VIAL, manipulated=None), WRITTEN, True),
        (replace(TABLET, ingredient=True), WRITTEN, True),
        (replace(TABLET, ingredient=None), WRITTEN, True),
        (replace(TABLET, table=None, manipulated=True), WRITTEN, True),
        (replace(TABLET, manipulated=True), WRITTEN, False),
    ],
)  # fmt: skip
def test_an_ingredient_and_a_manipulated_antineoplastic_have_no_way_round(
    law, drug, assessment, full
):
    needed = containment_of(drug, assessment, TODAY, law)
    assert needed.full is full
    assert {reason.rule for reason in needed.reasons} == {"HL-4", "HL-5"}
    assert gravest(needed.reasons) <= Effect.NOTED
    assert contained(drug, needed, law, in_full=True).met
    for less in (False, None):
        reason = contained(drug, needed, law, in_full=less)
        assert reason.effect is (Effect.NOTHING if full else Effect.NONE)


@pytest.mark.parametrize(
    ("change", "state", "told"),
    [
        ({}, State.NOT_MET, "an ingredient, no; an antineoplastic to be manipulated, yes. Handle"),
        ({"manipulated": None}, State.NOT_KNOWN, "ingredient, no; an antineoplastic to be manipulated, not"),
        ({"manipulated": False}, State.MET, "ingredient, no; an antineoplastic to be manipulated, no."),
        ({"ingredient": None, "manipulated": False}, State.NOT_KNOWN, "an ingredient, not known;"),
        ({"ingredient": True}, State.NOT_MET, "an ingredient, yes;"),
    ],
)  # fmt: skip
def test_why_a_drug_is_contained_is_told_and_costs_nothing_by_itself(law, change, state, told):
    first, *_ = containment_of(replace(VIAL, **change), WRITTEN, TODAY, law).reasons
    assert (first.state, first.effect) == (state, Effect.NONE)
    assert told in first.says


@pytest.mark.parametrize(
    ("assessment", "effect"),
    [
        (WRITTEN, Effect.NONE), (None, Effect.NONE), (replace(WRITTEN, exposure=None), Effect.NONE),
        (replace(WRITTEN, reviewed=TOO_OLD), Effect.NOTED),
    ],
)  # fmt: skip
def test_an_overdue_assessment_is_noted_and_none_is_only_full_containment(law, assessment, effect):
    assert gravest(containment_of(TABLET, assessment, TODAY, law).reasons) is effect


def test_an_assessment_of_a_day_to_come_is_refused(law):
    early = replace(WRITTEN, reviewed=TODAY + timedelta(days=1))
    with pytest.raises(BadFacts, match="after today"):
        containment_of(TABLET, early, TODAY, law)


@pytest.mark.parametrize(
    ("drug", "place", "met"),
    [
        (VIAL, HazardousPlace(negative_store=True), True),
        (VIAL, HazardousPlace(negative_store=False, assessment_allows=True), False),
        (VIAL, HazardousPlace(negative_store=None), False),
        (VIAL, HazardousPlace(negative_store=True, refrigerated=True), False),
        (VIAL, HazardousPlace(negative_store=True, refrigerated=True, own_refrigerator=True), True),
        (replace(TABLET, ingredient=True), HazardousPlace(negative_store=False), False),
        (TABLET, HazardousPlace(negative_store=True), True),
        (TABLET, HazardousPlace(negative_store=False), False),
        (TABLET, HazardousPlace(negative_store=False, assessment_allows=True), True),
    ],
)
def test_a_drug_to_be_contained_is_stored_apart(law, drug, place, met):
    reasons = store_of(drug, place, law)
    assert {reason.rule for reason in reasons} == {"HD-5" if drug is TABLET else "HD-4"}
    assert gravest(reasons) is (Effect.NONE if met else Effect.NOTHING)


@pytest.mark.parametrize(
    ("last", "tables", "states"),
    [
        (LAST, 2, [State.MET, State.MET]), (TOO_OLD, 2, [State.NOT_MET, State.MET]),
        (None, None, [State.NOT_KNOWN, State.NOT_KNOWN]), (TODAY, 3, [State.MET, State.NOT_MET]),
    ],
)  # fmt: skip
def test_the_list_is_reviewed_each_year_and_knows_two_tables(law, last, tables, states):
    reasons = list_reviewed(last, tables, TODAY, law)
    assert [reason.state for reason in reasons] == states
    assert [reason.rule for reason in reasons] == ["HL-1", "HL-3"]
    kept = states == [State.MET, State.MET]
    assert gravest(reasons) is (Effect.NONE if kept else Effect.NOTED)


def test_the_chapter_binds_where_it_is_called_on(law):
    asks = ("called_on_by_797", "called_on_by_795", "called_on_by_regulator")
    for one in asks:
        reason = binding(law, **{ask: ask == one for ask in asks})
        assert "binds" in reason.says
        assert (reason.rule, reason.met) == ("HL-16", True)
    assert "nothing" in binding(law, **dict.fromkeys(asks, False)).says
