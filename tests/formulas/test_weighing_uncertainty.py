"""What one weighing is unsure by, worked by hand; and the smallest volume a balance can verify."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from formulas.errors import NotPositive, OutOfRange, WrongUnit
from formulas.gravimetry import band
from formulas.quantity import qty, ratio
from formulas.weighing_uncertainty import (
    Uncertainty,
    balance_uncertainty,
    difference_variance,
    expanded,
    smallest_verifiable_volume,
    weighing_uncertainty,
)


def shares(**given):
    told = {
        "readability": "0.01 g",
        "repeatability": "0 g",
        "draught": "0 g",
        "handling": "0 g",
        "density": "0 g/mL",
        "stated": "0 g",
    }
    return Uncertainty(**{name: qty(text) for name, text in (told | given).items()})


def told(volume="10 mL", **given):
    return expanded(shares(**given), qty(volume)).shown


@pytest.mark.parametrize(
    ("readability", "repeatability", "variance"),
    [
        # two readings, each with its own scatter and each rounded: 2 (s² + d²/12)
        ("0.01 g", "0 g", Fraction(2 * 1, 12 * 100**2)),
        ("0.01 g", "0.01 g", Fraction(2 * 13, 12 * 100**2)),
        ("12 mg", "5 mg", Fraction(2 * (25 + 12), 1000**2)),
        ("1 g", "0.1 g", 2 * (Fraction(1, 100) + Fraction(1, 12))),
    ],
)
def test_a_net_weighing_is_the_difference_of_two_readings(readability, repeatability, variance):
    assert difference_variance(qty(readability), qty(repeatability)) == variance


def test_the_balances_share_is_told_to_a_hundredth_of_what_it_shows():
    assert balance_uncertainty("0.01 g", "0.01 g").shown == "0.0147 g"
    assert balance_uncertainty("0.1 mg", "0.1 mg").shown == "0.000147 g"
    assert balance_uncertainty("1 g", "1 g").shown == "1.47 g"
    assert not balance_uncertainty("0.01 g", "0.01 g").exact


def test_the_uncertainty_of_the_sample_draw_is_the_one_worked_by_hand():
    # balance 0.000217, draught 0.0004, handling 0.000625, density (10 × 0.004352)² = 0.001894
    given = shares(
        repeatability="0.01 g", draught="0.02 g", handling="0.025 g", density="0.004352 g/mL"
    )
    working = expanded(given, qty("10 mL"))
    assert working.shown == "0.112 g"
    assert "syringe" in working.lines[-1].source
    assert (
        "2 × √((0.0147 g)² + (0.02 g)² + (0.025 g)² + (0.04352 g)²) = 0.112 g" in working.as_text()
    )


def test_each_share_counts_by_its_square():
    # readability 1.2 mg alone gives √(2 × 1.44 / 12) = 0.4899 mg, expanded 0.9798 mg
    assert told(readability="0.0012 g") == "0.000984 g"
    assert told(readability="0.0012 g", draught="0.3 g", handling="0.4 g") == "1.000008 g"
    assert told(readability="0.0012 g", density="0.03 g/mL", handling="0.4 g") == "1.000008 g"


@pytest.mark.parametrize(
    ("stated", "expected"),
    [("0.0146 g", "0.0295 g"), ("0.0147 g", "0.0295 g"), ("0.0148 g", "0.0296 g"), ("0.02 g", "0.04 g")],
)  # fmt: skip
def test_what_the_owner_states_counts_only_where_it_is_larger(stated, expected):
    # reckoned: √(2 × 13 ÷ 12) × 0.01 g = 0.01472 g, expanded 0.02944 g
    assert told(repeatability="0.01 g", stated=stated) == expected


def test_an_uncertainty_is_rounded_up_and_says_so():
    working = expanded(shares(), qty("10 mL"))
    assert working.shown == "0.0082 g"  # 2 × √(2 × 0.0001 ÷ 12) = 0.008165
    assert working.lines[-1].rounding == "up to 0.0001 g, never down"


def test_k_is_two_unless_another_is_given():
    given = {
        "volume": "10 mL",
        "density_uncertainty": "0.03 g/mL",
        "readability": "0.01 g",
        "repeatability": "0 g",
        "handling": "0.4 g",
    }
    assert weighing_uncertainty(**given).shown == "1.0001 g"
    assert weighing_uncertainty(**given, k="3").shown == "1.5001 g"


@pytest.mark.parametrize(
    ("field", "text", "error"),
    [
        ("readability", "0 g", NotPositive),
        ("readability", "-0.01 g", NotPositive),
        ("repeatability", "-0.01 g", OutOfRange),
        ("draught", "-1 g", OutOfRange),
        ("density_uncertainty", "-0.001 g/mL", OutOfRange),
        ("density_uncertainty", "0.5 percent", WrongUnit),
        ("volume", "10 g", WrongUnit),
        ("k", "0", NotPositive),
    ],
)
def test_a_share_that_is_none_is_refused(field, text, error):
    given = {
        "volume": "10 mL",
        "density_uncertainty": "0.005 g/mL",
        "readability": "0.01 g",
        "repeatability": "0.01 g",
    }
    with pytest.raises(error, match=field.split("_", maxsplit=1)[0]):
        weighing_uncertainty(**{**given, field: text})


@pytest.mark.parametrize(
    ("density_uncertainty", "possible"),
    [("0.0083 g/mL", True), ("0.0084 g/mL", False), ("0.02 g/mL", False)],
)
def test_a_density_too_unsure_lets_no_volume_be_verified(density_uncertainty, possible):
    # a third of 5 percent of 1 g/mL is 0.01667 g/mL, and k = 2 halves it: 0.00833 g/mL
    given = {
        "tolerance": "5 percent",
        "density": "1 g/mL",
        "density_uncertainty": density_uncertainty,
        "readability": "0.01 g",
        "repeatability": "0.01 g",
    }
    if possible:
        assert smallest_verifiable_volume(**given).result > qty("1 mL")
        return
    with pytest.raises(OutOfRange, match="no volume would do"):
        smallest_verifiable_volume(**given)


@given(
    st.decimals("0.001", "0.1", places=3),
    st.decimals("0", "0.006", places=4),
    st.decimals("1", "10", places=1),
)
def test_the_smallest_volume_is_verified_and_one_a_little_smaller_is_not(scatter, unsure, percent):
    tolerance, density = qty(percent, "percent"), qty("1.1 g/mL")
    room = ratio(tolerance) * density.exact / 3 - 2 * Fraction(unsure)
    assume(room > Fraction(1, 1000))
    given = shares(repeatability=f"{scatter} g", density=f"{unsure} g/mL", draught="0.02 g")
    smallest = smallest_verifiable_volume(
        tolerance, density, given.density, given.readability, given.repeatability, given.draught
    ).result

    def verified(volume):
        spread = expanded(given, volume).result
        return band(volume * density, ratio(tolerance), spread, qty("0.01 g")).verifiable

    assert verified(smallest * Fraction(102, 100) + qty("0.05 mL"))
    assert not verified(smallest - qty("0.01 mL"))


def test_a_working_shows_each_share_with_its_unit():
    names = [line.name for line in expanded(shares(stated="0.05 g"), qty("10 mL")).lines]
    assert names == ["balance", "balance, as stated", "density", "uncertainty"]
