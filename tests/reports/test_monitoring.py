"""Room readings as CSV: nothing runs, nothing is altered, no gap is hidden."""

import csv
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from io import StringIO

import pytest

from reports.monitoring import Gap, Measured, Series, disarmed, monitoring_csv, monitoring_lines

ZONE = "America/New_York"
START = datetime(2026, 11, 1, 5, 30, tzinfo=UTC)  # 01:30 EDT, half an hour before the clocks change


def readings(values):
    return [
        Measured(START + timedelta(minutes=10 * place), Decimal(value), Decimal(value))
        for place, value in enumerate(values)
    ]


def pressure(values=("0.031", "-0.010"), gaps=(), name="Buffer room pressure"):
    return Series("P-01", name, "pressure", "in_wc", readings(values), gaps)


def table(data):
    rows = list(csv.reader(StringIO(data.decode("utf-8-sig"), newline="")))
    start = next(place for place, row in enumerate(rows) if not row[0].startswith("#"))
    return [dict(zip(rows[start], row, strict=True)) for row in rows[start + 1 :]]


def test_units_stand_in_the_headings():
    temperature = Series("T-01", "Buffer room", "temperature", "degC", readings(["18.9"]))
    first = table(monitoring_csv([pressure(), temperature], "all", ZONE))[0]
    for heading in (
        "pressure (in. w.c.), raw",
        "pressure (in. w.c.), shown",
        "temperature (°C), raw",
    ):
        assert heading in first


def test_the_filter_is_stated_in_the_file():
    data = monitoring_csv([pressure()], "buffer room, 1 to 2 November 2026", ZONE)
    assert b"# Filter: buffer room, 1 to 2 November 2026" in data.splitlines()[0]


def test_each_time_stands_in_utc_and_local_across_the_change_of_clocks():
    rows = table(monitoring_csv([pressure(["1"] * 8)], "all", ZONE))
    assert rows[0]["time (UTC)"] == "2026-11-01T05:30:00Z"
    assert rows[0][f"time ({ZONE})"] == "2026-11-01T01:30:00-04:00"
    assert rows[6][f"time ({ZONE})"] == "2026-11-01T01:30:00-05:00"


def test_raw_and_shown_digits_are_kept_apart_and_whole():
    one = Series(
        "T", "T", "temperature", "degC", [Measured(START, Decimal("18.940"), Decimal("18.9"))]
    )
    row = table(monitoring_csv([one], "all", ZONE))[0]
    assert (row["temperature (°C), raw"], row["temperature (°C), shown"]) == ("18.940", "18.9")


def test_a_gap_is_a_row_between_its_neighbours():
    gap = Gap(START + timedelta(minutes=2), START + timedelta(minutes=9), "the probe was silent")
    rows = table(monitoring_csv([pressure(gaps=[gap])], "all", ZONE))
    assert [row["row"] for row in rows] == ["reading", "gap", "reading"]
    assert rows[1]["until (UTC)"] == "2026-11-01T05:39:00Z"
    assert rows[1]["pressure (in. w.c.), raw"] == ""
    assert rows[1]["note"] == "the probe was silent"


def test_a_gap_that_lasts_says_so():
    gap = Gap(START + timedelta(hours=1), None, "silent")
    assert (
        table(monitoring_csv([pressure(gaps=[gap])], "all", ZONE))[-1]["until (UTC)"]
        == "still open"
    )


@pytest.mark.parametrize("value", ["-0.010", "0.000", "-1E-7", "1E+3", "18.90"])
def test_numbers_stay_bare_numbers_without_exponent(value):
    line = monitoring_csv([pressure([value])], "all", ZONE).splitlines()[-1].decode()
    cell = line.split(",")[-2]
    assert Decimal(cell) == Decimal(value)
    assert not set(cell) & set("\"'eE")


PREFIXES = [
    "",
    " ",
    "\t",
    "\r",
    "\n",
    "\u00a0",
    "\u200b",
    "\ufeff",
    '"',
    "'",
    " \t ",
    '""',
    "\r\n",
    "  '",
    "\x00",
]
STARTS = ["=", "+", "-", "@", "＝", "＋", "－", "＠", "|", "%"]
BODIES = ["1+1", "cmd|' /C calc'!A0", 'HYPERLINK("x")', "SUM(A1:A9)", "2+5+cmd|' /C calc'!A0"]
PAYLOADS = [prefix + start + body for prefix in PREFIXES for start in STARTS for body in BODIES]
TAILS = [f"room{separator}{start}1+1" for separator in ',;|"\t' for start in STARTS]


def is_active(cell):
    """A spreadsheet takes a cell for a formula by its first sign, spaces and quotes aside."""
    return cell.lstrip(' \t\r\n"\u00a0\u200b\ufeff\x00')[:1] in set("=+-@|%＝＋－＠")


def test_the_corpus_is_large_enough():
    assert len(PAYLOADS) + len(TAILS) >= 500


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_no_text_becomes_a_formula_whatever_the_separator(delimiter):
    series = [pressure(["1"], [Gap(START, None, text)], name=text) for text in PAYLOADS + TAILS]
    text = monitoring_csv(series, "=1+1", ZONE).decode()
    cells = [
        cell for row in csv.reader(StringIO(text, newline=""), delimiter=delimiter) for cell in row
    ]
    assert [cell for cell in cells if is_active(cell)] == []


def test_every_payload_is_disarmed_and_still_readable():
    for payload in PAYLOADS:
        assert not is_active(disarmed(payload).replace('""', '"'))
        assert payload.strip()[-3:] in disarmed(payload).replace('""', '"')


@pytest.mark.parametrize(
    "text", ["Buffer room", "0.9% sodium chloride", "pressure, -0.010 to -0.030", "5 West"]
)
def test_harmless_texts_stay_as_they_are(text):
    assert disarmed(text) == text


def test_the_byte_order_mark_is_a_choice():
    assert monitoring_csv([pressure()], "all", ZONE, bom=True).startswith(b"\xef\xbb\xbf")
    assert not monitoring_csv([pressure()], "all", ZONE).startswith(b"\xef\xbb\xbf")


def test_a_long_export_comes_line_by_line():
    lines = monitoring_lines([pressure(["1"] * 5)], "all", ZONE)
    assert next(lines).startswith(b'"# Filter')
    assert len(list(lines)) == 7


def test_no_series_gives_a_file_that_still_states_its_filter():
    assert b"# Filter: nothing" in monitoring_csv([], "nothing", ZONE)
