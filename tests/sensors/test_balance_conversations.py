"""The driver and the simulated balance on real pseudo-terminals and sockets."""

import pytest

from sensors.balances.answer import NoWeight, Said, Trouble, Weighed
from sensors.balances.conversation import Conversation
from sensors.balances.families import FAMILIES
from sensors.balances.mt_sics import parse
from sensors.errors import FrameRefused, LineLost, LineNotOpened, LineSilent
from sensors.line import Line, Port
from sensors.simulated.balance import FAULTS
from tests.sensors.conftest import attempt, until

on_both_lines = pytest.mark.parametrize("balance", ["pty", "socket"], indirect=True)


def next_answer(driver, wanted=lambda answer: answer is not None, seconds=3.0):
    def look():
        frame = driver.read(0.2)
        answer = None if frame is None else attempt(frame)
        return answer if wanted(answer) else None

    return until(look, seconds)


def stable(answer):
    return isinstance(answer, Weighed) and answer.weight.stable


def test_the_balance_names_itself_and_is_marked_simulated(driver):
    device = driver.connect()
    assert device.serial == "SIMULATED-0001"
    assert device.model.startswith("SIMULATED")
    assert device.simulated


@on_both_lines
def test_a_weight_placed_becomes_stable_with_its_digits(driver, balance, grams):
    driver.connect()
    driver.stream()
    balance.place(grams("20"))
    moving = next_answer(driver, lambda a: isinstance(a, Weighed) and not a.weight.stable)
    assert moving.weight.digits != "20.00"
    settled = next_answer(driver, lambda a: stable(a) and a.weight.digits != "0.00")
    assert settled.weight.digits == "20.00"
    assert settled.weight.unit == "g"


@on_both_lines
def test_a_stream_left_running_is_drained_before_the_identity_is_asked(driver, balance, grams):
    balance.place(grams("5"))
    driver.stream()
    until(lambda: driver.read(0.2))
    assert driver.connect().serial == "SIMULATED-0001"
    balance.remove()
    driver.ask_stable()
    assert next_answer(driver, lambda a: isinstance(a, Weighed)).weight.digits == "0.00"


def test_a_second_program_cannot_open_the_same_port(balance):
    if balance.url.startswith("socket://"):
        pytest.skip("a socket serves one client after another")
    first = Line(Port(balance.url))
    with pytest.raises(LineNotOpened, match="no other program"):
        Line(Port(balance.url))
    first.close()


def test_a_port_that_is_not_there_says_what_to_do():
    with pytest.raises(LineNotOpened, match="Check the cable"):
        Line(Port("/dev/no-such-port"))


@on_both_lines
def test_an_unplugged_line_is_lost_and_comes_back_under_its_name(driver, balance):
    driver.connect()
    driver.stream()
    balance.unplug()
    with pytest.raises(LineLost, match="weigh again"):
        until(lambda: driver.read(0.2) and None)
    balance.replug()
    again = Line(Port(balance.url))
    again.send(b"SI\r\n")
    assert isinstance(parse(until(lambda: again.read(0.2)).raw), Weighed)
    again.close()


@on_both_lines
def test_a_restart_is_seen_as_an_identity_nobody_asked_for(driver, balance, grams):
    driver.connect()
    balance.place(grams("7"))
    driver.stream()
    next_answer(driver, lambda a: stable(a) and a.weight.digits == "7.00")
    balance.fault("restart")
    assert next_answer(driver, lambda a: isinstance(a, Said)).command == "I4"
    driver.ask_weight()
    assert next_answer(driver, stable).weight.digits == "0.00"  # the load became the zero


def test_a_silent_balance_is_not_connected(balance):
    balance.fault("silent")
    quick = Conversation(FAMILIES["mt-sics"], Line(Port(balance.url)), patience=0.1)
    with pytest.raises(LineSilent, match="last value is not held on"):
        quick.connect()
    quick.close()


@pytest.mark.parametrize(
    ("fault", "trouble"),
    [("overload", Trouble.OVERLOAD), ("underload", Trouble.UNDERLOAD), ("busy", Trouble.BUSY)],
)
def test_a_balance_that_cannot_weigh_says_why(driver, balance, fault, trouble):
    driver.connect()
    balance.fault(fault)
    driver.ask_weight()
    assert next_answer(driver) == NoWeight("S", trouble)


@pytest.mark.parametrize("fault", ["garbage", "wrong-unit", "overlong", "half"])
def test_a_fault_on_the_line_never_gives_a_weight_and_sense_returns(driver, balance, fault, grams):
    driver.connect()
    balance.place(grams("9"))
    driver.stream()
    balance.fault(fault)
    until(lambda: (frame := driver.read(0.05)) and not stable(attempt(frame)))
    for _ in range(10):
        if frame := driver.read(0.03):
            assert not stable(attempt(frame))
    balance.clear()
    assert next_answer(driver, stable).weight.digits == "9.00"


@pytest.mark.parametrize("fault", ["drift", "unstable"])
def test_a_restless_pan_is_never_called_stable(driver, balance, fault):
    driver.connect()
    balance.fault(fault)
    driver.stream()
    seen = [next_answer(driver, lambda a: isinstance(a, Weighed)) for _ in range(12)]
    assert not any(stable(answer) for answer in seen)


def test_zero_and_tare_behave_as_on_the_real_ones(driver, balance, grams):
    driver.connect()
    balance.place(grams("3"))
    driver.zero()
    next_answer(driver, lambda a: getattr(a, "command", "") == "Z")
    driver.ask_weight()
    assert next_answer(driver, stable).weight.digits == "0.00"


def test_an_unknown_fault_is_named():
    from sensors.simulated.balance import SimulatedBalance

    with pytest.raises(ValueError, match="the faults are"):
        SimulatedBalance().fault("melt")
    assert len(FAULTS) == 12


def test_the_warning_about_the_real_instrument_stands_ready(driver):
    assert "never seen on the real instrument" in driver.never_seen


def test_what_travels_is_captured_for_the_log(balance):
    seen = []
    line = Line(Port(balance.url), capture=lambda way, data: seen.append((way, data)))
    line.send(b"I4\r\n")
    until(lambda: line.read(0.2))
    assert seen[0] == ("out", b"I4\r\n")
    assert b"".join(data for way, data in seen if way == "in") == b'I4 A "SIMULATED-0001"\r\n'
    line.close()


def test_a_refused_frame_keeps_its_bytes():
    with pytest.raises(FrameRefused) as caught:
        parse(b"S S     100.00 lb\r\n")
    assert caught.value.raw == b"S S     100.00 lb\r\n"
    assert "Set it to g" in caught.value.reason
