"""The live screens: one stream of server-sent events to each open page.

A page subscribes to topics ("weight:balance-1", "room", "worksheet:12"). Every message has a key
inside its topic, and a page that reads slowly is given only the newest message of each key: a
queue can therefore not grow, and what a slow page shows is never older than it must be.
"""

import json
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from webapp.errors import TooManyStreams

HEARTBEAT_SECONDS = 4.0
WAITING_LIMIT = 256
KEPT_LIMIT = 1024
STREAMS_PER_GUEST = 6
STREAMS_IN_ALL = 96
STREAMS_OF_BOARDS = 32  # of them, for walls without a login: they must not crowd out the work
CROWDED = "crowded"  # the word for a stream that had to make room

Key = tuple[str, str]
Kept = tuple[bytes, float]  # a message, and the monotonic second after which it is stale


@dataclass(eq=False)
class Stream:
    """What one page has subscribed to and has not been sent yet."""

    guest: str
    topics: frozenset[str]
    board: bool = False
    waiting: OrderedDict[Key, bytes] = field(default_factory=OrderedDict)
    news: threading.Condition = field(default_factory=threading.Condition)
    closed: bool = False
    farewell: str = ""
    dropped: int = 0

    def wants(self, topic: str) -> bool:
        """A topic is named whole, or by the part before its colon."""
        return topic in self.topics or topic.partition(":")[0] in self.topics

    def offer(self, key: Key, message: bytes) -> None:
        """Put the newest message of a key at the end of the line."""
        with self.news:
            self.dropped += self.waiting.pop(key, None) is not None
            self.waiting[key] = message
            while len(self.waiting) > WAITING_LIMIT:
                self.waiting.popitem(last=False)
                self.dropped += 1
            self.news.notify()

    def take(self, seconds: float) -> bytes:
        """All that waits, or nothing after so many seconds."""
        with self.news:
            if not self.waiting and not self.closed:
                self.news.wait(seconds)
            message = b"".join(self.waiting.values())
            self.waiting.clear()
            return message

    def close(self, farewell: str = "") -> None:
        """End the stream at once; `farewell` tells the page why."""
        with self.news:
            self.closed, self.farewell = True, farewell
            self.news.notify()


class Hub:
    """Gives every published message to the pages that want it, and keeps the newest of each."""

    def __init__(self, *, per_guest: int = STREAMS_PER_GUEST, in_all: int = STREAMS_IN_ALL) -> None:
        self._per_guest = per_guest
        self._in_all = in_all
        self._streams: dict[Stream, None] = {}  # oldest first
        self._newest: OrderedDict[Key, Kept] = OrderedDict()
        self._changes: OrderedDict[str, tuple[int, bytes]] = OrderedDict()
        self.news = time.time_ns() // 1_000_000  # counts on from here, also after a restart
        self._lock = threading.Lock()

    def publish(
        self,
        topic: str,
        event: str,
        data: Mapping[str, object],
        *,
        key: str = "",
        fresh_seconds: float = 0.0,
        change: bool = False,
    ) -> None:
        """Send `data` to all who want `topic`, and for some seconds to those who come later.

        A `change` also reaches a page that was made before it and opens its stream after it.
        """
        message = encode(event, data)
        with self._lock:
            self.news += 1
            if change:
                self._changes.pop(topic, None)
                self._changes[topic] = (self.news, message)
            while len(self._changes) > KEPT_LIMIT:
                self._changes.popitem(last=False)
            self._newest.pop((topic, key), None)
            if fresh_seconds > 0:
                self._newest[topic, key] = (message, time.monotonic() + fresh_seconds)
            while len(self._newest) > KEPT_LIMIT:
                self._newest.popitem(last=False)
            streams = [each for each in self._streams if each.wants(topic)]
        for each in streams:
            each.offer((topic, key), message)

    def open(
        self,
        guest: str,
        topics: frozenset[str],
        since: int | None = None,
        *,
        board: bool = False,
    ) -> Stream:
        """Subscribe; the newest fresh message of every wanted key is waiting at once.

        `since` is what `news` was when the page was made: changes after it are waiting too.

        A page that was left is noticed only at the next write, so one too many of a browser ends
        its oldest stream instead of refusing the newest.
        """
        stream = Stream(guest, topics, board=board)
        with self._lock:
            mine = [each for each in self._streams if each.guest == guest]
            for each in mine[: max(0, len(mine) - self._per_guest + 1)]:
                each.close(CROWDED)
                del self._streams[each]
            boards = sum(each.board for each in self._streams)
            if len(self._streams) >= self._in_all or (board and boards >= STREAMS_OF_BOARDS):
                raise TooManyStreams(
                    what="Too many live pages are open here.",
                    meaning="This page shows no live values; no record is touched.",
                    do="Close the tabs you do not need and load the page again.",
                )
            now = time.monotonic()
            for key, (message, until) in self._newest.items():
                if stream.wants(key[0]) and now < until:
                    stream.waiting[key] = message
            for topic, (number, message) in self._changes.items():
                if since is not None and number > since and stream.wants(topic):
                    stream.waiting[topic, ""] = message
            self._streams[stream] = None
        return stream

    def leave(self, stream: Stream) -> None:
        """Forget a stream."""
        with self._lock:
            self._streams.pop(stream, None)

    def close(self) -> None:
        """End all streams, so that the server can stop at once."""
        with self._lock:
            streams = list(self._streams)
        for each in streams:
            each.close()

    def open_streams(self) -> int:
        """How many pages are listening."""
        with self._lock:
            return len(self._streams)


def encode(event: str, data: Mapping[str, object]) -> bytes:
    """One server-sent event; JSON has no line breaks, so no text can end the event early."""
    return f"event: {event}\ndata: {json.dumps(data, ensure_ascii=True)}\n\n".encode()


def events(
    hub: Hub,
    stream: Stream,
    still_welcome: Callable[[], str],
    heartbeat: float = HEARTBEAT_SECONDS,
) -> Iterator[bytes]:
    """The bytes of one response, until the page goes or `still_welcome` gives a reason to end.

    `still_welcome` is asked at every turn without news and answers "" or a word for the page
    ("locked", "signed out"); a dead page is noticed at the next write, at most a heartbeat later.
    """
    try:
        yield b"retry: 1000\n\n"
        while not stream.closed:
            message = stream.take(heartbeat)
            if message:
                yield message
                continue
            if reason := still_welcome():
                yield encode("session", {"state": reason})
                return
            yield encode("beat", {})
        if stream.farewell:
            yield encode("session", {"state": stream.farewell})
    finally:
        hub.leave(stream)
