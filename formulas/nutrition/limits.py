"""What a nutrition bag is held against: rows with value, level and source.

``tables/*.toml`` comes with First Air; a site's own files add rows, or take the place of rows by
their id. An absolute limit may be tightened, never loosened.
docs/reference/nutrition-limits.md says how a table is written.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum

from formulas.nutrition.contents import top_of
from formulas.nutrition.given import VOLUMES
from formulas.nutrition.order import Access, LipidGiven, NutritionOrder, Patient
from formulas.quantity import Quantity, show


class Level(StrEnum):
    """What follows where a bag does not keep to a row."""

    PROTOCOL = "protocol"
    PHARMACIST = "pharmacist"
    ABSOLUTE = "absolute"


class Status(StrEnum):
    """Where a figure was met. A recalled one may only warn."""

    VERIFIED_SECONDARY = "verified-secondary"
    RECALLED = "recalled"
    HOUSE = "house"
    SITE = "site"


class Comparator(StrEnum):
    """On which side of its figure a row is kept; the figure itself keeps it."""

    AT_MOST = "at most"
    AT_LEAST = "at least"

    def keeps(self, value: Quantity, figure: Quantity) -> bool:
        """Tell whether a value keeps to a figure.  Raises DoNotAdd."""
        return value <= figure if self is Comparator.AT_MOST else value >= figure


@dataclass(frozen=True)
class Scope:
    """For whom a row holds. ``weight_from`` is counted in, ``weight_below`` is not."""

    patients: tuple[Patient, ...] = tuple(Patient)
    access: tuple[Access, ...] = tuple(Access)
    fat: tuple[LipidGiven, ...] = tuple(LipidGiven)
    weight_from: Quantity | None = None
    weight_below: Quantity | None = None

    def covers(self, order: NutritionOrder) -> bool:
        """Tell whether a row holds for an order."""
        return (
            order.patient in self.patients
            and order.access in self.access
            and order.lipid_given in self.fat
            and (self.weight_from is None or order.weight >= self.weight_from)
            and (self.weight_below is None or order.weight < self.weight_below)
        )

    def within(self, other: "Scope") -> bool:
        """Tell whether the other holds wherever this one does."""
        return (
            set(self.patients) <= set(other.patients)
            and set(self.access) <= set(other.access)
            and set(self.fat) <= set(other.fat)
            and self._weights_within(other)
        )

    def meets(self, other: "Scope") -> bool:
        """Tell whether some order is in both; weights that only touch are taken to meet."""
        return bool(
            set(self.patients) & set(other.patients)
            and set(self.access) & set(other.access)
            and set(self.fat) & set(other.fat)
        )

    def _weights_within(self, other: "Scope") -> bool:
        least, most = self.weight_from, self.weight_below
        from_there = other.weight_from is None or (least is not None and least >= other.weight_from)
        to_there = other.weight_below is None or (most is not None and most <= other.weight_below)
        return from_there and to_there


@dataclass(frozen=True)
class Row:
    """What every row has: its id, for whom, how firmly, and where it comes from."""

    id: str
    scope: Scope
    level: Level
    status: Status
    source: str
    last_checked: date
    confirmed: bool

    @property
    def told_source(self) -> str:
        """Say where it comes from, and whether somebody confirmed it."""
        return self.source if self.confirmed else f"{self.source}; unconfirmed"


@dataclass(frozen=True)
class Limit(Row):
    """A figure that a parameter of the bag keeps to; its unit says on which basis."""

    parameter: str
    comparator: Comparator
    value: Quantity

    @property
    def told(self) -> str:
        """Say the limit: "at most 100 mEq/L"."""
        return f"{self.comparator.value} {show(self.value)}"

    @property
    def measures(self) -> tuple[object, ...]:
        """Give what two limits must share to be tighter or looser than each other."""
        of = self.standard.unit
        return self.parameter, self.comparator, of.dimension, of.basis

    @property
    def standard(self) -> Quantity:
        """Give its figure by litre where it is by volume, so that two rows can be compared."""
        if self.value.unit.basis not in VOLUMES:
            return self.value
        return self.value.to(f"{top_of(self.value)}/L")

    def looser_than(self, other: "Limit") -> bool:
        """Tell whether it lets pass what another limit of the same measure does not."""
        return not other.comparator.keeps(self.standard, other.standard)


@dataclass(frozen=True)
class Rule(Row):
    """A rule without a figure; what it looks at is known by its id."""

    says: str


@dataclass(frozen=True)
class Limits:
    """Every row a bag is held against; which estimate gates; how warm salts are judged at least."""

    limits: Mapping[str, Limit]
    rules: Mapping[str, Rule]
    methods: Mapping[Patient, str]
    temperatures: Mapping[Patient, Quantity]

    def of(self, parameter: str, order: NutritionOrder) -> tuple[Limit, ...]:
        """Give the limits of one parameter that hold for an order."""
        every = self.limits.values()
        return tuple(one for one in every if one.parameter == parameter and one.scope.covers(order))

    def rule(self, name: str, order: NutritionOrder) -> Rule | None:
        """Give a rule where it holds for an order."""
        found = self.rules.get(name)
        return found if found is not None and found.scope.covers(order) else None

    @property
    def unconfirmed(self) -> tuple[str, ...]:
        """Give the ids of the rows that nobody has confirmed."""
        every: tuple[Row, ...] = (*self.limits.values(), *self.rules.values())
        return tuple(one.id for one in every if not one.confirmed)

    @property
    def recalled(self) -> tuple[str, ...]:
        """Give the ids of the rows that were seen in no source and may only warn."""
        every: tuple[Row, ...] = (*self.limits.values(), *self.rules.values())
        return tuple(one.id for one in every if one.status is Status.RECALLED)


ROW_FIELDS = frozenset(one.name for one in fields(Row)) - {"scope"}
