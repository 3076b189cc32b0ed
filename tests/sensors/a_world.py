"""Simulated instruments on real lines, a real server, and the agent between them."""

import sys
import threading

from sensors.agent.run import run_agent
from sensors.simulated.balance import SimulatedBalance
from sensors.simulated.room import SimulatedRoom
from tests.sensors.a_server import TOKEN

FILE = """
agent = "hood-1"
server = "{server}"
token = "{token}"

[[balance]]
line = "balance-1"
protocol = "{protocol}"
url = "{balance}"
settle_seconds = 1.0
{balance_more}

[[room]]
line = "room-1"
profile = "firstair-simulated-room"
url = "{room}"
baud = 115200
every = 0.05
"""


class World:
    """A simulated balance and room, a server, and an agent that can be started and stopped."""

    def __init__(self, folder, server):
        self.folder, self.server = folder, server
        self.balance = SimulatedBalance(settles=0.05, period=0.02)
        self.room = SimulatedRoom()
        tty = sys.platform != "win32"
        for instrument in (self.balance, self.room):
            instrument.open_pty() if tty else instrument.listen()
        self.stop = threading.Event()
        self.thread = None
        self.broke = []

    def speak(self, protocol):
        """Put a balance of another family on the line, before the agent starts."""
        self.balance.close()
        self.balance = SimulatedBalance(protocol=protocol, settles=0.05, period=0.02)
        self.balance.open_pty() if sys.platform != "win32" else self.balance.listen()
        plain = 'baud = 9600\nbits = 8\nparity = "N"'  # a pseudo-terminal knows no parity
        return {"protocol": protocol, "balance_more": plain}

    def start(self, **changes):
        values = {
            "server": self.server.url,
            "token": TOKEN,
            "balance": self.balance.url,
            "room": self.room.url,
            "balance_more": "",
            "protocol": "mt-sics",
        }
        path = self.folder / "agent.toml"
        path.write_text(FILE.format(**(values | changes)))
        self.stop.clear()
        self.thread = threading.Thread(target=self._run, args=(path,))
        self.thread.start()
        return self

    def _run(self, path):
        try:
            run_agent(path, self.stop)
        except Exception as error:
            self.broke.append(error)
            raise

    def end(self):
        self.stop.set()
        if self.thread is not None:
            self.thread.join(timeout=6)
            assert not self.thread.is_alive()
        assert not self.broke

    def close(self):
        self.end()
        self.balance.close()
        self.room.close()

    def weight(self, digits, *, settled=None):
        return self.server.wait_for(
            lambda r: (
                r["digits"] == digits
                and r["quantity"] == "mass"
                and (settled is None or r["settled"] is settled)
            )
        )

    def event(self, kind, line="balance-1"):
        return self.server.wait_for(lambda r: kind in r["flags"] and r["line"] == line)
