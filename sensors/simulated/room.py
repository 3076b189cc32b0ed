"""A simulated room instrument: temperature, humidity and differential pressure over Modbus.

It answers what its profile says, as Modbus RTU on a pseudo-terminal or a socket, or as Modbus
TCP. `set` moves the room; `fault` breaks the instrument by name.
"""

import struct
from decimal import ROUND_HALF_UP, Decimal

from sensors.errors import ProfileWrong
from sensors.rooms.profile import Point, Profile, load_profile
from sensors.simulated.instrument import Instrument

FAULTS = ("silent", "garbage", "wrong-crc", "exception", "nan", "unplug")
_REQUEST = 8  # bytes of a question for registers in RTU
_HEADER = 7  # bytes of the header of Modbus TCP
_ILLEGAL_FUNCTION, _ILLEGAL_ADDRESS, _DEVICE_FAILURE = 1, 2, 4
_NOT_AVAILABLE, _NAN = 0x8000, (0x7FC0, 0x0000)


def crc(data: bytes) -> bytes:
    """CRC-16/MODBUS, low byte first, as it travels."""
    register = 0xFFFF
    for byte in data:
        register ^= byte
        for _ in range(8):
            odd, register = register & 1, register >> 1
            register ^= 0xA001 if odd else 0
    return register.to_bytes(2, "little")


class SimulatedRoom:
    """A room at 20 degC, 45 % and +0.0300 in. w.c. until it is told otherwise."""

    def __init__(
        self, profile: str = "firstair-simulated-room", unit_id: int | None = None
    ) -> None:
        self.profile: Profile = load_profile(profile)
        if not self.profile.simulated:
            message = f"{profile} is the profile of a real instrument and cannot be simulated."
            raise ProfileWrong(message)
        self.unit_id = unit_id or self.profile.unit_id
        self._values: dict[str, Decimal] = {}
        self.set(temperature=Decimal(20), humidity=Decimal(45), pressure=Decimal("0.03"))
        self._fault = ""
        self._tcp = False
        self._held = b""
        self._line = Instrument(self._hear, lambda _: None)

    def open_pty(self) -> str:
        """Answer RTU on a pseudo-terminal; give the port name."""
        return self._line.open_pty()

    def listen(self, host: str = "127.0.0.1", port: int = 0) -> str:
        """Answer RTU on a TCP port; give the socket:// URL."""
        return self._line.listen(host, port)

    def listen_tcp(self, host: str = "127.0.0.1", port: int = 0) -> str:
        """Answer Modbus TCP; give the tcp:// URL."""
        self._tcp = True
        return self._line.listen(host, port).replace("socket://", "tcp://")

    @property
    def url(self) -> str:
        """Where it can be reached."""
        return self._line.url.replace("socket://", "tcp://" if self._tcp else "socket://")

    def close(self) -> None:
        """Switch it off for good."""
        self._line.close()

    def set(
        self,
        *,
        temperature: Decimal | None = None,
        humidity: Decimal | None = None,
        pressure: Decimal | None = None,
    ) -> None:
        """Move the room: degC, percent, in. w.c."""
        moved = {"temperature": temperature, "humidity": humidity, "pressure": pressure}
        self._values.update({name: value for name, value in moved.items() if value is not None})

    def fault(self, name: str) -> None:
        """Break it in one of the ways of `FAULTS`, until `clear`."""
        if name not in FAULTS:
            message = f"There is no fault {name!r}; the faults are: {', '.join(FAULTS)}."
            raise ValueError(message)
        if name == "unplug":
            self._line.unplug()
        else:
            self._fault = name

    def replug(self) -> None:
        """Put the cable back."""
        self._line.replug()

    def clear(self) -> None:
        """Mend it: no fault, cable in."""
        self._fault = ""
        self.replug()

    def _hear(self, data: bytes) -> None:
        self._held = (self._held + data)[-260:]
        if self._tcp:
            self._hear_tcp()
        elif len(self._held) >= _REQUEST:
            frame, self._held = self._held[:_REQUEST], b""
            self._answer_rtu(frame)

    def _answer_rtu(self, frame: bytes) -> None:
        if crc(frame[:-2]) != frame[-2:] or frame[0] != self.unit_id or self._fault == "silent":
            return  # a real one stays silent as well
        if self._fault == "garbage":
            self._line.send(b"\x00\xff\x13\x37" * 3)
            return
        answer = bytes([self.unit_id]) + self._reply(frame[1:-2])
        check = crc(answer)
        self._line.send(answer + (check[::-1] if self._fault == "wrong-crc" else check))

    def _hear_tcp(self) -> None:
        while len(self._held) >= _HEADER + 5:
            size = 6 + int.from_bytes(self._held[4:6], "big")
            frame, self._held = self._held[:size], self._held[size:]
            if frame[6] == self.unit_id and self._fault != "silent":
                reply = self._reply(frame[_HEADER:])
                self._line.send(frame[:4] + struct.pack(">HB", len(reply) + 1, frame[6]) + reply)

    def _reply(self, question: bytes) -> bytes:
        """Answer one question for registers, function and all."""
        function, address, count = struct.unpack(">BHH", question)
        registers = self._registers()
        if self._fault == "exception":
            return bytes([function | 0x80, _DEVICE_FAILURE])
        if function != self.profile.function:
            return bytes([function | 0x80, _ILLEGAL_FUNCTION])
        asked = range(address, address + count)
        if not asked or any(at not in registers for at in asked):
            return bytes([function | 0x80, _ILLEGAL_ADDRESS])
        words = [registers[at] for at in asked]
        return struct.pack(f">BB{count}H", function, 2 * count, *words)

    def _registers(self) -> dict[int, int]:
        registers: dict[int, int] = {}
        for point in self.profile.point:
            first = self.profile.wire_address(point)
            registers.update(enumerate(self._encode(point), first))
        return registers

    def _encode(self, point: Point) -> tuple[int, ...]:
        value = self._values[point.quantity.value] / point.scale
        if point.type == "float32":
            words = struct.unpack(">2H", struct.pack(">f", value))
            words = _NAN if self._fault == "nan" else words
            return words[::-1] if point.word_order == "low first" else words
        if self._fault == "nan":
            return (_NOT_AVAILABLE,)
        return (int(value.quantize(Decimal(1), ROUND_HALF_UP)) & 0xFFFF,)
