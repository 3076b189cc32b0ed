"""The serial ports of this computer, as its operating system names them."""

from dataclasses import dataclass

from serial.tools import list_ports


@dataclass(frozen=True)
class Found:
    """One port: the name for the agent's file, and what the system says hangs on it."""

    name: str
    describes: str


def serial_ports() -> list[Found]:
    """Give the ports in the order of their names; opening none of them."""
    return [Found(port.device, port.description or "") for port in sorted(list_ports.comports())]
