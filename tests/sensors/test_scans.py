"""Scans: products of the trade, our own codes, and everything else."""

from datetime import date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sensors import barcode
from sensors.barcode import (
    Badge,
    Command,
    FinalLabel,
    GS1Product,
    HIBCProduct,
    Hood,
    Order,
    Sticker,
    Unintelligible,
    WorkLabel,
    read_elements,
    read_scan,
)
from sensors.errors import CodeNotMade, ScanRefused
from sensors.qualification import cases as published

CASES = {case["id"]: case for case in published("gs1")}
GTIN = "0112345678901231"


def elements(case_id):
    return read_elements(CASES[case_id]["ascii"].removeprefix("]d2"))


@pytest.mark.parametrize(
    ("case_id", "expected"),
    [
        ("gs1-basic", {"01": "07032069804988", "15": date(2021, 5, 26), "10": "0329"}),
        ("gs1-symid", {"01": "12312312312333", "10": "ABC123", "99": "TESTING"}),
        ("gs1-fixed-then-ai", {"01": "12345678901231", "99": "1234"}),
        ("gs1-superfluous", {"01": "12345678901231", "99": "1234"}),
        ("gs1-two-var", {"10": "12345", "11": date(1999, 12, 25)}),
        ("gs1-3100", {"3100": "123456", "10": "12345"}),
        ("gs1-day00-2016", {"17": date(2016, 2, 29)}),
    ],
)
def test_every_published_message_is_read_as_its_source_says(case_id, expected):
    assert elements(case_id) == expected


@pytest.mark.parametrize(
    "case_id",
    [name for name, case in CASES.items() if case["must_reject"] or name == "gs1-sep-lost"],
)
def test_a_message_that_must_be_rejected_is_unintelligible(case_id):
    assert isinstance(read_scan(CASES[case_id]["ascii"]), Unintelligible)


@pytest.mark.parametrize("case_id", [name for name in CASES if name.startswith("gs1-cd-")])
def test_the_published_check_digit_is_taken_and_every_other_refused(case_id):
    payload, right = CASES[case_id]["ascii"], CASES[case_id]["expect"]["check_digit"]
    prefix = "00" if len(payload) == 17 else "01" + "0" * (13 - len(payload))
    for digit in range(10):
        if digit == right:
            assert read_elements(f"{prefix}{payload}{digit}")
        else:
            with pytest.raises(ScanRefused, match="check digit"):
                read_elements(f"{prefix}{payload}{digit}")


@pytest.mark.parametrize("separator", ["\x1d", "~"])
@pytest.mark.parametrize("ends", ["", "\r", "\r\n", "\t"])
@pytest.mark.parametrize("symbol", ["", "]d2", "]C1"])
def test_a_carton_gives_product_lot_expiry_and_serial(separator, ends, symbol):
    text = f"{symbol}{GTIN}1727043010LOT7{separator}21SN9{ends}"
    assert read_scan(text) == GS1Product(
        "12345678901231", lot="LOT7", expires=date(2027, 4, 30), serial="SN9", symbol=symbol
    )


def test_day_zero_is_the_end_of_the_month():
    assert read_scan(f"{GTIN}17280200").expires == date(2028, 2, 29)


def test_a_date_that_does_not_exist_is_refused():
    assert isinstance(read_scan(f"{GTIN}17271331"), Unintelligible)
    assert isinstance(read_scan(f"{GTIN}17270230"), Unintelligible)


def test_an_identifier_that_stands_twice_is_refused():
    assert "twice" in read_scan(f"{GTIN}1727043017280430").reason


@pytest.mark.parametrize(
    ("moment", "at"),
    [("2704301230", time(12, 30)), ("2704300000", time(0, 0)), ("2704302359", time(23, 59))],
)
def test_an_expiry_with_its_time_keeps_both(moment, at):
    found = read_scan(f"{GTIN}7003{moment}10LOT7")
    assert (found.expires, found.expires_time) == (date(2027, 4, 30), at)
    assert found.lot == "LOT7"
    assert read_elements(f"7003{moment}") == {"7003": datetime.combine(date(2027, 4, 30), at)}


@pytest.mark.parametrize("moment", ["2704302400", "2704301260", "2713011230", "270430123"])
def test_an_expiry_at_a_time_that_does_not_exist_is_refused(moment):
    assert isinstance(read_scan(f"{GTIN}7003{moment}"), Unintelligible)


def test_two_expiries_must_agree():
    assert read_scan(f"{GTIN}1727043070032704301230").expires == date(2027, 4, 30)
    assert "different days" in read_scan(f"{GTIN}1727043070032704291230").reason


@pytest.mark.parametrize("hidden", ["17270430", "15270430", "11270430", "70032704301230"])
@pytest.mark.parametrize("field", ["10LOT", "21SER"])
def test_a_separator_the_scanner_lost_is_noticed(field, hidden):
    lost = read_scan(f"{GTIN}{field}{hidden}")
    assert "lost a separator" in lost.reason
    kept = read_scan(f"{GTIN}{field}\x1d{hidden}")
    assert isinstance(kept, GS1Product)


def test_a_lot_that_only_resembles_a_date_is_taken_where_the_expiry_stands():
    assert read_scan(f"{GTIN}1727043010LOT17270430").lot == "LOT17270430"


def test_a_lot_that_may_hold_a_serial_is_doubted():
    assert "Compare" in read_scan(f"{GTIN}1727043010LOT7219X").doubt
    assert read_scan(f"{GTIN}1727043010LOT7").doubt == ""


def test_a_code_without_a_product_sends_to_the_other_code():
    assert "other code of the package" in read_scan("1727043010LOT7").reason


@pytest.mark.parametrize(
    ("text", "gtin"),
    [("036000291452", "00036000291452"), ("]E00036000291452", "00036000291452")],
)
def test_a_bare_trade_number_is_a_product(text, gtin):
    assert read_scan(text).gtin == gtin


def test_a_bare_number_with_a_wrong_check_digit_is_no_product():
    assert "check digit" in read_scan("036000291453").reason


def test_a_symbol_that_says_it_is_not_of_the_trade_is_no_product():
    assert isinstance(read_scan(f"]d1{GTIN}"), Unintelligible)


@pytest.mark.parametrize(
    ("make", "kind"),
    [
        (barcode.sticker_code, Sticker),
        (barcode.work_label_code, WorkLabel),
        (barcode.final_label_code, FinalLabel),
        (barcode.hood_code, Hood),
        (barcode.badge_code, Badge),
    ],
)
@pytest.mark.parametrize(
    "dress", ["{}", "91{}", "]d291{}", "]C191{}\r", "\x1d91{}", "]d1{}", "~91{}\n"]
)
def test_our_own_codes_come_back_in_every_dress(make, kind, dress):
    code = make("2026-000123")
    assert read_scan(dress.format(code)) == kind(code)


@pytest.mark.parametrize("order", list(Order))
def test_every_field_of_the_command_card_is_understood(order):
    assert read_scan(barcode.command_code(order)) == Command(order)


@pytest.mark.parametrize("body", ["", "a", "A B", "-A", "A-", "Ä", "A\x1d", "A" * 41, "A\n"])
def test_a_body_our_codes_cannot_carry_is_not_made(body):
    with pytest.raises(CodeNotMade, match="Nothing is printed"):
        barcode.sticker_code(body)


def test_the_longest_body_is_carried():
    assert barcode.sticker_code("A" * 40)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("fa-s-000123", "Caps Lock"),
        ("FA-C-DANCE", "Print the label again"),
        ("FA-X-1", "Print the label again"),
        ("FA-S-1\x00", "characters no label has"),
        ("FA-S-é", "characters no label has"),
        ("", "empty"),
        ("]d2", "empty"),
        ("x" * 10_000, "longer than any label"),
        ("FA-S-1 FA-S-2", "Print the label again"),
    ],
)
def test_what_is_not_understood_says_what_to_do(text, says):
    assert says in read_scan(text).reason


@pytest.mark.parametrize(
    "control", [chr(code) for code in range(32) if code not in (9, 10, 13, 29)]
)
def test_control_characters_are_refused(control):
    assert isinstance(read_scan(f"FA-S-{control}1"), Unintelligible)


@settings(max_examples=2_000, deadline=None)
@given(st.text(max_size=60))
def test_every_text_has_an_answer_and_noise_is_never_ours(text):
    assert isinstance(read_scan(text), (Unintelligible, GS1Product, HIBCProduct))


@given(st.text(alphabet="0123456789\x1d~ABC", max_size=60))
def test_every_gs1_like_text_has_an_answer(text):
    read_scan(f"{GTIN}{text}")
