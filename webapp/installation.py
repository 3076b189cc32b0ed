"""The data folder of one installation: what lies where, and how it is made.

    firstair.toml      settings, meant to be edited
    keys/              the signing key and the pepper of the ledger
    secret             signs the browser's own cookie
    backups/
    nutrition/         the site's own limits/ and curves/ of nutrition bags, where it has any
    firstair.sqlite3   the ledger, unless firstair.toml names another database
    throw-away         present only in a sample installation that is deleted afterwards

Every secret is random and belongs to this folder alone; files are readable by their owner only.
"""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from webapp.errors import AlreadyInstalled, NotInstalled
from webapp.settings import Settings, read_settings

SECRET_BYTES = 32


@dataclass(frozen=True)
class Installation:
    """The folder and the names inside it."""

    folder: Path

    @property
    def settings_file(self) -> Path:
        """The one file meant to be edited."""
        return self.folder / "firstair.toml"

    @property
    def keys(self) -> Path:
        """The ledger's own folder."""
        return self.folder / "keys"

    @property
    def backups(self) -> Path:
        """Where copies of the database go."""
        return self.folder / "backups"

    @property
    def nutrition(self) -> Path:
        """The site's own limits and curves of nutrition bags; it need not exist."""
        return self.folder / "nutrition"

    @property
    def secret_file(self) -> Path:
        """Signs the browser's cookie."""
        return self.folder / "secret"

    @property
    def throw_away_mark(self) -> Path:
        """Written by the demo: this folder will be deleted."""
        return self.folder / "throw-away"

    @property
    def database_url(self) -> str:
        """The database used when the settings name none."""
        return f"sqlite:///{(self.folder / 'firstair.sqlite3').resolve()}"

    @classmethod
    def at(cls, folder: Path) -> Self:
        """The installation in this folder; NotInstalled when there is none."""
        here = cls(folder)
        if not (here.settings_file.is_file() and here.secret_file.is_file()):
            raise NotInstalled(
                what=f"There is no First Air in {folder}.",
                meaning="Nothing was started and nothing was written.",
                do=f"Run: firstair init --data {folder}",
            )
        return here

    def settings(self) -> Settings:
        """What firstair.toml says."""
        return read_settings(
            self.settings_file, self.database_url, throw_away=self.throw_away_mark.exists()
        )

    def secret(self) -> bytes:
        """The secret of this installation; a short one is refused."""
        text = self.secret_file.read_bytes().strip()
        if len(text) < SECRET_BYTES:
            raise NotInstalled(
                what=f"The secret in {self.secret_file} is too short.",
                meaning="Sessions could be forged, so nothing was started.",
                do="Put the file back from a backup of the data folder.",
            )
        return text


def lay(
    folder: Path, facility: str, zone: str, *, sample: bool = False, database_url: str = ""
) -> Installation:
    """Make the folder, its settings and its secrets; never over an existing installation."""
    here = Installation(folder)
    if here.settings_file.exists() or (here.keys.is_dir() and any(here.keys.iterdir())):
        raise AlreadyInstalled(
            what=f"There is a First Air in {folder} already.",
            meaning="Its keys and records were left as they are.",
            do="Choose another folder with --data, or start it with: firstair serve",
        )
    for each in (folder, here.backups):
        each.mkdir(mode=0o700, parents=True, exist_ok=True)
    text = _settings_text(facility, zone, sample=sample, database_url=database_url)
    write_private(here.settings_file, text)
    write_private(here.secret_file, secrets.token_hex(SECRET_BYTES))
    return here


def write_private(file: Path, text: str) -> None:
    """Write a file that only its owner may read, from its first byte on."""
    file.unlink(missing_ok=True)
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        out.write(text + "\n")


def _settings_text(facility: str, zone: str, *, sample: bool, database_url: str) -> str:
    database = f"\n[database]\nurl = {_toml(database_url)}\n" if database_url else ""
    return f"""[facility]
name = {_toml(facility)}
zone = {_toml(zone)}
sample = {str(sample).lower()}

[server]
host = "127.0.0.1"
port = 8797
idle_minutes = 10
# To serve other machines, name an address and a certificate:
# host = "0.0.0.0"
# certificate = "server.crt"
# private_key = "server.key"
# hosts = ["firstair.example.org"]
{database}"""


def _toml(text: str) -> str:
    """A TOML basic string."""
    quoted = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in quoted) + '"'
