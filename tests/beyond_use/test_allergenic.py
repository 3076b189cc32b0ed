"""Allergenic extract sets: for whom, of what, where, by whom, and how long."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from beyond_use.allergenic import AllergenicSet, Extract, Mixer, allergenic_until
from beyond_use.answer import Kind
from beyond_use.csp import Storage
from beyond_use.errors import BadFacts, NoDate
from beyond_use.reason import State

MIXED = datetime(2026, 11, 23, 14, 12, tzinfo=UTC)
GRASS = Extract("grass", "G7", datetime(2028, 6, 30, tzinfo=UTC), licensed=True)
SALINE = replace(GRASS, name="saline", lot="H8")
MIXER = Mixer(
    garbing_on=date(2026, 3, 2),
    media_fill_on=date(2026, 3, 2),
    fingertips_passed=3,
    last_mixed_on=date(2026, 11, 9),
)
SET = AllergenicSet(
    mixed_at=MIXED,
    zone="America/New_York",
    storage=Storage.REFRIGERATOR,
    one_patient=True,
    extracts=(GRASS, SALINE),
    mixer=MIXER,
    pec_iso=5,
)


def allowed(facts, law):
    try:
        allergenic_until(facts, law)
    except NoDate:
        return False
    return True


def by(**changes):
    return replace(SET, mixer=replace(MIXER, **changes))


def test_it_lasts_a_year_from_mixing(law):
    answer = allergenic_until(SET, law)
    assert answer.until_local == "2027-11-23 09:12 EST"
    assert (answer.decided_by.rule, answer.decided_by.value) == ("AE-2", "1 year")
    assert [limit.confirmed for limit in answer.limits] == [False, False, False]
    assert not any(reason.lifted_by for reason in answer.reasons)
    assert answer.reasons[-2].says == "Last mixed a set: 2026-11-09; evaluated: 2026-03-02."
    assert answer.category is None


def test_mixed_on_a_leap_day_it_ends_on_the_last_of_february(law):
    leap = replace(
        SET,
        mixed_at=datetime(2028, 2, 29, 14, 0, tzinfo=UTC),
        mixer=replace(
            MIXER,
            garbing_on=date(2028, 2, 1),
            media_fill_on=date(2028, 2, 1),
            last_mixed_on=date(2028, 2, 1),
        ),
        extracts=(replace(GRASS, expires=datetime(2030, 1, 1, tzinfo=UTC)),),
    )
    assert allergenic_until(leap, law).until_local == "2029-02-28 09:00 EST"


@pytest.mark.parametrize(
    ("days", "kind"), [(364, Kind.COMPONENT_EXPIRY), (365, Kind.TABLE), (366, Kind.TABLE)]
)
def test_no_set_outlives_an_extract_or_diluent(law, days, kind):
    expires = MIXED + timedelta(days=days)
    answer = allergenic_until(replace(SET, extracts=(GRASS, replace(SALINE, expires=expires))), law)
    assert answer.decided_by.kind is kind
    assert all(answer.until <= limit.until for limit in answer.limits)


def test_an_expired_extract_leaves_no_date(law):
    stale = replace(GRASS, expires=MIXED)
    with pytest.raises(NoDate, match="No time is left after mixing: expiry of grass"):
        allergenic_until(replace(SET, extracts=(stale,)), law)


@pytest.mark.parametrize(("said", "may"), [(True, True), (False, False), (None, False)])
def test_it_is_made_for_one_patient_of_licensed_extracts(law, said, may):
    assert allowed(replace(SET, one_patient=said), law) is may
    assert allowed(replace(SET, extracts=(GRASS, replace(SALINE, licensed=said))), law) is may


@pytest.mark.parametrize(("iso", "may"), [(4, True), (5, True), (6, False), (None, False)])
def test_it_is_mixed_in_an_iso_5_hood(law, iso, may):
    assert allowed(replace(SET, pec_iso=iso), law) is may


@pytest.mark.parametrize(("metres", "may"), [("0.99", False), ("1", True), ("1.01", True)])
@pytest.mark.parametrize("which", ["perimeter", "sink_away"])
def test_or_in_an_area_of_its_own_with_room_around_it(law, which, metres, may):
    area = replace(SET, pec_iso=None, perimeter=Decimal(1), sink_away=Decimal(1))
    assert allowed(replace(area, **{which: Decimal(metres)}), law) is may


@pytest.mark.parametrize("which", ["perimeter", "sink_away"])
def test_an_area_of_which_one_distance_is_not_known_is_none(law, which):
    area = replace(SET, perimeter=Decimal(2), sink_away=Decimal(2))
    assert not allowed(replace(area, **{which: None}), law)


@pytest.mark.parametrize("which", ["garbing_on", "media_fill_on"])
@pytest.mark.parametrize(
    ("day", "may"),
    [(date(2025, 11, 22), False), (date(2025, 11, 23), True), (date(2025, 11, 24), True)],
)
def test_garbing_and_media_fill_are_a_year_old_at_most(law, which, day, may):
    assert allowed(by(**{which: day}), law) is may
    assert not allowed(by(**{which: None}), law)


@pytest.mark.parametrize(("passed", "may"), [(2, False), (3, True), (4, True), (None, False)])
def test_three_fingertip_tests_come_first(law, passed, may):
    assert allowed(by(fingertips_passed=passed), law) is may


@pytest.mark.parametrize(
    ("day", "may"),
    [(date(2026, 5, 22), False), (date(2026, 5, 23), True), (date(2026, 5, 24), True)],
)
def test_who_was_away_for_more_than_six_months_is_evaluated_anew(law, day, may):
    assert allowed(by(last_mixed_on=day), law) is may


@pytest.mark.parametrize(
    ("evaluated", "may"), [(date(2026, 7, 31), False), (date(2026, 8, 1), True)]
)
def test_an_evaluation_after_the_absence_ends_it(law, evaluated, may):
    back = by(last_mixed_on=date(2026, 1, 31), garbing_on=evaluated, media_fill_on=evaluated)
    assert allowed(back, law) is may
    one_only = by(last_mixed_on=date(2026, 1, 31), garbing_on=evaluated)
    assert not allowed(one_only, law)


def test_every_rule_of_the_section_is_asked(law):
    rules = [reason.rule for reason in allergenic_until(SET, law).reasons]
    assert rules == ["AE-1", "AE-1", "FE-2", "AE-3", "AE-3", "AE-3", "AE-3", "BUD-17"]


@pytest.mark.parametrize(
    ("evaluated", "may"), [(date(2026, 5, 22), False), (date(2026, 5, 23), True)]
)
def test_who_never_mixed_before_was_evaluated_within_six_months(law, evaluated, may):
    new = by(last_mixed_on=None, garbing_on=evaluated, media_fill_on=evaluated)
    assert allowed(new, law) is may
    with pytest.raises(NoDate) as refusal:
        allergenic_until(by(last_mixed_on=None, garbing_on=None), law)
    assert "Last mixed a set: not known; evaluated: not known." in str(refusal.value)
    assert all(one.lifted_by for one in refusal.value.judged if not one.met)
    assert [one.state for one in refusal.value.judged if not one.met] == [State.NOT_KNOWN] * 2


def test_a_set_is_mixed_of_something():
    with pytest.raises(BadFacts, match="none is named"):
        replace(SET, extracts=())
    with pytest.raises(BadFacts, match="no time zone"):
        replace(SET, zone="Nowhere/Town")
    with pytest.raises(BadFacts, match="time zone"):
        replace(GRASS, expires=datetime(2026, 11, 23))  # noqa: DTZ001 - it says no zone
    with pytest.raises(BadFacts, match="time zone"):
        replace(SET, mixed_at=datetime(2026, 11, 23))  # noqa: DTZ001 - it says no zone
