"""From the first byte of a weight to its event on a page: how long the road takes.

A weight is written into a pseudo-terminal; a real agent reads it, keeps it on its disk and brings
it to a real server, which records it and sends it to every open page. The floor is a program that
only reads the line. Beside it: the parser alone, our line and parser, and the same two durable
writes by hand. The time on the wire is not in it: 20.8 ms for a weight of 20 characters at 9600
baud.
"""

import queue
import random
import select
import socket
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from line_floors import PATIENCE, durable_reader, echo, next_digits, our_reader, raw_reader
from measure import Figures, options, table, timed
from pharmacy import LINE, Balance, Pharmacy, frame, open_pharmacy
from sqlalchemy import select as query

from compounding.cleanroom.models import StoredReading
from sensors.balances.mt_sics import parse

PARSE, READ = "parse alone", "read the line"
OUR_LINE, DURABLE = "our line and parser", "read the line, two raw durable rows"
EACH_FROM_ONE_ADDRESS = 5  # pages; the server bounds them


def a_pause() -> float:
    """Never in step with anything that repeats."""
    return random.uniform(0.005, 0.030)


class Page:
    """An open page: notes when the event of a weight arrived."""

    def __init__(self, pharmacy: Pharmacy) -> None:
        self._socket = subscribe(pharmacy, "127.0.0.1")
        self._arrived: queue.SimpleQueue[tuple[int, bytes]] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def _listen(self) -> None:
        while data := self._socket.recv(65536):
            self._arrived.put((time.time_ns(), data))

    def wait_for(self, digits: str) -> int:
        """The nanosecond in which this weight was here."""
        wanted = f'"digits": "{digits}"'.encode()
        until = time.monotonic() + PATIENCE
        while (left := until - time.monotonic()) > 0:
            at, data = self._arrived.get(timeout=left)
            if wanted in data:
                return at
        message = f"{digits} g did not arrive"
        raise TimeoutError(message)

    def close(self) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self._socket.close()


def subscribe(pharmacy: Pharmacy, source: str) -> socket.socket:
    """Ask for the live stream as the browser of a station does."""
    opened = socket.create_connection(
        ("127.0.0.1", pharmacy.port), PATIENCE, source_address=(source, 0)
    )
    opened.sendall(
        f"GET /live/events?topics=weight:{LINE} HTTP/1.1\r\nHost: 127.0.0.1:{pharmacy.port}\r\n"
        f"Cookie: firstair_station={pharmacy.station}\r\n\r\n".encode()
    )
    assert b" 200 " in opened.recv(65536), "the live stream was refused"
    opened.settimeout(None)
    return opened


@contextmanager
def other_pages(pharmacy: Pharmacy, number: int) -> Iterator[None]:
    """More pages on other machines, which read what comes."""
    sources = [f"127.0.0.{2 + page // EACH_FROM_ONE_ADDRESS}" for page in range(number)]
    pages = {subscribe(pharmacy, source): 0 for source in sources}
    closing = threading.Event()

    def read() -> None:
        while not closing.is_set() and pages:
            for ready in select.select(list(pages), [], [], 0.05)[0]:
                pages[ready] += len(ready.recv(65536))

    reader = threading.Thread(target=read)
    reader.start()
    yield
    closing.set()
    reader.join()
    assert all(pages.values()), "a page heard nothing"
    for page in pages:
        page.close()


class Road:
    """The whole way, and where on it the time went."""

    def __init__(self, balance: Balance, page: Page) -> None:
        self._balance = balance
        self._page = page
        self.ends: dict[str, tuple[int, int]] = {}

    def travel(self) -> float:
        digits = next_digits()
        began = self._balance.say(digits)
        ended = self._page.wait_for(digits)
        self.ends[digits] = (began, ended)
        return (ended - began) / 1e9

    def parts(self, pharmacy: Pharmacy) -> dict[str, float]:
        """Median milliseconds by the times that the record keeps of each reading."""
        spans: dict[str, list[float]] = {}
        with pharmacy.record() as database, database.reading() as session:
            for row in session.scalars(query(StoredReading).where(StoredReading.line == LINE)):
                if row.digits in self.ends:
                    began, ended = (each / 1e6 for each in self.ends[row.digits])
                    heard, taken = (at.timestamp() * 1e3 for at in (row.agent_at, row.received_at))
                    for part, span in (
                        ("wire to agent: line, parser", heard - began),
                        ("agent to server: spool, upload, gate", taken - heard),
                        ("server to page: ledger entry, live stream", ended - taken),
                    ):
                        spans.setdefault(part, []).append(span)
            assert len(self.ends) == len(spans["wire to agent: line, parser"])
        return {part: statistics.median(each) for part, each in spans.items()}


def main() -> None:
    told = options(__doc__, {"pages": (50, "open pages of the second run")})
    figures, times = Figures(), 5 if told.quick else 150
    raw = frame("1234.56")
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        balance = Balance()
        stack.callback(balance.close)
        pharmacy = stack.enter_context(open_pharmacy(folder, balance))
        page = Page(pharmacy)
        stack.callback(page.close)
        road = Road(balance, page)
        floors = {
            PARSE: timed(lambda: parse(raw)),
            READ: stack.enter_context(echo(raw_reader)),
            OUR_LINE: stack.enter_context(echo(our_reader)),
            DURABLE: stack.enter_context(echo(durable_reader(folder))),
        }
        for _ in range(told.rounds):
            figures.take({**floors, "weight to event, 1 page": road.travel}, times, a_pause)
            with other_pages(pharmacy, told.pages - 1):
                many = {f"weight to event, {told.pages} pages": road.travel}
                figures.take(many, times, lambda: 3 * a_pause())
        print(table(figures, READ))
        print("\nWhere the time goes, median ms:\n")
        for part, span in road.parts(pharmacy).items():
            print(f"* {part}: {span:.2f}")


if __name__ == "__main__":
    main()
