"""How long a nutrition bag may be kept, where its order says for how long it was judged."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from compounding.preparation.errors import OrderRefused
from formulas.quantity import Quantity, qty, show

FIELD = "hours"


def kept_at_most(ordered: Mapping[str, Any]) -> Quantity | None:
    """From mixing to the beginning of the infusion, in h; nothing where no time was stated.

    Calcium with phosphate was judged for the time from mixing to the end of the infusion.
    """
    lasts = ordered.get("lasts", "")
    return qty(lasts).to("h") - qty(ordered["hours"]).to("h") if lasts else None


def require_within_judged(ordered: Mapping[str, Any], hours: int) -> None:
    """Refuse a beyond-use time that outlasts what the bag was judged for.  Raises OrderRefused."""
    most = kept_at_most(ordered)
    if most is not None and hours > most.exact:
        told = (
            f"By its order the bag lasts {ordered['lasts']} from mixing to its end and runs for "
            f"{ordered['hours']}: at most {show(most)} are left before it begins. "
            "Say less, or change the order."
        )
        raise OrderRefused({FIELD: told})
