"""Every protocol by name, and what some bytes mean in it: balances, probes, codes."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import date, time
from functools import partial

from pymodbus.framer import FramerRTU

from sensors.balances.families import FAMILIES
from sensors.barcode import GS1Product, HIBCProduct, Scan, Unintelligible, read_elements, read_scan
from sensors.barcode import undress as undressed
from sensors.errors import NotConvertible, ScanRefused
from sensors.meaning import Fact, Meaning, meanings
from sensors.ndc import Ndc, from_gtin, read_ndc, to_eleven, to_gtin, to_twelve

_SHORTEST = 4  # bytes of a Modbus RTU frame (unit, function, checksum), and of address and count
_WRITE = 16
_LONGEST_NDC = 12
_READ = frozenset({3, 4})


def _refused(reason: str, why: str = "refused") -> list[Meaning]:
    return [Meaning("refused", reason, {"why": why})]


def _text(data: bytes) -> str:
    return data.decode("latin-1")


def _scan(data: bytes) -> list[Meaning]:
    return [_meant(read_scan(_text(data)))]


def _meant(scan: Scan) -> Meaning:
    if isinstance(scan, Unintelligible):
        return Meaning("refused", scan.reason, {"why": "unintelligible"})
    facts = {name: _plain(value) for name, value in asdict(scan).items() if name != "raw"}
    shown = ", ".join(f"{name} {value}" for name, value in facts.items() if value not in {None, ""})
    if isinstance(scan, GS1Product | HIBCProduct):
        return Meaning("product", shown, facts)
    kind = type(scan).__name__
    return Meaning("own code", f"{kind}: {shown}", {"kind": kind, **facts})


def _plain(value: object) -> Fact:
    if isinstance(value, date | time):
        return value.isoformat()
    return value if isinstance(value, str | int | None) else str(value)


def _gs1(data: bytes) -> list[Meaning]:
    """A product with its elements; elements without a product are told, and are no product."""
    scan = read_scan(_text(data))
    try:
        elements = {
            name: _plain(value) for name, value in read_elements(undressed(_text(data))[1]).items()
        }
    except ScanRefused as refusal:
        return [_meant(scan)] if isinstance(scan, GS1Product) else _refused(str(refusal))
    if isinstance(scan, GS1Product):
        found = _meant(scan)
        return [Meaning("product", found.says, {**found.facts, "elements": elements})]
    if isinstance(scan, Unintelligible) and "(01)" not in scan.reason:
        return [_meant(scan)]
    shown = "".join(f"({name}){value}" for name, value in elements.items())
    return [Meaning("elements", f"{shown}: no product, (01) is missing", {"elements": elements})]


def _hibc(data: bytes) -> list[Meaning]:
    found = _meant(read_scan(_text(data)))
    if "labeler" not in found.facts:
        reason = "This is no HIBC code: it begins with a plus."
        return [found] if found.outcome == "refused" else _refused(reason)
    check = undressed(_text(data))[1][-1]
    return [Meaning(found.outcome, f"{found.says}, check {check}", {**found.facts, "check": check})]


def _ndc(data: bytes) -> list[Meaning]:
    """An NDC with all it converts to, or a GTIN with the codes that it can carry."""
    text = _text(data).strip()
    try:
        if "-" not in text and text.isdigit() and len(text) > _LONGEST_NDC:
            codes = [str(code) for code in from_gtin(text)]
            says = f"{' or '.join(codes)}: the table of products must say which"
            return [Meaning("candidates", says, {"gtin": text, "candidates": list(codes)})]
        ndc = read_ndc(text)
    except (NotConvertible, ScanRefused) as refusal:
        return _refused(str(refusal))
    facts: dict[str, Fact] = {"ndc": str(ndc), "form": "-".join(map(str, ndc.form))}
    facts |= {"segments": [ndc.labeler, ndc.product, ndc.package]}
    for name, convert in _CONVERSIONS.items():
        facts |= _converted(name, convert, ndc)
    says = ", ".join(f"{name} {value}" for name, value in facts.items() if name != "segments")
    return [Meaning("ndc", says, facts)]


_CONVERSIONS: dict[str, Callable[[Ndc], object]] = {
    "gtin": to_gtin,
    "eleven": to_eleven,
    "twelve": to_twelve,
}


def _converted(name: str, convert: Callable[[Ndc], object], ndc: Ndc) -> dict[str, Fact]:
    try:
        return {name: str(convert(ndc))}
    except NotConvertible as refusal:
        return {name: None, f"{name}_cannot": str(refusal)}


def _modbus_rtu(data: bytes) -> list[Meaning]:
    right = len(data) >= _SHORTEST and FramerRTU.check_CRC(
        data[:-2], int.from_bytes(data[-2:], "big")
    )
    if not right:
        return _refused("The checksum of this frame is wrong or missing; nothing is read from it.")
    body = data[2:-2]
    facts: dict[str, Fact] = {"unit": data[0], "function": data[1], "data": body.hex()}
    if data[1] in _READ and body and body[0] == len(body) - 1:
        facts["registers"] = _words(body[1:])
    elif data[1] in _READ | {_WRITE} and len(body) >= _SHORTEST:
        facts["address"], facts["count"] = map(int, _words(body[:_SHORTEST]))
        if data[1] == _WRITE and len(body) > _SHORTEST:
            facts["values"] = _words(body[_SHORTEST + 1 :])
    says = f"unit {data[0]}, function {data[1]}, data {body.hex() or 'none'}, checksum right"
    return [Meaning("frame", says, facts)]


def _words(data: bytes) -> list[str]:
    return [str(int.from_bytes(data[at : at + 2], "big")) for at in range(0, len(data), 2)]


PROTOCOLS: dict[str, Callable[[bytes], list[Meaning]]] = {
    **{name: partial(meanings, family.parse) for name, family in FAMILIES.items()},
    "modbus-rtu": _modbus_rtu,
    "scan": _scan,
    "gs1": _gs1,
    "hibc": _hibc,
    "ndc": _ndc,
}
