"""What the reckoning of the salts says: each line with its figures, and what the day brings."""

import pytest

from formulas.errors import CannotBeMet
from formulas.nutrition.making import make_bag
from formulas.quantity import qty
from tests.formulas.nutrition_orders import KCL, NA_ACETATE, NACL
from tests.formulas.test_nutrition_solver import PREMASOL, an_order, brought

SALTS = (NACL, KCL, NA_ACETATE, "magnesium-chloride-20-50ml")


def made(**by_kg):
    return make_bag(an_order(PREMASOL, SALTS, fat=False, sodium="3", magnesium="0.5", **by_kg))


def test_the_reckoning_says_what_is_to_bring_what_brings_it_and_what_the_day_has():
    (told,) = (one for one in made(chloride="2").workings if one.title.startswith("Salts that"))
    assert [(line.name, line.with_numbers, line.result) for line in told.lines] == [
        ("magnesium to bring", "0.6 mEq − 0 mEq", "0.6 mEq"),
        ("sodium to bring", "3.6 mEq − 0 mEq", "3.6 mEq"),
        ("chloride to bring", "2.4 mEq − 0 mEq", "2.4 mEq"),
        (f"{SALTS[3]} for magnesium", "0.6 mEq ÷ 1.97 mEq/mL", "0.3045685279… mL"),
        (f"{NA_ACETATE} for acetate", "1.8 mEq ÷ 2 mEq/mL", "0.9 mL"),
        (f"{NACL} for chloride", "1.8 mEq ÷ 4 mEq/mL", "0.45 mL"),
        ("sodium", "0 mEq + 3.6 mEq", "3.6 mEq"),
        ("potassium", "0 mEq + 0 mEq", "0 mEq"),
        ("calcium", "0 mEq + 0 mEq", "0 mEq"),
        ("magnesium", "0 mEq + 0.6 mEq", "0.6 mEq"),
        ("phosphate", "0 mmol + 0 mmol", "0 mmol"),
        ("acetate", "3.384 mEq + 1.8 mEq", "5.184 mEq"),
        ("chloride", "0 mEq + 2.4 mEq", "2.4 mEq"),
    ]
    assert told.output("acetate") == qty("5.184 mEq")


@pytest.mark.parametrize(
    ("chloride", "refused"), [("0.501", False), ("0.5", False), ("0.499", True)]
)
def test_chloride_that_the_magnesium_salt_alone_just_brings_is_met(chloride, refused):
    if not refused:
        assert brought(made(chloride=chloride), "magnesium") == qty("0.6 mEq")
        return
    with pytest.raises(CannotBeMet, match=r"magnesium-chloride-20-50ml alone brings 0\.6 mEq"):
        made(chloride=chloride)


def test_chloride_of_the_magnesium_salt_is_free_where_no_chloride_is_ordered():
    assert brought(made(), "chloride") == qty("4.2 mEq")
