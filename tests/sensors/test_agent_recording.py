"""What the agent does when its disk is full or a device breaks, without a real line."""

import threading
import time
from datetime import datetime

import pytest

from sensors.agent import supervise
from sensors.agent.recorder import Recorder
from sensors.agent.spool import Spool
from sensors.agent.supervise import supervise as watch
from sensors.errors import LineLost, LineNotOpened
from sensors.reading import Device, Quantity, Reading


@pytest.fixture
def spool(tmp_path):
    kept = Spool(tmp_path / "spool.sqlite", most=3)
    yield kept
    kept.close()


def a_reading(recorder, digits="1.00"):
    return Reading(
        line="balance-1",
        quantity=Quantity.MASS,
        agent_at=recorder.now(),
        device=Device("B1"),
        digits=digits,
        unit="g",
        stable=True,
    )


def test_a_full_spool_makes_a_reading_wait_and_declares_the_gap(spool):
    recorder = Recorder(spool, threading.Event())
    for _ in range(3):
        recorder.record(a_reading(recorder))
    ended = []

    def weigh():
        try:
            recorder.record(a_reading(recorder, "2.00"))
        except LineLost as error:
            ended.append(error)

    waiting = threading.Thread(target=weigh)
    waiting.start()
    time.sleep(0.05)
    assert spool.last == 3
    spool.acknowledge(3)
    waiting.join(timeout=3)
    assert [kept.body["digits"] for kept in spool.after(3, 9)] == ["2.00", None]
    assert spool.after(4, 1)[0].body["flags"] == ["gap"]
    assert ended


def test_a_wait_for_room_ends_with_the_agent(spool):
    stop = threading.Event()
    recorder = Recorder(spool, stop)
    for _ in range(3):
        recorder.record(a_reading(recorder))
    stop.set()
    with pytest.raises(LineLost):
        recorder.record(a_reading(recorder))
    recorder.declare("agent-started", "without room this stands in the log only")
    assert spool.last == 3


class Scripted:
    """A device that connects under the given serials, then breaks in the given ways."""

    line = "balance-1"

    def __init__(self, stop, *script):
        self.device = Device("")
        self._stop, self._script = stop, list(script)

    def connect(self):
        step = self._script.pop(0) if self._script else None
        if step is None:
            self._stop.set()
            raise LineNotOpened("x", "the script ended")
        if isinstance(step, Exception):
            raise step
        self.device = Device(step)
        return self.device

    def listen(self, *_):
        raise LineLost("x", "scripted")

    def close(self):
        pass


def kinds_after(tmp_path, monkeypatch, *script):
    monkeypatch.setattr(
        supervise,
        "Backoff",
        type("Unwaiting", (), {"next": lambda _: 0, "reset": lambda _: None}),
    )
    spool = Spool(tmp_path / "spool.sqlite")
    stop = threading.Event()
    watch(Scripted(stop, *script), Recorder(spool, stop), stop)
    kinds = [kept.body["flags"][0] for kept in spool.after(0, 99)]
    spool.close()
    return kinds


def test_an_outage_is_one_event_however_often_it_is_tried(tmp_path, monkeypatch):
    lost = LineNotOpened("x", "gone")
    kinds = kinds_after(tmp_path, monkeypatch, "A", lost, lost, lost, "A")
    assert kinds == ["connected", "disconnected", "connected", "disconnected"]


def test_another_instrument_on_the_line_is_an_event(tmp_path, monkeypatch):
    kinds = kinds_after(tmp_path, monkeypatch, "A", "B")
    assert kinds == ["connected", "disconnected", "connected", "device-changed", "disconnected"]


def test_whatever_breaks_is_caught_and_recorded(tmp_path, monkeypatch):
    assert kinds_after(tmp_path, monkeypatch, RuntimeError("a defect")) == ["disconnected"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"unit": None},
        {"stable": None},
        {"refused": "and yet a value"},
        {"digits": None, "unit": None, "stable": None},
    ],
)
def test_a_value_without_unit_or_stability_cannot_be_made(wrong):
    right = {"digits": "1.00", "unit": "g", "stable": True}
    now = datetime.fromisoformat("2026-01-01T00:00:00+00:00")
    with pytest.raises(ValueError, match="value"):
        Reading("l", Quantity.MASS, now, Device("B"), **(right | wrong))
