"""Which frames are recorded, and when a weight has settled."""

import pytest

from sensors.agent.settle import Refusals, Settling
from sensors.reading import Weight

STILL = Weight("20.00", "g", stable=True)
MOVING = Weight("20.00", "g", stable=False)
OTHER = Weight("20.01", "g", stable=True)


def settling_after(*frames, **rules):
    """The last verdict over frames of (weight, seconds)."""
    settling = Settling(**rules)
    verdict = None
    for weight, at in frames:
        verdict = settling.judge(weight, (), at)
    return verdict


def every(weight, start, end, step=0.5):
    at = start
    while at < end:
        yield weight, at
        at += step
    yield weight, end


@pytest.mark.parametrize(("end", "settled"), [(101.75, False), (102.0, True), (102.25, True)])
def test_two_seconds_of_the_same_stable_digits_settle(end, settled):
    assert settling_after(*every(STILL, 100.0, end, 0.25)).settled is settled


@pytest.mark.parametrize(("gap", "settled"), [(0.75, True), (1.0, True), (1.25, False)])
def test_a_gap_longer_than_a_second_starts_again(gap, settled):
    frames = [*every(STILL, 100.0, 101.5, 0.25), (STILL, 101.5 + gap)]
    assert settling_after(*frames).settled is settled


@pytest.mark.parametrize("intruder", [MOVING, OTHER, Weight("20.00", "kg", stable=True), None])
def test_anything_else_in_between_starts_again(intruder):
    frames = [*every(STILL, 100.0, 101.75, 0.25), (intruder, 101.9), (STILL, 102.0)]
    assert not settling_after(*frames).settled


def test_an_unstable_weight_never_settles():
    assert not settling_after(*every(MOVING, 0.0, 60.0)).settled


def test_garbage_and_a_restart_start_again():
    for act in ("interrupt", "forget"):
        settling = Settling()
        for weight, at in every(STILL, 0.0, 3.0):
            assert settling.judge(weight, (), at).settled is (at >= 2.0)
        getattr(settling, act)()
        assert not settling.judge(STILL, (), 3.1).settled


def test_only_a_change_is_recorded_and_settling_is_a_change():
    settling = Settling()
    recorded = [
        at for weight, at in every(STILL, 0.0, 9.0, 0.25) if settling.judge(weight, (), at).record
    ]
    assert recorded == [0.0, 2.0]


@pytest.mark.parametrize(("at", "record"), [(9.75, False), (10.0, True), (10.25, True)])
def test_an_unchanged_frame_is_recorded_again_after_ten_seconds(at, record):
    settling = Settling(settle=30.0)
    for weight, earlier in every(STILL, 0.0, 9.5, 0.25):
        settling.judge(weight, (), earlier)
    assert settling.judge(STILL, (), at).record is record


@pytest.mark.parametrize("weight", [OTHER, MOVING, None])
def test_every_change_is_recorded_at_once(weight):
    settling = Settling()
    settling.judge(STILL, (), 0.0)
    assert settling.judge(weight, (), 0.1).record


def test_a_changed_flag_is_recorded():
    settling = Settling()
    settling.judge(None, ("overload",), 0.0)
    assert not settling.judge(None, ("overload",), 0.1).record
    assert settling.judge(None, ("underload",), 0.2).record


def test_refusals_are_bounded_to_one_a_second_and_none_is_uncounted():
    refusals = Refusals()
    reported = [refusals.note(at / 100) for at in range(250)]
    assert [count for count in reported if count] == [1, 100, 100]
    assert sum(reported) + refusals.flush(2.5, last=True) == 250
    assert refusals.flush(99.0) == 0


@pytest.mark.parametrize(("at", "count"), [(0.99, 0), (1.0, 1), (1.01, 1)])
def test_a_waiting_refusal_is_reported_after_a_second(at, count):
    refusals = Refusals()
    refusals.note(0.0)
    refusals.note(0.5)
    assert refusals.flush(at) == count
