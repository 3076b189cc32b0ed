from datetime import UTC, datetime, timedelta

import pytest

from beyond_use.alarms import Alarm, Dip, alarms, long_delay, longest_delay, short_dip
from beyond_use.errors import BadFacts
from beyond_use.reason import Effect, State
from formulas.quantity import qty

NOW = datetime(2026, 11, 25, 15, 0, tzinfo=UTC)
DELAY = timedelta(minutes=5)


def dipped(seconds, pressure="0.012 in_wc"):
    return "buffer room", qty(pressure), Dip(NOW - timedelta(seconds=seconds), DELAY), NOW


@pytest.mark.parametrize(("seconds", "told"), [(0, "0 s"), (299, "4 min 59 s"), (300, "5 min")])
def test_a_dip_within_the_sites_delay_is_noted_and_shortens_no_date(law, seconds, told):
    found = short_dip(*dipped(seconds), law)
    assert (found.effect, found.state) == (Effect.NOTED, State.NOT_MET)
    assert f"dipped for {told}, no longer than the site's delay of 5 min" in found.says
    assert "at least 0.020 in. w.c." in found.says
    assert "STD-3" in found.says


def test_a_dip_longer_than_the_sites_delay_is_judged_as_any_pressure(law):
    assert short_dip(*dipped(301), law) is None


@pytest.mark.parametrize(("minutes", "seconds", "short"), [(14, 59, 1), (15, 0, 1), (15, 1, 0)])
def test_no_delay_counts_for_longer_than_the_houses_ceiling(law, minutes, seconds, short):
    dip = Dip(NOW - timedelta(minutes=minutes, seconds=seconds), timedelta(hours=8))
    found = short_dip("buffer room", qty("0.012 in_wc"), dip, NOW, law)
    assert (found is not None) is bool(short)
    assert found is None or "no longer than the site's delay of 15 min" in found.says
    assert longest_delay(law) == timedelta(minutes=15)


@pytest.mark.parametrize(("seconds", "told"), [(899, False), (900, False), (901, True)])
def test_a_delay_longer_than_the_ceiling_is_told(law, seconds, told):
    found = long_delay("buffer room", Dip(NOW, timedelta(seconds=seconds)), law)
    assert (found is not None) is told
    if found is not None:
        assert (found.rule, found.effect) == ("STD-3", Effect.NOTED)
        assert "delay for a pressure dip: 15 min 1 s" in found.says
        assert "for 15 min at most" in found.says


def test_pressure_that_is_not_known_is_no_short_dip(law):
    assert short_dip("buffer room", None, Dip(NOW, DELAY), NOW, law) is None


@pytest.mark.parametrize(
    ("pressure", "effect"),
    [("0.0199 in_wc", Effect.NOTED), ("0.020 in_wc", Effect.NONE), ("0.0201 in_wc", Effect.NONE)],
)
def test_a_dip_that_is_over_costs_nothing(law, pressure, effect):
    assert short_dip(*dipped(60, pressure), law).effect is effect


@pytest.mark.parametrize(
    ("pressure", "short"),
    [("0.0001 in_wc", True), ("0 in_wc", False), ("-0.0001 in_wc", False), ("-5 Pa", False)],
)
def test_where_air_no_longer_flows_outward_there_is_no_short_dip(law, pressure, short):
    assert (short_dip(*dipped(0, pressure), law) is not None) is short


def test_a_dip_to_come_or_a_delay_below_nothing_is_refused(law):
    with pytest.raises(BadFacts, match="after now"):
        short_dip(*dipped(-1), law)
    with pytest.raises(BadFacts, match="less than no time"):
        Dip(NOW, -DELAY)
    assert not Dip(NOW, timedelta(0)).delay


@pytest.mark.parametrize(
    ("given", "states"),
    [
        (None, [State.NOT_KNOWN]),
        ([], [State.MET]),
        ([True], [State.MET]),
        ([False, None, True], [State.NOT_MET, State.NOT_KNOWN, State.MET]),
    ],
)
def test_an_alarm_still_open_is_noted(law, given, states):
    rung = None if given is None else [Alarm("pressure", NOW, answered) for answered in given]
    found = alarms(rung, NOW, law)
    assert [one.state for one in found] == states
    assert all(one.effect <= Effect.NOTED for one in found)


def test_an_alarm_to_come_is_refused(law):
    with pytest.raises(BadFacts, match="alarm about pressure began after now"):
        alarms([Alarm("pressure", NOW + DELAY, None)], NOW, law)
