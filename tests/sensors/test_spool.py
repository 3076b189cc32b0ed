"""The agent's own store: dense, durable, bounded, never silent."""

import json
import sqlite3
import subprocess
import sys
import threading
import time

import pytest

from sensors.agent.spool import Spool
from sensors.errors import SpoolBroken, SpoolFull, SpoolTaken


@pytest.fixture
def path(tmp_path):
    return tmp_path / "spool.sqlite"


def sequences(spool, after=0):
    return [kept.sequence for kept in spool.after(after, 10_000)]


def test_readings_come_back_in_order_with_their_sequence(path):
    spool = Spool(path)
    assert [spool.append({"digits": text}) for text in ("1.00", "2.00")] == [1, 2]
    assert [kept.body for kept in spool.after(0, 10)] == [
        {"sequence": 1, "digits": "1.00"},
        {"sequence": 2, "digits": "2.00"},
    ]
    spool.close()


def test_a_new_start_keeps_boot_sequence_and_acknowledgement(path):
    spool = Spool(path)
    for _ in range(5):
        spool.append({})
    spool.acknowledge(3)
    boot = spool.boot
    spool.close()
    again = Spool(path)
    assert (again.boot, again.last, again.acknowledged) == (boot, 5, 3)
    assert again.append({}) == 6
    again.close()


def test_the_sequence_goes_on_after_everything_was_acknowledged_and_removed(path):
    spool = Spool(path, kept=0)
    for _ in range(3):
        spool.append({})
    spool.acknowledge(3)
    assert sequences(spool) == []
    spool.close()
    again = Spool(path, kept=0)
    assert again.append({}) == 4
    again.close()


@pytest.mark.parametrize(("waiting", "full"), [(2, False), (3, True), (4, True)])
def test_the_stated_bound_refuses_and_drops_nothing(path, waiting, full):
    spool = Spool(path, most=3)
    kept = [sequence for _ in range(waiting) if (sequence := attempt(spool))]
    assert kept == [1, 2, 3][:waiting]
    assert (attempt(spool) is None) is full
    spool.acknowledge(1)
    assert attempt(spool) == 4
    spool.close()


def attempt(spool):
    try:
        return spool.append({})
    except SpoolFull:
        return None


def test_a_full_disk_is_said_and_what_was_kept_stays(path):
    spool = Spool(path)
    spool.append({})
    pages = spool._database.execute("PRAGMA page_count").fetchone()[0]
    spool._database.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(SpoolFull, match="Free disk space"):
        fill(spool)
    last = spool.last
    assert sequences(spool) == list(range(1, last + 1))
    spool._database.execute("PRAGMA max_page_count = 100000")
    assert spool.append({}) == last + 1
    spool.close()


def fill(spool):
    for _ in range(1000):
        spool.append({"raw": "00" * 500})


def test_a_killed_agent_loses_nothing_it_called_kept(path):
    code = (
        "import sys, pathlib\n"
        "from sensors.agent.spool import Spool\n"
        "spool = Spool(pathlib.Path(sys.argv[1]))\n"
        "while True: print(spool.append({'digits': '1.00'}), flush=True)\n"
    )
    for _ in range(3):
        writer = subprocess.Popen(
            [sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE, text=True
        )
        said = [int(writer.stdout.readline()) for _ in range(40)][-1]
        writer.kill()
        said = max([said, *[int(line) for line in writer.stdout.read().split("\n")[:-1]]])
        writer.stdout.close()
        writer.wait()
        spool = Spool(path)
        assert spool.last >= said
        assert sequences(spool) == list(range(1, spool.last + 1))
        spool.close()


def test_it_writes_through_to_the_disk(path):
    spool = Spool(path)
    assert spool._database.execute("PRAGMA synchronous").fetchone() == (2,)
    assert spool._database.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    spool.close()


def test_two_agents_never_share_a_spool(path):
    first = Spool(path)
    with pytest.raises(SpoolTaken, match="Stop the other one"):
        Spool(path)
    first.close()


@pytest.mark.parametrize("damage", ["not a database", "another format", "torn"])
def test_a_damaged_file_is_refused_and_left_untouched(path, damage):
    if damage == "not a database":
        path.write_bytes(b"readings" * 1000)
    else:
        spool = Spool(path)
        for _ in range(200):
            spool.append({"raw": "00" * 100})
        spool.close()
        if damage == "another format":
            database = sqlite3.connect(path)
            database.execute("PRAGMA user_version = 9")
            database.close()
        else:
            content = bytearray(path.read_bytes())
            content[4096 * 3 : 4096 * 4] = b"\xff" * 4096
            path.write_bytes(content)
    before = path.read_bytes()
    with pytest.raises(SpoolBroken, match="left untouched"):
        Spool(path)
    assert path.read_bytes() == before


def test_acknowledged_readings_stay_a_while_for_a_restored_server(path):
    spool = Spool(path, kept=2)
    for _ in range(5):
        spool.append({})
    spool.acknowledge(4)
    assert sequences(spool) == [3, 4, 5]
    assert [spool.can_resend(have) for have in range(7)] == [
        False,
        False,
        True,
        True,
        True,
        True,
        False,
    ]
    spool.close()


def test_an_older_acknowledgement_changes_nothing(path):
    spool = Spool(path)
    spool.append({})
    spool.acknowledge(1)
    spool.acknowledge(0)
    assert spool.acknowledged == 1
    spool.close()


def test_an_acknowledgement_of_what_was_never_written_is_refused(path):
    spool = Spool(path)
    with pytest.raises(SpoolBroken):
        spool.acknowledge(1)
    spool.close()


def test_beginning_anew_renumbers_what_waits_and_drops_nothing(path):
    spool = Spool(path)
    for digits in ("1.00", "2.00", "3.00"):
        spool.append({"digits": digits})
    spool.acknowledge(1)
    old = spool.boot
    assert spool.begin_anew() == old
    assert spool.boot != old
    assert [kept.body for kept in spool.after(0, 9)] == [
        {"sequence": 1, "digits": "2.00"},
        {"sequence": 2, "digits": "3.00"},
    ]
    assert spool.append({}) == 3
    spool.close()


def test_a_new_reading_wakes_the_uploader_at_once(path):
    spool = Spool(path)
    woken = []
    stop = threading.Event()

    def sleep():
        woken.append((spool.wait_beyond(0, 5.0, stop), time.monotonic()))

    sleeper = threading.Thread(target=sleep)
    sleeper.start()
    time.sleep(0.05)
    spool.append({})
    kept = time.monotonic()
    sleeper.join(timeout=5)
    assert woken[0][0] is True
    assert woken[0][1] - kept < 0.1
    spool.close()


def test_a_stop_wakes_a_sleeper(path):
    spool = Spool(path)
    stop = threading.Event()
    sleeper = threading.Thread(target=spool.wait_beyond, args=(0, 30.0, stop))
    sleeper.start()
    stop.set()
    spool.wake()
    sleeper.join(timeout=2)
    assert not sleeper.is_alive()
    spool.close()


def test_what_is_kept_is_plain_json(path):
    spool = Spool(path)
    spool.append({"digits": "12.50", "stable": True})
    (body,) = spool._database.execute("SELECT body FROM reading").fetchone()
    assert json.loads(body) == {"digits": "12.50", "stable": True}
    spool.close()
