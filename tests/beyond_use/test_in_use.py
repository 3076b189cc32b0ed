from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beyond_use.errors import BadFacts
from beyond_use.in_use import Container, Label, Opened, in_use
from beyond_use.law import in_force_on
from beyond_use.reason import Effect, State
from tests.beyond_use.opened_containers import (
    DAY,
    EIGHT,
    HOUR,
    MINUTE,
    NEW_YORK,
    opened,
    with_figure,
)


@pytest.mark.parametrize(
    ("container", "rule", "lasts"),
    [
        (Container.SINGLE_DOSE, "IN-1", 12 * HOUR),
        (Container.AMPULE, "IN-3", timedelta(0)),
        (Container.MULTIPLE_DOSE, "IN-4", 28 * DAY),
        (Container.STOCK, "IN-6", 12 * HOUR),
        (Container.COMPOUNDED_MULTIPLE_DOSE, "IN-7", 28 * DAY),
    ],
)
def test_a_window_closes_after_its_time_and_not_at_it(law, container, rule, lasts):
    ends = EIGHT + lasts
    assert in_use(opened(container), ends, law).decided_by.row.rule == rule
    assert in_use(opened(container), ends, law).allowed
    assert in_use(opened(container), ends, law).until == ends
    after = in_use(opened(container), ends + MINUTE, law)
    assert not after.allowed
    assert after.until == ends
    if lasts:
        assert in_use(opened(container), ends - MINUTE, law).allowed


def test_seconds_are_rounded_down(law):
    late = opened(opened_at=EIGHT + timedelta(seconds=59, microseconds=5))
    ends = EIGHT + 12 * HOUR
    assert in_use(late, ends, law).until == ends
    assert not in_use(late, ends + timedelta(seconds=1), law).allowed


def test_the_answer_says_how_long_and_by_which_rule(law):
    told = in_use(opened(), EIGHT + HOUR, law)
    assert told.told == (
        "may be used until 2026-11-20 20:00 EST: "
        "single-dose vial or bag, 12 h from first puncture (IN-1)"
    )
    assert told.decided_by.row.rule == "IN-1"
    assert "IN-1" in {reason.rule for reason in told.reasons}
    assert all(reason.met and reason.citation for reason in told.reasons)


def test_the_window_never_shortens_the_date_of_what_was_drawn(law):
    told = in_use(opened(), EIGHT, law)
    assert told.note == law.row("IN-8").says
    assert "not the date of what was drawn" in told.note


def test_twelve_hours_are_elapsed_hours_when_the_clocks_go_back(law):
    evening = datetime(2026, 11, 1, 0, 0, tzinfo=UTC)  # 20:00 in New York, clocks go back at 02:00
    told = in_use(opened(opened_at=evening), evening, law)
    assert told.told.startswith("may be used until 2026-11-01 07:00 EST")


def test_days_end_at_the_earlier_of_elapsed_time_and_the_clock(law):
    before_spring = datetime(2026, 3, 1, 14, 0, tzinfo=UTC)  # 09:00 in New York
    told = in_use(
        opened(Container.MULTIPLE_DOSE, opened_at=before_spring), before_spring + DAY, law
    )
    assert told.until == before_spring + 28 * DAY - HOUR


def test_a_leap_february_has_its_extra_day(law):
    begun = datetime(2028, 2, 2, 14, 0, tzinfo=UTC)
    told = in_use(opened(Container.MULTIPLE_DOSE, opened_at=begun), begun, law)
    assert told.until == datetime(2028, 3, 1, 14, 0, tzinfo=UTC)


@pytest.mark.parametrize("container", list(Container))
def test_a_container_opened_nobody_knows_when_is_discarded(law, container):
    told = in_use(opened(container, opened_at=None), EIGHT, law)
    assert not told.allowed
    assert told.until is None
    (reason,) = [one for one in told.reasons if one.rule == "IN-9"]
    assert (reason.state, reason.effect) == (State.NOT_KNOWN, Effect.NOTHING)
    assert reason.says == f"{container}, time of opening on record: not known. Discard it."
    assert reason.lifted_by == "a new container"


@pytest.mark.parametrize(
    ("container", "rule"),
    [
        (Container.SINGLE_DOSE, "IN-2"),
        (Container.PHARMACY_BULK, "IN-5"),
        (Container.STOCK, "IN-6"),
    ],
)
@pytest.mark.parametrize("place", [False, None])
def test_what_must_be_opened_in_iso_5_is_not_kept_otherwise(law, container, rule, place):
    label = Label(4 * HOUR)
    told = in_use(opened(container, in_iso_5=place, label=label), EIGHT + MINUTE, law)
    assert not told.allowed
    assert told.until is None
    (against,) = [one for one in told.reasons if not one.met]
    assert against.rule == rule
    assert ("at once for the patient at hand" in against.says) is (rule == "IN-2")
    assert "iscard it" in against.says


@pytest.mark.parametrize("container", [Container.MULTIPLE_DOSE, Container.COMPOUNDED_MULTIPLE_DOSE])
def test_a_multiple_dose_container_is_not_asked_where_it_was_opened(law, container):
    assert in_use(opened(container, in_iso_5=None), EIGHT + DAY, law).allowed


@pytest.mark.parametrize("container", [one for one in Container if one is not Container.AMPULE])
@pytest.mark.parametrize("kept", [False, None])
def test_a_container_kept_wrongly_or_nobody_knows_how_is_not_used(law, container, kept):
    told = in_use(opened(container, storage_kept=kept, label=Label(4 * HOUR)), EIGHT, law)
    assert not told.allowed
    assert "kept since" in told.told


@pytest.mark.parametrize("container", list(Container))
def test_no_window_reaches_beyond_the_containers_own_date(law, container):
    soon = EIGHT + timedelta(minutes=30)
    label = Label(4 * HOUR)
    told = in_use(opened(container, own_date=soon, label=label), EIGHT, law)
    assert told.until == (EIGHT if container is Container.AMPULE else soon)
    assert not in_use(opened(container, own_date=soon, label=label), soon + MINUTE, law).allowed


@pytest.mark.parametrize("container", list(Container))
def test_an_own_date_nobody_knows_allows_nothing(law, container):
    told = in_use(opened(container, own_date=None, label=Label(4 * HOUR)), EIGHT, law)
    assert not told.allowed
    assert "its own date: not known. Discard it." in told.told


@pytest.mark.parametrize(
    ("container", "named", "rule"),
    [
        (Container.SINGLE_DOSE, "expiry", "BUD-17"),
        (Container.MULTIPLE_DOSE, "expiry", "BUD-17"),
        (Container.STOCK, "beyond-use date", "IN-6"),
        (Container.COMPOUNDED_MULTIPLE_DOSE, "beyond-use date", "IN-7"),
    ],
)
def test_the_own_date_is_called_by_its_name(law, container, named, rule):
    told = in_use(opened(container, own_date=EIGHT + HOUR), EIGHT, law)
    assert f"{named} of the {container}" in told.told
    assert told.decided_by.row.rule == rule


def test_a_state_that_allows_six_hours_is_kept(law):
    strict = with_figure(law, "IN-1", "6", "h")
    assert in_use(opened(), EIGHT + 6 * HOUR, strict).allowed
    assert not in_use(opened(), EIGHT + 6 * HOUR + MINUTE, strict).allowed
    assert not in_use(opened(label=Label(12 * HOUR)), EIGHT + 7 * HOUR, strict).allowed


def test_facts_that_contradict_themselves_are_refused(law):
    with pytest.raises(BadFacts, match="after now"):
        in_use(opened(), EIGHT - MINUTE, law)
    with pytest.raises(BadFacts, match="time zone"):
        in_use(opened(opened_at=EIGHT.replace(tzinfo=None)), EIGHT, law)
    with pytest.raises(BadFacts, match="time zone"):
        in_use(opened(), EIGHT.replace(tzinfo=None), law)
    with pytest.raises(BadFacts, match="no time zone"):
        opened(zone="Mars/Olympus")
    with pytest.raises(BadFacts, match="at least once"):
        opened(entries=0)
    with pytest.raises(BadFacts, match="cannot allow"):
        Label(-MINUTE)


FACTS = st.fixed_dictionaries(
    {
        "container": st.sampled_from(Container),
        "opened_at": st.none() | st.just(EIGHT),
        "in_iso_5": st.sampled_from([True, False, None]),
        "storage_kept": st.sampled_from([True, False, None]),
        "label": st.none()
        | st.builds(Label, st.none() | st.timedeltas(timedelta(0), 60 * DAY), st.booleans()),
        "entries": st.none() | st.integers(1, 3),
        "own_date": st.none() | st.timedeltas(-20 * DAY, 60 * DAY).map(lambda one: EIGHT + one),
    }
)  # fmt: skip


@given(FACTS, st.timedeltas(timedelta(0), 60 * DAY))
def test_whatever_the_facts_nothing_is_used_past_any_of_its_ends(facts, later):
    now = EIGHT + later
    told = in_use(Opened(zone=NEW_YORK, **facts), now, in_force_on(EIGHT.date()))
    if told.allowed:
        assert facts["opened_at"] is not None
        assert all(now <= end.until for end in told.ends)
        assert told.until == min(end.until for end in told.ends)
    else:
        assert any(one.effect is Effect.NOTHING and one.lifted_by for one in told.reasons)
    assert told.allowed is all(one.met for one in told.reasons)
