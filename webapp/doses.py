"""How a dose stands, in one state and a few words; the same for everyone who looks at a queue."""

from collections.abc import Mapping
from datetime import datetime

from compounding.preparation.progress import Clears, Progress, Stage
from compounding.preparation.queue import Dose
from webapp.house import house
from webapp.words import UNITS

WORDS: dict[Stage, tuple[str, str]] = {
    Stage.STAGING: ("fine", "Staging"),
    Stage.STAGED: ("fine", "Staged, to the hood"),
    Stage.CHECK: ("warning", "Waiting for a check"),
    Stage.HELD: ("warning", "Held"),
    Stage.RELEASE: ("fine", "In quarantine, waiting for release"),
    Stage.RELEASED: ("fine", "Released"),
    Stage.REJECTED: ("alarm", "Rejected"),
    Stage.WASTED: ("alarm", "Wasted"),
}


def standing(dose: Dose) -> tuple[str, str]:
    """The state and the words of a dose in a queue."""
    if dose.state is not None:
        return standing_of(dose.state)
    return ("fine", "Ready to make") if dose.verified else ("nodata", "Not verified yet")


def standing_of(state: Progress) -> tuple[str, str]:
    """The state and the words of a worksheet: what is worst comes first."""
    if state.decided:
        return WORDS[state.stage]
    if state.cancelled:
        return "alarm", "Order cancelled"
    if state.stop is not None:
        right_scan = state.stop.clears is Clears.RIGHT_SCAN
        return ("warning", "Wrong scan") if right_scan else ("alarm", "Stopped for a pharmacist")
    return ("warning", "Pharmacist called") if state.called else _under_way(state)


def _under_way(state: Progress) -> tuple[str, str]:
    if state.stage is Stage.RELEASE and not state.prepared_by:
        return "warning", "Done, not signed by its maker"
    if state.stage is Stage.HOOD and state.in_hand is not None:
        step = state.in_hand
        return "fine", f"Step {step.number} of {len(state.recipe.steps)}: {step.title}"
    return WORDS[state.stage]


def wants_pharmacist(state: Progress) -> bool:
    """Whether the work stands still until a pharmacist has looked."""
    if state.decided:
        return False
    stopped = state.stop is not None and state.stop.clears is Clears.PHARMACIST
    return stopped or bool(state.called) or state.stage is Stage.CHECK


def figures_of(band: Mapping[str, str]) -> dict[str, str]:
    """A band's bare numbers, as the bar wants them: "10.34 g" becomes "10.34"."""
    return {name: text.removesuffix(" g") for name, text in band.items()}


def instant(text: str) -> datetime:
    """An instant as the record writes it."""
    return datetime.fromisoformat(text)


def last_day(text: str) -> str:
    """The day at whose end something expires, by the facility's clock, as the carton prints it."""
    return instant(text).astimezone(house().settings.time_zone).strftime("%Y-%m-%d")


def in_words(text: str) -> str:
    """A sentence of the record with its stored units as people write them.

    >>> in_words("below 0.020 in_wc")
    'below 0.020 in. w.c.'
    """
    for stored, written in UNITS.items():
        text = text.replace(f" {stored}", f" {written}")
    return text
