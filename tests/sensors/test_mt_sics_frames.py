"""The parser of MT-SICS on recorded and damaged bytes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sensors.balances.answer import Done, NoWeight, Said, Tare, Trouble, Weighed
from sensors.balances.mt_sics import parse
from sensors.errors import FrameRefused
from sensors.line import LONGEST, Frame, Framer
from sensors.qualification import cases as published
from sensors.qualification import wire_bytes
from sensors.reading import Weight
from tests.sensors.conftest import attempt

CASES = {case["id"]: case for case in published("mt_sics")}
STABLE = b"S S     100.00 g\r\n"


def answers(case_id):
    return [parse(frame.raw) for frame in Framer().feed(wire_bytes(CASES[case_id]))]


def weight(digits, stable=True, unit="g"):
    return Weight(digits, unit, stable)


EXPECTED = {
    "mtsics-S-stable": [Weighed(weight("100.00"))],
    "mtsics-SI-dynamic": [Weighed(weight("129.07", stable=False))],
    "mtsics-SI-stable": [Weighed(weight("129.07"))],
    "mtsics-S-not-exec": [NoWeight("S", Trouble.BUSY)],
    "mtsics-S-underload": [NoWeight("S", Trouble.UNDERLOAD)],
    "mtsics-S-hw-error": [NoWeight("S", Trouble.ELECTRONICS, "10", "b")],
    "mtsics-ES": [NoWeight("", Trouble.SYNTAX)],
    "mtsics-ET": [NoWeight("", Trouble.TRANSMISSION)],
    "mtsics-EL": [NoWeight("", Trouble.LOGICAL)],
    "mtsics-Z-busy": [NoWeight("Z", Trouble.BUSY)],
    "mtsics-Z-upper": [NoWeight("Z", Trouble.OVERLOAD)],
    "mtsics-Z-lower": [NoWeight("Z", Trouble.UNDERLOAD)],
    "mtsics-ZI-dynamic": [Done("ZI", stable=False)],
    "mtsics-ZI-stable": [Done("ZI", stable=True)],
    "mtsics-TI-dynamic": [Tare("TI", weight("117.57", stable=False))],
    "mtsics-TA-query": [Tare("TA", weight("100.00"))],
    "mtsics-TAC": [Done("TAC")],
    "mtsics-at-reset": [Said("I4", ("0123456789",))],
    "mtsics-I0-list": [
        Said("I0", ("I0",), "0", more=True),
        Said("I0", ("D",), "1", more=True),
        Said("I0", ("CLR",), "3", more=True),
        Said("I0", ()),
    ],
    "mtsics-I1-ohaus": [Said("I1", ("", "2.2x", "2.2x", "", ""))],
    "mtsics-I2-ohaus": [Said("I2", ("T72XW Standard 50.00 kg",))],
    "mtsics-I3-ohaus": [Said("I3", ("1.00",))],
    "mtsics-I4-ohaus": [Said("I4", ("123456",))],
    "mtsics-I4-busy": [NoWeight("I4", Trouble.BUSY)],
}


@pytest.mark.parametrize("case_id", EXPECTED)
def test_every_published_frame_is_read_as_its_source_says(case_id):
    assert answers(case_id) == EXPECTED[case_id]


@pytest.mark.parametrize("case_id", [name for name, case in CASES.items() if case["must_reject"]])
def test_what_a_correct_parser_rejects_is_refused(case_id):
    with pytest.raises(FrameRefused):
        parse(wire_bytes(CASES[case_id]))


def test_every_published_case_is_either_expected_or_rejected_here():
    rejected = {name for name, case in CASES.items() if case["must_reject"]}
    assert set(CASES) == set(EXPECTED) | rejected


@pytest.mark.parametrize("case_id", EXPECTED)
def test_every_split_of_a_frame_gives_the_same_answers(case_id):
    raw = wire_bytes(CASES[case_id])
    for at in range(len(raw) + 1):
        framer = Framer()
        frames = framer.feed(raw[:at]) + framer.feed(raw[at:])
        assert [parse(frame.raw) for frame in frames] == EXPECTED[case_id]
    framer = Framer()
    dripped = [frame for byte in raw for frame in framer.feed(bytes([byte]))]
    assert [parse(frame.raw) for frame in dripped] == EXPECTED[case_id]


def test_the_printed_digits_stay_text():
    assert parse(b"S S       0.50 g\r\n") == Weighed(weight("0.50"))
    assert str(parse(b"S S     -12.50 g\r\n").weight.value) == "-12.50"


@pytest.mark.parametrize(
    "raw",
    [
        b"S S     100.00 g\n",  # no carriage return
        b"S S     100.00 g\r",
        b"S S     100.00\r\n",  # no unit
        b"S S     00.00 g\r\n",  # a lost digit shortens the field
        b"S S     0100.00 g\r\n",
        b"S S    0100.00 g\r\n",  # leading zero
        b"S S     100,00 g\r\n",
        b"S S     1E2    g\r\n",
        b"S S        nan g\r\n",
        b"S S     100.   g\r\n",
        b"S S    1 00.00 g\r\n",
        b"S S    --10.00 g\r\n",
        b"S S     100.00 g g\r\n",
        b"S S     100.00  g\r\n",
        b" S S     100.00 g\r\n",
        b"S\rS     100.00 g\r\n",
        b"S S     100.00 g\r\n\r\n",
        b"SI S     100.00 g\r\n",
        b"S \xd3     100.00 g\r\n",
        b"\r\n",
        b"",
        b"S X\r\n",
        b"Q +\r\n",
        b'I4 A "12"34"\r\n',
    ],
)
def test_what_is_not_written_as_a_weight_is_refused(raw):
    with pytest.raises(FrameRefused):
        parse(raw)


@pytest.mark.parametrize("unit", ["g", "mg", "kg"])
def test_the_unit_comes_from_the_frame(unit):
    assert parse(f"S S     100.00 {unit}\r\n".encode()).weight.unit == unit


@pytest.mark.parametrize("unit", ["ct", "lb", "oz", "GN", "pcs", "%", "G", "µg", "t"])
def test_an_unknown_unit_is_refused(unit):
    with pytest.raises(FrameRefused):
        parse(f"S S     100.00 {unit}\r\n".encode())


def test_overload_is_an_answer_without_a_weight():
    assert parse(b"S +\r\n") == NoWeight("S", Trouble.OVERLOAD)


def test_a_partial_frame_before_a_whole_one_spoils_only_itself():
    frames = Framer().feed(b"0.00 g\r\n" + STABLE)
    assert [attempt(frame) for frame in frames] == [None, Weighed(weight("100.00"))]


def test_a_half_frame_glued_to_a_whole_one_is_refused():
    frames = Framer().feed(b"S S     1" + STABLE)
    assert [attempt(frame) for frame in frames] == [None]


@pytest.mark.parametrize(
    ("length", "whole"), [(LONGEST - 1, True), (LONGEST, True), (LONGEST + 1, False)]
)
def test_the_longest_line_just_under_at_and_just_over(length, whole):
    raw = b"x" * length + b"\r\n"
    for at in range(len(raw) + 1):
        framer = Framer()
        frames = framer.feed(raw[:at]) + framer.feed(raw[at:])
        expected = raw if whole else b"x" * LONGEST
        assert frames == [Frame(expected, whole=whole)]


def test_a_megabyte_without_an_end_holds_no_memory_and_the_next_frame_is_read():
    framer = Framer()
    frames = []
    for _ in range(1024):
        frames += framer.feed(b"\xff" * 1024)
    assert [len(frame.raw) for frame in frames] == [LONGEST]
    assert len(framer._held) <= 1
    assert framer.feed(b"\r\n" + STABLE) == [Frame(STABLE)]


@settings(max_examples=100, deadline=None)
@given(st.binary(min_size=4000, max_size=4000))
def test_ten_thousand_lines_of_garbage_never_yield_a_reading(noise):
    lines = b"".join(noise[at : at + 40] + b"\r\n" for at in range(0, len(noise), 40))
    for frame in Framer().feed(lines):
        assert not isinstance(attempt(frame), (Weighed, Tare))


@settings(max_examples=500, deadline=None)
@given(st.text(alphabet="SDTI +-.0123456789gkmct", max_size=20))
def test_what_resembles_a_frame_is_read_only_where_it_is_one(text):
    answer = attempt(Frame(text.encode() + b"\r\n"))
    if isinstance(answer, Weighed):
        state = "S" if answer.weight.stable else "D"
        assert text == f"S {state} {answer.weight.digits:>10} {answer.weight.unit}"


def test_a_flipped_bit_is_refused_or_counted():
    """This protocol has no checksum: what still parses is known, and answered elsewhere by two
    equal stable readings and by plausibility."""
    frame = b"S S     129.07 g\r\n"
    wrong = 0
    for at in range(len(frame)):
        for bit in range(8):
            flipped = bytearray(frame)
            flipped[at] ^= 1 << bit
            answer = attempt(Frame(bytes(flipped)))
            if isinstance(answer, Weighed) and answer.weight.stable:
                wrong += answer != Weighed(weight("129.07"))
    assert wrong == 15
