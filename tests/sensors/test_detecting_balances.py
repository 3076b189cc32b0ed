"""A balance is found by what it says and by its name, and never guessed."""

from decimal import Decimal

import pytest

from sensors.balances import detect as detecting
from sensors.balances.detect import Settings, detect, recognise
from sensors.balances.families import FAMILIES
from sensors.errors import BalanceUnclear, BalanceUnknown, LineNotOpened
from sensors.line import Frame, Framer, Line
from sensors.reading import Device
from sensors.simulated.balance import SimulatedBalance
from tests.sensors.conftest import HAS_PTY

LINES = {
    "mt-sics": b"S S     100.00 g\r\n",
    "sartorius-sbi": b"N     +   100.00 g  \r\n",
    "a-and-d": b"ST,+00100.00  g\r\n",
    "ohaus": b"     100.00 g\r\n",
    "radwag": b"SI  ?     100.00 g  \r\n",
}


@pytest.fixture(autouse=True)
def brisk(monkeypatch):
    monkeypatch.setattr(detecting, "LISTEN", 0.15)
    monkeypatch.setattr(detecting, "PATIENCE", 0.1)


@pytest.fixture
def found_balance():
    made = []

    def make(protocol, **more):
        balance = SimulatedBalance(protocol=protocol, settles=0.05, period=0.01, **more)
        balance.open_pty() if HAS_PTY else balance.listen()
        made.append(balance)
        return balance

    yield make
    for balance in made:
        balance.close()


def frames(*lines):
    return Framer().feed(b"".join(lines))


@pytest.mark.parametrize("protocol", LINES)
def test_a_stream_is_recognised_by_its_lines(protocol):
    heard = frames(b"00 g\r\n", *[LINES[protocol]] * 3)
    assert recognise(heard).protocol == protocol


@pytest.mark.parametrize(("count", "enough"), [(2, False), (3, True), (4, True)])
def test_three_whole_lines_behind_the_first_are_needed(count, enough):
    heard = frames(b"S\r\n", *[LINES["mt-sics"]] * count)
    assert (recognise(heard) is not None) == enough


def test_one_line_that_fits_not_is_no_recognition():
    assert recognise(frames(*[LINES["ohaus"]] * 3, b"     100.0? g\r\n", LINES["ohaus"])) is None
    assert recognise([Frame(b"x" * 128, whole=False)] * 5) is None


def test_lines_that_fit_two_families_are_refused_with_both_names():
    zero = b"      0.00 g  \r\n"  # sixteen characters of Sartorius, and a line of OHAUS
    with pytest.raises(BalanceUnclear, match="sartorius-sbi and ohaus") as caught:
        recognise(frames(*[zero] * 4))
    assert caught.value.protocols == ["sartorius-sbi", "ohaus"]


@pytest.mark.parametrize("protocol", [*LINES, "kern-kcp"])
def test_a_silent_balance_is_found_by_its_name(protocol, found_balance):
    found = detect(found_balance(protocol).url)
    assert found.family.grammar == FAMILIES[protocol].grammar
    assert found.device.serial == "SIMULATED-0001"
    assert not found.heard_only


@pytest.mark.skipif(not HAS_PTY, reason="a socket has no settings")
def test_a_port_that_cannot_be_set_says_to_what(found_balance):
    with pytest.raises(LineNotOpened, match="cannot be set to 2400 7E1"):
        Line(Settings(2400, 7, "E").at(found_balance("a-and-d").url))


@pytest.mark.skipif(not HAS_PTY, reason="a socket has no settings")
def test_the_settings_found_are_of_that_family(found_balance):
    found = detect(found_balance("a-and-d").url)
    assert found.settings in FAMILIES["a-and-d"].usual


def test_a_balance_that_streams_is_found_and_named(found_balance, monkeypatch):
    monkeypatch.setattr(detecting, "LISTEN", 0.6)  # cut short by the fourth line
    balance = found_balance("ohaus")
    balance.place(Decimal(100))
    balance._stream("CP")
    assert detect(balance.url).family.protocol == "ohaus"


def test_a_balance_that_only_prints_is_heard_without_a_name(found_balance, monkeypatch):
    monkeypatch.setattr(detecting, "LISTEN", 0.6)  # cut short by the fourth line
    balance = found_balance("mt-sics")
    balance._stream("SIR")
    balance._obey = lambda _command: None
    found = detect(balance.url)
    assert found.family.protocol == "mt-sics"
    assert found.heard_only


def test_a_dialect_is_told_by_the_maker_in_its_model():
    sics = FAMILIES["mt-sics"]
    assert detecting._dialect(sics, Device("1", "KERN PCB 3500")).protocol == "kern-kcp"
    assert detecting._dialect(sics, Device("1", "Mettler Toledo XPE")).protocol == "mt-sics"
    assert detecting._dialect(sics, Device("1", "")).protocol == "mt-sics"


def test_two_families_that_answer_at_one_setting_are_refused(found_balance, monkeypatch):
    def both(_line, families):
        return [(family, Device("1")) for family in families[:2]]

    monkeypatch.setattr(detecting, "_answering", both)
    with pytest.raises(BalanceUnclear, match="None is chosen"):
        detect(found_balance("ohaus").url)


def test_nobody_there_is_said_with_what_to_check(found_balance):
    balance = found_balance("mt-sics")
    balance.fault("silent")
    with pytest.raises(BalanceUnknown, match="not to a printer"):
        detect(balance.url)
    with pytest.raises(LineNotOpened):
        detect("/dev/no-such-port")


def test_only_questions_about_identity_are_sent():
    sent = []

    class Deaf(Line):
        def __init__(self, port):
            self.port = port

        def send(self, data):
            sent.append(data.removesuffix(b"\r\n"))

        def read(self, _timeout):
            return None

        def drain(self):
            return 0

        def close(self):
            pass

    with pytest.raises(BalanceUnknown):
        detect("/dev/somewhere", open_line=Deaf)
    assert set(sent) == {family.commands.serial for family in FAMILIES.values()}


def test_every_usual_setting_of_every_family_is_tried_the_likeliest_first():
    tried = detecting._settings("/dev/ttyUSB0")
    assert next(iter(tried)) == Settings()
    for family in detecting._grammars():
        for settings in family.usual:
            assert family in tried[settings]
    assert list(detecting._settings("socket://10.0.0.7:4001")) == [Settings()]
