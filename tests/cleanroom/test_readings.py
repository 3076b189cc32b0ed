from dataclasses import replace

import pytest

from compounding.cleanroom.errors import HoleInReadings, LineOfAnother
from compounding.cleanroom.models import StoredReading
from compounding.cleanroom.readings import Incoming, highest, ingest
from compounding.ledger.entry import Entry
from tests.builders import a_facility
from tests.world import AGENT


def reading(world, sequence):
    return Incoming(
        sequence=sequence,
        line="room-buffer",
        quantity="temperature",
        device="SIMULATED room",
        raw="0103",
        digits="18.9",
        unit="degC",
        stable=None,
        settled=False,
        flags=(),
        refused="",
        device_at=None,
        agent_at=world.now,
        simulated=True,
    )


def deliver(world, *sequences, boot="boot"):
    with world.database.entry(by=AGENT, at=world.now) as unit:
        return [
            r.sequence for r in ingest(unit, "hood-1", boot, [reading(world, s) for s in sequences])
        ]


def stored(world):
    with world.database.reading() as session:
        return [row.sequence for row in session.query(StoredReading).order_by(StoredReading.id)]


def test_a_batch_is_stored_in_order_as_one_entry(tmp_path):
    world = a_facility(tmp_path)
    with world.database.reading() as session:
        before = session.query(Entry).count()
    assert deliver(world, 2, 1, 3) == [1, 2, 3]
    with world.database.reading() as session:
        assert session.query(Entry).count() == before + 1


def test_a_repeated_delivery_stores_nothing_twice(tmp_path):
    world = a_facility(tmp_path)
    deliver(world, 1, 2)
    assert deliver(world, 1, 2) == []
    assert deliver(world, 2, 3) == [3]
    assert stored(world) == [1, 2, 3]


@pytest.mark.parametrize(("first", "taken"), [(2, True), (3, False), (4, False)])
def test_a_batch_that_leaves_a_hole_is_refused_whole(tmp_path, first, taken):
    world = a_facility(tmp_path)
    deliver(world, 1)
    if taken:
        assert deliver(world, first, first + 1) == [first, first + 1]
        return
    with pytest.raises(HoleInReadings) as told:
        deliver(world, first, first + 1)
    assert told.value.have == 1
    assert stored(world) == [1]


def test_each_spool_of_an_agent_counts_for_itself(tmp_path):
    world = a_facility(tmp_path)
    deliver(world, 1, 2)
    deliver(world, 1, boot="another")
    with world.database.reading() as session:
        assert highest(session, "hood-1", "boot") == 2
        assert highest(session, "hood-1", "another") == 1
        assert highest(session, "hood-1", "none") == 0


def test_a_refused_frame_is_kept_with_its_reason_and_without_a_value(tmp_path):
    world = a_facility(tmp_path)
    bad = replace(reading(world, 1), digits=None, unit=None, refused="wrong checksum")
    with world.database.entry(by=AGENT, at=world.now) as unit:
        row = ingest(unit, "hood-1", "boot", [bad])[0]
    assert (row.digits, row.refused, row.raw) == (None, "wrong checksum", "0103")


@pytest.mark.parametrize(("agent", "taken"), [("hood-1", True), ("room-box", False)])
def test_a_line_belongs_to_the_agent_that_spoke_on_it_first(tmp_path, agent, taken):
    world = a_facility(tmp_path)
    deliver(world, 1)
    with world.database.entry(by=AGENT, at=world.now) as unit:
        if taken:
            assert len(ingest(unit, agent, "fresh", [reading(world, 1)])) == 1
        else:
            with pytest.raises(LineOfAnother, match="belongs to the agent hood-1"):
                ingest(unit, agent, "fresh", [reading(world, 1)])


def test_what_an_agent_says_of_itself_may_be_said_by_every_agent(tmp_path):
    world = a_facility(tmp_path)
    for agent in ("hood-1", "room-box"):
        with world.database.entry(by=AGENT, at=world.now) as unit:
            word = replace(
                reading(world, 1), line="agent", quantity="event", digits=None, unit=None
            )
            assert len(ingest(unit, agent, "fresh", [word])) == 1
