"""Frames for the properties of every parser: published ones, broken ones, and who judges them.

The judges share nothing with the parsers: each writes down what a line must look like that says
what the parser says it does.
"""

import re

from sensors.protocols import PROTOCOLS
from sensors.qualification import cases, wire_bytes

USABLE = {"reading", "tare", "identity", "product", "elements", "own code", "ndc", "frame"}
USABLE |= {"candidates"}
OWN_CODES = (b"FA-S-000123", b"]d291FA-L-2026-000123", b"FA-C-NEXT", b"FA-B-MGARCIA")
CARTONS = (
    b"]d201123456789012311727043010LOT7\x1d21SN9",
    b"011234567890123170032704301230",
)
UNITS = {"g", "mg", "kg"}


def published(protocol):
    """The frames others published that this protocol must read, each once."""
    found = [
        wire_bytes(case)
        for name in ("mt_sics", "balances", "modbus", "gs1", "codes")
        for case in cases(name)
        if case["protocol"] == protocol
        and case["kind"] != "command"
        and not case["must_reject"]
        and not case["id"].startswith("gs1-cd-")
    ]
    if protocol == "kern-kcp":
        found = published("mt-sics")
    if protocol in {"gs1", "scan"}:
        found += CARTONS
    if protocol == "scan":
        found += OWN_CODES
    return list(dict.fromkeys(found))


def usable(protocol, raw):
    """What a program could make use of: the outcome and facts of every answer that carries any."""
    answers = PROTOCOLS[protocol](raw)
    return [(each.outcome, each.facts) for each in answers if each.outcome in USABLE]


def broken(draw, protocol, seeds):
    """One line of garbage: noise, the letters of the protocol shuffled, or a frame gone wrong."""
    kind = draw.random()
    if kind < 0.2:
        body = draw.randbytes(draw.randrange(60))
    elif kind < 0.4:
        body = bytes(draw.choices(draw.choice(seeds), k=draw.randrange(1, 40)))
    else:
        body = draw.choice(seeds)
        for _ in range(draw.randrange(1, 4)):
            body = _wound(draw, body, seeds)
    if protocol in {"gs1", "scan", "hibc", "ndc", "modbus-rtu"}:
        return body
    return body.replace(b"\r\n", b"") + b"\r\n"


def _wound(draw, body, seeds):
    at, to = sorted(draw.randrange(len(body) + 1) for _ in "ab")
    return draw.choice(
        [
            body[:at] + body[to:],
            body[:at] + draw.randbytes(1) + body[at:],
            body[:at] + body[at:to][::-1] + body[to:],
            body[:to] + body[at:],
            body[:at] + draw.choice(seeds)[at:],
            body[:at] + bytes([body[at] ^ 1 << draw.randrange(8)]) + body[at + 1 :]
            if at < len(body)
            else body,
        ]
    )


def says_so(protocol, raw, outcome, facts):
    """Whether the bytes say, by a writer of their own, what was read from them."""
    if outcome == "reading":
        return facts["unit"] in UNITS and JUDGES[protocol](raw.decode("ascii")[:-2], facts)
    if outcome == "frame":
        return crc(raw[:-2]) == raw[-2:]
    if outcome == "product" and "gtin" in facts:
        return mod_10(facts["gtin"]) and facts["gtin"].lstrip("0").encode() in raw
    if outcome == "product":
        return mod_43(raw.decode("ascii"))
    return True


def _sics(text, facts):
    return text == f"S {'S' if facts['stable'] else 'D'} {facts['value']:>10} {facts['unit']}"


def _a_and_d(text, facts):
    head, sign = "ST" if facts["stable"] else "US", "-" if facts["value"][0] == "-" else "+"
    address = f"@{facts['address']}" if "address" in facts else ""
    number = facts["value"].lstrip("-").zfill(8)
    return text == f"{address}{head},{sign}{number}{facts['unit']:>3}"


def _ohaus(text, facts):
    number, unit, *rest = text.replace("?", " ").split()
    legend = {"", "N", "NET", "G", "B/G", "GROSS"}
    known = not rest or rest[0].upper() in legend or re.fullmatch("[0-9:]{8}", rest[0])
    said = (number, unit, "?" not in text)
    return known and said == (facts["value"], facts["unit"], facts["stable"])


def _sartorius(text, facts):
    body = text[-14:].replace("[", "").replace("]", "")
    number, unit = body[1:].replace("g", " g").replace("m g", " mg").replace("k g", " kg").split()
    sign = "-" if body[0] == "-" else ""
    return (sign + number, unit, True) == (facts["value"], facts["unit"], facts["stable"])


def _radwag(text, facts):
    body = text[3:]
    stable, sign = "?" not in body, "-" if "-" in body else ""
    number, unit = body.replace("?", " ").replace("-", " ").split()
    return (sign + number, unit, stable) == (facts["value"], facts["unit"], facts["stable"])


JUDGES = {
    "mt-sics": _sics,
    "kern-kcp": _sics,
    "a-and-d": _a_and_d,
    "ohaus": _ohaus,
    "sartorius-sbi": _sartorius,
    "radwag": _radwag,
}


def crc(body):
    """CRC-16/MODBUS bit by bit, low byte first."""
    value = 0xFFFF
    for byte in body:
        value ^= byte
        for _ in range(8):
            value = value >> 1 ^ (0xA001 if value & 1 else 0)
    return value.to_bytes(2, "little")


def mod_10(digits):
    """The sum of a GTIN with weights 3 and 1 from the left of fourteen digits ends in 0."""
    return sum(int(digit) * (3, 1)[at % 2] for at, digit in enumerate(digits.zfill(14))) % 10 == 0


def mod_43(text):
    """The last character is that of the sum of the others."""
    signs = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%"
    body = text[text.index("+") :].strip("\r\n\t")
    return sum(map(signs.index, body[:-1])) % 43 == signs.index(body[-1])
