"""The agent and its server: outages, restarts, and how fast a frame arrives."""

import statistics
import threading
import time
from datetime import datetime
from decimal import Decimal

import pytest

from sensors.agent.run import run_agent
from sensors.errors import ConfigWrong, ProfileWrong
from tests.sensors.a_server import TOKEN
from tests.sensors.a_world import FILE
from tests.sensors.conftest import until


def test_an_outage_of_the_server_loses_nothing_and_repeats_nothing(world):
    world.start()
    world.weight("0.00")
    world.server.stop()
    world.balance.place(Decimal(3))
    time.sleep(0.3)
    world.server.faults = ["lose the answer"]
    world.server.start()
    world.weight("3.00")
    sequences = [r["sequence"] for r in world.server.readings()]
    assert sequences == list(range(1, len(sequences) + 1))


def test_a_restarted_agent_goes_on_where_it_was(world):
    world.start()
    world.weight("0.00")
    world.end()
    first = len(world.server.readings())
    world.balance.place(Decimal(4))
    world.start()
    world.weight("4.00")
    assert len(world.server.stored) == 1
    sequences = [r["sequence"] for r in world.server.readings()]
    assert sequences == list(range(1, len(sequences) + 1))
    assert len(sequences) > first
    assert len([r for r in world.server.readings() if "agent-started" in r["flags"]]) == 2


def test_the_head_is_kept_beside_the_spool(world):
    world.start()
    world.weight("0.00")
    until((world.folder / "head.json").exists)


def test_a_frame_reaches_the_server_within_milliseconds(world):
    world.start()
    world.weight("0.00")
    delays = []
    for grams in range(1, 12):
        world.balance.place(Decimal(grams))
        found = world.weight(f"{grams}.00")
        arrived = time.time()
        delays.append(arrived - datetime.fromisoformat(found["agent_at"]).timestamp())
    assert statistics.median(delays) < 0.1


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [('token = "', 'tokken = "', ConfigWrong), ("firstair-simulated-room", "none", ProfileWrong)],
)
def test_a_wrong_file_stops_the_start(tmp_path, old, new, error):
    path = tmp_path / "agent.toml"
    text = FILE.format(
        server="http://127.0.0.1:1",
        token=TOKEN,
        balance="x",
        room="y",
        balance_more="",
        protocol="mt-sics",
    )
    path.write_text(text.replace(old, new))
    with pytest.raises(error):
        run_agent(path, threading.Event())
    assert not (tmp_path / "spool.sqlite").exists()
