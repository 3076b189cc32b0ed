"""Bands at the edge of what a balance can show."""

from dataclasses import FrozenInstanceError
from fractions import Fraction

import pytest

from formulas.errors import OutOfRange, TooCoarse
from formulas.gravimetry import Verdict, band, judge, require_verifiable
from formulas.quantity import qty

NINE_PERCENT = Fraction(9, 100)


def narrow(target, readability):
    """Accepted within 0.06 g of about a gram: a few tenths are shown there, or one, or none."""
    return band(qty(target), NINE_PERCENT / qty(target).exact, qty("0.03 g"), qty(readability))


@pytest.mark.parametrize(
    ("target", "readability", "shown"),
    [("1.05 g", "0.1 g", 2), ("1 g", "0.1 g", 1), ("1 g", "0.2 g", 1), ("1.1 g", "0.2 g", 0)],
)
def test_a_balance_must_show_at_least_one_weight_that_would_be_accepted(target, readability, shown):
    made = narrow(target, readability)
    assert (made.accept_high - made.accept_low).exact / made.readability.exact == shown - 1
    if shown:
        assert require_verifiable("The draw", made) is made
        assert judge(made.accept_low, made) is Verdict.ACCEPT
    else:
        with pytest.raises(OutOfRange, match=r"readability is too coarse for 1.1 g ± 0.09 g"):
            require_verifiable("The draw", made)


def test_the_uncertainty_that_would_do_is_told_downward_to_a_hundredth_of_the_readability():
    made = band(qty("1 g"), Fraction(5, 100), qty("0.02 g"), qty("0.001 g"))
    with pytest.raises(TooCoarse, match=r"uncertainty is 0.02 g, and at most 0.01666 g would do"):
        require_verifiable("The draw", made)


def test_a_band_once_made_stays_as_it_is():
    with pytest.raises(FrozenInstanceError):
        narrow("1 g", "0.1 g").high = qty("2 g")
