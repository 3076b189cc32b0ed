"""A whole First Air for a bench: server and agent as processes of their own, on this machine.

The balance is a pseudo-terminal; its other end belongs to the bench, which so knows when the
first byte of a weight was written.
"""

import os
import pty
import select
import socket
import subprocess
import sys
import threading
import time
import tty
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from measure import ROOT

import compounding.models  # noqa: F401 - every table must be known before a database is opened
from compounding.ledger.actor import SYSTEM
from compounding.ledger.database import open_database
from compounding.ledger.keys import Keys
from compounding.ledger.stations import enrol_agent, enrol_station
from webapp.installation import Installation

LINE = "balance-1"
PATIENCE = 30.0  # seconds for a process to be ready
PERIOD = 0.1  # seconds between two frames of a streaming balance
ANSWERS = {
    b"I2": b'I2 A "SIMULATED balance 3100.00 g"\r\n',
    b"I3": b'I3 A "1.00"\r\n',
    b"I4": b'I4 A "SIMULATED-BENCH"\r\n',
}
AGENT_FILE = """
agent = "bench"
server = "http://127.0.0.1:{port}"
token = "{token}"

[[balance]]
line = "{line}"
protocol = "mt-sics"
url = "{url}"
"""


def frame(digits: str) -> bytes:
    """A weight that is not stable: it is recorded because it is new, and never settles."""
    return f"S D {digits:>10} g\r\n".encode()


class Balance:
    """Answers on a pseudo-terminal, and repeats its weight ten times a second once asked to."""

    def __init__(self) -> None:
        self._near, self._far = pty.openpty()
        for end in (self._near, self._far):
            tty.setraw(end)
        self.url = os.ttyname(self._far)
        self.streams = threading.Event()
        self._guard = threading.Lock()
        self._shown = frame("0.00")
        self._closing = threading.Event()
        self._threads = [threading.Thread(target=work) for work in (self._hear, self._repeat)]
        for thread in self._threads:
            thread.start()

    def say(self, digits: str) -> int:
        """Show this weight now; give the nanosecond in which its first byte was written."""
        shown = frame(digits)
        with self._guard:
            self._shown = shown
            began = time.time_ns()
            os.write(self._near, shown)
        return began

    def _hear(self) -> None:
        while not self._closing.is_set():
            if select.select([self._near], [], [], PERIOD)[0]:
                for command in os.read(self._near, 4096).split():
                    os.write(self._near, ANSWERS.get(command, b""))
                    if command == b"SIR":
                        self.streams.set()

    def _repeat(self) -> None:
        while not self._closing.wait(PERIOD):
            if self.streams.is_set():
                with self._guard:
                    os.write(self._near, self._shown)

    def close(self) -> None:
        self._closing.set()
        for thread in self._threads:
            thread.join()
        os.close(self._near)
        os.close(self._far)


class Pharmacy:
    """Where the server is, what opens its live stream, and where its record lies."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder = folder
        self.port = port
        self.station = self.agent = ""

    def enrol(self) -> None:
        """Make the installation, and let in one station and one agent."""
        run("init", "--data", str(self.folder)).wait()
        with self.record() as database, database.entry(by=SYSTEM, at=datetime.now(UTC)) as unit:
            self.station = enrol_station(unit, "hood-1", "Hood 1")
            self.agent = enrol_agent(unit, "bench")

    @contextmanager
    def record(self) -> Iterator:
        here = Installation.at(self.folder)
        database = open_database(here.settings().database_url, Keys.load(here.keys))
        yield database
        database.close()

    def wait(self) -> None:
        """Until the server answers."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            asking = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
            try:
                asking.request("GET", "/api/head")
                asking.getresponse().read()
            except (OSError, HTTPException):
                time.sleep(0.05)
            else:
                return
            finally:
                asking.close()
        message = "the server did not come up"
        raise TimeoutError(message)


def run(*words: str) -> subprocess.Popen:
    """A command of First Air in a process of its own; its log goes nowhere."""
    command = [sys.executable, "-c", "from webapp.cli import main; main()", *words]
    quiet = subprocess.DEVNULL
    return subprocess.Popen(command, cwd=ROOT, stdout=quiet, stderr=quiet)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as trial:
        return trial.getsockname()[1]


@contextmanager
def open_pharmacy(folder: Path, balance: Balance) -> Iterator[Pharmacy]:
    """Serve, and let the agent read this balance, until the bench is over."""
    pharmacy = Pharmacy(folder / "data", free_port())
    pharmacy.enrol()
    config = folder / "agent.toml"
    values = {"port": pharmacy.port, "token": pharmacy.agent, "line": LINE, "url": balance.url}
    config.write_text(AGENT_FILE.format(**values), encoding="utf-8")
    processes = [run("serve", "--data", str(pharmacy.folder), "--port", str(pharmacy.port))]
    try:
        pharmacy.wait()
        processes.append(run("agent", "--config", str(config)))
        assert balance.streams.wait(PATIENCE), "the agent did not ask for weights"
        yield pharmacy
    finally:
        for process in reversed(processes):
            process.terminate()
            process.wait()
