"""What several liquids weigh together, and how unsure that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from formulas.quantity import Quantity, converted, show, total
from formulas.working import Steps, Working


@dataclass(frozen=True)
class Mixed:
    """One liquid of a mixture: its volume, its density, how unsure that density is."""

    name: str
    volume: Quantity
    density: Quantity
    unsure: Quantity

    @property
    def mass(self) -> Quantity:
        """What it weighs."""
        return converted(self.volume * self.density, "g", self.name)


def mixed(title: str, liquids: Sequence[Mixed]) -> tuple[Working, Working, Quantity]:
    """Volume and mass of liquids together, and the uncertainty of their mean density.

    Each mass is volume × density; that volumes shrink when mixed changes no mass.  The densities
    are taken to err all the same way, which is the worst they can do.
    """
    volumes = Steps(f"Volume for {title}")
    summed = total([one.volume for one in liquids])
    volumes.answer("volume", "sum of the parts", _sum([one.volume for one in liquids]), summed)
    masses = Steps(f"Mass of {show(summed)}")
    for one in liquids:
        numbers = f"{show(one.volume)} × {show(one.density)}"
        masses.line(one.name, "volume × density", numbers, one.mass)
    answer = total([one.mass for one in liquids])
    masses.answer("mass", "sum of volume × density", _sum([one.mass for one in liquids]), answer)
    unsure = total([converted(one.volume * one.unsure, "g", one.name) for one in liquids]) / summed
    return replace(volumes.done(), calculator="sum"), _named(masses.done()), unsure


def _named(working: Working) -> Working:
    return replace(working, calculator="expected-mass", formula="F90")


def _sum(parts: Sequence[Quantity]) -> str:
    return " + ".join(show(one) for one in parts)
