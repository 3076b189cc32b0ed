"""The words of a compounding sheet: what goes in, in which order, measured with what."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from formulas.nutrition.devices import Device, Measured
from formulas.nutrition.mixing_order import Place, Rule
from formulas.quantity import Quantity, qty, show, total
from formulas.working import Working

_NOTHING = qty("0 mL")


class Stocked(Protocol):
    """What the sheet must know of a product."""

    @property
    def name(self) -> str: ...  # noqa: D102 - as on the product
    @property
    def kind(self) -> str: ...  # noqa: D102 - as on the product
    @property
    def container(self) -> str: ...  # noqa: D102 - as on the product
    @property
    def volume(self) -> Quantity | None: ...  # noqa: D102 - as on the product


@dataclass(frozen=True)
class Step:
    """One product on the sheet.

    ``exact`` is the volume before rounding, ``brings`` what that volume brings. ``containers`` are
    whole ones, nothing where a container has no volume of its own. ``mass`` is that of the rounded
    volume, nothing where no density of the product is on file.
    """

    product: str
    name: str
    place: Place
    exact: Quantity
    measured: Measured
    container: str
    containers: int | None
    brings: Mapping[str, Quantity]
    mass: Quantity | None = None

    @property
    def volume(self) -> Quantity:
        """Give the volume to be measured."""
        return self.measured.volume

    @property
    def device(self) -> Device:
        """Give what it is measured with."""
        return self.measured.device

    @property
    def weighing(self) -> str:
        """Say what a balance must show, or that it cannot tell."""
        if self.mass is None:
            return "no density on file: weighing cannot verify this volume, take another method"
        return f"expect {show(self.mass, 2)}"

    def brought(self, name: str) -> Quantity | None:
        """Give how much of an ion or nutrient the rounded volume brings."""
        whole = self.brings.get(name)
        return None if whole is None else (whole * (self.volume / self.exact)).to(whole.unit)


@dataclass(frozen=True)
class Flush:
    """What is to be done between two steps, by their numbers on the sheet."""

    after: int
    before: int
    rule: Rule


@dataclass(frozen=True)
class AtAddition:
    """What is in the bag at the moment the calcium of a step has been added.

    Later volumes are not yet there: this is the strongest the two ever meet. Calcium in mEq/L,
    phosphate in mmol/L, amino acids and dextrose in % w/v.
    """

    step: int
    volume: Quantity
    calcium: Quantity
    phosphate: Quantity
    amino_acids: Quantity
    dextrose: Quantity


@dataclass(frozen=True)
class Sheet:
    """The steps of a bag in mixing order, and what is given beside it.

    ``target`` is the volume asked for, ``volume`` what the steps add up to; they differ by what the
    water's device could not show. ``brings`` is what the bag holds by the first calculation before
    rounding, ``beside`` the same of what is given separately; ``osmolarity`` is the estimate F41,
    nothing without dextrose.
    """

    order: str
    steps: tuple[Step, ...]
    separate: tuple[Step, ...]
    water: str
    target: Quantity
    flushes: tuple[Flush, ...]
    at_addition: tuple[AtAddition, ...]
    filter: Rule
    separate_filter: Rule | None
    brings: Mapping[str, Quantity]
    beside: Mapping[str, Quantity]
    osmolarity: Quantity | None
    workings: tuple[Working, ...] = ()

    @property
    def volume(self) -> Quantity:
        """Give the volume of the finished bag."""
        return total([_NOTHING, *(one.volume for one in self.steps)])

    @property
    def volume_at_calcium(self) -> Quantity | None:
        """Give the least volume into which calcium goes, at most the bag's; nothing without any."""
        volumes = [one.volume for one in self.at_addition]
        return min([*volumes, self.target]) if volumes else None

    @property
    def mass(self) -> Quantity | None:
        """Give what the finished bag's content weighs; nothing where one density is missing."""
        return mass_of(self.steps)

    @property
    def warnings(self) -> tuple[str, ...]:
        """Give what the person at the hood must know."""
        return tuple(words for each in self.workings for words in each.warnings)


def mass_of(steps: tuple[Step, ...]) -> Quantity | None:
    """Add up the masses of steps; nothing where one is not known."""
    masses = [one.mass for one in steps if one.mass is not None]
    return total(masses) if masses and len(masses) == len(steps) else None
