"""The command group `firstair devices`: what instruments there are, and what they said."""

import json
import re
from collections.abc import Callable
from pathlib import Path

from sensors.balances.detect import Detected, detect
from sensors.balances.families import FAMILIES, Settings
from sensors.capture import capture, read_capture
from sensors.line import Port
from sensors.meaning import Fact, Meaning
from sensors.ports import serial_ports
from sensors.protocols import PROTOCOLS
from webapp.errors import BadWords

Say = Callable[[str], None]
_SETTINGS = re.compile(r"(\d{3,6}) ([78])([NEO])([12])", re.ASCII)
_HOW = r"""Write --hex "53 20 49 0d 0a", or --text "S I\r\n"."""


def parse_bytes(protocol: str, digits: str, text: str, say: Say, *, as_json: bool) -> int:
    """Tell what the bytes mean in a protocol; give the exit code: 1 where something is refused.

    Raises BadWords for an unknown protocol, or bytes that are not given or not hexadecimal.
    """
    if protocol not in PROTOCOLS:
        known = f"Write one of: {', '.join(PROTOCOLS)}."
        raise _unread(what=f"No protocol is called {protocol!r}.", do=known)
    data = _bytes(digits, text)
    found = PROTOCOLS[protocol](data)
    if not found:
        found = [Meaning("refused", "Nothing was given.", {"why": "empty"})]
    refused = any(each.outcome == "refused" for each in found)
    if as_json:
        answers = [_as_data(each) for each in found]
        told = {"protocol": protocol, "hex": data.hex(), "refused": refused, "answers": answers}
        say(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        for each in found:
            say(f"{each.outcome}: {each.says}")
    return int(refused)


def _bytes(digits: str, text: str) -> bytes:
    if bool(digits) == bool(text):
        raise _unread(what="The bytes are given once.", do=_HOW)
    if text:
        try:
            return text.encode("latin-1").decode("unicode_escape").encode("latin-1")
        except (UnicodeEncodeError, UnicodeDecodeError) as error:
            raise _unread(what="No instrument sends this text.", do=_HOW) from error
    try:
        return bytes.fromhex(digits.removeprefix("0x"))
    except ValueError as error:
        raise _unread(what="This is not hexadecimal.", do=_HOW) from error


def _as_data(found: Meaning) -> dict[str, Fact]:
    return {"outcome": found.outcome, "says": found.says, **found.facts}


def _unread(*, what: str, do: str) -> BadWords:
    return BadWords(what, "Nothing was read.", do)


def list_devices(say: Say, *, as_json: bool) -> None:
    """Tell the serial ports of this computer and the protocols of balances with their settings."""
    ports, families = serial_ports(), list(FAMILIES.values())
    if as_json:
        told = {
            "ports": [{"name": port.name, "says": port.describes} for port in ports],
            "balances": [
                {
                    "protocol": family.protocol,
                    "maker": family.maker,
                    "settings": [str(each) for each in family.usual],
                    "warning": family.never_seen,
                }
                for family in families
            ],
            "protocols": list(PROTOCOLS),
        }
        say(json.dumps(told, ensure_ascii=False, indent=2))
        return
    say("Serial ports of this computer:")
    for port in ports:
        say(f"  {port.name}  {port.describes}")
    if not ports:
        say("  none")
    say("Balances that First Air speaks, with their usual line settings:")
    for family in families:
        say(f"  {family.protocol:14} {family.maker:15} {', '.join(map(str, family.usual))}")
    say("None of these drivers has met its real instrument yet; each says so when it connects.")


def probe_balance(url: str, say: Say, *, as_json: bool) -> None:
    """Find out who answers at a port or address, and tell what to write into the agent's file.

    Raises LineNotOpened, BalanceUnclear or BalanceUnknown, each with what to do.
    """
    found = detect(url)
    keys = _keys(url, found)
    if as_json:
        told = {
            **keys,
            "maker": found.family.maker,
            "model": found.device.model,
            "software": found.device.software,
            "simulated": found.device.simulated,
            "heard_only": found.heard_only,
            "warning": found.family.never_seen,
        }
        say(json.dumps(told, ensure_ascii=False, indent=2))
        return
    say(f"# {found.family.maker} {found.device.model}".rstrip())
    if found.heard_only:
        say("# Heard only: it answered no question, so its serial number is not known and the")
        say("# agent will not read it. Set its port to answer commands.")
    say("[[balance]]")
    say('line = "balance-1"')
    for key, value in keys.items():
        say(f"{key} = {json.dumps(value)}")
    say(f"# {found.family.never_seen}")


def _keys(url: str, found: Detected) -> dict[str, str | int]:
    settings = found.settings
    keys: dict[str, str | int] = {"protocol": found.family.protocol, "url": url}
    if "://" not in url:
        keys |= {"baud": settings.baud, "bits": settings.bits}
        keys |= {"parity": settings.parity, "stop_bits": settings.stop_bits}
    return keys | ({"serial_number": found.device.serial} if found.device.serial else {})


def capture_line(protocol: str, url: str, settings: str, seconds: float, file: Path) -> int:
    """Write down what passes on a line for so long; give the count of pieces.

    `settings` is written as on a balance, 9600 8N1; empty for the usual of the family. Raises
    BadWords for a protocol or settings that are none, and the errors of the line.
    """
    if protocol not in FAMILIES:
        known = f"Write one of: {', '.join(FAMILIES)}."
        raise _unread(what=f"No family of balances is called {protocol!r}.", do=known)
    family = FAMILIES[protocol]
    port = _port(url, settings, family.usual[0])
    try:
        out = file.open("x", encoding="utf-8")
    except OSError as error:
        what = f"{file} cannot be written ({error.strerror})."
        raise _unread(what=what, do="Name a new file.") from error
    with out:
        return capture(family, port, seconds, out)


def _port(url: str, settings: str, usual: Settings) -> Port:
    if not settings:
        return usual.at(url)
    found = _SETTINGS.fullmatch(settings)
    if found is None:
        raise _unread(what=f"{settings!r} is no setting of a line.", do='Write "9600 8N1".')
    return Port(url, int(found[1]), int(found[2]), found[3], int(found[4]))


def replay_capture(file: Path, say: Say, *, as_json: bool) -> int:
    """Tell what a captured balance said, line by line; 1 where something is refused.

    Raises CaptureWrong.
    """
    found = list(read_capture(file).meanings())
    if as_json:
        told = [{"at": at, **_as_data(each)} for at, each in found]
        say(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        for at, each in found:
            say(f"{at:8.3f}  {each.outcome}: {each.says}")
    return int(any(each.outcome == "refused" for _, each in found))
