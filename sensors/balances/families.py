"""The families of balances that First Air speaks: parser, commands, usual line settings.

KERN's protocol is a dialect of MT-SICS: its lines are the same, and only its identity tells them
apart. Settings marked as recalled were not seen in a manual; the instrument's own menu decides.
"""

from collections.abc import Callable
from dataclasses import dataclass

from sensors.balances import a_and_d, mt_sics, ohaus, radwag, sbi
from sensors.balances.answer import Answer
from sensors.line import Port

ESC = b"\x1b"


@dataclass(frozen=True)
class Settings:
    """How a serial line is set."""

    baud: int = 9600
    bits: int = 8
    parity: str = "N"
    stop_bits: int = 1

    def at(self, url: str) -> Port:
        """Give the line at an address with these settings."""
        return Port(url, self.baud, self.bits, self.parity, self.stop_bits)

    def __str__(self) -> str:
        """Write them as they stand on a balance: 9600 8N1."""
        return f"{self.baud} {self.bits}{self.parity}{self.stop_bits}"


@dataclass(frozen=True)
class Commands:
    """What is sent, without CR LF; empty where the family has no such command."""

    now: bytes
    stable: bytes
    zero: bytes
    serial: bytes
    tare: bytes = b"T"
    model: bytes = b""
    software: bytes = b""
    stream: bytes = b""
    stop: bytes = b""


@dataclass(frozen=True)
class Family:
    """One protocol of one maker; `usual` are its line settings, the likeliest first.

    Families of one `grammar` write the same lines. Where answers about the instrument are not
    `labelled`, any line that is no weight is taken for the answer to the question just asked.
    `restarts` names an answer that, unasked, means that the balance was switched on.
    """

    protocol: str
    maker: str
    grammar: str
    parse: Callable[[bytes], Answer]
    commands: Commands
    usual: tuple[Settings, ...]
    labelled: bool = True
    restarts: str = ""

    @property
    def never_seen(self) -> str:
        """What is said at every connection until the real instrument has been met."""
        return (
            f"The driver for {self.maker} ({self.protocol}) was built from published excerpts and "
            "recorded examples; it was never seen on the real instrument. Compare the screen with "
            "the display of the balance, in every unit and with an overload, before the first dose."
        )


_SICS = Commands(
    now=b"SI",
    stable=b"S",
    zero=b"Z",
    serial=b"I4",
    model=b"I2",
    software=b"I3",
    stream=b"SIR",
    stop=b"SI",
)
_N81 = Settings()

_FAMILIES = (
    Family(
        "mt-sics", "METTLER TOLEDO", "mt-sics", mt_sics.parse, _SICS,
        (_N81, Settings(19200), Settings(2400, 7, "E")), restarts="I4",
    ),
    Family(
        "kern-kcp", "KERN", "mt-sics", mt_sics.parse, _SICS,
        (_N81, Settings(19200)), restarts="I4",
    ),
    Family(
        "sartorius-sbi", "Sartorius", "sartorius-sbi", sbi.parse,
        Commands(
            now=ESC + b"P", stable=ESC + b"P", zero=ESC + b"V",
            serial=ESC + b"x2_", tare=ESC + b"T", model=ESC + b"x1_", software=ESC + b"x3_",
        ),
        (Settings(9600, 8, "O"), Settings(1200, 7, "O"), _N81, Settings(19200)), labelled=False,
    ),
    Family(
        "a-and-d", "A&D", "a-and-d", a_and_d.parse,
        Commands(
            now=b"Q", stable=b"S", zero=b"Z", serial=b"?SN", model=b"?TN",
            stream=b"SIR", stop=b"C",
        ),
        (Settings(2400, 7, "E"), Settings(19200), _N81),
    ),
    Family(
        "ohaus", "OHAUS", "ohaus", ohaus.parse,
        Commands(
            now=b"IP", stable=b"SP", zero=b"Z", serial=b"PSN", software=b"PV",
            stream=b"CP", stop=b"0P",
        ),
        (_N81, Settings(2400, 7, "N", 2), Settings(2400, 7, "N")), labelled=False,
    ),
    Family(
        "radwag", "RADWAG", "radwag", radwag.parse,
        Commands(
            now=b"SI", stable=b"S", zero=b"Z", serial=b"NB", model=b"BN", software=b"RV",
            stream=b"C1", stop=b"C0",
        ),
        (_N81, Settings(4800), Settings(19200)),
    ),
)  # fmt: skip
FAMILIES = {family.protocol: family for family in _FAMILIES}
