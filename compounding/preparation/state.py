"""The state of the work on a worksheet: plain data, nothing of it stored."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from compounding.preparation.models import Order, StagedItem, Worksheet
from compounding.preparation.recipe import Recipe, Step


class Stage(StrEnum):
    """What the work waits for."""

    STAGING = "staging"
    STAGED = "staged"
    HOOD = "hood"
    CHECK = "waiting for a check"
    HELD = "held"
    RELEASE = "waiting for release"
    RELEASED = "released"
    REJECTED = "rejected"
    WASTED = "wasted"


class Clears(StrEnum):
    """Who or what lifts a stop."""

    RIGHT_SCAN = "the right scan"
    PHARMACIST = "a pharmacist"
    NOTHING = "nothing: the preparation ends"


@dataclass(frozen=True)
class Stop:
    """Work stands still: what was seen, what was expected, what lifts it."""

    clears: Clears
    what: str
    expected: str
    why: str
    since: datetime


@dataclass(frozen=True)
class Taken:
    """An accepted or tried weighing of a step."""

    name: str
    gross: str | None
    reading_id: int | None
    detail: dict[str, Any]
    at: datetime


@dataclass(frozen=True)
class SignedToBegin:
    """The designated person's signature for one maker to begin one preparation.

    ``stops`` are the group and rule of each reason signed for, one for each time it stood.
    ``detail`` is what the act says of it.
    """

    by_id: int
    by_name: str
    at: datetime
    maker_id: int
    stops: tuple[tuple[str, str], ...]
    detail: dict[str, Any]


@dataclass(frozen=True)
class Progress:
    """The state of a worksheet.  ``in_hand`` is None before the hood and after the last step."""

    worksheet: Worksheet
    order: Order
    recipe: Recipe
    staged: dict[str, StagedItem]
    stage: Stage
    round: int = 1
    done: frozenset[int] = frozenset()
    filled: frozenset[str] = frozenset()
    weights: dict[str, Taken] = field(default_factory=dict)
    stop: Stop | None = None
    refusals: int = 0
    cannot_tell: int = 0
    last_try: dict[str, Any] | None = None
    called: str = ""
    holder: str = ""
    started_at: datetime | None = None
    last_at: datetime | None = None
    makers: frozenset[int] = frozenset()
    maker_names: frozenset[str] = frozenset()
    cancelled: str = ""
    prepared_by: str = ""
    fitness: dict[str, Any] | None = None
    signed: SignedToBegin | None = None

    @property
    def in_hand(self) -> Step | None:
        """The first step that is not done, while the work is in the hood."""
        if self.stage not in (Stage.HOOD, Stage.CHECK, Stage.HELD):
            return None
        return next((s for s in self.recipe.steps if s.number not in self.done), None)

    @property
    def next_slot(self) -> str | None:
        """The first slot of the step in hand that is not filled."""
        step = self.in_hand
        if step is None:
            return None
        return next(slot for slot in step.slots if slot not in self.filled)

    @property
    def missing_roles(self) -> tuple[str, ...]:
        """The roles that still want a container."""
        return tuple(c.role for c in self.recipe.components if c.role not in self.staged)

    @property
    def injected(self) -> bool:
        """Whether the irreversible step is behind."""
        return any(s.irreversible and s.number in self.done for s in self.recipe.steps)

    @property
    def decided(self) -> bool:
        """Whether the last word is spoken."""
        return self.stage in (Stage.RELEASED, Stage.REJECTED, Stage.WASTED)
