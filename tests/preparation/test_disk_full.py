"""A full disk: the act is refused, nothing is lost, and the work goes on once there is room."""

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from compounding.ledger.entry import Entry
from compounding.ledger.verify import verify
from tests.builders import a_facility, a_verified_order, a_worksheet, carton


def entries(world):
    with world.database.reading() as session:
        return session.query(Entry).count()


def full(connection, *_):
    """SQLite may take no further page: what a full disk does to it."""
    connection.execute("PRAGMA max_page_count = 1")


def fill_up(world):
    """Act until the file is full."""
    for _ in range(200):
        a_verified_order(world)


def test_a_full_disk_refuses_the_act_and_loses_nothing(tmp_path):
    world = a_facility(tmp_path)
    worksheet = a_worksheet(world)
    event.listen(world.database.engine, "checkout", full)
    with pytest.raises(OperationalError, match="full"):
        fill_up(world)
    event.remove(world.database.engine, "checkout", full)
    world.database.engine.dispose()
    assert verify(world.database).ok
    before = entries(world)
    assert world.scan(worksheet, carton("sodium-chloride-0.9-1000")).outcome == "accepted"
    assert entries(world) > before
    assert verify(world.database).ok
