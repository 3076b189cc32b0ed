"""Programs that hear a weight on a pseudo-terminal and do less with it than First Air."""

import os
import pty
import queue
import select
import sqlite3
import threading
import time
import tty
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from measure import Arm
from pharmacy import frame

from sensors.balances.mt_sics import parse
from sensors.line import Line, Port

PATIENCE = 10.0  # seconds for one weight
NUMBERS = count(1)


def next_digits() -> str:
    """A weight that was never shown before."""
    number = next(NUMBERS)
    return f"{number // 100}.{number % 100:02d}"


@contextmanager
def echo(make: Callable[[int, str], Callable[[], object]]) -> Iterator[Arm]:
    """From writing a frame into a pseudo-terminal to the reader having made of it what it makes.

    `make` gets the far end and its name, and gives what the reader does for one frame.
    """
    near, far = pty.openpty()
    for end in (near, far):
        tty.setraw(end)
    act = make(far, os.ttyname(far))
    done: queue.SimpleQueue[float] = queue.SimpleQueue()
    asked: queue.SimpleQueue[bool] = queue.SimpleQueue()

    def read() -> None:
        while asked.get():
            act()
            done.put(time.perf_counter())

    reader = threading.Thread(target=read, daemon=True)
    reader.start()

    def arm() -> float:
        asked.put(item=True)
        time.sleep(0.002)  # the reader must be waiting in the kernel, as it would be
        began = time.perf_counter()
        os.write(near, frame(next_digits()))
        return done.get(timeout=PATIENCE) - began

    yield arm
    asked.put(item=False)
    reader.join()
    os.close(near)
    os.close(far)


def raw_reader(far: int, _name: str) -> Callable[[], object]:
    """Wait in the kernel, then read: the least that hears a weight."""

    def act() -> bytes:
        heard = b""
        while not heard.endswith(b"\r\n"):
            select.select([far], [], [])
            heard += os.read(far, 4096)
        return heard

    return act


def our_reader(_far: int, name: str) -> Callable[[], object]:
    line = Line(Port(name))
    return lambda: parse(line.read(PATIENCE).raw)


def durable_reader(folder: Path) -> Callable[[int, str], Callable[[], object]]:
    """Heard, then written through to the disk in two files, as the agent and the server do."""

    def make(far: int, name: str) -> Callable[[], object]:
        hear = raw_reader(far, name)
        files = [raw_sqlite(folder / f"{number}.db") for number in (1, 2)]

        def act() -> None:
            heard = hear()
            for file in files:
                file.execute("INSERT INTO reading (body) VALUES (?)", (heard,))

        return act

    return make


def raw_sqlite(file: Path) -> sqlite3.Connection:
    """Every statement of its own is written through to the disk before it returns."""
    connection = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA journal_mode = wal")
    connection.execute("PRAGMA synchronous = full")
    connection.execute("CREATE TABLE reading (number INTEGER PRIMARY KEY, body BLOB)")
    return connection
