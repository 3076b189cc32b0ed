"""A day of the buffer room before the journey begins: quiet, with a loss, a silence and a door."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from compounding.cleanroom.readings import Incoming, ingest
from compounding.ledger.actor import SYSTEM
from webapp.demo.world import AGENT

HOURS = 25
EVERY = timedelta(seconds=14)
LOST = (timedelta(hours=2), timedelta(hours=1, minutes=54))  # before now
SILENT = (timedelta(hours=4), timedelta(hours=3, minutes=48))
WANDER = (0, 1, 3, 4, 2, 1, -1, -3, -4, -2, 0, 2, 1, -2)


def site_with(card, *, delay: int, silent_after: int):
    """The same facility with another patience at every point."""
    for point in card["point"]:
        point["policy"] |= {"delay_seconds": delay, "silent_after_seconds": silent_after}
    return card


def an_earlier_day(facility) -> None:
    """Store what an agent would have sent of the buffer room's pressure."""
    now = datetime.now(UTC)
    batch = [
        _reading(number, at, pressure(now - at, number))
        for number, at in enumerate(moments(now), start=1)
    ]
    with facility.database.entry(by=SYSTEM, at=now) as unit:
        ingest(unit, AGENT, "0" * 32, batch)


def moments(now: datetime) -> list[datetime]:
    """Often enough that no silence is found, but for the one that is meant."""
    every = (now - EVERY * back for back in range(HOURS * 3600 // 14, 0, -1))
    return [at for at in every if not SILENT[1] <= now - at <= SILENT[0]]


def pressure(before: timedelta, number: int) -> Decimal:
    """In. w.c., so long before now; while it is lost, air flows the wrong way."""
    if LOST[1] <= before <= LOST[0]:
        return Decimal("-0.0040")
    slow, quick = WANDER[number // 97 % len(WANDER)], WANDER[number % len(WANDER)]
    return Decimal("0.0310") + Decimal(3 * slow + quick) * Decimal("0.0001")


def _reading(number: int, at: datetime, value: Decimal) -> Incoming:
    return Incoming(
        sequence=number,
        line="room-buffer",
        quantity="pressure",
        device="SIMULATED earlier",
        raw="00",
        digits=f"{value:.4f}",
        unit="in_wc",
        stable=True,
        settled=True,
        flags=(),
        refused="",
        device_at=None,
        agent_at=at,
        simulated=True,
    )
