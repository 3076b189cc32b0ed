"""Which chapter covers a piece of work, gate by gate."""

from dataclasses import fields, replace

import pytest

from beyond_use.reason import Effect, State, gravest
from beyond_use.scope import Dating, Labeling, Undertaking, Work, scope_of

WHOLE = Labeling(
    single_dose=True,
    one_patient=True,
    diluent=True,
    strength=True,
    container=True,
    storage_time=True,
)


def work(kind=Work.COMPOUNDING, **facts):
    return Undertaking(kind, **({"sterile_form": True, "hazardous": False} | facts))


def rules(scope):
    return [reason.rule for reason in scope.reasons]


@pytest.mark.parametrize("kind", [Work.COMPOUNDING, Work.REPACKAGING])
def test_compounding_and_repackaging_are_dated_by_their_category(law, kind):
    scope = scope_of(work(kind), law)
    assert (scope.in_scope, scope.chapters, scope.dating) == (True, ("USP <797>",), Dating.CATEGORY)
    assert rules(scope) == ["SC-5"]


@pytest.mark.parametrize(
    ("facts", "chapters", "rule"),
    [
        ({"kind": Work.ADMINISTRATION}, (), "SC-1"),
        ({"kind": Work.DOCKED_NOW}, (), "SC-3"),
        ({"kind": Work.BY_LABELING, "labeling": WHOLE}, (), "SC-2"),
        ({"radioactive": True}, ("USP <825>",), "SC-7"),
        ({"sterile_form": False}, ("USP <795>",), "SC-10"),
    ],
)
def test_what_leads_out_of_the_chapter_says_where_to(law, facts, chapters, rule):
    scope = scope_of(work(**facts), law)
    assert (scope.in_scope, scope.chapters, scope.dating) == (False, chapters, Dating.NONE)
    assert rules(scope) == [rule]
    assert scope.reasons[0].met


def test_a_form_that_need_not_be_sterile_leads_out_before_everything_else(law):
    scope = scope_of(work(Work.ADMINISTRATION, sterile_form=False, radioactive=True), law)
    assert rules(scope) == ["SC-10"]


@pytest.mark.parametrize("missing", [field.name for field in fields(Labeling)])
@pytest.mark.parametrize(("said", "state"), [(False, State.NOT_MET), (None, State.NOT_KNOWN)])
def test_labeling_that_leaves_one_thing_out_makes_it_compounding(law, missing, said, state):
    labeling = replace(WHOLE, **{missing: said})
    scope = scope_of(work(Work.BY_LABELING, labeling=labeling), law)
    assert (scope.in_scope, scope.dating) == (True, Dating.CATEGORY)
    (reason,) = scope.reasons
    assert (reason.rule, reason.state, reason.effect) == ("SC-2", state, Effect.NOTED)


def test_what_is_denied_weighs_more_than_what_is_not_known():
    assert replace(WHOLE, diluent=None, strength=False).whole is False
    assert Labeling().whole is None


def test_docked_for_later_is_dated_by_its_maker(law):
    scope = scope_of(work(Work.DOCKED_FOR_LATER), law)
    assert (scope.in_scope, scope.dating) == (True, Dating.MAKER)
    assert rules(scope) == ["SC-4"]


def test_a_hazardous_drug_brings_its_own_chapter_in(law):
    scope = scope_of(work(hazardous=True), law)
    assert scope.chapters == ("USP <797>", "USP <800>")
    assert rules(scope) == ["SC-5", "SC-8"]


def test_a_drug_not_known_to_be_hazardous_or_not_says_so_and_costs_nothing(law):
    *_, reason = scope_of(work(hazardous=None), law).reasons
    assert (reason.rule, reason.state, reason.effect) == ("SC-8", State.NOT_KNOWN, Effect.NONE)


def test_an_allergenic_set_has_its_own_section(law):
    scope = scope_of(work(allergenic=True), law)
    assert (scope.dating, rules(scope)) == (Dating.ALLERGENIC, ["SC-5", "SC-9"])


@pytest.mark.parametrize(
    ("apart", "effect"), [(True, Effect.NONE), (False, Effect.NOTHING), (None, Effect.NOTHING)]
)
def test_blood_derived_material_is_kept_apart(law, apart, effect):
    scope = scope_of(work(blood_derived=True, apart=apart), law)
    assert (scope.in_scope, gravest(scope.reasons)) == (True, effect)
    assert rules(scope) == ["SC-5", "SC-6"]
