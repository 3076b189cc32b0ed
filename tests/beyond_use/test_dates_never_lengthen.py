"""A date never exceeds a limit, and nothing added or left unsaid ever lengthens it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beyond_use.controls import Controls
from beyond_use.csp import Area, Component, Endotoxin, Process, Stability, Sterility, Storage
from beyond_use.decide import BeyondUse, beyond_uses
from tests.beyond_use.good_controls import CONTROLS, SUITE

START = datetime(2026, 11, 23, 14, 12, tzinfo=UTC)

FACTS = {
    "area": st.sampled_from(Area),
    "process": st.sampled_from(Process),
    "sterility": st.sampled_from(Sterility),
    "injectable": st.sampled_from([True, False, None]),
    "endotoxin": st.sampled_from([None, *Endotoxin]),
    "controls": st.sampled_from([None, CONTROLS, replace(CONTROLS, sterile_garb=None)]),
    "surroundings": st.sampled_from([None, SUITE, replace(SUITE, in_class=None)]),
    "frozen_closure": st.sampled_from(["", "a test"]),
}
PARTS = st.builds(
    Component,
    st.just("part"),
    st.just("L2"),
    st.integers(-3, 300).map(lambda hours: START + timedelta(hours=hours)),
    st.none() | st.integers(-3, 300).map(lambda hours: START + timedelta(hours=hours)),
    st.booleans(),
    st.none() | st.integers(-3, 300).map(lambda hours: START + timedelta(hours=hours)),
)
RELAXED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def ends(answer):
    """The end of a date; no date ends before every other."""
    return answer.until if isinstance(answer, BeyondUse) else datetime.min.replace(tzinfo=UTC)


@RELAXED
@given(facts=st.fixed_dictionaries(FACTS), parts=st.lists(PARTS, min_size=1, max_size=3))
def test_no_date_exceeds_any_limit_that_was_weighed(dose, law, facts, parts):
    for answer in beyond_uses(dose(**facts, components=tuple(parts)), law).values():
        if isinstance(answer, BeyondUse):
            assert all(answer.until <= limit.until for limit in answer.limits)
            assert answer.decided_by in answer.limits
            assert answer.until > START
        else:
            assert answer.reasons


@RELAXED
@given(
    facts=st.fixed_dictionaries(FACTS), parts=st.lists(PARTS, min_size=1, max_size=2), more=PARTS
)
def test_one_component_more_never_lengthens_a_date(dose, law, facts, parts, more):
    csp = dose(**facts, components=tuple(parts))
    before = beyond_uses(csp, law)
    after = beyond_uses(replace(csp, components=(*csp.components, more)), law)
    assert all(ends(after[storage]) <= ends(before[storage]) for storage in Storage)


@RELAXED
@given(
    facts=st.fixed_dictionaries(FACTS), storage=st.sampled_from(Storage), hours=st.integers(1, 9000)
)
def test_one_cited_stability_more_never_lengthens_a_date(dose, law, facts, storage, hours):
    csp = dose(**facts)
    more = Stability(storage, timedelta(hours=hours), "another study", confirmed=False)
    before = beyond_uses(csp, law)
    after = beyond_uses(replace(csp, stability=(*csp.stability, more)), law)
    assert all(ends(after[kept]) <= ends(before[kept]) for kept in Storage)


@RELAXED
@given(facts=st.fixed_dictionaries(FACTS), parts=st.lists(PARTS, min_size=1, max_size=2))
def test_what_is_not_known_never_gives_a_longer_date_than_what_is(dose, law, facts, parts):
    csp = dose(**facts, components=tuple(parts))
    for name, said, unsaid in (
        ("injectable", True, None),
        ("injectable", False, None),
        ("endotoxin", Endotoxin.PASSED, None),
        ("surroundings", SUITE, replace(SUITE, pec_iso=None, certified_on=None, in_class=None)),
        ("controls", CONTROLS, Controls()),
        ("frozen_closure", "a test", ""),
    ):
        known = beyond_uses(replace(csp, **{name: said}), law)
        less = beyond_uses(replace(csp, **{name: unsaid}), law)
        assert all(ends(less[kept]) <= ends(known[kept]) for kept in Storage)
