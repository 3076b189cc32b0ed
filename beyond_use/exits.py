"""The lawful ways on from a stop: a lower category, immediate use, a signature with its reason.

None of them lengthens a date, and none lets work go on in a hood that failed, or where hazardous
drugs are not contained.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from beyond_use.cadence import length_told
from beyond_use.category import Category
from beyond_use.law import Law
from beyond_use.reason import Effect, Reason, gravest

__all__ = ["Exit", "ExitKind", "Group", "immediate_use_exit", "lower_category", "signature"]


class Group(StrEnum):
    """What a reason is about."""

    PERSON = "person"
    ROOM = "room"
    HOOD = "hood"
    BALANCE = "balance"
    SAMPLING = "sampling"
    CLEANING = "cleaning"
    HAZARDOUS = "hazardous drugs"
    CATEGORY_3 = "Category 3"


class ExitKind(StrEnum):
    """The ways on."""

    LOWER = "lower category"
    IMMEDIATE_USE = "immediate use"
    SIGNATURE = "signature"


_SIGNABLE = frozenset({Group.PERSON, Group.BALANCE, Group.SAMPLING})
# Clean hands and garb are put right in minutes; a hood full of growth is no clean place (STD-5).
_NEVER = frozenset({"PE-12", "PE-13", "STD-5"})


@dataclass(frozen=True)
class Exit:
    """One way on: whether it stands open, who takes it, what it allows and what it does not.

    ``asks`` is what must be so, or written down, to take it; ``rules`` are those it rests on, or
    those signed for. ``barred`` are the stops that close it, as no one may sign for them.
    """

    kind: ExitKind
    open: bool
    by: str
    allows: str
    forbids: str
    asks: tuple[str, ...]
    rules: tuple[str, ...]
    barred: tuple[Reason, ...] = ()


def lower_category(asked: Category, highest: Category) -> Exit:
    """Offer the highest category that may be made instead of the one asked for."""
    return Exit(
        ExitKind.LOWER,
        open=True,
        by="the person who compounds",
        allows=f"making it as {highest}, with the beyond-use dates of {highest}",
        forbids=f"any beyond-use date of {asked}",
        asks=(f"the order allows the dates of {highest}",),
        rules=(f"CAT-{int(highest)}",),
    )


def immediate_use_exit(reasons: Iterable[Reason], law: Law) -> Exit:
    """Offer immediate use where each of its conditions holds; else name those that do not."""
    every = tuple(reasons)
    unmet = [reason for reason in every if reason.effect > Effect.NOTED]
    within = length_told(law.row("IU-2"))
    return Exit(
        ExitKind.IMMEDIATE_USE,
        open=bool(every) and gravest(every) <= Effect.NOTED,
        by="a person trained for immediate use",
        allows=f"preparing it for a patient at hand; giving it begins within {within} of start",
        forbids="keeping it longer, or making it ahead",
        asks=tuple(reason.says for reason in unmet),
        rules=tuple(dict.fromkeys(reason.rule for reason in every)) or ("IU-1",),
    )


def signature(stops: Iterable[tuple[Group, Reason]], designated: str | None, law: Law) -> Exit:
    """Offer the designated person's signature for the reasons that stop everything (STD-4).

    It stands open only where somebody is named, and where none of the stops is about hood, room,
    cleaning, hazardous drugs, hands, garb or gross growth: no signature takes the place of what
    protects at once.
    """
    every = tuple(stops)
    named = (designated or "").strip()
    barred = [one for group, one in every if group not in _SIGNABLE or one.rule in _NEVER]
    within = length_told(law.row("IU-2"))
    asks = ["a reason in the designated person's own words", "the name of the patient"]
    if any(group is Group.BALANCE for group, _ in every):
        asks.append("each amount checked by a second person instead of the balance")
    if not named:
        asks.append("a designated person, named")
    return Exit(
        ExitKind.SIGNATURE,
        open=bool(every) and bool(named) and not barred,
        by=f"{named}, the designated person" if named else "the designated person",
        allows=f"this one preparation for one patient; giving it begins within {within} of start",
        forbids="any category's beyond-use date, keeping it, a batch, the next preparation",
        asks=(*asks, *(f"first lifted, as none may sign for it: {one.says}" for one in barred)),
        rules=tuple(dict.fromkeys(("STD-4", *(reason.rule for _, reason in every)))),
        barred=tuple(barred),
    )
