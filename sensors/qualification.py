"""Published frames and scans as data, and their run: read here as their sources say."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pymodbus.framer import FramerRTU, FramerSocket
from pymodbus.pdu import DecodePDU
from pymodbus.pdu.register_message import ReadHoldingRegistersRequest

from sensors.balances.mt_sics import Answer, Done, NoWeight, Said, Tare, Weighed, parse
from sensors.barcode import read_elements
from sensors.errors import FrameRefused, ScanRefused
from sensors.line import Framer
from sensors.reading import Quantity, Weight
from sensors.rooms.modbus import decode
from sensors.rooms.profile import Point, load_profile

REFUSED = "refused"
_SETS = ("mt_sics", "modbus", "gs1")
_FOLDER = Path(__file__).with_name("published")


@dataclass(frozen=True)
class CaseResult:
    """One case: what was asked, what was expected, what came out, and whether that is right."""

    id: str
    question: str
    expected: str
    got: str
    passed: bool
    source: str


def run() -> list[CaseResult]:
    """Run every case that comes with First Air."""
    return [_result(case) for name in _SETS for case in cases(name)]


def shipped() -> tuple[Path, ...]:
    """Give the files of cases that come with First Air."""
    return tuple(_FOLDER / f"{name}.json" for name in _SETS)


def cases(name: str) -> list[dict[str, Any]]:
    """Give the published cases of one set."""
    text = (_FOLDER / f"{name}.json").read_text("utf-8")
    found: list[dict[str, Any]] = json.loads(text)["cases"]
    return found


def wire_bytes(case: Mapping[str, Any]) -> bytes:
    """Give the bytes of a case as they travel."""
    if "ascii" in case:
        return bytes(case["ascii"], "latin-1")
    return bytes.fromhex(case.get("hex", ""))


def _result(case: Mapping[str, Any]) -> CaseResult:
    question = case.get("ascii", case.get("hex", case.get("register", ""))).strip()
    got = _READERS[case["protocol"]](case)
    source = "; ".join(case["source"])
    expected = case["reads"]
    return CaseResult(case["id"], question, expected, got, got == expected, source)


def _read_balance(case: Mapping[str, Any]) -> str:
    frames = Framer().feed(wire_bytes(case))
    try:
        return "; ".join(_describe(parse(frame.raw)) for frame in frames) or REFUSED
    except FrameRefused:
        return REFUSED


def _describe(answer: Answer) -> str:
    match answer:
        case Weighed(weight):
            return _weight(weight)
        case Tare(_, weight):
            return f"tare {_weight(weight)}"
        case NoWeight(command, trouble, code, origin):
            return " ".join(filter(None, (command, trouble, code, origin)))
        case Done(command, stable):
            rest = {True: " stable", False: " moving", None: ""}[stable]
            return f"{command} done{rest}"
        case Said(command, texts):
            return " ".join((command, *(f'"{text}"' for text in texts)))


def _weight(weight: Weight) -> str:
    return f"{weight.digits} {weight.unit} {'stable' if weight.stable else 'moving'}"


def _read_frame(case: Mapping[str, Any]) -> str:
    raw = wire_bytes(case)
    right = FramerRTU.check_CRC(raw[:-2], int.from_bytes(raw[-2:], "big"))
    if not right:
        return REFUSED
    if "float32" in case["expect"]:
        return _float(raw[3:7])
    return "checksum right"


def _float(raw: bytes) -> str:
    point = Point.model_validate(
        {
            "quantity": Quantity.HUMIDITY,
            "address": 0,
            "type": "float32",
            "word_order": "low first",
            "decimals": 2,
            "unit": "percent",
            "low": "-1000",
            "high": "1000",
        }
    )
    return decode(point, [int.from_bytes(raw[at : at + 2], "big") for at in (0, 2)])


def _read_registers(case: Mapping[str, Any]) -> str:
    room = load_profile("firstair-simulated-room")
    point = room.point[0]
    if case.get("kind") == "rule":
        documented = int(case["expect"]["doc_register"], 16)
        return f"0x{room.wire_address(point.model_copy(update={'address': documented})):04x}"
    raw = wire_bytes(case)
    try:
        return _float(raw) if len(raw) > 2 else decode(point, [int.from_bytes(raw, "big")])  # noqa: PLR2004 - two bytes are one register
    except FrameRefused:
        return REFUSED


def _read_pdu(case: Mapping[str, Any]) -> str:
    answer = DecodePDU(is_server=False).decode(wire_bytes(case))
    return REFUSED if answer is None else " ".join(str(value) for value in answer.registers)


def _ask_over_tcp(case: Mapping[str, Any]) -> str:
    """Build the question as the driver does, and give its bytes."""
    expect = case["expect"]
    question = ReadHoldingRegistersRequest(
        address=expect["addr"],
        count=expect["count"],
        dev_id=expect["unit"],
        transaction_id=expect["tid"],
    )
    return FramerSocket(DecodePDU(is_server=True)).buildFrame(question).hex()


def _read_scan(case: Mapping[str, Any]) -> str:
    if "check_digit" in case["expect"]:
        return _check_digit(case["ascii"])
    try:
        elements = read_elements(case["ascii"].removeprefix("]d2"))
    except ScanRefused:
        return REFUSED
    return "".join(f"({name}){_shown(value)}" for name, value in elements.items())


def _shown(value: str | date) -> str:
    return value.isoformat() if isinstance(value, date) else value


def _check_digit(payload: str) -> str:
    """Give the digits that are taken as the check digit; exactly one should be."""
    prefix = "00" if len(payload) == 17 else "01" + "0" * (13 - len(payload))  # noqa: PLR2004 - SSCC
    return "check digit " + "".join(d for d in "0123456789" if _taken(prefix + payload + d))


def _taken(body: str) -> bool:
    try:
        return bool(read_elements(body))
    except ScanRefused:
        return False


_READERS: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "mt-sics": _read_balance,
    "modbus-rtu": _read_frame,
    "modbus-registers": _read_registers,
    "modbus-pdu": _read_pdu,
    "modbus-tcp": _ask_over_tcp,
    "gs1": _read_scan,
}
