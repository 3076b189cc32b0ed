"""Room instruments that speak Modbus RTU (serial, or RTU over a socket) or Modbus TCP.

`decode` is pure: registers and a point of the profile in, printed digits out. A special code, not
a number, or a value outside what the instrument can measure is refused, never a number.
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from math import isfinite

from pymodbus.client import ModbusSerialClient, ModbusTcpClient
from pymodbus.exceptions import ConnectionException, ModbusException
from pymodbus.pdu import ModbusPDU

from sensors.errors import FrameRefused, LineLost, LineNotOpened, LineSilent
from sensors.line import Port
from sensors.rooms.profile import Point, Profile

PATIENCE = 0.5  # seconds for an answer; the slowest of these instruments needs a tenth of it


@dataclass(frozen=True)
class Measured:
    """The digits of one point, and the bytes of the answer they came from."""

    digits: str
    raw: bytes


def decode(point: Point, registers: Sequence[int]) -> str:
    """Give the printed digits of one point; raises FrameRefused with the reason."""
    if len(registers) != point.count:
        reason = f"The answer has {len(registers)} registers where {point.count} were asked."
        raise FrameRefused(reason)
    is_float = point.type == "float32"
    value = _float(point, registers) if is_float else _integer(point, registers[0])
    if not point.low <= value <= point.high:
        reason = (
            f"{value:f} {point.unit} lies outside what this instrument can measure "
            f"({point.low:f} to {point.high:f})."
        )
        raise FrameRefused(reason)
    return f"{value:f}"


def _integer(point: Point, register: int) -> Decimal:
    code = f"0x{register:04X}"
    if code in point.invalid:
        reason = f"The instrument says {code}: {point.invalid[code]}."
        raise FrameRefused(reason)
    signed = point.type == "int16" and register >= 1 << 15
    return Decimal(register - (1 << 16) if signed else register) * point.scale


def _float(point: Point, registers: Sequence[int]) -> Decimal:
    words = reversed(registers) if point.word_order == "low first" else registers
    (value,) = struct.unpack(">f", struct.pack(">2H", *words))
    if not isfinite(value):
        reason = "The instrument has no value for this (not a number)."
        raise FrameRefused(reason)
    step = Decimal(1).scaleb(-(point.decimals or 0))
    exact = Decimal(value) * point.scale
    if abs(exact) > abs(point.low) + abs(point.high):
        return exact  # too far off to be rounded; the range refuses it
    return exact.quantize(step, ROUND_HALF_UP)


class ModbusRoom:
    """A conversation with one instrument; `tcp://host:port` speaks Modbus TCP, all else RTU."""

    def __init__(self, port: Port, profile: Profile, unit_id: int | None = None) -> None:
        self.port = port
        self.profile = profile
        self.unit_id = unit_id or profile.unit_id
        self._raw = b""
        self._client = self._open()

    def _open(self) -> ModbusSerialClient | ModbusTcpClient:
        client: ModbusSerialClient | ModbusTcpClient
        if self.port.url.startswith("tcp://"):
            host, _, number = self.port.url.removeprefix("tcp://").rpartition(":")
            client = ModbusTcpClient(
                host, port=int(number), timeout=PATIENCE, retries=0, trace_packet=self._trace
            )
        else:
            client = ModbusSerialClient(
                self.port.url,
                baudrate=self.port.baud,
                parity=self.port.parity,
                stopbits=self.port.stop_bits,
                timeout=PATIENCE,
                retries=0,
                trace_packet=self._trace,
            )
        if not client.connect():
            raise LineNotOpened(self.port.url, "it does not exist, or another program holds it")
        return client

    def _trace(self, sending: bool, data: bytes) -> bytes:  # noqa: FBT001 - pymodbus calls it so
        self._raw = b"" if sending else data
        return data

    def measure(self, point: Point) -> Measured:
        """Ask for one point.

        Raises FrameRefused for an answer without a usable value, LineSilent or LineLost for none.
        """
        registers = self._registers(point)
        try:
            return Measured(decode(point, registers), self._raw)
        except FrameRefused as refused:
            raise FrameRefused(refused.reason, self._raw) from refused

    def _registers(self, point: Point) -> list[int]:
        answer = self._ask(point)
        if answer.isError():
            reason = f"The instrument refused the question (exception {answer.exception_code})."
            raise FrameRefused(reason, self._raw)
        return list(answer.registers)

    def _ask(self, point: Point) -> ModbusPDU:
        read = self._client.read_holding_registers
        if self.profile.function != 3:  # noqa: PLR2004 - Modbus function 3 is its name
            read = self._client.read_input_registers
        address = self.profile.wire_address(point)
        try:
            return read(address, count=point.count, device_id=self.unit_id)
        except ConnectionException as error:
            raise LineLost(self.port.url, str(error)) from error
        except (ModbusException, struct.error) as error:
            if self._raw:
                reason = "The answer is damaged: its checksum, length or sender is wrong."
                raise FrameRefused(reason, self._raw) from error
            raise LineSilent(self.port.url, f"about its {point.quantity}") from error

    def close(self) -> None:
        """Let the line go."""
        self._client.close()  # type: ignore[no-untyped-call]  # pymodbus left it untyped
