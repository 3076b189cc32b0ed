"""What a step's balance should show: volume, mass, uncertainty and bands, with their workings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from compounding.cleanroom.balances import repeatability_of
from compounding.cleanroom.models import BalanceCard
from compounding.preparation.errors import RecipeUnfit
from compounding.preparation.progress import Progress
from compounding.preparation.recipe import Recipe, Step
from formulas.dilution import draw_volume
from formulas.errors import TooCoarse
from formulas.gravimetry import Band, band, expected_mass, require_verifiable
from formulas.quantity import Quantity, qty, show
from formulas.substance import Amount, Strength, amount, strength
from formulas.weighing_uncertainty import Uncertainty, expanded
from formulas.working import Steps, Working

Cards = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Expectation:
    """What a weighed step should show.  The band is for the net mass."""

    volume: Working
    mass: Working
    uncertainty: Working
    band: Band

    @property
    def workings(self) -> tuple[Working, ...]:
        """How the expected mass and its uncertainty were reckoned."""
        return (self.volume, self.mass, self.uncertainty)


def cards_of(state: Progress) -> dict[str, Mapping[str, Any]]:
    """The product cards by role, as frozen at staging."""
    return {role: item.frozen["card"] for role, item in state.staged.items()}


def expectation(
    recipe: Recipe, step: Step, cards: Cards, balance: BalanceCard
) -> Expectation | None:
    """What a step's net weight should be; None where the step weighs no net.

    Raises RecipeUnfit where this balance cannot verify the step, BalanceNotFit where its
    repeatability is not known.
    """
    if step.minus is None or step.volume is None or step.density_of is None:
        return None
    volume = _volume(recipe, step, cards)
    mass = expected_mass(volume.result, density_of(cards[step.density_of]))
    spread = expanded(_uncertainty(step, cards, balance), volume.result)
    made = band(mass.result, recipe.tolerance, spread.result, qty(balance.readability))
    try:
        require_verifiable(f"{recipe.name}, {step.title}: {show(mass.result)}", made)
    except TooCoarse as trouble:
        message = f"{trouble} The formula is not opened on {balance.name}."
        raise RecipeUnfit(message) from trouble
    return Expectation(volume, mass, spread, made)


def density_of(card: Mapping[str, Any]) -> Quantity:
    """The density on a product's card."""
    return qty(card["density"]["value"])


def strength_of(card: Mapping[str, Any]) -> Strength:
    """What governs the draw: the label concentration of a powder, the strength of a solution."""
    return strength(card["substance"], card.get("label_concentration", card["strength"]))


def dose_of(recipe: Recipe) -> Amount:
    """The formula's dose of its substance."""
    return amount(recipe.content["substance"], recipe.content["dose"])


def _volume(recipe: Recipe, step: Step, cards: Cards) -> Working:
    if step.volume == "dose":
        return draw_volume(dose_of(recipe), strength_of(cards[str(step.density_of)]))
    stated = qty(str(step.volume))
    steps = Steps(f"Volume for {step.title}")
    steps.answer("volume", "as the formula states", str(step.volume), stated, source="formula")
    return replace(steps.done(), calculator="stated")


def _uncertainty(step: Step, cards: Cards, balance: BalanceCard) -> Uncertainty:
    """The shares of one weighing; what the site states of the balance counts if it is larger."""
    shares = balance.uncertainty[step.uncertainty]
    card = cards[str(step.density_of)]
    name = "water_density_relative" if card["kind"] == "diluent" else "density_relative"
    return Uncertainty(
        readability=qty(balance.readability),
        repeatability=repeatability_of(balance),
        draught=qty(shares["draught"]),
        handling=qty(shares["handling"]),
        density=density_of(card) * Decimal(balance.uncertainty[name]),
        stated=qty(shares["balance"]),
    )
