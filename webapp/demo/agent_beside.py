"""The agent of the sample facility as a process of its own.

`python -m webapp.demo.agent_beside FILE` runs the very agent that `firstair agent` runs, and ends
with the process that started it: when its standard input closes, however that came about.
"""

import logging
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sensors.agent.run import run_agent
from sensors.agent.settle import SETTLE_SECONDS
from webapp.demo.world import AGENT

FAREWELL = 10.0  # seconds the agent may take to send what it still has
CONFIG = """agent = "{agent}"
server = "{server}"
token = "{token}"
spool = "spool.sqlite"

[[balance]]
line = "balance-1"
protocol = "mt-sics"
url = {balance}
serial_number = "{serial}"
settle_seconds = {settles}
"""
ROOM = """
[[room]]
line = "{line}"
profile = "firstair-simulated-room"
url = {url}
every = 2.0
"""


@dataclass(frozen=True)
class Scale:
    """The balance as the agent hears it: its serial number, and how long a weight must stand."""

    serial: str
    settles: float = SETTLE_SECONDS


def write_config(
    folder: Path, server: str, token: str, lines: Mapping[str, str], scale: Scale
) -> Path:
    """Write the agent's file; `lines` gives the address of each instrument."""
    file = folder / "agent.toml"
    folder.mkdir(mode=0o700)
    balance = _quoted(lines["balance-1"])
    text = CONFIG.format(
        agent=AGENT,
        server=server,
        token=token,
        balance=balance,
        serial=scale.serial,
        settles=scale.settles,
    )
    rooms = (name for name in lines if name.startswith("room-"))
    text += "".join(ROOM.format(line=name, url=_quoted(lines[name])) for name in rooms)
    file.touch(mode=0o600)
    file.write_text(text, "utf-8")
    return file


@contextmanager
def agent_beside(config: Path) -> Iterator[None]:
    """Run the agent beside the caller; its log lies next to its file."""
    here = Path(__file__).parents[2]
    command = [sys.executable, "-m", "webapp.demo.agent_beside", str(config)]
    with (config.parent / "agent.log").open("wb") as log:
        process = subprocess.Popen(  # noqa: S603 # our own module, started by its own interpreter
            command, stdin=subprocess.PIPE, stdout=log, stderr=log, cwd=here
        )
        try:
            yield
        finally:
            _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    if process.stdin is not None:
        process.stdin.close()
    try:
        process.wait(FAREWELL)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _quoted(text: str) -> str:
    """A TOML literal string: no address of a line holds an apostrophe."""
    return f"'{text}'"


def main(config: Path) -> None:
    """Run until the standard input closes."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    stop = threading.Event()

    def wait_for_the_end() -> None:
        sys.stdin.buffer.read()
        stop.set()

    threading.Thread(target=wait_for_the_end, daemon=True).start()
    run_agent(config, stop)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
