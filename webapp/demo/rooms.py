"""Look at the room before the work begins, as the strip above the page shows it."""

from math import inf
from time import monotonic

from webapp.demo.ears import Ears, Frame
from webapp.demo.errors import NotHeard

POINTS = ("buffer-dp", "buffer-t", "buffer-rh")
STEP = "the room"
FRESH = 15.0  # seconds in which every point must have said something new
SETTLING = 75.0  # seconds in which a dip either passes or becomes an alarm


def require_rooms(ears: Ears) -> str:
    """Wait until every point of the buffer room is fine with a fresh value.

    Raises NotHeard with what the strip said instead.
    """
    began = monotonic()
    shown = [_point(ears, code, began) for code in POINTS]
    return ", ".join(f"{tile['code']} {tile['shown']}" for tile in shown)


def _point(ears: Ears, code: str, began: float) -> Frame:
    """A fine value of one point, measured since we look.  Raises NotHeard."""
    why = "the live stream is silent"
    while (elapsed := monotonic() - began) < SETTLING:
        tile = ears.wait(ears.heard, "room", lambda one: one["code"] == code, FRESH)
        if tile is None:
            break
        why = tile["because"] or tile["word"]
        if tile["state"] in ("alarm", "nodata"):
            break
        if tile["state"] == "fine" and _seconds(tile) + 1 < elapsed:
            return tile
        if tile["state"] == "fine" and elapsed > FRESH:
            why = f"its probe is silent, last heard {tile['age']}"
            break
    raise NotHeard(STEP, f"{code}: {why}")


def _seconds(tile: Frame) -> float:
    """The age of a tile's value; what is minutes old is as good as never."""
    count, _, unit = str(tile["age"]).partition(" ")
    return float(count) if unit == "s ago" else inf
