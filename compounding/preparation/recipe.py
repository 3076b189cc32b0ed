"""A formula as the work reads it: components, steps, figures.  Parsed from the frozen content."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from compounding.preparation.errors import RecipeUnfit
from compounding.preparation.whole_recipe import LABELS, require_whole
from formulas.quantity import Quantity, qty

__all__ = [
    "LABELS",
    "Component",
    "Part",
    "Recipe",
    "StabilityStatement",
    "Step",
    "read_recipe",
]


@dataclass(frozen=True)
class Component:
    """What the formula needs one container of.

    Of a nutrition bag, ``takes`` is the volume taken from it and ``label`` the id of the product
    whose strengths the bag was reckoned with.
    """

    role: str
    name: str
    product: str
    draws: str | None
    diluted_by: str | None
    remnant: bool
    takes: str | None = None
    label: str | None = None


@dataclass(frozen=True)
class Part:
    """A volume that a step should weigh, and the role whose density it has."""

    volume: str
    density_of: str


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
    """One step of the recipe.  Weights are named; ``minus`` names the empty one.

    ``parts`` are what its net should weigh, ``tolerance`` stands where it is not the recipe's.
    ``poured`` is a weight taken after something went straight into the bag, ``adds`` the key of the
    step that drew what an irreversible step puts in.  ``looks_at`` is what a checker's eye must
    prove, because no balance can.  Steps of one ``group`` are shown as one, counted by their
    ``ingredient``, which is called ``named``.  ``gives`` is what its product gives the patient in
    a day.
    """

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
    compare_with: tuple[str, ...]
    compare_within: Quantity | None
    compare_plus: tuple[Part, ...] = ()
    parts: tuple[Part, ...] = ()
    tolerance: Decimal | None = None
    poured: bool = False
    adds: str | None = None
    looks_at: tuple[str, ...] = ()
    group: str = ""
    ingredient: int = 0
    named: str = ""
    gives: tuple[Mapping[str, str], ...] = ()

    @property
    def slots(self) -> tuple[str, ...]:
        """What must be accepted for the step to be done, in order."""
        return (*(f"scan:{role}" for role in self.scans), "main")

    @property
    def weighed_of(self) -> tuple[str, ...]:
        """The roles whose density its net rests on."""
        return tuple(part.density_of for part in (*self.parts, *self.compare_plus))


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

    @property
    def nutrition(self) -> bool:
        """Whether it makes a nutrition bag, which begins empty and holds many products."""
        return self.content.get("kind") == "nutrition"

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
    require_whole(recipe)
    return recipe


def _component(card: Mapping[str, Any]) -> Component:
    return Component(
        role=card["role"],
        name=card["name"],
        product=card["product"],
        draws=card.get("draws"),
        diluted_by=card.get("diluted_by"),
        remnant=card.get("remnant", False),
        takes=card.get("takes"),
        label=card.get("label"),
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
    tolerance = card.get("tolerance")
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
        compare_with=_listed(compare.get("with", ())),
        compare_within=qty(compare["within"]) if compare else None,
        compare_plus=_each_part(compare.get("plus", ())),
        parts=_parts(card),
        tolerance=Decimal(tolerance) if tolerance is not None else None,
        **_of_an_ingredient(card),
    )


def _of_an_ingredient(card: Mapping[str, Any]) -> dict[str, Any]:
    """What only the steps of a nutrition bag say."""
    return {
        "poured": card.get("poured", False),
        "adds": card.get("adds"),
        "looks_at": tuple(card.get("looks_at", ())),
        "group": card.get("group", ""),
        "ingredient": card.get("ingredient", 0),
        "named": card.get("named", ""),
        "gives": tuple(card.get("gives", ())),
    }


def _listed(keys: str | Sequence[str]) -> tuple[str, ...]:
    return (keys,) if isinstance(keys, str) else tuple(keys)


def _parts(card: Mapping[str, Any]) -> tuple[Part, ...]:
    """One volume, as most steps have, or the list of those that are weighed together."""
    if card.get("volume") is not None and card.get("density_of") is not None:
        return (Part(card["volume"], card["density_of"]),)
    return _each_part(card.get("parts", ()))


def _each_part(cards: Sequence[Mapping[str, str]]) -> tuple[Part, ...]:
    return tuple(Part(each["volume"], each["density_of"]) for each in cards)
