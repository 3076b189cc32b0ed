import sys
import time
from decimal import Decimal

import pytest

from sensors.agent import balance_line
from sensors.balances import mt_sics
from sensors.balances.conversation import Conversation
from sensors.balances.families import FAMILIES
from sensors.errors import FrameRefused
from sensors.line import Line, Port
from sensors.simulated.balance import SimulatedBalance
from tests.sensors.a_server import AServer
from tests.sensors.a_world import World


def until(condition, seconds=5.0):
    """Wait for something that another thread brings about; say so when it does not come."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := condition():
            return found
        time.sleep(0.005)
    raise AssertionError("it did not happen in time")


def attempt(frame, parse=mt_sics.parse):
    """What a frame says, None where it is refused."""
    try:
        return parse(frame.raw)
    except FrameRefused:
        return None


HAS_PTY = sys.platform != "win32"


@pytest.fixture
def balance(request):
    """On a pseudo-terminal, unless a test asks for a socket: closing one of those takes 0.3 s."""
    kind = getattr(request, "param", "pty")
    simulated = SimulatedBalance(settles=0.08, period=0.01)
    simulated.open_pty() if kind == "pty" and HAS_PTY else simulated.listen()
    yield simulated
    simulated.close()


@pytest.fixture
def driver(balance):
    conversation = Conversation(FAMILIES["mt-sics"], Line(Port(balance.url)))
    yield conversation
    conversation.close()


@pytest.fixture
def grams():
    return Decimal


@pytest.fixture
def server():
    running = AServer()
    yield running
    running.stop()


@pytest.fixture
def world(tmp_path, server, monkeypatch):
    monkeypatch.setattr(balance_line, "SILENT_AFTER", 0.5)
    made = World(tmp_path, server)
    yield made
    made.close()
