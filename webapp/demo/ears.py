"""Listen to the live stream as a page does, and wait for what a person would wait for."""

import contextlib
import json
import threading
from collections.abc import Callable, Mapping
from http.client import HTTPConnection, HTTPException
from time import monotonic
from typing import Any, Self
from urllib.parse import urlsplit

SILENCE = 15.0  # seconds; the server beats every four

Frame = dict[str, Any]


class Ears:
    """Keeps every event of the stream in order; `heard` counts them."""

    def __init__(self, url: str, path: str, cookies: Mapping[str, str]) -> None:
        self._cookies = "; ".join(f"{name}={value}" for name, value in cookies.items())
        self._path = path
        self._connection = HTTPConnection(urlsplit(url).netloc, timeout=SILENCE)
        self._news = threading.Condition()
        self._frames: list[tuple[str, Frame]] = []
        self._thread = threading.Thread(target=self._listen, name="ears", daemon=True)

    def __enter__(self) -> Self:
        heads = {"Accept": "text/event-stream", "Cookie": self._cookies}
        self._connection.request("GET", self._path, headers=heads)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._connection.sock is not None:
            with contextlib.suppress(OSError):
                self._connection.sock.shutdown(2)
        self._thread.join(timeout=5)
        self._connection.close()

    @property
    def heard(self) -> int:
        """How many events came so far: a place to wait from."""
        with self._news:
            return len(self._frames)

    def since(self, place: int, event: str) -> list[Frame]:
        """The events of a kind that came after a place."""
        with self._news:
            return [frame for name, frame in self._frames[place:] if name == event]

    def wait(
        self, place: int, event: str, wanted: Callable[[Frame], bool], seconds: float
    ) -> Frame | None:
        """The first wanted event after a place; None when it did not come in time."""
        until = monotonic() + seconds
        with self._news:
            while True:
                for name, frame in self._frames[place:]:
                    if name == event and wanted(frame):
                        return frame
                place = len(self._frames)
                if not self._news.wait(max(0.0, until - monotonic())):
                    return None

    def _listen(self) -> None:
        with contextlib.suppress(OSError, HTTPException, ValueError, AttributeError):
            answer = self._connection.getresponse()
            name = ""
            while line := answer.readline():
                if line.startswith(b"event: "):
                    name = line[7:].decode().strip()
                elif line.startswith(b"data: "):
                    self._take(name, json.loads(line[6:]))

    def _take(self, name: str, frame: Frame) -> None:
        with self._news:
            self._frames.append((name, frame))
            self._news.notify_all()
