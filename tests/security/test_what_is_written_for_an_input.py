"""What a calculator is given: plain text that shows all it holds; a float, an unseen sign never."""

from decimal import Decimal
from fractions import Fraction
from threading import Barrier, Thread

import pytest

from formulas.catalogue import calculator
from formulas.errors import FormulaError, MissingInput, NotANumber, NotReadable, OutOfRange
from formulas.number import rational
from formulas.quantity import qty
from formulas.units import unit
from formulas.written import LONGEST, MOST_VALUES, written

WARM = calculator("celsius-of-fahrenheit")
DRAW = calculator("draw-volume")
MEAN = calculator("mean-kinetic-temperature")
SERIAL = calculator("serial-dilution")


class LooksLikeText:
    def __str__(self):
        return "77"

    def __float__(self):
        return 77.0

    def __index__(self):
        return 77


class SaysAnother(str):
    __slots__ = ()

    def __str__(self):
        return "5"


def nested():
    deep = []
    for _ in range(20_000):
        deep = [deep]
    return deep


@pytest.mark.parametrize(
    "given",
    [0.5, 77.0, float("nan"), float("inf"), True, Fraction(1, 3), Fraction(10**9000), b"77", ["77"],
     {"77": 77}, nested(), LooksLikeText(), Decimal("NaN"), Decimal("-Infinity"),
     Decimal("1e999999999"), 10**9000, -(10**9000)],
    ids=["half", "whole", "nan", "inf", "truth", "fraction", "long fraction", "bytes", "list",
         "dict", "nested", "like text", "decimal nan", "decimal infinity", "decimal bomb",
         "long number", "long negative"],
)  # fmt: skip
def test_what_is_no_plain_figure_is_refused_with_a_sentence(given):
    for ask in (WARM.compute, lambda inputs: WARM.run(**inputs)):
        with pytest.raises(NotANumber, match="is not a number First Air calculates with"):
            ask({"fahrenheit": given})


@pytest.mark.parametrize("given", [77, Decimal("7.7E+1"), "77 ", " 77\n"])
def test_a_whole_number_a_decimal_and_text_are_read_alike(given):
    assert WARM.compute({"fahrenheit": given}).told == "celsius 25 degC"


def test_text_counts_for_what_it_holds_not_for_what_it_says_of_itself():
    assert WARM.compute({"fahrenheit": SaysAnother("77")}).told == "celsius 25 degC"


def test_nothing_given_is_missing():
    for nothing in (None, "", " \n"):
        with pytest.raises(MissingInput):
            WARM.compute({"fahrenheit": nothing})


@pytest.mark.parametrize(
    "sign", ["\u200b", "\u200f", "\u202e", "\u2066", "\ufeff", "\u00ad", "\x1b", "\x00", "\ud800"]
)
def test_a_sign_that_nobody_sees_is_refused_by_its_number(sign):
    for dose in (f"20{sign} mEq", f"{sign}20 mEq", f"20 mEq{sign}", f"20 mEq potas{sign}sium"):
        with pytest.raises(NotReadable, match=f"The dose .* U\\+{ord(sign):04X}"):
            DRAW.compute({"dose": dose, "strength": "2 mEq/mL"})


@pytest.mark.parametrize(
    "dose",
    ["２０ mEq", "٢٠ mEq", "−20 mEq", "2² mEq", "½ mEq", "20 мEq", "20 ｍEq", "20 mЕq", "2_0 mEq"],
)
def test_a_sign_that_only_looks_like_another_is_refused(dose):
    with pytest.raises(FormulaError, match="Nothing was calculated"):
        DRAW.compute({"dose": dose, "strength": "2 mEq/mL"})


@pytest.mark.parametrize("blank", ["\u00a0", "\u2003", "\t", "  "])
def test_any_blank_between_number_and_unit_is_a_blank(blank):
    given = {"dose": f"20{blank}mEq", "strength": "2 mEq/mL"}
    assert DRAW.compute(given).told == "volume 10 mL"


def test_a_value_may_be_so_long_and_no_longer():
    assert written("x" * LONGEST, "name") == "x" * LONGEST
    with pytest.raises(NotReadable, match=f"The name is {LONGEST + 1} characters long"):
        written("x" * (LONGEST + 1), "name")


def test_a_list_may_have_so_many_values_and_no_more():
    many = ["25 degC"] * MOST_VALUES
    assert MEAN.compute({"temperatures": many}).shown == "25.00 degC"
    with pytest.raises(OutOfRange, match="count of temperatures is 50001"):
        MEAN.compute({"temperatures": [*many, "25 degC"]})


def test_one_value_that_is_no_text_may_stand_for_a_list_of_one():
    assert MEAN.compute({"temperatures": qty("25 degC")}).shown == "25.00 degC"


def test_twenty_dilutions_one_after_the_other_are_shown_and_twenty_one_refused():
    long = {"taken": "1.2345678901234567890123456789012345678 mL",
            "final": "99999999.234567890123456789012345678901 mL"}  # fmt: skip

    def times(count):
        return {"stock": "10 mg/mL"} | {name: [text] * count for name, text in long.items()}

    working = SERIAL.compute(times(20))
    assert len(working.lines) == 22
    assert len(working.as_text()) < 20_000
    with pytest.raises(OutOfRange, match="count of dilutions is 21"):
        SERIAL.compute(times(21))


def test_a_refused_figure_of_a_million_digits_is_not_printed_whole():
    for given in ("9" * 1_000_000, 10**9000, Decimal("9" * 10_000)):
        with pytest.raises(NotANumber) as refused:
            rational(given)
        assert len(str(refused.value)) < 300


def test_units_that_meet_first_in_many_threads_at_once_make_one_unit():
    pairs = [("kg", "in_wc"), ("mol", "Pa"), ("kcal", "ampoule"), ("Osm", "bag"), ("ng", "m2")]
    together, made = Barrier(16), []

    def meet():
        together.wait()
        for one, other in pairs:
            made.append((one, other, unit(one).over(unit(other)), unit(one).times(unit(other))))

    threads = [Thread(target=meet) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 16 * len(pairs)
    assert len(set(made)) == len(pairs)
