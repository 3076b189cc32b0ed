"""NDC in three segments, HIBC with its check character, and what cannot be made of them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sensors.barcode import HIBCProduct, Unintelligible, read_scan
from sensors.errors import NotConvertible, ScanRefused
from sensors.hibc import ALPHABET, check_character, read_hibc
from sensors.ndc import Ndc, from_gtin, read_ndc, to_eleven, to_gtin, to_ten, to_twelve
from sensors.qualification import cases

HIBC = [case for case in cases("codes") if case["protocol"] == "hibc" and not case["must_reject"]]
FORMS = st.sampled_from([(4, 4, 2), (5, 3, 2), (5, 4, 1)])


def digits(length):
    return st.text("0123456789", min_size=length, max_size=length)


NDCS = FORMS.flatmap(lambda form: st.builds(Ndc, *map(digits, form)))


def signed(payload):
    return payload + check_character(payload)


@pytest.mark.parametrize(
    ("written", "gtin", "eleven", "twelve"),
    [
        ("63323-010-02", "00363323010027", "63323-0010-02", "063323-0010-02"),
        ("12345-6789-0", "00312345678906", "12345-6789-00", "012345-6789-00"),
        ("0002-7510-01", "00300027510019", "00002-7510-01", "000002-7510-01"),
    ],
)
def test_an_ndc_in_every_kind_of_number(written, gtin, eleven, twelve):
    ndc = read_ndc(written)
    assert to_gtin(ndc) == gtin
    assert str(to_eleven(ndc)) == eleven
    assert str(to_twelve(ndc)) == twelve


@given(NDCS, st.integers(0, 7))
def test_a_gtin_carries_three_codes_and_its_own_is_among_them(ndc, level):
    carried = from_gtin(to_gtin(ndc, level))
    assert ndc in carried
    assert len(carried) == 3
    assert len({code.digits for code in carried}) == 1


@given(NDCS)
def test_eleven_digits_lead_back_only_where_one_zero_can_have_been_put_in(ndc):
    eleven = to_eleven(ndc)
    zeros = [segment[0] for segment in (eleven.labeler, eleven.product, eleven.package)]
    if zeros.count("0") == 1:
        assert to_ten(eleven) == ndc
    else:
        with pytest.raises(NotConvertible, match=str(ndc)):
            to_ten(eleven)


@pytest.mark.parametrize(
    "text", ["6332301002", "63323001002", "063323001002", "63323-01-02", "633-4567-02", "NDC", ""]
)
def test_what_does_not_show_its_segments_is_no_ndc(text):
    with pytest.raises(ScanRefused):
        read_ndc(text)


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("01234-0567-89", "1234-0567-89 or 01234-567-89"),
        ("12345-6789-01", None),  # the package alone begins with a zero
        ("12345-6789-12", "no segment has a zero"),
        ("123456-7890-12", "twelve digits do not fit"),
        ("012345-6789-01", "twelve digits do not fit"),
    ],
)
def test_a_gtin_is_made_only_where_the_ten_digits_are_certain(written, says):
    if says is None:
        assert to_gtin(read_ndc(written)) == "00312345678913"
    else:
        with pytest.raises(NotConvertible, match=says):
            to_gtin(read_ndc(written))


@pytest.mark.parametrize(("level", "right"), [(-1, False), (0, True), (7, True), (8, False)])
def test_the_packaging_level(level, right):
    if right:
        assert to_gtin(read_ndc("63323-010-02"), level).startswith(str(level))
    else:
        with pytest.raises(NotConvertible, match="packaging level"):
            to_gtin(read_ndc("63323-010-02"), level)


def test_a_twelve_digit_code_goes_back_to_eleven_only_without_its_sixth_digit():
    assert str(to_eleven(read_ndc("012345-6789-01"))) == "12345-6789-01"
    with pytest.raises(NotConvertible, match="six digits"):
        to_eleven(read_ndc("123456-7890-12"))


@pytest.mark.parametrize("gtin", ["07032069804988", "90363323010020", "0036332301002", "x"])
def test_a_gtin_that_carries_no_ndc(gtin):
    with pytest.raises(NotConvertible, match="begins with 03"):
        from_gtin(gtin)


def test_a_gtin_with_a_wrong_check_digit_carries_nothing():
    for check in "012345689":
        with pytest.raises(ScanRefused, match="check digit"):
            from_gtin(f"0036332301002{check}")


@pytest.mark.parametrize("case", HIBC, ids=lambda case: case["id"])
def test_a_published_code_is_read_and_every_other_check_character_refused(case):
    text = case["ascii"]
    assert read_hibc(text).labeler == "A123"
    assert check_character(text[:-1]) == case["expect"]["check"]
    for sign in ALPHABET.replace(text[-1], ""):
        assert isinstance(read_scan(text[:-1] + sign), Unintelligible)


@pytest.mark.parametrize(
    ("behind", "lot", "expires", "serial"),
    [
        ("$LOT7", "LOT7", None, None),
        ("$+SN9", None, None, "SN9"),
        ("$$0427LOT7", "LOT7", date(2027, 4, 30), None),
        ("$$1127", None, date(2027, 11, 30), None),
        ("$$2043027LOT7", "LOT7", date(2027, 4, 30), None),
        ("$$3270430LOT7", "LOT7", date(2027, 4, 30), None),
        ("$$427043012LOT7", "LOT7", date(2027, 4, 30), None),
        ("$$527120LOT7", "LOT7", date(2027, 4, 30), None),
        ("$$62712012LOT7", "LOT7", date(2027, 4, 30), None),
        ("$$7LOT7", "LOT7", None, None),
        ("$$+3270430SN9", None, date(2027, 4, 30), "SN9"),
        ("$$8103270430LOT7", "LOT7", date(2027, 4, 30), None),
        ("$$9001003270430LOT7", "LOT7", date(2027, 4, 30), None),
        ("27120LOT7", "LOT7", date(2027, 4, 30), None),
        ("28060", None, date(2028, 2, 29), None),
    ],
)
def test_what_stands_behind_the_slash(behind, lot, expires, serial):
    found = read_scan(signed(f"+A123BJC5D6E71/{behind}") + "\r\n")
    assert found == HIBCProduct("A123", "BJC5D6E7", 1, lot, expires, serial)


@pytest.mark.parametrize(
    "behind",
    ["$$1327LOT", "$$3270230", "$$32704", "$$527366", "27000LOT", "?", "", "$", "$$", "$$3270430a"],
)
def test_what_is_not_understood_behind_the_slash_is_no_product(behind):
    text = f"+A123BJC5D6E71/{behind}"
    check = check_character(text) if set(text) <= set(ALPHABET) else "0"
    assert isinstance(read_scan(text + check), Unintelligible)


def test_a_secondary_code_alone_names_no_product():
    assert "other code of the package" in read_scan(signed("+$$3270430LOT7G")).reason


def test_a_check_character_that_is_a_blank_survives_the_scanner():
    payloads = (f"+A123B{number}1" for number in range(1000))
    payload = next(one for one in payloads if check_character(one) == " ")
    assert isinstance(read_scan(payload + " \r\n"), HIBCProduct)


def test_a_hibc_text_in_a_symbol_of_the_trade_is_refused():
    assert isinstance(read_scan("]d2+A123BJC5D6E71G"), Unintelligible)
    assert read_scan("]d1+A123BJC5D6E71G").symbol == "]d1"
