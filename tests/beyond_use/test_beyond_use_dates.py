from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beyond_use.category import Category
from beyond_use.csp import Area, Process, Sterility, Storage, expiry_of_day
from beyond_use.decide import BeyondUse, Kind, beyond_use, beyond_uses, table_rule
from beyond_use.errors import NoDate

ROOM, COLD, FROZEN = Storage.ROOM, Storage.REFRIGERATOR, Storage.FREEZER
START = datetime(2026, 11, 23, 14, 12, tzinfo=UTC)
NEW_YORK = "America/New_York"


def test_in_the_suite_it_is_four_days_at_room_temperature_and_ten_refrigerated(dose, law):
    assert beyond_use(dose(), ROOM, law).until_local == "2026-11-27 09:12 EST"
    assert beyond_use(dose(), COLD, law).until_local == "2026-12-03 09:12 EST"


def test_in_a_segregated_area_it_is_twelve_hours_and_twenty_four_refrigerated(dose, law):
    csp = dose(area=Area.SEGREGATED)
    assert beyond_use(csp, ROOM, law).until_local == "2026-11-23 21:12 EST"
    assert beyond_use(csp, COLD, law).until_local == "2026-11-24 09:12 EST"


def test_a_bag_expiring_tomorrow_decides(dose, component, law):
    tomorrow = expiry_of_day(datetime(2026, 11, 24, tzinfo=UTC).date(), NEW_YORK)
    csp = dose(components=(component(), component("0.9% sodium chloride", tomorrow)))
    answer = beyond_use(csp, COLD, law)
    assert answer.until_local == "2026-11-24 23:59 EST"
    assert answer.decided_by.because == "expiry of 0.9% sodium chloride (lot L1)"
    assert len(answer.limits) == 4


def test_without_a_cited_stability_there_is_no_date(dose, law):
    with pytest.raises(NoDate, match="no stability source is cited"):
        beyond_use(dose(stability=()), ROOM, law)


def test_a_stability_for_another_storage_gives_no_date(dose, cited, law):
    answers = beyond_uses(dose(stability=(cited(COLD, days=7),)), law)
    assert isinstance(answers[ROOM], NoDate)
    assert isinstance(answers[COLD], BeyondUse)
    assert answers[COLD].until_local == "2026-11-30 09:12 EST"


def test_across_the_change_to_winter_time_days_end_at_the_earlier_hour(dose, law):
    # Four days from 10:00 EDT are 96 h to 09:00 EST; the same wall time would be an hour later.
    csp = dose(started_at=datetime(2026, 10, 30, 14, 0, tzinfo=UTC))
    assert beyond_use(csp, ROOM, law).until_local == "2026-11-03 09:00 EST"


def test_across_the_change_to_summer_time_days_end_at_the_same_wall_time(dose, law):
    csp = dose(started_at=datetime(2027, 3, 12, 15, 0, tzinfo=UTC))
    assert beyond_use(csp, ROOM, law).until_local == "2027-03-16 10:00 EDT"


@pytest.mark.parametrize(
    ("start", "until"),
    [
        (datetime(2027, 3, 13, 16, 0, tzinfo=UTC), "2027-03-14 12:00 EDT"),
        (datetime(2026, 10, 31, 16, 0, tzinfo=UTC), "2026-11-01 11:00 EST"),
    ],
)
def test_hours_of_the_table_are_elapsed_hours_whatever_the_clocks_do(dose, law, start, until):
    csp = dose(area=Area.SEGREGATED, started_at=start)
    assert beyond_use(csp, COLD, law).until_local == until
    assert beyond_use(csp, COLD, law).until - start == timedelta(hours=24)


@pytest.mark.parametrize(
    ("process", "sterility", "sterile", "rule"),
    [
        (Process.ASEPTIC, Sterility.NOT_TESTED, False, "BUD-2"),
        (Process.ASEPTIC, Sterility.NOT_TESTED, True, "BUD-3"),
        (Process.ASEPTIC, Sterility.PENDING, True, "BUD-3"),
        (Process.ASEPTIC, Sterility.PASSED, False, "BUD-4"),
        (Process.TERMINAL, Sterility.NOT_TESTED, True, "BUD-5"),
        (Process.TERMINAL, Sterility.PENDING, True, "BUD-5"),
        (Process.TERMINAL, Sterility.PASSED, True, "BUD-6"),
    ],
)
def test_the_row_follows_from_process_test_and_components(
    dose, component, law, process, sterility, sterile, rule
):
    csp = dose(
        process=process,
        sterility=sterility,
        components=(component(), component(sterile=sterile)),
        injectable=False,
    )
    assert table_rule(csp, Category.TWO, law) == rule
    assert table_rule(csp, Category.ONE, law) == "BUD-1"
    terminal = process is Process.TERMINAL
    assert table_rule(csp, Category.THREE, law) == ("BUD-8" if terminal else "BUD-7")


def test_a_single_day_is_told_as_one(dose, component, law):
    limits = beyond_use(dose(components=(component(sterile=False),)), ROOM, law).limits
    assert limits[0].because.endswith("at the start: 1 day")


@pytest.mark.parametrize("area", Area)
def test_a_failed_sterility_test_leaves_no_date(dose, law, area):
    answers = beyond_uses(dose(area=area, sterility=Sterility.FAILED), law)
    assert all("sterility test failed" in answers[storage].reasons[0] for storage in Storage)


def test_storage_the_table_leaves_out_is_not_allowed(dose, law):
    with pytest.raises(NoDate, match="allows no storage in the freezer"):
        beyond_use(dose(area=Area.SEGREGATED, frozen_closure="a study"), FROZEN, law)


def test_frozen_storage_needs_proof_that_the_container_stays_closed(dose, law):
    with pytest.raises(NoDate, match="BUD-19"):
        beyond_use(dose(), FROZEN, law)
    assert (
        beyond_use(dose(frozen_closure="a study"), FROZEN, law).until_local
        == "2027-01-07 09:12 EST"
    )


def test_every_reason_is_told_at_once(dose, component, law):
    stale = component(expires=START - timedelta(days=1))
    with pytest.raises(NoDate) as refusal:
        beyond_use(dose(stability=(), components=(stale,)), FROZEN, law)
    assert len(refusal.value.reasons) == 3


@pytest.mark.parametrize(
    ("seconds", "dated"),
    [(-1, False), (0, False), (59, True), (60, True)],
)
def test_a_component_must_outlast_the_start(dose, component, law, seconds, dated):
    # The start is at 09:11:01 and dates are rounded down to the minute, so 59 s reach 09:12.
    start = START - timedelta(seconds=59)
    csp = dose(
        started_at=start, components=(component(expires=start + timedelta(seconds=seconds)),)
    )
    answer = beyond_uses(csp, law)[ROOM]
    assert isinstance(answer, BeyondUse) is dated


@pytest.mark.parametrize(
    ("seconds", "reason"),
    [(-1, "already past at the start"), (0, "No time is left"), (1, "No time is left")],
)
def test_a_component_expired_at_the_start_is_told_from_one_that_leaves_no_time(
    dose, component, law, seconds, reason
):
    with pytest.raises(NoDate, match=reason):
        beyond_use(
            dose(components=(component(expires=START + timedelta(seconds=seconds)),)), ROOM, law
        )


def test_nothing_outlives_a_compounded_component(dose, component, law):
    own = START + timedelta(days=2)
    answer = beyond_use(dose(components=(component(beyond_use=own),)), ROOM, law)
    assert (answer.until, answer.decided_by.kind) == (own, Kind.COMPONENT_BEYOND_USE)


def test_the_date_is_rounded_down_to_the_minute(dose, law):
    csp = dose(started_at=START + timedelta(seconds=59, microseconds=999999))
    assert beyond_use(csp, ROOM, law).until_local == "2026-11-27 09:12 EST"


@pytest.mark.parametrize(
    ("lasts", "told"),
    [
        ({"hours": 48}, "2 days"),
        ({"hours": 36}, "36 h"),
        ({"minutes": 90}, "1 h 30 min"),
        ({"days": 1}, "1 day"),
    ],
)
def test_a_shorter_stability_decides_and_says_so(dose, cited, law, lasts, told):
    answer = beyond_use(dose(stability=(cited(ROOM, **lasts),)), ROOM, law)
    assert answer.decided_by.because == f"stable for {told}"
    assert answer.until == START + timedelta(**lasts)


def test_longer_stability_never_lengthens_the_table(dose, law):
    assert beyond_use(dose(), ROOM, law).decided_by.kind is Kind.TABLE


def test_the_answer_says_what_would_change_it(dose, cited, component, law):
    csp = dose(stability=(cited(ROOM, days=7),))
    assert beyond_use(csp, ROOM, law).what_would_change == (
        "Without this limit it would be 2026-11-30 09:12 EST: stable for 7 days."
    )
    tied = dose(components=(component(expires=START + timedelta(days=4)),))
    assert beyond_use(tied, ROOM, law).what_would_change.startswith("Nothing alone")


def test_unconfirmed_figures_are_marked_and_cited(dose, law):
    table, stability, expiry = beyond_use(dose(), ROOM, law).limits
    assert (table.confirmed, stability.confirmed, expiry.confirmed) == (False, False, False)
    assert table.citation == "USP <797> (2023), Table 13, BUD-3"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    minutes=st.integers(-1000000, 1000000),
    hours=st.integers(1, 2000),
    storage=st.sampled_from([ROOM, COLD]),
)
def test_a_date_never_exceeds_any_limit(dose, cited, law, minutes, hours, storage):
    start = START + timedelta(minutes=minutes)
    answer = beyond_use(
        dose(started_at=start, stability=(cited(storage, hours=hours),)), storage, law
    )
    assert all(answer.until <= limit.until for limit in answer.limits)
