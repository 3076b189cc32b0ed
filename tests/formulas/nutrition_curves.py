"""Curves of calcium with phosphate. Every one is made up for the tests: none is of a product."""

from dataclasses import replace
from datetime import date

from formulas.nutrition.calcium_phosphate import FINAL
from formulas.nutrition.curves import Curve, Point
from formulas.nutrition.mixtures import Circumstances, Mixture
from formulas.quantity import qty
from tests.formulas.nutrition_orders import TROPHAMINE

MADE_UP = "synthetic: made up for a test, not of any product"
WARM = Circumstances(qty("37 degC"), qty("24 h"), qty("140 mL"))


def curve(name="made-up", points=(("10 mEq/L", "40 mmol/L"), ("30 mEq/L", "20 mmol/L")), **changed):
    made = Curve(
        id=name,
        product=TROPHAMINE,
        phosphate="inorganic",
        with_fat=False,
        amino_acids=qty("1 % w/v"),
        dextrose=qty("5 % w/v"),
        cysteine=qty("0 mg/g"),
        temperature=qty("37 degC"),
        time=qty("24 h"),
        points=tuple(Point(qty(one), qty(other)) for one, other in points),
        source=MADE_UP,
        digitised_by="a test",
        digitised_on=date(2026, 11, 25),
        last_checked=date(2026, 11, 25),
        confirmed=True,
    )
    return replace(made, **changed)


# Two made-up curves that span amino acids from 1 to 4 % and dextrose from 5 to 20 %.
SPAN = (curve("low"), curve("high", amino_acids=qty("4 % w/v"), dextrose=qty("20 % w/v")))


def mixed(**changed):
    made = Mixture(
        FINAL, TROPHAMINE, "inorganic", False, qty("20 mEq/L"), qty("10 mmol/L"), qty("2 % w/v"),
        qty("10 % w/v"), qty("0 mg/g"), qty("37 degC"), qty("24 h"),
    )  # fmt: skip
    return replace(made, **changed)
