"""The agent's own file, `agent.toml`: read strictly, refused with what to write instead."""

import tomllib
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)

from sensors.balances.families import FAMILIES
from sensors.errors import ConfigWrong
from sensors.line import Port

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_Name = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9._-]{0,39}$")]
_Url = Annotated[str, Field(min_length=1)]
# What to write, by the last part of the key that is wrong.
_EXAMPLES = {
    "agent": 'agent = "hood-1"   (the code under which it was enrolled)',
    "server": 'server = "https://firstair.example.org:8443"',
    "token": 'token = "…"   (printed once when the agent was enrolled)',
    "fingerprint": 'fingerprint = "64 hexadecimal digits"   (SHA-256 of the server certificate)',
    "spool": 'spool = "spool.sqlite"',
    "line": 'line = "balance-1"   (small letters, digits, hyphens; each line its own)',
    "url": 'url = "/dev/ttyUSB0", "COM3" or "socket://10.0.0.7:4001"',
    "protocol": f'protocol = "mt-sics"   (or one of: {", ".join(FAMILIES)})',
    "profile": 'profile = "firstair-simulated-room", or the path of a profile of your own',
    "ask": 'ask = "stream"   (or "poll" for a balance that does not know SIR)',
    "parity": 'parity = "N"   (or "E" or "O")',
    "every": "every = 5.0   (seconds between two readings)",
    "settle_seconds": "settle_seconds = 2.0",
}


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class BalanceLine(_Strict):
    """A balance on a serial line or behind a socket."""

    line: _Name
    protocol: str
    url: _Url
    baud: int | None = Field(default=None, ge=300, le=921_600)
    bits: Literal[7, 8] | None = None
    parity: Literal["N", "E", "O"] | None = None
    stop_bits: Literal[1, 2] | None = None
    ask: Literal["stream", "poll"] | None = None
    every: float = Field(default=0.2, ge=0.05, le=0.5)  # seconds, where it is polled
    settle_seconds: float = Field(default=2.0, ge=1.0, le=30.0)
    serial_number: str = ""

    @field_validator("protocol")
    @classmethod
    def _spoken(cls, value: str) -> str:
        if value not in FAMILIES:
            message = f"names no protocol that First Air speaks: {value!r}"
            raise ValueError(message)
        return value

    @field_validator("ask")
    @classmethod
    def _can_stream(cls, value: str | None, told: ValidationInfo) -> str | None:
        family = FAMILIES.get(told.data.get("protocol", ""))
        if value == "stream" and family is not None and not family.commands.stream:
            message = f"{family.maker} has no command for a stream"
            raise ValueError(message)
        return value

    @property
    def streams(self) -> bool:
        """Whether it repeats by itself: where nothing is said, if its family can."""
        able = bool(FAMILIES[self.protocol].commands.stream)
        return able if self.ask is None else self.ask == "stream"

    @property
    def port(self) -> Port:
        """The line and its settings; what is not told is usual for the family."""
        usual = FAMILIES[self.protocol].usual[0]
        return Port(
            self.url,
            self.baud or usual.baud,
            self.bits or usual.bits,
            self.parity or usual.parity,
            self.stop_bits or usual.stop_bits,
        )


class RoomLine(_Strict):
    """A room instrument that speaks Modbus."""

    line: _Name
    profile: str = Field(min_length=1)
    url: _Url
    unit_id: int | None = Field(default=None, ge=1, le=247)
    baud: int | None = Field(default=None, ge=300, le=921_600)
    parity: Literal["N", "E", "O"] | None = None
    stop_bits: Literal[1, 2] | None = None
    every: float = Field(default=5.0, ge=0.05, le=300.0)
    serial_number: str = ""


class AgentConfig(_Strict):
    """Everything one agent needs to know."""

    agent: _Name
    server: str
    token: str = Field(min_length=16)
    fingerprint: str = Field(default="", pattern=r"^([0-9a-f]{64})?$")
    spool: Path = Field(default=Path("spool.sqlite"), strict=False)
    balance: tuple[BalanceLine, ...] = Field(default=(), strict=False)
    room: tuple[RoomLine, ...] = Field(default=(), strict=False)

    @field_validator("server")
    @classmethod
    def _reachable_and_private(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query:
            message = "is not an address of a server"
            raise ValueError(message)
        if parts.scheme == "http" and parts.hostname not in _LOOPBACK:
            message = "would send the token unencrypted over the network; https is needed"
            raise ValueError(message)
        return value.rstrip("/")

    @field_validator("fingerprint", mode="before")
    @classmethod
    def _plain_digits(cls, value: object) -> object:
        return value.replace(":", "").lower() if isinstance(value, str) else value

    @model_validator(mode="after")
    def _each_line_once(self) -> "AgentConfig":
        names = [line.line for line in self.balance] + [line.line for line in self.room]
        if not names:
            message = "names no device; add a [[balance]] or a [[room]]"
            raise ValueError(message)
        if twice := {name for name in names if names.count(name) > 1}:
            message = f"uses the line name {min(twice)} twice; each line needs its own"
            raise ValueError(message)
        return self


def load_config(path: Path) -> AgentConfig:
    """Read the file; raises ConfigWrong with every wrong key and what to write there."""
    try:
        content = tomllib.loads(path.read_text("utf-8"))
        config = AgentConfig.model_validate(content)
    except OSError as error:
        message = f"{path} cannot be read ({error.strerror}). The agent does not start."
        raise ConfigWrong(message) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        message = f"{path} is not TOML ({error}). The agent does not start; correct that line."
        raise ConfigWrong(message) from error
    except ValidationError as error:
        raise ConfigWrong(_explain(path, error)) from error
    return config.model_copy(update={"spool": path.parent / config.spool})


def _explain(path: Path, error: ValidationError) -> str:
    lines = [f"{path} is wrong; the agent does not start:"]
    for detail in error.errors(include_url=False, include_input=False):
        key = ".".join(str(part) for part in detail["loc"]) or "the file"
        said = detail["msg"].removeprefix("Value error, ")
        example = _EXAMPLES.get(str(detail["loc"][-1]) if detail["loc"] else "", "")
        advice = f"; write {example}" if example else ""
        lines.append(f"  {key}: {said}{advice}")
    return "\n".join(lines)
