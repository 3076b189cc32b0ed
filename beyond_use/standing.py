"""May this person make this, here, now?  Put together from what each judge found.

Standing needs only reasons. Of all they cost, the gravest decides the grade: nothing, Category 1
only, allowed with a deviation noted, or plainly allowed. Where Category 3 is asked for and less is
left, the grade is Category 2 only: none says allowed of what may not be made. A group of which
nothing was said is not known, and what is not known is not met.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from beyond_use.category import Category
from beyond_use.exits import Exit, Group, immediate_use_exit, lower_category, signature
from beyond_use.figures import Otherwise, found
from beyond_use.law import Law
from beyond_use.reason import Effect, Reason, all_met, gravest

__all__ = ["Asked", "Exit", "Grade", "Group", "Judged", "Standing", "standing"]

Reasons = tuple[Reason, ...]


class Grade(StrEnum):
    """What is allowed here and now, the least first."""

    NOTHING = "nothing"
    CATEGORY_1 = "Category 1 only"
    CATEGORY_2 = "Category 2 only"
    NOTED = "allowed with a deviation noted"
    ALLOWED = "allowed"


@dataclass(frozen=True)
class Judged:
    """What each judge found. ``hazardous`` is None where no hazardous drug is made.

    ``category_3`` is the gate of Category 3; None where nobody seeks it.
    """

    person: Reasons
    room: Reasons
    hood: Reasons
    balance: Reasons
    sampling: Reasons
    cleaning: Reasons
    hazardous: Reasons | None = None
    category_3: Reasons | None = None


@dataclass(frozen=True)
class Asked:
    """What somebody wants to make, who may sign, and what immediate use would say of it."""

    category: Category
    designated: str | None = None
    immediate_use: Reasons | None = None


@dataclass(frozen=True)
class Standing:
    """What is allowed here and now, with every reason, and the ways on from a stop."""

    grade: Grade
    categories: tuple[Category, ...]
    asked: Category
    groups: tuple[tuple[Group, Reasons], ...]
    exits: tuple[Exit, ...]

    @property
    def allowed(self) -> bool:
        """Tell whether what was asked for may be made."""
        return self.asked in self.categories

    @property
    def reasons(self) -> Reasons:
        """Give every reason, in the order of its groups."""
        return tuple(reason for _, reasons in self.groups for reason in reasons)

    @property
    def open(self) -> Reasons:
        """Give the reasons that are not met, the gravest first."""
        unmet = (reason for reason in self.reasons if not reason.met)
        return tuple(sorted(unmet, key=_cost, reverse=True))

    @property
    def deviations(self) -> Reasons:
        """Give what is not met and yet stops nothing: it is noted on the record."""
        return tuple(
            reason
            for group, reasons in self.groups
            for reason in reasons
            if group is not Group.CATEGORY_3 and Effect.NONE < reason.effect < Effect.CATEGORY_1
        )

    @property
    def told(self) -> str:
        """Say it in one line."""
        if self.grade is Grade.NOTHING:
            return "Nothing may be made here now"
        made = "Category 1 only may be made here now"
        if self.grade is not Grade.CATEGORY_1:
            made = f"Up to {max(self.categories)} may be made here now"
        return f"{made}, with a deviation noted" if self.deviations else made


def standing(judged: Judged, asked: Asked, law: Law) -> Standing:
    """Say what is allowed here and now, from what each judge found."""
    groups = tuple(_groups(judged, law))
    every = [reason for _, reasons in groups for reason in reasons]
    cost = gravest(every)
    gate = judged.category_3
    whole = bool(gate) and all_met(gate or ())
    categories = _categories(cost, gate=whole)
    if gate is not None:
        groups = (*groups, (Group.CATEGORY_3, gate))
    exits = tuple(_exits(groups, asked, categories, law))
    grade = _grade(every, allowed=asked.category in categories)
    return Standing(grade, categories, asked.category, groups, exits)


def _groups(judged: Judged, law: Law) -> Iterator[tuple[Group, Reasons]]:
    """Give the reasons by group; a group that says nothing says that it is not known."""
    yield Group.PERSON, judged.person or _unknown(Group.PERSON, Effect.NOTHING, law)
    yield Group.ROOM, judged.room or _unknown(Group.ROOM, Effect.CATEGORY_1, law)
    yield Group.HOOD, judged.hood or _unknown(Group.HOOD, Effect.NOTHING, law)
    yield Group.BALANCE, judged.balance or _unknown(Group.BALANCE, Effect.NOTHING, law)
    yield Group.SAMPLING, judged.sampling or _unknown(Group.SAMPLING, Effect.NOTED, law)
    yield Group.CLEANING, judged.cleaning or _unknown(Group.CLEANING, Effect.NOTHING, law)
    if judged.hazardous is not None:
        found_ = judged.hazardous or _unknown(Group.HAZARDOUS, Effect.NOTHING, law)
        yield Group.HAZARDOUS, found_


def _unknown(group: Group, costs: Effect, law: Law) -> Reasons:
    otherwise = Otherwise(costs, f"Say what is known of it: {group}", f"the facts of the {group}")
    said = f"Nothing is known of the {group}."
    return (found(law.row("STD-1"), met=None, said=said, otherwise=otherwise),)


def _categories(cost: Effect, *, gate: bool) -> tuple[Category, ...]:
    """Give the categories that are left after what the reasons cost."""
    match cost:
        case Effect.NOTHING:
            return ()
        case Effect.CATEGORY_1:
            return (Category.ONE,)
        case Effect.CATEGORY_2:
            return (Category.ONE, Category.TWO)
        case _:
            return tuple(Category) if gate else (Category.ONE, Category.TWO)


def _grade(reasons: list[Reason], *, allowed: bool) -> Grade:
    """Give the grade; what leaves Category 2 is a deviation too, where no more is asked for."""
    match gravest(reasons):
        case Effect.NOTHING:
            return Grade.NOTHING
        case Effect.CATEGORY_1:
            return Grade.CATEGORY_1
        case _ if not allowed:
            return Grade.CATEGORY_2
        case _:
            return Grade.NOTED if gravest(reasons) > Effect.NONE else Grade.ALLOWED


def _exits(
    groups: tuple[tuple[Group, Reasons], ...],
    asked: Asked,
    categories: tuple[Category, ...],
    law: Law,
) -> Iterator[Exit]:
    """Give the ways on where what was asked for may not be made."""
    if asked.category in categories:
        return
    if categories:
        yield lower_category(asked.category, max(categories))
    if asked.immediate_use is not None:
        yield immediate_use_exit(asked.immediate_use, law)
    if not categories:
        every = ((group, reason) for group, reasons in groups for reason in reasons)
        stops = [(group, reason) for group, reason in every if reason.effect is Effect.NOTHING]
        yield signature(stops, asked.designated, law)


def _cost(reason: Reason) -> Effect:
    return reason.effect
