"""Every family in conversation with a simulated balance of its own on a real line."""

import time
from decimal import Decimal

import pytest

from sensors.agent.config import BalanceLine
from sensors.balances.answer import Done, NoWeight, Trouble, Weighed
from sensors.balances.conversation import Conversation
from sensors.balances.families import FAMILIES
from sensors.errors import FrameRefused, LineSilent
from sensors.line import Frame, Line, Port
from sensors.reading import Weight
from sensors.simulated.balance import SimulatedBalance
from sensors.simulated.speech import SPEECHES
from tests.sensors.conftest import HAS_PTY, until

EVERY = pytest.mark.parametrize("family", FAMILIES.values(), ids=lambda family: family.protocol)


class Bench:
    """A simulated balance of a family and the driver that talks to it."""

    def __init__(self, family):
        self.balance = SimulatedBalance(protocol=family.protocol, settles=0.05, period=0.01)
        self.balance.open_pty() if HAS_PTY else self.balance.listen()
        self.driver = Conversation(family, Line(Port(self.balance.url)), patience=0.5)

    def answer(self, wanted=lambda _answer: True, seconds=3.0):
        """The next answer that is wanted; refusals are answers too."""

        def look():
            frame = self.driver.read(0.2)
            if frame is None:
                return None
            try:
                found = self.driver.parse(frame)
            except FrameRefused as refusal:
                found = refusal
            return found if wanted(found) else None

        return until(look, seconds)


@pytest.fixture
def bench(family):
    made = Bench(family)
    yield made
    made.driver.close()
    made.balance.close()


def stable(answer):
    return isinstance(answer, Weighed) and answer.weight.stable


def test_every_family_has_its_simulated_balance():
    assert set(SPEECHES) == set(FAMILIES)


@EVERY
def test_it_names_itself_and_stays_marked(bench):
    device = bench.driver.connect()
    assert device.serial == "SIMULATED-0001"
    assert device.simulated


@EVERY
@pytest.mark.parametrize("grams", ["20.00", "-3.07", "0.00"])
def test_a_weight_asked_for_when_stable_comes_with_its_printed_digits(bench, grams):
    bench.driver.connect()
    bench.balance.place(Decimal(grams))
    time.sleep(0.1)
    bench.driver.ask_stable()
    assert bench.answer().weight == Weight(grams, "g", stable=True)


@EVERY
def test_a_moving_pan_never_gives_a_stable_weight(bench):
    bench.driver.connect()
    bench.balance.fault("unstable")
    bench.driver.ask_weight()
    found = bench.answer()
    assert not stable(found)
    assert isinstance(found, Weighed) or found.trouble is Trouble.UNSTABLE


@EVERY
def test_a_stream_runs_until_the_next_conversation_and_is_drained(bench, family):
    bench.driver.connect()
    if not family.commands.stream:
        pytest.skip("this family has no command for a stream")
    bench.driver.stream()
    for _ in range(3):
        assert bench.answer(stable).weight.digits == "0.00"
    assert bench.driver.connect().serial == "SIMULATED-0001"
    assert bench.driver.read(0.1) is None


@EVERY
@pytest.mark.parametrize(
    ("fault", "trouble"),
    [("overload", Trouble.OVERLOAD), ("underload", Trouble.UNDERLOAD), ("busy", Trouble.BUSY)],
)
def test_what_it_cannot_weigh_it_says_by_name(bench, family, fault, trouble):
    bench.driver.connect()
    bench.balance.fault(fault)
    bench.driver.ask_weight()
    found = bench.answer()
    known = {Trouble.SYNTAX} if (family.protocol, fault) == ("ohaus", "busy") else {trouble}
    assert isinstance(found, NoWeight)
    assert found.trouble in known


@EVERY
def test_a_wrong_unit_is_refused_with_what_to_set(bench):
    bench.driver.connect()
    bench.balance.fault("wrong-unit")
    bench.driver.ask_weight()
    assert bench.answer().why == "unknown-unit"


@EVERY
@pytest.mark.parametrize("fault", ["drip", "split"])
def test_a_line_in_pieces_is_one_line(bench, fault):
    bench.driver.connect()
    bench.balance.fault(fault)
    bench.balance.place(Decimal(5))
    time.sleep(0.1)
    bench.driver.ask_weight()
    assert bench.answer().weight == Weight("5.00", "g", stable=True)


@EVERY
@pytest.mark.parametrize("fault", ["garbage", "half", "overlong"])
def test_a_broken_line_gives_no_weight_and_the_next_one_does(bench, fault):
    bench.driver.connect()
    bench.balance.fault(fault)
    bench.driver.ask_weight()
    broken = bench.driver.read(0.2)
    if broken is not None:
        with pytest.raises(FrameRefused):
            bench.driver.parse(broken)
    bench.balance.clear()
    bench.driver.connect()
    bench.driver.ask_weight()
    assert bench.answer(stable).weight.digits == "0.00"


@EVERY
def test_old_weights_in_the_queue_are_drained_before_the_identity_is_known(bench):
    bench.balance.fault("stale-queue")
    assert bench.driver.connect().serial == "SIMULATED-0001"


@EVERY
def test_what_waited_while_nobody_read_is_thrown_away_with_its_reason(bench, family, monkeypatch):
    monkeypatch.setattr("sensors.balances.conversation.UNREAD", 0.2)
    bench.driver.connect()
    bench.driver.ask_weight()
    time.sleep(0.3)
    bench.balance.place(Decimal(7))
    with pytest.raises(FrameRefused, match="old and were thrown away") as caught:
        bench.driver.read(0.1)
    assert caught.value.why == "stale-queue"
    bench.driver.ask_weight()
    assert bench.answer(stable if family.protocol != "sartorius-sbi" else bool)


@EVERY
def test_zero_is_set_and_told_where_the_family_tells_it(bench, family):
    bench.driver.connect()
    bench.balance.place(Decimal(4))
    time.sleep(0.1)
    bench.driver.zero()
    if family.protocol != "sartorius-sbi":
        bench.answer(lambda answer: isinstance(answer, Done))
    time.sleep(0.1)
    bench.driver.ask_stable()
    assert bench.answer(stable).weight.digits == "0.00"


@EVERY
def test_a_silent_balance_is_not_connected(bench):
    bench.balance.fault("silent")
    with pytest.raises(LineSilent, match="its serial number"):
        bench.driver.connect()


@EVERY
def test_a_restart_is_seen_where_the_family_greets(bench, family):
    bench.driver.connect()
    bench.balance.fault("restart")
    if family.restarts:
        assert bench.answer(bench.driver.restarted)
    else:
        assert bench.driver.read(0.1) is None


def test_another_family_is_not_taken_for_the_one_that_was_set_up():
    for family in FAMILIES.values():
        bench = Bench(family)
        for other in FAMILIES.values():
            if other.grammar != family.grammar:
                stranger = Conversation(other, bench.driver._line, patience=0.05)
                with pytest.raises(LineSilent):
                    stranger.connect()
        bench.driver.close()
        bench.balance.close()


@pytest.mark.parametrize(
    ("protocol", "whole", "lost"),
    [
        ("ohaus", b"     192.21 g\r\n", b"     19.21 g\r\n"),
        ("radwag", b"S         120.25 g  \r\n", b"S         12.25 g  \r\n"),
    ],
)
def test_a_lost_digit_narrows_the_field_and_is_refused(protocol, whole, lost):
    bench = Bench(FAMILIES[protocol])
    assert bench.driver.parse(Frame(whole)).weight.digits == whole.split()[-2].decode()
    with pytest.raises(FrameRefused):
        bench.driver.parse(Frame(lost))
    assert bench.driver.parse(Frame(whole))
    bench.driver.close()
    bench.balance.close()


def test_a_first_line_that_was_cut_does_not_spoil_the_rest():
    bench = Bench(FAMILIES["ohaus"])
    assert bench.driver.parse(Frame(b"     19.21 g\r\n")).weight.digits == "19.21"
    with pytest.raises(FrameRefused, match="characters were lost") as caught:
        bench.driver.parse(Frame(b"     192.21 g\r\n"))
    assert caught.value.why == "width"
    assert bench.driver.parse(Frame(b"     192.21 g\r\n")).weight.digits == "192.21"
    bench.driver.close()
    bench.balance.close()


@EVERY
def test_to_a_stranger_nothing_is_said_that_could_set_or_adjust_it(family):
    stranger = SimulatedBalance(protocol="ohaus" if family.protocol != "ohaus" else "a-and-d")
    stranger.open_pty() if HAS_PTY else stranger.listen()
    heard = []
    stranger._obey = heard.append
    driver = Conversation(family, Line(Port(stranger.url)), patience=0.1)
    with pytest.raises(LineSilent):
        driver.connect()
    harmless = {family.commands.serial, family.commands.now}
    assert {word.encode() for word in heard} <= harmless
    driver.close()
    stranger.close()


def test_a_balance_of_a_shared_line_is_refused():
    bench = Bench(FAMILIES["a-and-d"])
    bench.driver.connect()
    bench.balance._speech.weight = lambda *_words: "@07ST,+00001.00  g"
    bench.driver.ask_weight()
    assert bench.answer().why == "shared-line"
    del bench.balance._speech.weight
    bench.driver.close()
    bench.balance.close()


def line(**keys):
    return BalanceLine(line="balance-1", url="/dev/ttyUSB0", **keys)


def test_what_the_file_does_not_say_is_usual_for_the_family():
    assert line(protocol="mt-sics").port == Port("/dev/ttyUSB0", 9600, 8, "N", 1)
    assert line(protocol="a-and-d").port == Port("/dev/ttyUSB0", 2400, 7, "E", 1)
    assert line(protocol="a-and-d", baud=19200, bits=8, parity="N").port.baud == 19200
    assert line(protocol="mt-sics").streams
    assert not line(protocol="mt-sics", ask="poll").streams
    assert not line(protocol="sartorius-sbi").streams


def test_a_stream_from_a_family_without_one_is_a_mistake_in_the_file():
    with pytest.raises(ValueError, match="no command for a stream"):
        line(protocol="sartorius-sbi", ask="stream")
    with pytest.raises(ValueError, match="no protocol that First Air speaks"):
        line(protocol="morse")
