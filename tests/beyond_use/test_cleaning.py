"""What is cleaned how often, soiled surfaces, alcohol every half hour, and the record."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from beyond_use.cleaning import Action, Cleaned, Surface, cleaning, every, soiled, wiped
from beyond_use.cleaning_record import CleaningRecord, cleaning_record
from beyond_use.errors import BadFacts
from beyond_use.reason import Effect, State, all_met, gravest

TODAY = date(2026, 11, 25)
NOW = datetime(2026, 11, 25, 15, 0, tzinfo=UTC)
HALF_HOUR, SECOND = timedelta(minutes=30), timedelta(seconds=1)
WORK = {date(2026, 11, 20), date(2026, 11, 23), TODAY}
RECORD = CleaningRecord(
    Surface.HOOD,
    Action.SPORICIDE,
    NOW,
    "peracetic acid wipes",
    "W7",
    TODAY,
    timedelta(minutes=3),
    timedelta(minutes=3),
    "A. Cleaner",
    sporicidal=True,
    sterile=True,
)


def told(surface, action, category, law):
    row = every(surface, action, category, law)
    return "when soiled" if row is None else f"{row.value} {row.unit}"


@pytest.mark.parametrize(
    ("surface", "rule", "clean", "sporicide", "in_category_3"),
    [
        ("HOOD", "CL-1", "1 compounding_day", "1 month", "7 day"),
        ("TRAY", "CL-2", "1 compounding_day", "1 month", "1 month"),
        ("TRAY_UNDER", "CL-3", "1 month", "1 month", "1 month"),
        ("HATCH", "CL-4", "1 compounding_day", "1 month", "7 day"),
        ("BENCH", "CL-5", "1 compounding_day", "1 month", "7 day"),
        ("FLOOR", "CL-6", "1 compounding_day", "1 month", "7 day"),
        ("WALL", "CL-7", "1 month", "1 month", "1 month"),
        ("CEILING", "CL-8", "1 month", "1 month", "1 month"),
        ("CEILING_SEGREGATED", "CL-9", "when soiled", "when soiled", "when soiled"),
        ("SHELF", "CL-10", "1 month", "1 month", "1 month"),
        ("EQUIPMENT", "CL-10", "1 month", "1 month", "1 month"),
        ("SINK", "CL-11", "1 compounding_day", "1 month", "1 month"),
    ],
)
def test_the_table_of_surfaces_stands_as_recalled(
    law, surface, rule, clean, sporicide, in_category_3
):
    surface = Surface[surface]
    assert soiled(Cleaned(surface), law).rule == rule
    for category in (1, 2):
        assert told(surface, Action.CLEAN, category, law) == clean
        assert told(surface, Action.SPORICIDE, category, law) == sporicide
    assert told(surface, Action.CLEAN, 3, law) == clean
    assert told(surface, Action.SPORICIDE, 3, law) == in_category_3


def test_every_surface_stands_in_the_table(law):
    for surface in Surface:
        for action in Action:
            told(surface, action, 2, law)
    with pytest.raises(BadFacts, match="no Category 4"):
        every(Surface.HOOD, Action.CLEAN, 4, law)


@pytest.mark.parametrize(
    ("last", "state"),
    [
        (TODAY, State.MET),
        (date(2026, 11, 23), State.MET),  # due today, and today is not over
        (date(2026, 11, 22), State.NOT_MET),  # due on the 23rd, the next day of work
        (date(2026, 11, 19), State.NOT_MET), (None, State.NOT_KNOWN),
    ],
)  # fmt: skip
def test_daily_means_each_day_of_compounding(law, last, state):
    clean, sporicide, _ = cleaning(Cleaned(Surface.FLOOR, last, TODAY), 2, WORK, TODAY, law)
    assert (clean.state, sporicide.state) == (state, State.MET)
    assert clean.effect is (Effect.NONE if state is State.MET else Effect.NOTED)


def test_no_day_of_compounding_asks_for_no_daily_cleaning(law):
    clean, _, _ = cleaning(Cleaned(Surface.FLOOR, date(2026, 11, 1), TODAY), 2, (), TODAY, law)
    assert clean.met


@pytest.mark.parametrize(
    ("category", "last", "met"),
    [
        (2, date(2026, 10, 25), True), (2, date(2026, 10, 24), False), (2, TODAY, True),
        (3, date(2026, 11, 18), True), (3, date(2026, 11, 17), False),
    ],
)  # fmt: skip
def test_a_sporicide_is_in_date_on_its_due_day_and_overdue_the_day_after(law, category, last, met):
    _, sporicide, _ = cleaning(Cleaned(Surface.HOOD, TODAY, last), category, WORK, TODAY, law)
    assert sporicide.met is met
    assert sporicide.rule == ("C3-5" if category == 3 else "CL-1")


def test_cleaning_of_a_day_to_come_is_refused(law):
    tomorrow = TODAY + timedelta(days=1)
    for facts in (Cleaned(Surface.HOOD, tomorrow, TODAY), Cleaned(Surface.HOOD, TODAY, tomorrow)):
        with pytest.raises(BadFacts, match="after today"):
            cleaning(facts, 2, WORK, TODAY, law)


@pytest.mark.parametrize(
    ("surface", "soiled_since", "effect"),
    [
        (Surface.HOOD, True, Effect.NOTHING), (Surface.HOOD, None, Effect.NOTHING),
        (Surface.HOOD, False, Effect.NONE), (Surface.TRAY, True, Effect.NOTHING),
        (Surface.FLOOR, True, Effect.NOTED), (Surface.CEILING_SEGREGATED, True, Effect.NOTED),
        (Surface.CEILING_SEGREGATED, False, Effect.NONE),
    ],
)  # fmt: skip
def test_a_soiled_hood_is_closed_until_it_is_clean(law, surface, soiled_since, effect):
    assert soiled(Cleaned(surface, TODAY, TODAY, soiled_since), law).effect is effect


def test_a_ceiling_of_a_segregated_area_is_asked_only_whether_it_is_soiled(law):
    (reason,) = cleaning(
        Cleaned(Surface.CEILING_SEGREGATED, soiled_since=None), 1, WORK, TODAY, law
    )
    assert (reason.rule, reason.state) == ("CL-9", State.NOT_KNOWN)
    clean = Cleaned(Surface.HOOD, TODAY, TODAY, soiled_since=True)
    assert gravest(cleaning(clean, 2, WORK, TODAY, law)) is Effect.NOTHING


def test_a_surface_nobody_saw_soiled_is_not_soiled(law):
    assert soiled(Cleaned(Surface.HOOD), law).met


def test_what_is_recalled_with_doubt_only_warns(law):
    reasons = cleaning(Cleaned(Surface.SINK), 2, WORK, TODAY, law)
    assert gravest(reasons) is Effect.NOTED
    assert law.row("CL-11", "sporicide").status == "unsure"


@pytest.mark.parametrize(
    ("ago", "process_ago", "met"),
    [
        (HALF_HOUR - SECOND, None, True), (HALF_HOUR, None, True), (HALF_HOUR + SECOND, None, False),
        # A process that began while the surface was fresh is ended first.
        (timedelta(hours=2), timedelta(minutes=90), True),
        (timedelta(hours=2), timedelta(minutes=90) - SECOND, False),
        (timedelta(hours=2), timedelta(hours=2), True),
        # Wiped while a process ran: the half hour counts from the wiping.
        (HALF_HOUR, timedelta(hours=1), True), (HALF_HOUR + SECOND, timedelta(hours=1), False),
    ],
)  # fmt: skip
def test_the_work_surface_is_wiped_every_half_hour(law, ago, process_ago, met):
    began = None if process_ago is None else NOW - process_ago
    reason = wiped(NOW - ago, began, NOW, law)
    assert (reason.rule, reason.met) == ("CL-12", met)
    assert reason.effect is (Effect.NONE if met else Effect.NOTED)


def test_a_wiping_not_known_or_to_come(law):
    assert wiped(None, None, NOW, law).state is State.NOT_KNOWN
    assert wiped(NOW, NOW, NOW, law).met
    for last, began in ((NOW + SECOND, None), (NOW, NOW + SECOND)):
        with pytest.raises(BadFacts, match="time to come"):
            wiped(last, began, NOW, law)
    with pytest.raises(BadFacts, match="time zone"):
        wiped(NOW.replace(tzinfo=None), None, NOW, law)


@pytest.mark.parametrize(
    ("change", "lacking"),
    [
        ({}, 0), ({"surface": None}, 1), ({"action": None}, 1), ({"at": None}, 2),
        ({"agent": " "}, 1), ({"lot": ""}, 1), ({"expires": None}, 2), ({"contact": None}, 2),
        ({"person": ""}, 1), ({"label_contact": None}, 1),
        ({"expires": TODAY - timedelta(days=1)}, 1), ({"expires": TODAY + timedelta(days=1)}, 0),
        ({"contact": timedelta(minutes=3) - SECOND}, 1),
        ({"contact": timedelta(minutes=3) + SECOND}, 0),
        ({"sporicidal": False}, 1), ({"sporicidal": None}, 1),
        ({"sporicidal": False, "action": Action.CLEAN}, 0),
        ({"sterile": False}, 1), ({"sterile": None}, 1),
        ({"sterile": False, "surface": Surface.FLOOR}, 0),
    ],
)  # fmt: skip
def test_a_record_says_everything(law, change, lacking):
    reasons = cleaning_record(replace(RECORD, **change), "America/New_York", law)
    assert sum(not reason.met for reason in reasons) == lacking
    assert all_met(reasons) is (lacking == 0)
    assert {reason.rule for reason in reasons} == {"CL-13"}
    assert gravest(reasons) is (Effect.NOTED if lacking else Effect.NONE)


def test_an_agent_expires_at_the_end_of_its_day_where_the_pharmacy_is(law):
    late = datetime(2026, 11, 26, 4, 59, tzinfo=UTC)  # 23:59 on the 25th in New York
    at = {late: True, late + timedelta(minutes=1): False}
    for instant, met in at.items():
        record = replace(RECORD, at=instant)
        assert all_met(cleaning_record(record, "America/New_York", law)) is met
