"""A reason: what is met, not met and not known costs, and the gravest of several."""

from dataclasses import replace

import pytest

from beyond_use.reason import UNSURE, Effect, State, all_met, gravest, judge


@pytest.fixture
def row(law):
    return replace(law.row("IN-1"), status="verified-secondary")


@pytest.mark.parametrize("costs", Effect)
@pytest.mark.parametrize(
    ("met", "state"), [(False, State.NOT_MET), (None, State.NOT_KNOWN)], ids=["not met", "unknown"]
)
def test_what_is_not_met_or_not_known_costs_what_its_rule_costs(row, met, state, costs):
    found = judge(row, met=met, costs=costs, says="It is.", lifted_by="somebody")
    assert (found.state, found.effect, found.met) == (state, costs, False)
    assert (found.rule, found.lifted_by) == ("IN-1", "somebody")


@pytest.mark.parametrize("costs", Effect)
def test_what_is_met_costs_nothing_and_has_nothing_to_be_lifted(row, costs):
    found = judge(row, met=True, costs=costs, says="It is.", lifted_by="somebody")
    assert (found.state, found.effect, found.met) == (State.MET, Effect.NONE, True)
    assert not found.lifted_by


@pytest.mark.parametrize("costs", Effect)
@pytest.mark.parametrize("met", [False, None])
def test_a_figure_recalled_with_doubt_may_warn_and_no_more(row, met, costs):
    doubtful = replace(row, status=UNSURE)
    found = judge(doubtful, met=met, costs=costs, says="It is.")
    assert found.effect is min(costs, Effect.NOTED)
    assert not found.met


def test_the_gravest_of_the_costs_counts_and_of_no_reasons_none(row):
    kept = judge(row, met=True, costs=Effect.NOTHING, says="It is.")
    noted = judge(row, met=None, costs=Effect.NOTED, says="Nobody knows.")
    barred = judge(row, met=False, costs=Effect.NOTHING, says="It is not.")
    assert gravest((noted, barred, kept)) is Effect.NOTHING
    assert gravest((kept, noted)) is Effect.NOTED
    assert gravest(()) is Effect.NONE
    assert all_met((kept, kept))
    assert not all_met((kept, noted))


def test_the_costs_are_in_order_and_each_has_its_words():
    assert [(effect.value, effect.told) for effect in Effect] == [
        (0, "nothing changes"),
        (1, "a deviation is noted"),
        (2, "Category 2 at most"),
        (3, "Category 1 only"),
        (4, "nothing may be made"),
    ]
