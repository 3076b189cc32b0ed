"""Tell the open pages how the rooms stand: after new readings, and when readings stay away."""

import logging
import threading

from webapp.house import House
from webapp.tiles import rooms

LOG = logging.getLogger("firstair.web")
EVERY_SECONDS = 2.0
FRESH = 3 * EVERY_SECONDS


def publish_rooms(house: House) -> None:
    """Publish every point and every room as it stands now."""
    with house.database.reading() as session:
        standing = rooms(session, house.now())
    for room in standing:
        for tile in room.tiles:
            house.hub.publish("room", "room", tile.live(), key=tile.code, fresh_seconds=FRESH)
        house.hub.publish(
            "room", "place", room.live(), key=f"place {room.code}", fresh_seconds=FRESH
        )


class RoomWatch:
    """Publishes every two seconds while at least one page is open; a silence is noticed by it."""

    def __init__(self, house: House, every: float = EVERY_SECONDS) -> None:
        self._house = house
        self._every = every
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="room watch", daemon=True)

    def start(self) -> None:
        """Begin watching."""
        self._thread.start()

    def stop(self) -> None:
        """Stop watching and wait for the last look."""
        self._over.set()
        self._thread.join(timeout=10)

    def _run(self) -> None:
        while not self._over.wait(self._every):
            if self._house.hub.open_streams():
                self._look()

    def _look(self) -> None:
        """A failing look is logged; pages fall to "no data" by themselves meanwhile."""
        try:
            publish_rooms(self._house)
        except Exception:
            LOG.exception("the rooms could not be looked at")
