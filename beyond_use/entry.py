"""How a person came in today: hands washed, garb complete (PE-12, PE-13)."""

from beyond_use.figures import Otherwise, asked, found, held
from beyond_use.law import Law
from beyond_use.personnel_facts import Entry, Garb
from beyond_use.reason import Effect, Reason

_WASH = Otherwise(Effect.NOTHING, "Wash hands and arms anew", "washing hands and arms anew")
_READY = Otherwise(
    Effect.NOTHING,
    "Come in with short natural nails, no jewellery and no cosmetics",
    "short natural nails, no jewellery, no cosmetics",
)
_DRESS = Otherwise(Effect.NOTHING, "Put on what is missing", "garb that is complete")
_ALWAYS = frozenset(Garb) - {Garb.BEARD_COVER}


def came_in(entry: Entry, law: Law) -> tuple[Reason, ...]:
    """Judge the hand wash, the state of hands and face, and what is worn."""
    return (_washed(entry, law), _hands(entry, law), _garbed(entry, law))


def garb_missing(entry: Entry) -> list[Garb] | None:
    """Give what is not worn of the least garb; None where nobody looked.

    A beard cover is asked of everybody not known to have no beard.
    """
    if entry.garb is None:
        return None
    wanted = _ALWAYS if entry.bearded is False else _ALWAYS | {Garb.BEARD_COVER}
    return [one for one in Garb if one in wanted - entry.garb]


def _washed(entry: Entry, law: Law) -> Reason:
    what = "Hands and arms washed up to the elbows"
    return held(law.row("PE-12", "wash"), entry.wash_seconds, what, _WASH)


def _hands(entry: Entry, law: Law) -> Reason:
    what = "Nails, jewellery and cosmetics as they should be"
    return asked(law.row("PE-12", "wash"), entry.hands_ready, what, _READY)


def _garbed(entry: Entry, law: Law) -> Reason:
    missing = garb_missing(entry)
    told = "not looked at" if missing is None else ", ".join(missing) or "nothing"
    met = None if missing is None else not missing
    said = f"Missing of the least garb: {told}."
    return found(law.row("PE-13"), met=met, said=said, otherwise=_DRESS)
