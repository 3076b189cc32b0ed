"""What can go wrong between an instrument and the record.

SensorError
├── LineError
│   ├── LineNotOpened        the port or address cannot be opened
│   ├── LineLost             it was open and is gone: unplugged, switched off
│   └── LineSilent           it is open and nothing usable is said
├── FrameRefused             bytes came that are not a reading
├── BalanceUnclear           what a balance says fits two families
├── BalanceUnknown           no family of balances answers on a line
├── CaptureWrong             a file is no capture of a line
├── WrongDevice              another instrument answers than the one configured
├── ProfileWrong             a device profile contradicts itself
├── ConfigWrong              the agent's own file is wrong
├── SpoolError
│   ├── SpoolFull            the disk or the stated bound is full
│   ├── SpoolTaken           another agent runs on the same file
│   └── SpoolBroken          the spool file cannot be trusted
├── ServerRefused            the server answered, and did not take the readings
├── ScanRefused              a scan that parses badly, or must not be used
├── NotConvertible           a product number that another kind of number cannot carry
├── CodeNotMade              a text that our own codes cannot carry
└── SymbolDiffers            a drawn symbol does not read back as what was asked

Each message says what happened, what it means for the bag, and what to do next.
"""

from sensors.reading import Printed


class SensorError(Exception):
    """Root of everything this room raises."""


class LineError(SensorError):
    """The line to an instrument is not usable."""


class LineNotOpened(LineError):
    """The port or address cannot be opened."""

    def __init__(self, url: str, why: str) -> None:
        super().__init__(
            f"The line {url} could not be opened ({why}). No reading comes from this instrument, "
            "and none is assumed. Check the cable, the port name and that no other program holds "
            "the port; the agent keeps trying."
        )


class LineLost(LineError):
    """The line was open and is gone."""

    def __init__(self, url: str, why: str) -> None:
        super().__init__(
            f"The line {url} was lost ({why}). What was on the pan is not recorded. "
            "Plug the instrument in again; the agent reconnects by itself, then weigh again."
        )


class LineSilent(LineError):
    """Nothing usable arrived in time."""

    def __init__(self, url: str, asked: str) -> None:
        super().__init__(
            f"The instrument on {url} did not answer {asked}. The last value is not held on: "
            "until it answers there is no reading. Check that it is switched on and set to this "
            "protocol and speed."
        )


class FrameRefused(SensorError):
    """Bytes came that are not a reading; they are kept, and no number is made of them.

    `why` is the reason in one word; `printed` is what stood there, where a line was understood
    and must not be used.
    """

    def __init__(
        self, reason: str, raw: bytes = b"", *, why: str = "garbage", printed: Printed | None = None
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.raw = raw
        self.why = why
        self.printed = printed


class BalanceUnclear(SensorError):
    """Lines or answers that make sense in more than one family."""

    def __init__(self, protocols: list[str]) -> None:
        super().__init__(
            f"What this balance says fits {' and '.join(protocols)}. None is chosen, because the "
            "other one would read its weights wrongly. Look up the protocol in the menu of the "
            "balance and write it into the agent's file, or put a load on the pan and try again."
        )
        self.protocols = protocols


class BalanceUnknown(SensorError):
    """Nobody answers, or nothing that a family knows."""

    def __init__(self, url: str) -> None:
        super().__init__(
            f"No balance that First Air speaks was found on {url} at any of the usual line "
            "settings. Nothing is read from it. Check that it is switched on, its cable, and in "
            "its menu that the port is set to the protocol and not to a printer."
        )


class CaptureWrong(SensorError):
    """A file cannot be read as a capture."""

    def __init__(self, path: str, line: int, why: str) -> None:
        super().__init__(
            f"{path} is no capture of a line (line {line}: {why}). Nothing was read from it. "
            "Write one with firstair devices capture."
        )


class WrongDevice(SensorError):
    """Another instrument answers than the one this line was set up with."""

    def __init__(self, line: str, expected: str, found: str) -> None:
        super().__init__(
            f"Line {line} expects the instrument {expected}, and {found} answers. Its readings "
            "are not taken, because its calibration is not known here. Put the right instrument "
            "back, or write the new serial number into the agent's file after its check."
        )


class ProfileWrong(SensorError):
    """A device profile is missing, unreadable or contradicts itself."""


class ConfigWrong(SensorError):
    """The agent's own file is wrong; the message names file, key and what to write."""


class SpoolError(SensorError):
    """The agent's store of readings cannot do its work."""


class SpoolFull(SpoolError):
    """No further reading can be kept."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(
            f"The spool {path} is full ({why}). Readings wait at the instrument and the gap will "
            "be declared; nothing that was kept is dropped. Free disk space, or bring back the "
            "connection to the server so that the spool can empty."
        )


class SpoolTaken(SpoolError):
    """Another agent holds the spool."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(
            f"The spool {path} is in use ({why}). Two agents on one spool would mix their "
            "readings, so this one does not start. Stop the other one, or give this one its own "
            "file."
        )


class SpoolBroken(SpoolError):
    """The spool file is damaged or not a spool."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(
            f"The spool {path} cannot be trusted ({why}). It is left untouched, for readings not "
            "yet acknowledged may be inside. Move it to a safe place and start the agent again; "
            "it begins a new spool and the server sees a new start."
        )


class ServerRefused(SensorError):
    """The server answered and did not take the readings."""

    def __init__(self, status: int, answer: str) -> None:
        super().__init__(
            f"The server refused the readings ({status}: {answer}). They stay in the spool. "
            "401 means that the token is wrong or withdrawn: enrol this agent again; "
            "400 means that agent and server differ in version."
        )
        self.status = status


class ScanRefused(SensorError):
    """A scan that breaks a rule, or could mean something else than it says."""


class NotConvertible(SensorError):
    """A product number cannot be written as the other kind of number."""

    def __init__(self, number: str, other: str, why: str) -> None:
        super().__init__(
            f"{number} cannot be made into {other}: {why}. No product is taken for it; look it up "
            "in the table of products, or scan the code of the package."
        )


class CodeNotMade(SensorError):
    """A text that our own codes cannot carry."""


class SymbolDiffers(SensorError):
    """A drawn symbol does not read back as what was asked."""
