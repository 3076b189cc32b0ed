"""Work with hazardous drugs: what is worn and for how long, devices, surfaces, wipes and waste."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from beyond_use.edition import Row
from beyond_use.errors import BadFacts
from beyond_use.figures import Otherwise, asked, held
from beyond_use.law import Law
from beyond_use.reason import Effect, Reason, judge
from beyond_use.repeated import repeated

__all__ = [
    "Dressed",
    "Respirator",
    "SurfaceStep",
    "Task",
    "Worn",
    "dressed",
    "respirator",
    "surfaces_treated",
    "transfer_device",
    "wipe_samples",
    "worn",
]

_DRESS = Otherwise(Effect.NOTHING, "Put it on before touching a hazardous drug", "the person")
_CHANGE = Otherwise(Effect.NOTED, "Change them now", "the person, in fresh ones")
_TORN = Otherwise(Effect.NOTHING, "Stop and change them now", "the person, in fresh ones")
_BREATHE = Otherwise(Effect.NOTHING, "Wear what protects the breath", "the person")
_DEVICE = Otherwise(Effect.NOTHING, "Give it with a closed-system device", "the device")
_SURFACE = Otherwise(
    Effect.NOTHING, "Treat the surface again, in the right order, by wiping", "whoever treats it"
)
_WIPE = Otherwise(Effect.NOTED, "Take wipe samples", "whoever takes the samples")
_UPTAKE = Otherwise(
    Effect.NOTED, "Find the source, decontaminate, and wipe-sample again", "a lower wipe sample"
)


class Task(StrEnum):
    """What is done, as far as breathing goes."""

    CONTAINED = "work inside a containment hood"
    DUSTY = "work where dust may rise outside a hood"
    SPILL = "a spill larger than a kit contains, or vapour"


class Respirator(StrEnum):
    """What is worn over the mouth."""

    SURGICAL_MASK = "surgical mask"
    N95 = "N95 respirator"
    POWERED = "powered air-purifying respirator"
    FULL_FACE = "full-face respirator"


class SurfaceStep(StrEnum):
    """What is done to a surface after hazardous work, in the order it is done."""

    DEACTIVATE = "deactivated"
    DECONTAMINATE = "decontaminated"
    CLEAN = "cleaned"
    DISINFECT = "disinfected"


@dataclass(frozen=True)
class Dressed:
    """What a person wears to compound. What is not known is None."""

    gown: bool | None = None
    head_and_hair_cover: bool | None = None
    pairs_of_shoe_covers: int | None = None
    pairs_of_gloves: int | None = None
    gloves_tested: bool | None = None
    gloves_powder_free: bool | None = None
    outer_gloves_sterile: bool | None = None


@dataclass(frozen=True)
class Worn:
    """How long gloves or a gown are on, what their maker allows, and whether they are whole."""

    what: str
    since: timedelta | None
    maker_allows: timedelta | None = None
    torn_or_soiled: bool | None = False

    def __post_init__(self) -> None:
        if self.what not in _WORN:
            trouble = f"{self.what!r} is not one of {', '.join(_WORN)}"
            raise BadFacts(trouble)
        if self.since is not None and self.since < timedelta(0):
            trouble = f"The {self.what} cannot be on for {self.since}"
            raise BadFacts(trouble)


_WORN = ("gloves", "gown")
_BEST = {Respirator.POWERED, Respirator.FULL_FACE}


def dressed(facts: Dressed, law: Law, *, sterile_work: bool) -> tuple[Reason, ...]:
    """Judge what a person wears to compound hazardous drugs (HL-7)."""
    return tuple(_dressed(facts, law, sterile_work=sterile_work))


def worn(facts: Worn, law: Law) -> tuple[Reason, Reason]:
    """Judge how long gloves or a gown are worn (HL-8); what their maker says goes before."""
    row = law.row("HL-8", "gloves" if facts.what == "gloves" else "gown")
    torn = f"{facts.what.capitalize()}, torn or soiled"
    return (
        _worn_time(facts, row),
        asked(row, facts.torn_or_soiled, torn, _TORN, wanted=False),
    )


def respirator(
    task: Task, worn_one: Respirator | None, law: Law, *, fit_tested: bool | None
) -> tuple[Reason, ...]:
    """Judge what protects the breath (HL-9); a surgical mask protects none."""
    row = law.row("HL-9")
    if task is Task.CONTAINED:
        says = f"Respirator: for {task} none is asked for."
        return (judge(row, met=True, costs=Effect.NONE, says=says),)
    wanted = _BEST if task is Task.SPILL else {Respirator.N95, *_BEST}
    protects = None if worn_one is None else worn_one in wanted
    reason = asked(row, protects, f"For {task}: {worn_one or 'respirator'} protects", _BREATHE)
    if worn_one is Respirator.POWERED:  # a loose hood under pressure needs no fit
        return (reason,)
    return reason, asked(row, fit_tested, f"{worn_one or 'Respirator'} fit-tested", _BREATHE)


def transfer_device(
    law: Law,
    *,
    giving: bool,
    antineoplastic: bool | None,
    form_allows: bool | None,
    used: bool | None,
) -> Reason:
    """Judge a closed-system transfer device (HL-10).

    To give an antineoplastic it must be used where the form allows; to compound it should be, and
    going without breaks no rule. It never stands for a hood.
    """
    row = law.row("HL-10")
    spared = not giving or antineoplastic is False or form_allows is False
    if spared and not used:
        advice = "advised" if not giving else "not asked for here"
        told = "not known" if used is None else "not used"
        says = f"Closed-system device: {told}; it is {advice}. It replaces no hood."
        return judge(row, met=True, costs=Effect.NONE, says=says)
    return asked(row, used, "Closed-system device used; it replaces no hood", _DEVICE)


def surfaces_treated(
    steps: tuple[SurfaceStep, ...], law: Law, *, sterile_area: bool, sprayed: bool | None
) -> tuple[Reason, Reason]:
    """Judge how a surface was treated: every step, in order (HL-11), by wiping, not spraying."""
    wanted = tuple(SurfaceStep) if sterile_area else tuple(SurfaceStep)[:-1]
    row = law.row("HL-11")
    done = " then ".join(steps) or "nothing"
    kept = steps[: len(wanted)] == wanted
    return (
        asked(row, kept, f"Surface {done}; asked for: {' then '.join(wanted)}; kept", _SURFACE),
        asked(row, sprayed, "Surface sprayed instead of wiped", _SURFACE, wanted=False),
    )


def wipe_samples(
    last: date | None, cyclophosphamide: Decimal | None, today: date, law: Law
) -> tuple[Reason, ...]:
    """Judge wipe samples (HL-12), in ng per cm²: advised, with no limit; a figure that warns.

    Raises BadFacts where they were taken on a day to come.
    """
    due = repeated(law.row("HL-12", "every"), last, today, law, "Wipe samples", _WIPE)
    if cyclophosphamide is None:
        return (due,)
    row = law.row("HL-12", "cyclophosphamide")
    return due, held(row, cyclophosphamide, "Wipe sample, cyclophosphamide", _UPTAKE)


def _dressed(facts: Dressed, law: Law, *, sterile_work: bool) -> Iterator[Reason]:
    pairs, shoes = law.row("HL-7", "gloves"), law.row("HL-7", "shoe covers")
    yield asked(pairs, facts.gown, "Chemotherapy gown", _DRESS)
    yield asked(pairs, facts.head_and_hair_cover, "Head and hair covered", _DRESS)
    yield held(shoes, facts.pairs_of_shoe_covers, "Shoe covers", _DRESS)
    yield held(pairs, facts.pairs_of_gloves, "Chemotherapy gloves", _DRESS)
    yield asked(pairs, facts.gloves_tested, "Gloves tested to ASTM D6978", _DRESS)
    yield asked(pairs, facts.gloves_powder_free, "Gloves free of powder", _DRESS)
    if sterile_work:
        yield asked(pairs, facts.outer_gloves_sterile, "Outer gloves sterile", _DRESS)


def _worn_time(facts: Worn, row: Row) -> Reason:
    what = f"{facts.what.capitalize()}, on for"
    if facts.maker_allows is None:
        return held(row, facts.since, what, _CHANGE)
    kept = None if facts.since is None else facts.since <= facts.maker_allows
    since = "not known" if facts.since is None else _minutes(facts.since)
    told = f"{what} {since}, within the {_minutes(facts.maker_allows)} of their maker"
    return asked(row, kept, told, _CHANGE)


def _minutes(length: timedelta) -> str:
    minutes, rest = divmod(length, timedelta(minutes=1))
    return f"{minutes} min {rest // timedelta(seconds=1)} s" if rest else f"{minutes} min"
