"""Look at everything an installation rests on; each finding says what to do."""

import json
import os
import shutil
import stat
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from importlib import resources
from pathlib import Path

from webapp.installation import Installation

FREE_BYTES = 1_000_000_000
FREE_FULL = 200_000_000
SOON = timedelta(days=30)
STEP_SECONDS = 0.05


@dataclass(frozen=True)
class Finding:
    """One check: what was looked at, how it stands, what to do about it."""

    name: str
    ok: bool
    says: str
    do: str = ""


def examine(folder: Path) -> list[Finding]:
    """Every check in order; one that breaks is a finding itself."""
    findings = [*_safely("clock", _clock), *_safely("Python", _python), *_safely("fonts", _fonts)]
    findings += _safely("serial ports", _serial_rights)
    findings += _safely("installation", lambda: _installation(folder))
    if not findings[-1].ok:
        return findings
    here = Installation(folder)
    for name, check in (
        ("disk", _disk),
        ("secrets", _secrets),
        ("database", _database),
        ("certificate", _certificate),
        ("backup", _backup),
    ):
        findings += _safely(name, lambda check=check: check(here))  # type: ignore[misc] # the default binds the loop's check
    return findings


def tell(findings: list[Finding], say: Callable[[str], None], *, as_json: bool) -> None:
    """For a person one line each, what to do below it; for a program one JSON object."""
    if as_json:
        ok = all(finding.ok for finding in findings)
        say(json.dumps({"ok": ok, "checks": [asdict(finding) for finding in findings]}))
        return
    for finding in findings:
        say(f"{'ok  ' if finding.ok else 'LOOK'}  {finding.name}: {finding.says}")
        if finding.do:
            say(f"      {finding.do}")


def _safely(name: str, check: Callable[[], Iterator[Finding]]) -> list[Finding]:
    try:
        return list(check())
    except Exception as trouble:  # noqa: BLE001 - whatever breaks is what the doctor must report
        says = str(trouble) or type(trouble).__name__
        return [Finding(name, ok=False, says=says, do="Mend this first.")]


def _clock() -> Iterator[Finding]:
    """A clock that jumps between two looks, or stands before this program was made, is wrong."""
    wall, steady = time.time(), time.monotonic()
    time.sleep(STEP_SECONDS)
    drift = abs((time.time() - wall) - (time.monotonic() - steady))
    built = datetime.fromtimestamp(Path(__file__).stat().st_mtime, UTC)
    sane = datetime.now(UTC) >= built - timedelta(days=1)
    says = f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC"
    advice = "Set the clock by network time (NTP); dates of bags rest on it."
    good = sane and drift < STEP_SECONDS
    yield Finding("clock", ok=good, says=says, do="" if good else advice)


def _python() -> Iterator[Finding]:
    found = ".".join(map(str, sys.version_info[:3]))
    good = sys.version_info >= (3, 11)
    yield Finding("Python", good, found, "" if good else "Install Python 3.11 or newer.")


def _fonts() -> Iterator[Finding]:
    """Paper and labels carry their own fonts."""
    folder = resources.files("reports").joinpath("fonts")
    names = [each.name for each in folder.iterdir() if each.name.endswith(".ttf")]
    advice = "" if names else "Install First Air again; no PDF can be printed."
    yield Finding("fonts", bool(names), f"{len(names)} in the package", advice)


def _serial_rights() -> Iterator[Finding]:
    """Ports that are there but may not be opened by this user."""
    ports = [*Path("/dev").glob("ttyUSB*"), *Path("/dev").glob("ttyACM*")]
    closed = [str(port) for port in ports if not os.access(port, os.R_OK | os.W_OK)]
    if closed:
        advice = "Add this user to the group dialout (Linux), then sign in again."
        yield Finding("serial ports", ok=False, says=f"no right to {', '.join(closed)}", do=advice)
    else:
        says = ", ".join(map(str, ports)) or "none on this computer"
        yield Finding("serial ports", ok=True, says=says)


def _installation(folder: Path) -> Iterator[Finding]:
    settings = Installation.at(folder).settings()
    yield Finding("installation", ok=True, says=f"{settings.facility} in {folder}")


def _disk(here: Installation) -> Iterator[Finding]:
    free = shutil.disk_usage(here.folder).free
    says = f"{free // 1_000_000:,} MB free"
    if free < FREE_FULL:
        yield Finding("disk", ok=False, says=says, do="Make room now: readings will be refused.")
    else:
        yield Finding("disk", free >= FREE_BYTES, says, "" if free >= FREE_BYTES else "Make room.")


def _secrets(here: Installation) -> Iterator[Finding]:
    """Files that other users of the machine could read."""
    files = [here.secret_file, here.settings_file, *here.keys.iterdir()]
    open_ones = [
        file.name
        for file in files
        if os.name != "nt" and file.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)
    ]
    advice = f"Run: chmod -R go= {here.folder}" if open_ones else ""
    says = f"readable by others: {', '.join(open_ones)}" if open_ones else "only the owner reads"
    yield Finding("secrets", not open_ones, says, advice)


def _database(here: Installation) -> Iterator[Finding]:
    """Opening it checks durability, integrity, schema and triggers, and says what is wrong."""
    import compounding.models  # noqa: F401 - every table must be known before it is opened
    from compounding.ledger.database import open_database
    from compounding.ledger.heads import last_head
    from compounding.ledger.keys import Keys

    database = open_database(here.settings().database_url, Keys.load(here.keys))
    with database.reading() as session:
        head = last_head(session)
    kind = database.engine.dialect.name
    database.close()
    size = head["size"] if head else 0
    yield Finding("database", ok=True, says=f"{kind}, durable, {size} entries, triggers in place")


def _certificate(here: Installation) -> Iterator[Finding]:
    from cryptography import x509

    settings = here.settings()
    if settings.certificate is None:
        advice = "" if settings.loopback else "Name certificate and private_key in firstair.toml."
        yield Finding("certificate", settings.loopback, "none; this machine only", advice)
        return
    until = x509.load_pem_x509_certificate(settings.certificate.read_bytes()).not_valid_after_utc
    good = until - datetime.now(UTC) > SOON
    advice = "" if good else "Renew it; browsers and agents will refuse it."
    yield Finding("certificate", good, f"valid until {until:%Y-%m-%d}", advice)


def _backup(here: Installation) -> Iterator[Finding]:
    """How old the newest copy is."""
    copies = sorted(here.backups.glob("*"), key=lambda file: file.stat().st_mtime)
    if not copies:
        advice = "Copy the data folder to another disk every day, keys included."
        yield Finding("backup", ok=True, says="none in the backups folder yet", do=advice)
    else:
        made = datetime.fromtimestamp(copies[-1].stat().st_mtime, UTC)
        yield Finding("backup", ok=True, says=f"newest from {made:%Y-%m-%d %H:%M} UTC")
