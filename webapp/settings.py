"""What one installation was told: firstair.toml, read once when the process starts."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from webapp.errors import SettingsUnreadable

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
DEFAULT_PORT = 8797
DEFAULT_IDLE_MINUTES = 10


@dataclass(frozen=True)
class Settings:
    """Everything the web application may know about where it runs."""

    folder: Path
    database_url: str
    facility: str = "Pharmacy"
    zone: str = "UTC"
    host: str = "127.0.0.1"
    port: int = DEFAULT_PORT
    certificate: Path | None = None
    private_key: Path | None = None
    hosts: tuple[str, ...] = ()
    sample: bool = False
    throw_away: bool = False
    idle_minutes: int = DEFAULT_IDLE_MINUTES

    @property
    def tls(self) -> bool:
        """True when the server itself speaks TLS."""
        return self.certificate is not None

    @property
    def loopback(self) -> bool:
        """True when nobody outside this machine can reach the server."""
        return self.host in LOOPBACK

    @property
    def one_tap(self) -> bool:
        """Signing in by one tap is for a sample facility on this machine that will be deleted."""
        return self.sample and self.loopback and self.throw_away

    @property
    def time_zone(self) -> ZoneInfo:
        """The facility's own clock; every local time on a page uses it."""
        return ZoneInfo(self.zone)


class _Table(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")


class _Facility(_Table):
    name: str = Field(default="Pharmacy", min_length=1, max_length=120)
    zone: str = "UTC"
    sample: bool = False


class _Server(_Table):
    host: str = "127.0.0.1"
    port: int = Field(default=DEFAULT_PORT, ge=0, le=65535)
    certificate: str | None = None
    private_key: str | None = None
    hosts: list[str] = []
    idle_minutes: int = Field(default=DEFAULT_IDLE_MINUTES, ge=1, le=240)


class _Database(_Table):
    url: str | None = None


class _File(_Table):
    facility: _Facility = _Facility()
    server: _Server = _Server()
    database: _Database = _Database()


def read_settings(file: Path, database_url: str, *, throw_away: bool = False) -> Settings:
    """Settings from firstair.toml; `database_url` is used where the file names none."""
    try:
        told = _File.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
        ZoneInfo(told.facility.zone)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, ValidationError) as trouble:
        raise _unreadable(file, str(trouble)) from trouble
    except (ZoneInfoNotFoundError, ValueError) as trouble:
        raise _unreadable(file, f"time zone: {trouble}") from trouble
    if (told.server.certificate is None) != (told.server.private_key is None):
        raise _unreadable(file, "certificate and private_key belong together")
    folder = file.parent
    return Settings(
        folder=folder,
        database_url=told.database.url or database_url,
        facility=told.facility.name,
        zone=told.facility.zone,
        host=told.server.host,
        port=told.server.port,
        certificate=_beside(folder, told.server.certificate),
        private_key=_beside(folder, told.server.private_key),
        hosts=tuple(told.server.hosts),
        sample=told.facility.sample,
        throw_away=throw_away,
        idle_minutes=told.server.idle_minutes,
    )


def _beside(folder: Path, name: str | None) -> Path | None:
    """A path in the file is meant from the data folder, unless it is absolute."""
    return None if name is None else folder / name


def _unreadable(file: Path, why: str) -> SettingsUnreadable:
    return SettingsUnreadable(
        what=f"{file} cannot be used: {why}.",
        meaning="First Air does not start on settings it would have to guess.",
        do="Mend the file; docs/reference/settings.md lists every line it may hold.",
    )
