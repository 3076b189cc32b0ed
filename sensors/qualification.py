"""Published frames and scans as data, and their run: read here as their sources say."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pymodbus.framer import FramerRTU, FramerSocket
from pymodbus.pdu import DecodePDU
from pymodbus.pdu.register_message import ReadHoldingRegistersRequest

from sensors.balances.answer import Answer, Begun, Done, NoWeight, Said, Tare, Weighed
from sensors.balances.families import FAMILIES
from sensors.barcode import read_elements
from sensors.errors import FrameRefused, NotConvertible, ScanRefused
from sensors.hibc import check_character, read_hibc
from sensors.line import TERMINATOR, Framer
from sensors.meaning import weight_words
from sensors.ndc import from_gtin, read_ndc, to_eleven, to_gtin, to_twelve
from sensors.reading import Quantity
from sensors.rooms.modbus import decode
from sensors.rooms.profile import Point, load_profile

REFUSED = "refused"
_SETS = ("mt_sics", "balances", "modbus", "gs1", "codes")
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
    asked = case["kind"] == "command" and case["protocol"] in FAMILIES
    got = _send(case) if asked else _READERS[case["protocol"]](case)
    source = "; ".join(case["source"])
    expected = case["reads"]
    return CaseResult(case["id"], question, expected, got, got == expected, source)


def _read_balance(case: Mapping[str, Any]) -> str:
    parse = FAMILIES[case["protocol"]].parse
    frames = Framer().feed(wire_bytes(case))
    try:
        return "; ".join(_describe(parse(frame.raw)) for frame in frames) or REFUSED
    except FrameRefused as refusal:
        if refusal.printed is None:
            return REFUSED
        stood = f"{refusal.printed.digits} {refusal.printed.unit}".strip()
        return f"{REFUSED}, {refusal.why}: {stood}"


def _describe(answer: Answer) -> str:
    match answer:
        case Weighed(weight, unverified, address, _):
            more = f", {unverified} unverified" if unverified else ""
            return weight_words(weight) + more + (f", from {address}" if address else "")
        case Tare(_, weight):
            return f"tare {weight_words(weight)}"
        case NoWeight(command, trouble, code, origin, printed, _):
            return " ".join(filter(None, (command, trouble, code, origin, printed)))
        case Done(command, stable):
            rest = {True: " stable", False: " moving", None: ""}[stable]
            return f"{command} done{rest}".strip()
        case Begun(command):
            return f"{command} begun"
        case Said(command, texts):
            return " ".join((command, *(f'"{text}"' for text in texts)))


def _send(case: Mapping[str, Any]) -> str:
    """Name what of the family's commands these bytes are."""
    commands = asdict(FAMILIES[case["protocol"]].commands)
    sent = wire_bytes(case).removesuffix(TERMINATOR)
    return ", ".join(name for name, command in commands.items() if command == sent) or REFUSED


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


def _read_hibc(case: Mapping[str, Any]) -> str:
    try:
        found = read_hibc(case["ascii"])
    except ScanRefused:
        return REFUSED
    lot = f" lot {found.lot}" if found.lot else ""
    expires = f" expires {found.expires}" if found.expires else ""
    named = f"{found.labeler} {found.item} {found.unit_of_use}"
    return f"{named}{lot}{expires}, check {check_character(case['ascii'][:-1])}"


def _read_ndc(case: Mapping[str, Any]) -> str:
    """Convert the code of a case to the kinds of number that the case asks for."""
    code = case["ascii"]
    try:
        made = (_NDC[kind](code) for kind in case["asks"])
        return "; ".join(f"{kind} {text}" for kind, text in zip(case["asks"], made, strict=True))
    except (NotConvertible, ScanRefused):
        return REFUSED


_NDC: dict[str, Callable[[str], str]] = {
    "form": lambda code: "-".join(map(str, read_ndc(code).form)),
    "eleven": lambda code: str(to_eleven(read_ndc(code))),
    "twelve": lambda code: str(to_twelve(read_ndc(code))),
    "gtin": lambda code: to_gtin(read_ndc(code)),
    "ndc": lambda code: " or ".join(map(str, from_gtin(code))),
}
_READERS: dict[str, Callable[[Mapping[str, Any]], str]] = {
    **dict.fromkeys(FAMILIES, _read_balance),
    "modbus-rtu": _read_frame,
    "modbus-registers": _read_registers,
    "modbus-pdu": _read_pdu,
    "modbus-tcp": _ask_over_tcp,
    "gs1": _read_scan,
    "hibc": _read_hibc,
    "ndc": _read_ndc,
}
