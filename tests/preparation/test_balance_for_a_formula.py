"""A formula is opened only on a balance that can verify each of its steps."""

import pytest

from compounding.cleanroom.balances import balance_of
from compounding.cleanroom.errors import BalanceNotFit
from compounding.cleanroom.places import enter_balance, sample_facility
from compounding.preparation.errors import RecipeUnfit
from compounding.preparation.expectations import expectation
from compounding.preparation.progress import progress
from compounding.preparation.worksheets import open_worksheet
from compounding.stock.products import product_in_force
from formulas.quantity import show
from tests.builders import a_facility, a_verified_order, a_worksheet


def opened_on(tmp_path, **figures):
    """The sample formula, opened where the hood's balance has these figures."""
    world = a_facility(tmp_path)
    with world.as_("admin") as unit:
        enter_balance(unit, {**sample_facility()["balance"], **figures})
    order = a_verified_order(world)
    with world.as_("technician") as unit:
        return open_worksheet(unit, order, "hood-2")


# The weighing of the bag decides: 2 × √(2 × (s² + 0.01² ÷ 12) + 0.05² + 0.05² + 0.04352²) must be
# at most a third of 0.544 g, which is 0.1813 g.
@pytest.mark.parametrize("repeatability", ["0.0254 g", "0.0255 g"])
def test_a_balance_that_can_verify_every_step_opens_the_formula(tmp_path, repeatability):
    assert opened_on(tmp_path, repeatability=repeatability).hood == "hood-2"


@pytest.mark.parametrize(
    ("figures", "uncertainty", "most"),
    [
        ({"repeatability": "0.0256 g"}, "0.1814 g", "0.1813 g"),
        ({"readability": "0.5 g"}, "0.425 g", "0.18 g"),
    ],
)
def test_a_balance_too_coarse_for_a_step_does_not_open_the_formula(
    tmp_path, figures, uncertainty, most
):
    with pytest.raises(RecipeUnfit) as refusal:
        opened_on(tmp_path, **figures)
    told = str(refusal.value)
    assert f"cannot be verified by weighing: the uncertainty is {uncertainty}" in told
    assert f"at most {most} would do" in told
    assert "not opened on Simulated" in told


def test_a_balance_of_unknown_repeatability_opens_no_formula(tmp_path):
    with pytest.raises(BalanceNotFit, match="repeatability of Simulated"):
        opened_on(tmp_path, repeatability=None)


def test_the_uncertainty_on_the_record_rests_on_the_balances_own_figures(tmp_path):
    world = a_facility(tmp_path)
    worksheet = a_worksheet(world)
    with world.database.reading() as session:
        state = progress(session, worksheet)
        parts = state.recipe.components
        cards = {part.role: product_in_force(session, part.product).card for part in parts}
        step = state.recipe.step_by_key("draw")
        found = expectation(state.recipe, step, cards, balance_of(session, "hood-2"))
    lines = found.uncertainty.as_text()
    assert "√(2 × ((0.01 g)² + (0.01 g)² ÷ 12)) = 0.0147 g" in lines
    assert "2 × √((0.0147 g)² + (0.02 g)² + (0.025 g)² + (0.04352 g)²) = 0.112 g" in lines
    made = found.band
    edges = (made.accept_low, made.accept_high, made.tell_low, made.tell_high)
    assert [show(edge) for edge in edges] == ["10.45 g", "11.31 g", "10.23 g", "11.53 g"]
