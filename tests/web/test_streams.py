"""Live values over a real server: many pages, slow pages, pages that are gone."""

import http.client
import json
import socket
import threading
import time
from urllib.parse import urlsplit

import pytest

from compounding.ledger.sessions import close_sessions_of, lock_session
from webapp.house import house_of
from webapp.live import WAITING_LIMIT, Hub, Stream, encode, events


class Ear:
    """One page that listens: a plain socket, read line by line."""

    def __init__(self, address, path, cookie=""):
        parts = urlsplit(address)
        self.connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=10)
        headers = {"Cookie": cookie} if cookie else {}
        self.connection.request("GET", path, headers=headers)
        self.answer = self.connection.getresponse()

    def next(self, kind):
        """The data of the next event of a kind."""
        name = ""
        while line := self.answer.fp.readline():
            text = line.decode().strip()
            if text.startswith("event: "):
                name = text[7:]
            elif text.startswith("data: ") and name == kind:
                return json.loads(text[6:])
        return None

    def close(self):
        self.answer.close()
        self.connection.close()


def cookie_of(browser):
    return f"firstair_session={browser.get_cookie('firstair_session').value}"


def wait_for(truth, seconds=8):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if truth():
            return True
        time.sleep(0.05)
    return False


@pytest.fixture(autouse=True)
def _fast(monkeypatch):
    """Heartbeats fast enough for a test."""
    monkeypatch.setattr("webapp.streams.HEARTBEAT", 0.2)


def test_many_pages_hear_the_same_weight(site, served):
    ears = [Ear(served, "/board/events") for _ in range(3)]
    hub = house_of(site.app).hub
    people = [site.signed_in(handle) for handle in ("admin", "technician", "pharmacist")]
    path = "/live/events?topics=weight:balance-1"
    ears += [Ear(served, path, cookie_of(each)) for each in people for _ in range(5)]
    assert wait_for(lambda: hub.open_streams() == len(ears))
    hub.publish("weight:balance-1", "weight", {"digits": "1.23"})
    assert [ear.next("weight")["digits"] for ear in ears[3:]] == ["1.23"] * 15
    for ear in ears:
        ear.close()
    assert wait_for(lambda: hub.open_streams() == 0)


def test_a_page_that_reads_nothing_holds_nobody_up(site, served):
    hub = house_of(site.app).hub
    parts = urlsplit(served)
    slow = socket.create_connection((parts.hostname, parts.port))
    slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
    slow.sendall(b"GET /board/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
    quick = Ear(served, "/board/events")
    assert wait_for(lambda: hub.open_streams() == 2)
    began = time.monotonic()
    for number in range(2000):
        hub.publish("room", "room", {"code": "x", "number": number, "filler": "y" * 2000}, key="x")
    hub.publish("room", "room", {"code": "end"}, key="end")
    assert time.monotonic() - began < 5
    seen = []
    while not seen or seen[-1]["code"] != "end":
        seen.append(quick.next("room"))
    numbers = [each["number"] for each in seen if "number" in each]
    assert numbers == sorted(numbers)
    assert numbers[-1] == 1999
    slow.close()
    quick.close()


def test_other_pages_are_served_while_streams_are_open(served):
    ears = [Ear(served, "/board/events") for _ in range(6)]
    parts = urlsplit(served)
    page = http.client.HTTPConnection(parts.hostname, parts.port, timeout=5)
    page.request("GET", "/board")
    answer = page.getresponse()
    assert (answer.status, b"wall" in answer.read()) == (200, True)
    page.close()
    for ear in ears:
        ear.close()


@pytest.mark.parametrize("act", ["lock", "close"])
def test_a_stream_ends_when_its_session_does(site, served, act):
    browser = site.signed_in("admin")
    ear = Ear(served, "/live/events?topics=room", cookie_of(browser))
    if act == "lock":
        lock_session(site.database, browser.get_cookie("firstair_session").value)
    else:
        close_sessions_of(site.database, site.people["admin"].id)
    assert ear.next("session") == {"state": "locked" if act == "lock" else "signed out"}
    assert ear.answer.fp.readline() in {b"", b"\n", b"0\r\n", b"\r\n"}
    ear.close()


def test_an_idle_page_is_told_so_and_a_stream_keeps_nobody_awake(site, served):
    browser = site.signed_in("admin")
    ear = Ear(served, "/live/events?topics=room", cookie_of(browser))
    ear.next("beat")
    site.clock.forward(minutes=10)
    assert ear.next("session") == {"state": "locked"}
    ear.close()


def test_one_page_too_many_of_a_browser_ends_its_oldest(site, served):
    ears = [Ear(served, "/board/events") for _ in range(7)]
    assert ears[0].next("session") == {"state": "crowded"}
    hub = house_of(site.app).hub
    hub.publish("room", "room", {"code": "x"})
    assert ears[6].next("room") == {"code": "x"}
    for ear in ears:
        ear.close()


def test_a_full_house_refuses_in_words():
    from webapp.errors import TooManyStreams

    hub = Hub(in_all=2)
    for guest in "ab":
        hub.open(guest, frozenset({"room"}))
    with pytest.raises(TooManyStreams, match="Close the tabs"):
        hub.open("c", frozenset({"room"}))


def test_the_server_stops_at_once_with_streams_open(site):
    from webapp.server import make_server, serving

    server = make_server(site.app, "127.0.0.1", 0)
    with serving(server, site.app) as address:
        ears = [Ear(address, "/board/events") for _ in range(5)]
        began = time.monotonic()
    assert time.monotonic() - began < 3
    for ear in ears:
        ear.close()


TOPICS = [
    "",
    "patients",
    "weight,patients",
    "x" * 81,
    "room," * 2 + ",".join(f"weight:{n}" for n in range(17)),
]


@pytest.mark.parametrize("topics", TOPICS)
def test_unknown_topics_are_refused(shared, topics):
    answer = shared.signed_in("admin").get("/live/events", query_string={"topics": topics})
    assert answer.status_code == 400


def test_the_board_hears_rooms_and_nothing_else(site):
    hub = house_of(site.app).hub
    answer = site.client().get("/board/events?topics=weight,worksheet")
    hub.publish("weight:balance-1", "weight", {"digits": "1"})
    hub.publish("worksheet:1", "worksheet", {"id": "1"})
    hub.publish("room", "room", {"code": "x"})
    parts = answer.iter_encoded()
    assert next(parts).startswith(b"retry")
    assert next(parts) == encode("room", {"code": "x"})
    answer.close()


def test_a_slow_page_gets_the_newest_of_each_key():
    stream = Stream("guest", frozenset({"weight"}))
    for number in range(1000):
        stream.offer(("weight:a", ""), b"a%d " % number)
    stream.offer(("weight:b", ""), b"b ")
    assert stream.take(0) == b"a999 b "
    assert stream.dropped == 999
    assert stream.take(0) == b""


@pytest.mark.parametrize(
    ("keys", "kept"), [(WAITING_LIMIT, WAITING_LIMIT), (WAITING_LIMIT + 1, WAITING_LIMIT)]
)
def test_what_waits_for_a_page_is_bounded(keys, kept):
    stream = Stream("guest", frozenset({"room"}))
    for number in range(keys):
        stream.offer(("room", str(number)), b"x")
    assert len(stream.take(0)) == kept


def test_what_was_said_too_long_ago_is_not_said_again():
    hub = Hub()
    hub.publish("room", "room", {"code": "old"}, key="old", fresh_seconds=0.01)
    hub.publish("room", "room", {"code": "new"}, key="new", fresh_seconds=60)
    time.sleep(0.02)
    assert hub.open("guest", frozenset({"room"})).take(0) == encode("room", {"code": "new"})


def test_a_line_break_in_a_name_forges_no_event():
    told = encode("room", {"name": "x\n\nevent: session\ndata: {}\n\n"})
    assert told.count(b"\n") == 3


def test_publishing_from_many_threads_loses_no_page():
    hub = Hub()
    stream = hub.open("guest", frozenset({"room"}))
    threads = [
        threading.Thread(
            target=lambda n=n: [hub.publish("room", "r", {}, key=f"{n}") for _ in range(200)]
        )
        for n in range(8)
    ]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert stream.take(0).count(b"event: r") == 8


def test_a_stream_that_is_left_is_forgotten():
    hub = Hub()
    stream = hub.open("guest", frozenset({"room"}))
    told = events(hub, stream, lambda: "", heartbeat=0.01)
    next(told)
    told.close()
    assert hub.open_streams() == 0
