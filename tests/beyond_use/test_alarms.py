from datetime import UTC, datetime, timedelta

import pytest

from beyond_use.alarms import Alarm, Dip, alarms, forgive_dip
from beyond_use.errors import BadFacts
from beyond_use.reason import Effect, Reason, State

NOW = datetime(2026, 11, 25, 15, 0, tzinfo=UTC)
DELAY = timedelta(minutes=5)


def step(state=State.NOT_MET, effect=Effect.CATEGORY_1, rule="FE-6"):
    return Reason(rule, state, effect, "Pressure is low.", "a chapter", confirmed=False)


@pytest.mark.parametrize(
    ("seconds", "effect"),
    [
        (0, Effect.NOTED),
        (299, Effect.NOTED),
        (300, Effect.NOTED),
        (301, Effect.CATEGORY_1),
    ],
)
def test_a_dip_within_the_sites_delay_is_noted_and_shortens_no_date(law, seconds, effect):
    dip = Dip(NOW - timedelta(seconds=seconds), DELAY)
    (found,) = forgive_dip([step()], dip, NOW, law)
    assert found.effect is effect
    assert found.state is State.NOT_MET
    assert ("site's delay" in found.says) is (effect is Effect.NOTED)


@pytest.mark.parametrize(
    "other",
    [
        step(State.NOT_KNOWN),
        step(rule="HD-1", effect=Effect.NOTHING),
        step(rule="FE-3"),
        step(State.MET, Effect.NONE),
    ],
)
def test_only_a_pressure_step_known_to_be_lost_is_forgiven(law, other):
    assert forgive_dip([other], Dip(NOW, DELAY), NOW, law) == (other,)


def test_without_a_known_beginning_a_dip_is_not_forgiven(law):
    assert forgive_dip([step()], None, NOW, law) == (step(),)


def test_a_dip_to_come_or_a_delay_below_nothing_is_refused(law):
    with pytest.raises(BadFacts, match="after now"):
        forgive_dip([step()], Dip(NOW + timedelta(seconds=1), DELAY), NOW, law)
    with pytest.raises(BadFacts, match="less than no time"):
        Dip(NOW, -DELAY)


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
