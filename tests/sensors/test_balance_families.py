"""The parsers of the other families on lines that others published, and on lines gone wrong."""

import pytest

from sensors.balances import a_and_d, ohaus, radwag, sbi
from sensors.balances.answer import (
    Begun,
    Done,
    NoWeight,
    Said,
    Tare,
    Trouble,
    Weighed,
)
from sensors.balances.families import FAMILIES
from sensors.errors import FrameRefused
from sensors.line import Framer
from sensors.qualification import cases, wire_bytes
from sensors.reading import Printed, Weight

CASES = {case["id"]: case for case in cases("balances")}
LINES = {name: case for name, case in CASES.items() if case["kind"] == "reply"}


def answer(case):
    (frame,) = Framer().feed(wire_bytes(case))
    return FAMILIES[case["protocol"]].parse(frame.raw)


def refusal(parse, text):
    with pytest.raises(FrameRefused) as caught:
        parse(text.encode("latin-1") + b"\r\n")
    return caught.value


def stable(digits, unit="g", **more):
    return Weighed(Weight(digits, unit, stable=True), **more)


def moving(digits, unit="g", **more):
    return Weighed(Weight(digits, unit, stable=False), **more)


@pytest.mark.parametrize("case_id", LINES)
def test_every_published_line_says_what_its_source_says(case_id):
    expect = LINES[case_id]["expect"]
    try:
        found = answer(LINES[case_id])
    except FrameRefused as error:
        found = error.printed
    if "value" in expect:
        printed = found.weight if isinstance(found, Weighed) else found
        if isinstance(found, NoWeight):
            printed = Printed(found.printed, stable=False)
        assert printed.digits == expect["value"].removeprefix("+")
        assert (printed.unit or None) == expect["unit"]
        said = {"stable": True, "unstable": False}.get(expect.get("status"))
        assert said is None or printed.stable == said
    elif "error" in expect:
        assert isinstance(found, NoWeight)


@pytest.mark.parametrize("case_id", ["sbi-16-pcs", "sbi-22-pcs", "and-gc-count", "and-nu"])
def test_a_count_and_a_bare_number_are_understood_and_never_a_weight(case_id):
    with pytest.raises(FrameRefused) as caught:
        answer(LINES[case_id])
    assert caught.value.printed.digits == LINES[case_id]["expect"]["value"]


@pytest.mark.parametrize("case_id", LINES)
def test_a_line_split_anywhere_or_dripped_says_the_same(case_id):
    raw = wire_bytes(LINES[case_id])
    for at in range(len(raw) + 1):
        framer = Framer()
        assert [f.raw for f in framer.feed(raw[:at]) + framer.feed(raw[at:])] == [raw]
    framer = Framer()
    assert [f.raw for byte in raw for f in framer.feed(bytes([byte]))] == [raw]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("+   123.56 g  ", stable("123.56")),
        ("-   123.56 g  ", stable("-123.56")),
        ("      0.00 g  ", stable("0.00")),
        ("N     -    12.34 mg ", stable("-12.34", "mg")),
        ("N     +  123.[56]g  ", stable("123.56", unverified=2)),
        ("T1    +    50.00 g  ", Tare("T1", Weight("50.00", "g", stable=True))),
        ("G#    +     0.00 g  ", stable("0.00")),
        ("G#    -     0.00 g  ", stable("-0.00")),
        ("N     +   123.56    ", NoWeight("", Trouble.UNSTABLE, printed="123.56")),
        ("Stat       High     ", NoWeight("", Trouble.OVERLOAD)),
        ("Stat       Low      ", NoWeight("", Trouble.UNDERLOAD)),
        ("Stat       Cal.     ", NoWeight("", Trouble.CALIBRATING)),
        ("     High     ", NoWeight("", Trouble.OVERLOAD)),
        ("   Err 54     ", NoWeight("", Trouble.ELECTRONICS, "54")),
        ("    APP.ER    ", NoWeight("", Trouble.ELECTRONICS, "APP.ER")),
        ("SerNo.    12345678", Said("SerNo.", ("12345678",))),
    ],
)
def test_sartorius_lines(text, expected):
    assert sbi.parse(text.encode() + b"\r\n") == expected


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("G#    -    12.30 g  ", "negative-gross"),
        ("Prc   +    12.30 %  ", "unknown-unit"),
        ("Xyz   +    12.30 g  ", "unknown-value"),
        ("N     +    12.30 ct ", "unknown-unit"),
        ("+   0123.56 g ", "garbage"),
        ("+ 1  23.56 g  ", "garbage"),
        ("+   123.56 g ", "garbage"),  # a character was lost
        ("+  123.56 g   ", "garbage"),  # and the line made long again
        ("N     +  123.5[6 g  ", "garbage"),
        ("N     +  123.5 6]g  ", "garbage"),
        ("N     +  123.[]6]g  ", "garbage"),
        ("Stat       Hugh     ", "garbage"),
        ("N          High     ", "garbage"),
        ("WZA8202-N", "garbage"),
    ],
)
def test_sartorius_lines_that_are_no_weight(text, why):
    assert refusal(sbi.parse, text).why == why


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ST,+00123.45 mg", stable("123.45", "mg")),
        ("ST,-00000.50  g", stable("-0.50")),
        ("US,+00000.00  g", moving("0.00")),
        ("@07ST,+00001.00  g", stable("1.00", address="07")),
        ("PT,+00012.50  g", Tare("PT", Weight("12.50", "g", stable=True))),
        ("SN,12345678", Said("SN", ("12345678",))),
        ("TN,GX-300", Said("TN", ("GX-300",))),
        ("AK", Done("")),
        ("SI-", NoWeight("", Trouble.UNDERLOAD)),
        ("EC,E00", NoWeight("", Trouble.TRANSMISSION, "E00")),
        ("EC,E20", NoWeight("", Trouble.ELECTRONICS, "E20")),
    ],
)
def test_a_and_d_lines(text, expected):
    assert a_and_d.parse(text.encode() + b"\r\n") == expected


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("ST,+00123.45 lb", "unknown-unit"),
        ("ST,+00123.45   ", "no-unit"),
        ("ST,+00123.450 g", "garbage"),  # nine characters of number
        ("ST,+0123.45  g", "garbage"),  # a digit was lost
        ("ST,+00123.45g  ", "garbage"),
        ("ST,+0012.3.5  g", "garbage"),
        ("ST,+00123,45  g", "garbage"),
        ("OL,+9999999E+18", "garbage"),
        ("QT,+00001234  g", "unknown-unit"),
        ("WT   +123.45  g", "no-stability"),
        ("S     123.45 g", "no-stability"),
        ("+   123.45 g  ", "garbage"),
        ("-00123.45", "no-unit"),
        ("\x06ST,+00123.45  g", "garbage"),
    ],
)
def test_a_and_d_lines_that_are_no_weight(text, why):
    assert refusal(a_and_d.parse, text).why == why


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("     -12.34 g", stable("-12.34")),
        ("   100.00 g", stable("100.00")),  # nine characters, as older ones print
        ("     192.21 g    NET", stable("192.21")),
        ("     192.21 g  ? N", moving("192.21")),
        ("     192.21 g    G", stable("192.21")),
        ("      50.00 g    T", Tare("PT", Weight("50.00", "g", stable=True))),
        ("   1.234567 kg", stable("1.234567", "kg")),
        ("OK!", Done("")),
        ("Err 8.3", NoWeight("", Trouble.ELECTRONICS, "8.3")),
        ("  OVERLOAD", NoWeight("", Trouble.OVERLOAD)),
        ("Under Load", NoWeight("", Trouble.UNDERLOAD)),
    ],
)
def test_ohaus_lines(text, expected):
    assert ohaus.parse(text.encode() + b"\r\n") == expected


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("     192.21", "no-unit"),
        ("     192.21 ?", "no-unit"),
        ("     -12.34 g    G", "negative-gross"),
        ("     192.21 g TOTAL", "not-the-pan"),
        ("     192.21 g 00:00", "not-the-pan"),
        ("     192.21 PCS", "unknown-unit"),
        ("   1.00 g", "garbage"),  # seven characters
        ("  100.00 g", "garbage"),  # eight, just under the narrowest
        ("       192.21 g", "garbage"),  # thirteen, just over the widest
        ("     0192.21 g", "garbage"),
        ("     192,21 g", "garbage"),
    ],
)
def test_ohaus_lines_that_are_no_weight(text, why):
    assert refusal(ohaus.parse, text).why == why


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SUI ? -   120.25 g  ", moving("-120.25")),
        ("S         120.25 kg ", stable("120.25", "kg")),
        ("SI  ^     120.25 g  ", NoWeight("SI", Trouble.OVERLOAD)),
        ("SI  v     120.25 g  ", NoWeight("SI", Trouble.UNDERLOAD)),
        ("Z A", Begun("Z")),
        ("C1 A", Begun("C1")),
        ("Z D", Done("Z")),
        ("IC1 OK", Done("IC1")),
        ("S I", NoWeight("S", Trouble.BUSY)),
        ("S E", NoWeight("S", Trouble.UNSTABLE)),
        ("S v", NoWeight("S", Trouble.UNDERLOAD)),
        ('BN A "AS R2"', Said("BN", ("AS R2",))),
    ],
)
def test_radwag_lines(text, expected):
    assert radwag.parse(text.encode() + b"\r\n") == expected


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("S         120.25 ct ", "unknown-unit"),
        ("S         120.25    ", "no-unit"),
        ("S         120.25  g ", "garbage"),
        ("S        0120.25 g  ", "garbage"),
        ("S       -120.25 g   ", "garbage"),
        ("SX        120.25 g  ", "garbage"),
        ("S     +   120.25 g  ", "garbage"),
        ("S     120.25 g  ", "garbage"),
        ("Z X", "garbage"),
    ],
)
def test_radwag_lines_that_are_no_weight(text, why):
    assert refusal(radwag.parse, text).why == why


@pytest.mark.parametrize("family", FAMILIES.values(), ids=lambda family: family.protocol)
def test_no_family_takes_a_partial_line_or_noise(family):
    for raw in (b"", b"\r\n", b"S S     10", b"\xff\xfe\r\n", b"+   123.56 g", b"   \r\n"):
        with pytest.raises(FrameRefused):
            family.parse(raw)


@pytest.mark.parametrize("family", FAMILIES.values(), ids=lambda family: family.protocol)
def test_a_driver_that_never_met_its_instrument_says_so(family):
    assert family.maker in family.never_seen
    assert "never seen on the real instrument" in family.never_seen


def test_a_trouble_says_what_to_do_and_the_zero_range_is_no_overload_of_the_pan():
    assert "More lies on the pan" in NoWeight("S", Trouble.OVERLOAD).says
    assert "range" in NoWeight("Z", Trouble.OVERLOAD).says
    assert "damaged on the way" in NoWeight("", Trouble.TRANSMISSION).says
    assert all(NoWeight("", trouble).says.endswith(".") for trouble in Trouble)


@pytest.mark.parametrize(
    ("protocol", "text", "detail"),
    [
        ("mt-sics", "S S Error 10b", "memory"),
        ("mt-sics", "S S Error 15t", "adjustment needed"),
        ("mt-sics", "S S Error 77b", ""),
        ("a-and-d", "EC,E07", "value of the setting"),
        ("a-and-d", "EC,E20", "calibration weight too heavy"),
        ("a-and-d", "EC,E99", ""),
        ("sartorius-sbi", "    PRT.ER    ", "output blocked"),
    ],
)
def test_a_fault_is_told_by_its_makers_name(protocol, text, detail):
    assert FAMILIES[protocol].parse(text.encode() + b"\r\n").detail == detail


def test_the_step_of_the_last_digit_is_read_from_the_print():
    assert str(Weight("120.250", "g", stable=True).step) == "0.001"
    assert str(Weight("12", "g", stable=True).step) == "1"
