"""How something was stored: ranges, spikes, mean kinetic temperature, and what it cannot save."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beyond_use.errors import BadFacts
from beyond_use.reason import Effect, State, all_met, gravest
from beyond_use.storage_temperature import (
    Condition,
    Heat,
    Monitor,
    Stretch,
    dry_place,
    heat,
    mean_kinetic,
    monitor,
    stored,
)
from beyond_use.temperature_log import hottest_working, longest_above, worst_window
from formulas.errors import OutOfRange
from formulas.number import fixed
from formulas.quantity import make, qty
from formulas.temperature import mean_kinetic_temperature
from formulas.units import unit

HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)
TODAY = date(2026, 11, 25)


def log(*parts):
    """Each part a temperature and its hours."""
    return [
        Stretch(None if degrees is None else Decimal(degrees), hours * HOUR)
        for degrees, hours in parts
    ]


def kept(condition, stretches, law, *, compounded=False):
    return all_met(stored(condition, stretches, law, compounded=compounded))


WORKED = [
    (Condition.ROOM, (("25", 696), ("40", 24)), "26.11", False),
    (Condition.ROOM, (("23", 696), ("40", 24)), "24.42", True),
    (Condition.REFRIGERATOR, (("4", 20), ("15", 4)), "7.12", True),
    (Condition.REFRIGERATOR, (("5", 12), ("12", 12)), "9.21", False),
    (Condition.REFRIGERATOR, (("5", 18), ("14", 6)), "8.29", False),
]


@pytest.mark.parametrize(("condition", "parts", "degrees", "passes"), WORKED)
def test_the_worked_values_come_out_as_printed(law, condition, parts, degrees, passes):
    for ordered in (parts, tuple(reversed(parts))):
        assert fixed(mean_kinetic(condition, log(*ordered), law).result.exact, 2) == degrees
        assert kept(condition, log(*ordered), law) is passes


@pytest.mark.parametrize(("condition", "parts", "_degrees", "_passes"), WORKED)
def test_no_mean_kinetic_temperature_saves_a_preparation(law, condition, parts, _degrees, _passes):
    reasons = stored(condition, log(*parts), law, compounded=True)
    assert "T-9" in {reason.rule for reason in reasons if not reason.met}
    assert gravest(reasons) is Effect.NOTHING


@pytest.mark.parametrize(
    ("condition", "degrees", "within"),
    [
        ("FREEZER", "-26", False), ("FREEZER", "-25.1", False), ("FREEZER", "-25", True),
        ("FREEZER", "-24.9", True), ("FREEZER", "-10.1", True), ("FREEZER", "-10", True),
        ("FREEZER", "-9.9", False), ("FREEZER", "-20", True),
        ("REFRIGERATOR", "1.9", False), ("REFRIGERATOR", "2", True), ("REFRIGERATOR", "8", True),
        ("REFRIGERATOR", "8.1", False),
        ("ROOM", "25", True), ("ROOM", "25.1", False), ("ROOM", "20", True),
        ("COOL", "7.9", False), ("COOL", "8", True), ("COOL", "15", True), ("COOL", "15.1", False),
    ],
)  # fmt: skip
def test_each_range_just_under_at_and_just_over(law, condition, degrees, within):
    for compounded in (True, False):
        reasons = stored(Condition[condition], log((degrees, 24)), law, compounded=compounded)
        assert gravest(reasons) is (Effect.NONE if within else Effect.NOTHING)


@pytest.mark.parametrize(
    ("degrees", "product", "preparation"),
    [("14.9", False, False), ("15", True, False), ("19.9", True, False), ("20", True, True)],
)
def test_a_product_may_be_cooler_than_its_room_and_a_preparation_may_not(
    law, degrees, product, preparation
):
    cold = log((degrees, 1), ("22", 100))
    assert kept(Condition.ROOM, cold, law) is product
    assert kept(Condition.ROOM, cold, law, compounded=True) is preparation


@pytest.mark.parametrize(
    ("spike", "lasted", "kept_so"),
    [
        ("40", 24 * HOUR - SECOND, True), ("40", 24 * HOUR, True), ("40", 24 * HOUR + SECOND, False),
        ("39.9", 24 * HOUR, True), ("40.1", HOUR, False),
        # Up to 30 degrees it is no spike, and its time has no limit but the mean.
        ("30", 48 * HOUR, True), ("30.1", 24 * HOUR, True), ("30.1", 24 * HOUR + SECOND, False),
    ],
)  # fmt: skip
def test_a_spike_at_room_temperature_has_its_height_and_its_length(law, spike, lasted, kept_so):
    stretches = [*log(("20", 700)), Stretch(Decimal(spike), lasted), *log(("20", 700))]
    assert kept(Condition.ROOM, stretches, law) is kept_so


@pytest.mark.parametrize(
    ("spike", "minutes", "kept_so"),
    [("15", 240, True), ("15.1", 1, False), ("8.1", 1440, True), ("8.1", 1441, False)],
)
def test_a_refrigerator_may_be_warm_in_passing(law, spike, minutes, kept_so):
    warm = Stretch(Decimal(spike), timedelta(minutes=minutes))
    day = [*log(("2", 12)), warm, *log(("2", 12))]
    assert kept(Condition.REFRIGERATOR, day, law) is (
        kept_so and mean_kinetic(Condition.REFRIGERATOR, day, law).result <= qty("8 degC")
    )


def test_a_spike_lasts_until_it_is_back_in_range(law):
    flapping = log(("22", 100), *(("31", 1), ("29", 1)) * 13, ("22", 600))
    assert longest_above(flapping, Decimal(30), Decimal(25)) == 26 * HOUR
    assert not kept(Condition.ROOM, flapping, law)
    parted = log(("22", 100), *(("31", 1), ("25", 1)) * 13, ("22", 600))
    assert longest_above(parted, Decimal(30), Decimal(25)) == HOUR
    assert kept(Condition.ROOM, parted, law)


def test_a_silence_ends_no_spike_and_is_not_known(law):
    silent = log(("22", 100), ("31", 12), (None, 12), ("31", 1), ("22", 600))
    assert longest_above(silent, Decimal(30), Decimal(25)) == 25 * HOUR
    reasons = stored(Condition.ROOM, log(("22", 10), (None, 1)), law, compounded=False)
    assert [one.state for one in reasons] == [State.MET] * 4 + [State.NOT_KNOWN]
    assert gravest(reasons) is Effect.NOTHING
    nothing = stored(Condition.ROOM, log((None, 1)), law, compounded=False)
    assert {one.state for one in nothing} == {State.NOT_KNOWN}
    assert mean_kinetic(Condition.ROOM, log((None, 1)), law) is None
    freezer = stored(Condition.FREEZER, log((None, 1)), law, compounded=True)
    assert {one.state for one in freezer} == {State.NOT_KNOWN}


def test_the_worse_side_of_a_silence_counts(law):
    for parts in ((("4", 30), (None, 1), ("9", 20)), (("9", 20), (None, 1), ("4", 30))):
        working = mean_kinetic(Condition.REFRIGERATOR, log(*parts), law)
        assert working.result == qty("9 degC")


def test_a_long_record_does_not_thin_out_an_excursion(law):
    # Over the year it would be far below 25 degrees; over its worst 30 days it is 26.11.
    year = log(("20", 4000), ("25", 400), ("40", 24), ("25", 296), ("20", 4000))
    assert fixed(mean_kinetic(Condition.ROOM, year, law).result.exact, 2) == "26.11"
    assert not kept(Condition.ROOM, year, law)


def test_the_worst_window_is_found_inside_a_day(law):
    week = log(("3", 60), ("12", 12), ("5", 12), ("3", 60))
    assert worst_window(week, 24 * HOUR) == [(Decimal(12), 12 * HOUR), (Decimal(5), 12 * HOUR)]
    assert fixed(mean_kinetic(Condition.REFRIGERATOR, week, law).result.exact, 2) == "9.21"
    assert worst_window([], HOUR) == []


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 40), st.integers(1, 12)), min_size=1, max_size=8),
    st.integers(1, 30),
    st.integers(0, 80),
)
def test_no_window_is_worse_than_the_worst(parts, hours, at):
    """Every window that starts on a whole hour, reckoned by the formula itself."""
    each_hour = [degrees for degrees, lasted in parts for _ in range(lasted)]
    start = at % max(1, len(each_hour) - hours + 1)
    temperatures = tuple(qty(f"{one} degC") for one in each_hour[start : start + hours])
    some = mean_kinetic_temperature(temperatures).result
    worst = hottest_working(log(*((str(one), lasted) for one, lasted in parts)), hours * HOUR)
    slack = make(Fraction(1, 10**20), unit("K"))
    assert worst.result.to("K") + slack >= some.to("K")


@pytest.mark.parametrize(
    ("degrees", "found"),
    [
        ("29.9", Heat.NONE), ("30", Heat.WARM), ("30.1", Heat.WARM), ("39.9", Heat.WARM),
        ("40", Heat.WARM), ("40.1", Heat.EXCESSIVE), ("-20", Heat.NONE),
    ],
)  # fmt: skip
def test_warm_ends_where_excessive_heat_begins(law, degrees, found):
    assert heat(Decimal(degrees), law) is found
    assert {law.row("T-5", end).value for end in ("coldest", "warmest")} == {"30", "40"}


@pytest.mark.parametrize(
    ("humidity", "temperature", "state"),
    [
        ("39.9 percent", "20 degC", State.MET), ("40 percent", "20 degC", State.MET),
        ("40.1 percent", "20 degC", State.NOT_MET), ("40 percent", "19 degC", State.MET),
        ("30 percent", "20.1 degC", State.NOT_KNOWN), (None, "20 degC", State.NOT_KNOWN),
        ("30 percent", None, State.NOT_KNOWN),
    ],
)  # fmt: skip
def test_a_dry_place_is_told_at_twenty_degrees(law, humidity, temperature, state):
    read = [None if text is None else qty(text) for text in (humidity, temperature)]
    reason = dry_place(*read, law)
    assert (reason.rule, reason.state) == ("T-6", state)
    assert reason.effect is (Effect.NONE if state is State.MET else Effect.NOTED)


@pytest.mark.parametrize(
    ("change", "lacking"),
    [
        ({}, 0), ({"read_on": None}, 0), ({"continuous": False}, 0),
        ({"continuous": False, "read_on": date(2026, 11, 24)}, 0),
        ({"continuous": False, "read_on": date(2026, 11, 23)}, 1),
        ({"continuous": None, "read_on": None}, 1),
        ({"verified_on": date(2025, 11, 25)}, 0), ({"verified_on": date(2025, 11, 24)}, 1),
        ({"verified_on": None}, 1), ({"maker_day": date(2026, 11, 24)}, 1), ({"maker_day": TODAY}, 0),
    ],
)  # fmt: skip
def test_a_monitor_is_read_on_open_days_and_verified_in_time(law, change, lacking):
    facts = {"continuous": True, "read_on": TODAY, "verified_on": date(2026, 1, 1)} | change
    open_days = [date(2026, 11, 23), date(2026, 11, 24), TODAY]
    reasons = monitor(Monitor("Refrigerator 2", **facts), open_days, TODAY, law)
    assert {reason.rule for reason in reasons} == {"T-11"}
    assert sum(not reason.met for reason in reasons) == lacking
    assert gravest(reasons) is (Effect.NOTED if lacking else Effect.NONE)


def test_what_cannot_be_a_log_is_refused(law):
    with pytest.raises(BadFacts, match="empty"):
        stored(Condition.ROOM, [], law, compounded=False)
    with pytest.raises(BadFacts, match="is no time"):
        Stretch(Decimal(5), timedelta(0))
    with pytest.raises(BadFacts, match="stored freezer"):
        mean_kinetic(Condition.FREEZER, log(("-20", 1)), law)
    with pytest.raises(OutOfRange):
        stored(Condition.ROOM, log(("500", 1)), law, compounded=False)


@pytest.mark.parametrize(
    ("condition", "rule"),
    [
        (Condition.FREEZER, "T-1"), (Condition.REFRIGERATOR, "T-2"), (Condition.ROOM, "T-3"),
        (Condition.COOL, "T-4"),
    ],
)  # fmt: skip
def test_each_condition_has_its_rule(law, condition, rule):
    reasons = stored(condition, log(("10", 1)), law, compounded=False)
    assert {reason.rule for reason in reasons} == {rule}
    reasons = stored(condition, log(("10", 1)), law, compounded=True)
    assert {reason.rule for reason in reasons} == {rule, "T-9"}


def test_the_window_is_a_day_in_the_cold_and_thirty_days_in_the_room(law):
    """T-8: one hour more of a lower temperature before it changes nothing."""
    for condition, hours in ((Condition.REFRIGERATOR, 24), (Condition.ROOM, 720)):
        row = law.row("T-8", condition)
        assert timedelta(**{f"{row.unit.replace('h', 'hour')}s": int(row.number)}) == hours * HOUR
        whole = mean_kinetic(condition, log(("20", hours)), law).result
        assert mean_kinetic(condition, log(("10", 1), ("20", hours)), law).result == whole
        less = mean_kinetic(condition, log(("10", 1), ("20", hours - 1)), law).result
        assert less < whole


def test_older_ranges_are_not_the_limit(law):
    assert law.row("T-1", "coldest").value == "-25"
    assert (law.row("T-3", "coldest").value, law.row("T-3", "warmest").value) == ("20", "25")
