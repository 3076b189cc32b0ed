"""What a step's balance should show: volume, mass, uncertainty and bands, with their workings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from compounding.cleanroom.balances import repeatability_of
from compounding.cleanroom.models import BalanceCard
from compounding.preparation.errors import RecipeUnfit
from compounding.preparation.mixture import Mixed, mixed
from compounding.preparation.progress import Progress
from compounding.preparation.recipe import Part, Recipe, Step
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
    if step.minus is None or not step.parts:
        return None
    tolerance = recipe.tolerance if step.tolerance is None else step.tolerance
    parts = [(_volume(recipe, step, one, cards), cards[one.density_of]) for one in step.parts]
    named = f"{recipe.name}, {step.title}"
    try:
        return expected(named, step.title, parts, step.uncertainty, tolerance, balance)
    except TooCoarse as trouble:
        message = f"{trouble} The formula is not opened on {balance.name}."
        raise RecipeUnfit(message) from trouble


def expected(
    named: str,
    title: str,
    parts: Sequence[tuple[Working, Mapping[str, Any]]],
    uncertainty: str,
    tolerance: Decimal,
    balance: BalanceCard,
) -> Expectation:
    """What the net of volumes weighed together should be; each with the card of its product.

    ``uncertainty`` is "light" or "heavy".  Raises TooCoarse where the balance cannot verify it.
    """
    if len(parts) == 1:
        volume, card = parts[0]
        mass = expected_mass(volume.result, density_of(card))
        unsure = _unsure(card, balance)
    else:
        volume, mass, unsure = mixed(
            title,
            [
                Mixed(str(card["name"]), one.result, density_of(card), _unsure(card, balance))
                for one, card in parts
            ],
        )
    spread = expanded(_uncertainty(uncertainty, unsure, balance), volume.result)
    made = band(mass.result, tolerance, spread.result, qty(balance.readability))
    require_verifiable(f"{named}: {show(mass.result)}", made)
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


def _volume(recipe: Recipe, step: Step, part: Part, cards: Cards) -> Working:
    if part.volume == "dose":
        return draw_volume(dose_of(recipe), strength_of(cards[part.density_of]))
    return stated_volume(step.title, part.volume)


def stated_volume(title: str, volume: str) -> Working:
    """A volume that the formula states."""
    steps = Steps(f"Volume for {title}")
    steps.answer("volume", "as the formula states", volume, qty(volume), source="formula")
    return replace(steps.done(), calculator="stated")


def _unsure(card: Mapping[str, Any], balance: BalanceCard) -> Quantity:
    """How unsure the density of a product is, by the site's share for water or for drugs."""
    name = "water_density_relative" if card["kind"] == "diluent" else "density_relative"
    return density_of(card) * Decimal(balance.uncertainty[name])


def _uncertainty(kind: str, density: Quantity, balance: BalanceCard) -> Uncertainty:
    """The shares of one weighing; what the site states of the balance counts if it is larger."""
    shares = balance.uncertainty[kind]
    return Uncertainty(
        readability=qty(balance.readability),
        repeatability=repeatability_of(balance),
        draught=qty(shares["draught"]),
        handling=qty(shares["handling"]),
        density=density,
        stated=qty(shares["balance"]),
    )
