"""`firstair devices`: what bytes mean, or why they are refused, as the agent would read them."""

import json
import tomllib

import pytest
from click.testing import CliRunner

from sensors.agent.config import BalanceLine
from sensors.balances import detect
from sensors.balances.families import FAMILIES
from sensors.protocols import PROTOCOLS
from sensors.qualification import cases, wire_bytes
from sensors.simulated.balance import SimulatedBalance
from webapp.cli import main

REPLIES = [
    case for name in ("mt_sics", "balances") for case in cases(name) if case["kind"] == "reply"
]


def asked(*words):
    done = CliRunner().invoke(main, ["devices", *words])
    return done.exit_code, done.output


def parsed(protocol, data):
    code, output = asked("parse", "--protocol", protocol, "--hex", data.hex(), "--json")
    told = json.loads(output)
    assert told["refused"] == bool(code)
    return told["answers"]


@pytest.mark.parametrize("case", REPLIES, ids=lambda case: case["id"])
def test_every_published_line_is_told_with_its_digits_or_refused(case):
    answers = parsed(case["protocol"], wire_bytes(case))
    expect = case["expect"]
    first = answers[0]
    if case["must_reject"]:
        assert first["outcome"] == "refused"
        assert "value" not in first
    if "value" in expect:
        stood = first if first["outcome"] == "reading" else first["printed"]
        assert stood["value"] == expect["value"].removeprefix("+")
        assert stood["unit"] == expect["unit"]


def test_a_reading_alone_has_a_value():
    for case in REPLIES:
        for answer in parsed(case["protocol"], wire_bytes(case)):
            assert ("value" in answer) == (answer["outcome"] == "reading")


def test_the_same_bytes_as_text_and_in_words():
    code, output = asked("parse", "--protocol", "mt-sics", "--text", r"S S     100.00 g\r\nS +\r\n")
    assert code == 0
    assert output.splitlines()[0] == "reading: 100.00 g stable"
    assert output.splitlines()[1].startswith("no weight: More lies on the pan")


def test_a_partial_line_is_refused_with_exit_code_1():
    code, output = asked("parse", "--protocol", "mt-sics", "--text", "S S     10")
    assert (code, output.startswith("refused: No line ends here")) == (1, True)


@pytest.mark.parametrize(
    ("protocol", "text", "outcome", "says"),
    [
        ("gs1", "]d201123456789012311727043010LOT7", "product", "12345678901231"),
        ("gs1", r"1012345\x1d11991225", "elements", "(11)1999-12-25"),
        ("gs1", "]d2", "refused", "empty"),
        ("gs1", "0112345678901234", "refused", "check digit"),
        ("gs1", "891234", "refused", "neither"),
        ("gs1", "]d11012345", "refused", "not one of the trade"),
        ("gs1", "036000291452", "product", "00036000291452"),
        ("scan", "FA-C-NEXT", "own code", "Command: order NEXT"),
        ("scan", "fa-c-next", "refused", "Caps Lock"),
        ("hibc", "+A123BJC5D6E71G", "product", "BJC5D6E7"),
        ("hibc", "+A123BJC5D6E71H", "refused", "check character"),
        ("hibc", "FA-C-NEXT", "refused", "no HIBC code"),
        ("a-and-d", r"EC,E11\r\n", "no weight", "unstable E11, no stable weight"),
        ("ndc", "63323-010-02", "ndc", "gtin 00363323010027"),
        ("ndc", "6332301002", "refused", "hyphens"),
        ("ndc", "00363323010027", "candidates", "6332-3010-02 or 63323-010-02 or"),
        ("ndc", "07032069804988", "refused", "begins with 03"),
        ("radwag", r"Z A\r\n", "begun", "Z begun"),
        ("kern-kcp", r"T A\r\n", "done", "T done"),
        ("kern-kcp", r"TA A     100.00 g\r\n", "tare", "100.00 g"),
    ],
)
def test_what_a_code_or_an_answer_is(protocol, text, outcome, says):
    code, output = asked("parse", "--protocol", protocol, "--text", text)
    assert output.startswith(f"{outcome}: ")
    assert says in output
    assert code == (outcome == "refused")


def test_a_code_that_cannot_be_converted_says_why_beside_what_can():
    (answer,) = parsed("ndc", b"01234-0567-89")
    assert answer["gtin"] is None
    assert "1234-0567-89 or 01234-567-89" in answer["gtin_cannot"]
    assert answer["twelve"] == "001234-0567-89"


@pytest.mark.parametrize("case", cases("modbus"), ids=lambda case: case["id"])
def test_a_modbus_frame_stands_by_its_checksum(case):
    if case["protocol"] == "modbus-rtu":
        (answer,) = parsed("modbus-rtu", wire_bytes(case))
        assert (answer["outcome"] == "refused") == case["must_reject"]


@pytest.mark.parametrize(
    "words",
    [
        ("--protocol", "morse", "--hex", "00"),
        ("--protocol", "mt-sics"),
        ("--protocol", "mt-sics", "--hex", "00", "--text", "S"),
        ("--protocol", "mt-sics", "--hex", "0x5"),
        ("--protocol", "mt-sics", "--text", "é\\u20ac"),
        ("--protocol", "mt-sics", "--text", "€"),
    ],
)
def test_words_that_cannot_be_read_say_what_to_write(words):
    code, output = asked("parse", *words)
    assert code == 1
    assert "Nothing was read. Write" in output


def test_no_bytes_at_all_are_refused_in_every_protocol():
    for protocol in PROTOCOLS:
        assert asked("parse", "--protocol", protocol, "--text", r"\r\n")[0] == 1


def test_the_list_names_every_family_with_its_settings_and_its_warning():
    code, output = asked("list", "--json")
    told = json.loads(output)
    assert code == 0
    assert [each["protocol"] for each in told["balances"]] == list(FAMILIES)
    assert all("never seen" in each["warning"] for each in told["balances"])
    assert told["protocols"] == list(PROTOCOLS)
    assert "2400 7E1" in asked("list")[1]


def test_the_list_says_when_there_is_no_port(monkeypatch):
    monkeypatch.setattr("webapp.devices.serial_ports", list)
    assert "  none\n" in asked("list")[1]


@pytest.fixture
def simulated(request, monkeypatch):
    monkeypatch.setattr(detect, "LISTEN", 0.6)  # cut short by the fourth line
    monkeypatch.setattr(detect, "PATIENCE", 0.1)
    balance = SimulatedBalance(protocol=request.param, period=0.01)
    balance.listen()
    yield balance
    balance.close()


@pytest.mark.parametrize("simulated", ["radwag", "a-and-d"], indirect=True)
def test_a_probe_prints_what_the_agents_file_takes(simulated):
    code, output = asked("probe", "--url", simulated.url)
    assert code == 0
    (keys,) = tomllib.loads(output)["balance"]
    line = BalanceLine(**keys)
    assert line.protocol == simulated._speech.__class__.__name__.lower().replace("aandd", "a-and-d")
    assert line.serial_number == "SIMULATED-0001"
    assert "never seen on the real instrument" in output


@pytest.mark.parametrize("simulated", ["ohaus"], indirect=True)
def test_a_probe_as_data(simulated):
    told = json.loads(asked("probe", "--url", simulated.url, "--json")[1])
    assert told["protocol"] == "ohaus"
    assert told["simulated"] is True
    assert told["heard_only"] is False


@pytest.mark.parametrize("simulated", ["mt-sics"], indirect=True)
def test_a_probe_of_one_that_only_prints_says_that_it_cannot_be_bound(simulated):
    simulated._stream("SIR")
    simulated._obey = lambda _command: None
    code, output = asked("probe", "--url", simulated.url)
    assert code == 0
    assert "Heard only" in output
    assert "serial_number" not in output


@pytest.mark.parametrize("simulated", ["mt-sics"], indirect=True)
def test_a_probe_of_nobody_says_what_to_check(simulated):
    simulated.fault("silent")
    code, output = asked("probe", "--url", simulated.url)
    assert code == 1
    assert "Check that it is switched on" in output


@pytest.mark.parametrize("simulated", ["sartorius-sbi", "radwag"], indirect=True)
def test_what_was_captured_is_read_again_with_its_times(simulated, tmp_path):
    file = tmp_path / "balance.jsonl"
    words = ("--url", simulated.url, "--out", str(file), "--seconds", "0.5")
    protocol = "radwag" if "Radwag" in repr(simulated._speech) else "sartorius-sbi"
    assert asked("capture", "--protocol", protocol, *words)[0] == 0
    code, output = asked("replay", str(file), "--json")
    told = json.loads(output)
    assert code == 0
    assert any("SIMULATED-0001" in each.get("texts", []) for each in told)
    assert [each["value"] for each in told if each["outcome"] == "reading"][-1] == "0.00"
    assert [each["at"] for each in told] == sorted(each["at"] for each in told)
    assert "reading: 0.00 g stable" in asked("replay", str(file))[1]
    assert "new file" in asked("capture", "--protocol", protocol, *words)[1]


@pytest.mark.parametrize("simulated", ["mt-sics"], indirect=True)
def test_a_capture_of_a_broken_line_is_kept_and_replays_as_refused(simulated, tmp_path):
    file = tmp_path / "balance.jsonl"
    simulated.fault("wrong-unit")
    words = ("--url", simulated.url, "--out", str(file), "--seconds", "0.3")
    assert asked("capture", "--protocol", "mt-sics", *words)[0] == 0
    code, output = asked("replay", str(file))
    assert code == 1
    assert "(printed: 0.00 ct)" in output


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "No such file"),
        ("", "line 1"),
        ("x", "line 1"),
        ('{"format": "other", "protocol": "mt-sics"}', "another format"),
        ('{"format": "firstair-capture-1", "protocol": "morse"}', "line 1"),
        ('{"format": "firstair-capture-1", "protocol": "mt-sics"}\n{"at": 0}', "line 2"),
        (
            '{"format": "firstair-capture-1", "protocol": "ohaus"}\n{"at": 0, "way": "in", "hex": "5"}',
            "line 2",
        ),
    ],
)
def test_a_file_that_is_no_capture_says_so(tmp_path, content, says):
    file = tmp_path / "balance.jsonl"
    if content is not None:
        file.write_text(content, "utf-8")
    code, output = asked("replay", str(file))
    assert code == 1
    assert says in output
    assert "firstair devices capture" in output


@pytest.mark.parametrize(
    "words",
    [
        ("--protocol", "morse", "--url", "x", "--out", "y"),
        ("--protocol", "ohaus", "--url", "x", "--out", "y", "--settings", "fast"),
    ],
)
def test_a_capture_of_what_is_none_says_what_to_write(words):
    code, output = asked("capture", *words)
    assert (code, "Nothing was read. Write" in output) == (1, True)
