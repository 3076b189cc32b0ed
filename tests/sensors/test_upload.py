"""The way to the server: against a small real one that fails in every way it can."""

import json
import threading

import pytest

from sensors.agent.backoff import Backoff
from sensors.agent.connection import Connection
from sensors.agent.spool import Spool
from sensors.agent.upload import BATCH, Upload
from sensors.agent.witness import Witness
from sensors.errors import ServerRefused
from tests.sensors.a_server import TOKEN, AServer, with_certificate
from tests.sensors.conftest import until


class Agent:
    """A spool and its upload, with what they declared."""

    def __init__(self, folder, url, *, token=TOKEN, fingerprint="", kept=50_000):
        self.folder = folder
        self.spool = Spool(folder / "spool.sqlite", kept=kept)
        self.declared = []
        self.upload = Upload(
            "hood-1",
            self.spool,
            Connection(url, token, fingerprint),
            witness=Witness(folder),
            declare=lambda kind, why: self.declared.append((kind, why)),
        )

    def weigh(self, *digits):
        for text in digits:
            self.spool.append({"digits": text})

    def close(self):
        self.upload._connection.close()
        self.spool.close()


@pytest.fixture
def agent(tmp_path, server):
    made = Agent(tmp_path, server.url)
    yield made
    made.close()


def digits(server):
    return [reading["digits"] for reading in server.readings()]


def test_a_batch_is_stored_acknowledged_and_its_head_kept(agent, server, tmp_path):
    agent.weigh("1.00", "2.00")
    agent.upload.send_batch()
    assert digits(server) == ["1.00", "2.00"]
    assert agent.spool.acknowledged == 2
    assert json.loads((tmp_path / "head.json").read_text())["size"] == 2
    batch = server.deliveries[0]
    assert batch["agent"] == "hood-1"
    assert batch["boot"] == agent.spool.boot
    assert batch["sent_at"].endswith("Z")


@pytest.mark.parametrize(("count", "batches"), [(BATCH - 1, 1), (BATCH, 1), (BATCH + 1, 2)])
def test_a_batch_has_at_most_five_hundred(agent, server, count, batches):
    with agent.spool._writing() as run:
        for sequence in range(1, count + 1):
            run.execute("INSERT INTO reading VALUES (?, '{}')", (sequence,))
    agent.spool.last = count
    assert agent.upload.drain(5.0)
    assert len(server.deliveries) == batches
    assert len(server.readings()) == count


def test_a_lost_answer_brings_no_duplicate(agent, server):
    agent.weigh("1.00")
    agent.upload.send_batch()
    server.faults = ["lose the answer"]
    agent.weigh("2.00")
    agent.upload.send_batch()  # the connection was reused, so it tries once more by itself
    assert len(server.deliveries) == 3
    assert digits(server) == ["1.00", "2.00"]
    assert agent.spool.acknowledged == 2


def test_a_server_that_is_away_loses_nothing_and_gets_all_when_it_is_back(agent, server):
    stop = threading.Event()
    agent.weigh("1.00")
    server.stop()
    runner = threading.Thread(target=agent.upload.run, args=(stop,))
    runner.start()
    agent.weigh("2.00")
    agent.weigh("3.00")
    server.start()
    until(lambda: agent.spool.acknowledged == 3)
    stop.set()
    agent.spool.wake()
    runner.join(timeout=2)
    assert not runner.is_alive()
    assert digits(server) == ["1.00", "2.00", "3.00"]


def test_a_broken_server_is_asked_again(agent, server):
    server.faults = ["be broken", "speak nonsense"]
    agent.weigh("1.00")
    for _ in range(2):
        with pytest.raises(ServerRefused, match="stay in the spool"):
            agent.upload.send_batch()
    agent.upload.send_batch()
    assert digits(server) == ["1.00"]


def test_a_wrong_token_is_told_and_keeps_the_readings(tmp_path, server):
    agent = Agent(tmp_path, server.url, token="wrong" * 5)
    agent.weigh("1.00")
    with pytest.raises(ServerRefused, match="enrol this agent again"):
        agent.upload.send_batch()
    assert agent.spool.acknowledged == 0
    assert not agent.upload.drain(0.2)
    agent.close()


def test_a_server_back_from_an_older_backup_gets_the_missing_again(agent, server):
    agent.weigh("1.00", "2.00", "3.00")
    agent.upload.send_batch()
    for sequence in (2, 3):
        del server.stored[agent.spool.boot][sequence]
    agent.weigh("4.00")
    agent.upload.drain(2.0)
    assert digits(server) == ["1.00", "2.00", "3.00", "4.00"]


def test_where_the_missing_is_gone_a_new_start_is_declared(tmp_path, server):
    agent = Agent(tmp_path, server.url, kept=0)
    agent.weigh("1.00", "2.00")
    agent.upload.send_batch()
    old = agent.spool.boot
    server.stored.clear()
    agent.weigh("3.00")
    assert agent.upload.drain(2.0)
    assert agent.spool.boot != old
    assert digits(server) == ["3.00"]
    assert agent.declared[0][0] == "spool-begun-anew"
    agent.close()


def test_a_spool_older_than_the_server_begins_anew_instead_of_losing(agent, server):
    server.stored[agent.spool.boot] = {at: {"digits": "old"} for at in range(1, 8)}
    agent.weigh("1.00")
    agent.upload.send_batch()
    agent.upload.drain(2.0)
    assert digits(server)[-1] == "1.00"
    assert agent.declared[0][0] == "spool-begun-anew"


def test_a_server_that_asks_again_and_again_is_not_hammered(agent, server):
    agent.weigh("1.00")
    server.take = lambda *_: (409, {"error": "hole", "have": 0})
    with pytest.raises(ServerRefused):
        agent.upload.send_batch()


def test_an_answer_without_its_number_is_refused(agent, server):
    agent.weigh("1.00")
    for answer in ({}, {"acknowledged": "1"}, {"acknowledged": True}, {"acknowledged": -1}):
        server.take = lambda *_, answer=answer: (200, answer)
        with pytest.raises(ServerRefused, match="acknowledged"):
            agent.upload.send_batch()


def test_a_head_that_went_back_is_set_aside_and_declared_once(agent, server, tmp_path):
    agent.weigh("1.00")
    agent.upload.send_batch()
    kept = (tmp_path / "head.json").read_text()
    server.head = lambda: {"size": 1, "root": "other", "log": "log", "key": "key"}
    for _ in range(2):
        agent.weigh("2.00")
        agent.upload.send_batch()
    assert (tmp_path / "head.json").read_text() == kept
    assert json.loads((tmp_path / "head-conflict.json").read_text())["root"] == "other"
    assert [kind for kind, _ in agent.declared] == ["record-contradicts-head"]


@pytest.mark.parametrize(
    ("size", "root", "log", "kept"),
    [
        (9, "a", "log", False),
        (10, "a", "log", True),
        (10, "b", "log", False),
        (11, "b", "log", True),
        (11, "b", "another", False),
    ],
)
def test_a_head_just_under_at_and_just_over_the_one_kept(tmp_path, size, root, log, kept):
    witness = Witness(tmp_path)
    assert witness.keep({"size": 10, "root": "a", "log": "log", "key": "k"})
    assert witness.keep({"size": size, "root": root, "log": log, "key": "k"}) is kept


def test_the_pinned_certificate_is_taken_and_any_other_refused(tmp_path):
    context, fingerprint = with_certificate(tmp_path)
    server = AServer(context)
    right = Agent(tmp_path, server.url, fingerprint=fingerprint)
    right.weigh("1.00")
    right.upload.send_batch()
    assert digits(server) == ["1.00"]
    right.close()
    wrong = Agent(tmp_path, server.url, fingerprint="0" * 64)
    wrong.weigh("2.00")
    with pytest.raises(OSError, match="another certificate"):
        wrong.upload.send_batch()
    wrong.close()
    unpinned = Agent(tmp_path, server.url)
    with pytest.raises(OSError, match="certificate"):
        unpinned.upload.send_batch()
    unpinned.close()
    server.stop()
    assert digits(server) == ["1.00"]


def test_the_waits_grow_to_ten_seconds_and_begin_again():
    backoff = Backoff()
    assert [backoff.next() for _ in range(7)] == [0.5, 1, 2, 4, 8, 10, 10]
    backoff.reset()
    assert backoff.next() == 0.5
