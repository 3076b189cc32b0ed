"""A formula as the work reads it: components, steps, figures.  Parsed from the frozen content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any, NoReturn

from compounding.preparation.errors import RecipeUnfit
from formulas.quantity import Quantity, qty

KINDS = ("weigh", "confirm", "check", "inspect", "label")
LABELS = ("final-label", "work-label")


@dataclass(frozen=True)
class Component:
    """What the formula needs one container of."""

    role: str
    name: str
    product: str
    draws: str | None
    diluted_by: str | None
    remnant: bool


@dataclass(frozen=True)
class StabilityStatement:
    """How long the mixture is said to last in one storage, and who says so."""

    storage: str
    lasts: timedelta
    source: str
    mixture: str

    @property
    def stated(self) -> dict[str, str]:
        """The value and source that a pharmacist vouches for."""
        hours = int(self.lasts.total_seconds() // 3600)
        return {"value": f"{hours} h, {self.mixture}", "source": self.source}

    @property
    def figure(self) -> str:
        """The name of the figure."""
        return f"stability, {self.storage}"


@dataclass(frozen=True)
class Step:
    """One step of the recipe.  Weights are named; ``minus`` names the empty one."""

    number: int
    key: str
    title: str
    instruction: str
    kind: str
    scans: tuple[str, ...]
    weight: str | None
    minus: str | None
    object: str
    what: str
    plausible: tuple[Quantity, Quantity] | None
    volume: str | None
    density_of: str | None
    uncertainty: str
    whole_dose: bool
    irreversible: bool
    rework_from: str | None
    compare_with: str | None
    compare_within: Quantity | None

    @property
    def slots(self) -> tuple[str, ...]:
        """What must be accepted for the step to be done, in order."""
        return (*(f"scan:{role}" for role in self.scans), "main")


@dataclass(frozen=True)
class Recipe:
    """A formula version, ready to be worked."""

    content: Mapping[str, Any]
    components: tuple[Component, ...]
    steps: tuple[Step, ...]
    stability: tuple[StabilityStatement, ...]

    @property
    def tolerance(self) -> Decimal:
        """The allowed error of a step and of the dose, as a fraction."""
        return Decimal(self.content["tolerance"])

    @property
    def dose(self) -> Quantity:
        """The dose this formula makes."""
        return qty(self.content["dose"])

    @property
    def name(self) -> str:
        """The formula's full name."""
        return str(self.content["name"])

    @property
    def high_alert(self) -> bool:
        """Whether a wrong scan needs a pharmacist sooner."""
        return bool(self.content["high_alert"])

    def component(self, role: str) -> Component:
        """The component of a role.  Raises RecipeUnfit."""
        for component in self.components:
            if component.role == role:
                return component
        message = (
            f"The formula {self.name} has no {role}. It cannot be worked. Correct the formula."
        )
        raise RecipeUnfit(message)

    def step(self, number: int) -> Step:
        """The step of a number, counted from 1."""
        return self.steps[number - 1]

    def step_by_key(self, key: str) -> Step:
        """The step of a key.  Raises RecipeUnfit."""
        for step in self.steps:
            if step.key == key:
                return step
        message = f"The formula {self.name} has no step {key}. It cannot be worked. Correct it."
        raise RecipeUnfit(message)

    def step_of_weight(self, weight: str) -> Step:
        """The step that takes a named weight.  Raises RecipeUnfit."""
        for step in self.steps:
            if step.weight == weight:
                return step
        message = f"The formula {self.name} never takes {weight}. It cannot be worked. Correct it."
        raise RecipeUnfit(message)


def read_recipe(content: Mapping[str, Any]) -> Recipe:
    """Parse a formula's content.  Raises RecipeUnfit where a step refers to what is not there."""
    recipe = Recipe(
        content=content,
        components=tuple(_component(c) for c in content["component"]),
        steps=tuple(_step(n, s) for n, s in enumerate(content["step"], start=1)),
        stability=tuple(_stability(s, content) for s in content.get("stability", ())),
    )
    _require_whole(recipe)
    return recipe


def _component(card: Mapping[str, Any]) -> Component:
    return Component(
        role=card["role"],
        name=card["name"],
        product=card["product"],
        draws=card.get("draws"),
        diluted_by=card.get("diluted_by"),
        remnant=card.get("remnant", False),
    )


def _stability(card: Mapping[str, Any], content: Mapping[str, Any]) -> StabilityStatement:
    return StabilityStatement(
        storage=card["storage"],
        lasts=timedelta(hours=card["lasts_hours"]),
        source=card["source"],
        mixture=f"{content['dose']} in {content['base_name']}",
    )


def _step(number: int, card: Mapping[str, Any]) -> Step:
    low_high = card.get("plausible")
    compare = card.get("compare", {})
    return Step(
        number=number,
        key=card["key"],
        title=card["title"],
        instruction=card["instruction"],
        kind=card["kind"],
        scans=LABELS if card["kind"] == "label" else tuple(card.get("scans", ())),
        weight=card.get("weight"),
        minus=card.get("minus"),
        object=card.get("object", ""),
        what=card.get("what", ""),
        plausible=(qty(low_high[0]), qty(low_high[1])) if low_high else None,
        volume=card.get("volume"),
        density_of=card.get("density_of"),
        uncertainty=card.get("uncertainty", "light"),
        whole_dose=card.get("whole_dose", False),
        irreversible=card.get("irreversible", False),
        rework_from=card.get("rework_from"),
        compare_with=compare.get("with"),
        compare_within=qty(compare["within"]) if compare else None,
    )


def _require_whole(recipe: Recipe) -> None:
    _require_order_of_steps(recipe)
    for step in recipe.steps:
        if step.kind not in KINDS:
            message = (
                f"The step {step.key} of {recipe.name} is of no known kind. Correct the formula."
            )
            raise RecipeUnfit(message)
        earlier = recipe.steps[: step.number - 1]
        if step.minus is not None and step.minus not in {s.weight for s in earlier}:
            _unfit(recipe, f"{step.title} subtracts {step.minus}, which no earlier step weighs")
        if step.compare_with is not None and step.compare_with not in {s.key for s in earlier}:
            _unfit(recipe, f"{step.title} compares with no earlier step")
        if (step.kind == "weigh") != (step.weight is not None):
            _unfit(recipe, f"{step.title} weighs without naming its weight, or the reverse")
        for role in (*step.scans, *((step.density_of,) if step.density_of else ())):
            if role not in LABELS:
                recipe.component(role)


def _require_order_of_steps(recipe: Recipe) -> None:
    """Inspected and labelled last; one irreversible step; concentrated drugs checked before it."""
    kinds = [step.kind for step in recipe.steps]
    if kinds[-2:] != ["inspect", "label"] or kinds.count("label") != 1:
        _unfit(recipe, "it does not end with one inspection and one labelling")
    injections = [step.number for step in recipe.steps if step.irreversible]
    if len(injections) != 1:
        _unfit(recipe, "it does not name its one irreversible step")
    checked = any(s.kind == "check" and s.number < injections[0] for s in recipe.steps)
    if recipe.high_alert and not checked:
        _unfit(recipe, "it is high-alert and no check stands before the irreversible step")


def _unfit(recipe: Recipe, why: str) -> NoReturn:
    message = f"{recipe.name} cannot be worked: {why}. Nothing was entered. Correct the formula."
    raise RecipeUnfit(message)
