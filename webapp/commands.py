"""What the commands of the command line do."""

import json
import logging
import signal
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import compounding.models  # noqa: F401 - every table must be known before a database is opened
from compounding.cleanroom.places import enter_facility
from compounding.errors import UnknownPerson
from compounding.ledger.actor import SYSTEM
from compounding.ledger.database import Database, open_database, open_to_verify
from compounding.ledger.invitations import invite
from compounding.ledger.keys import Keys, fingerprint
from compounding.ledger.migrate import upgrade
from compounding.ledger.people import Role, find_person
from compounding.ledger.unit import Unit
from compounding.ledger.verify import verify
from compounding.preparation.book import enter_formula, sample_formulas
from compounding.stock.products import enter_product, sample_cards
from webapp import create_app
from webapp.clock_watch import ClockWatch
from webapp.errors import SettingsUnreadable
from webapp.house import house_of, wall_clock
from webapp.installation import Installation, lay
from webapp.room_watch import RoomWatch
from webapp.server import serve
from webapp.settings import Settings

LINK_LASTS = timedelta(days=1)
Say = Callable[[str], None]


def initialise(folder: Path, facility: str, zone: str, database_url: str, say: Say) -> None:
    """Lay the folder, make keys and database, invite the first administrator."""
    installation = lay(folder, facility, zone, database_url=database_url)
    keys = Keys.create(installation.keys)
    settings = installation.settings()
    database = open_database(settings.database_url, keys, create=True)
    card = {"name": facility, "contact": "", "zone": zone}
    now = wall_clock()
    with database.entry(by=SYSTEM, at=now) as unit:
        enter_facility(unit, card, sample=False)
        _enter_library(unit)
        token = invite(unit, [Role.ADMIN], now + LINK_LASTS)
    database.close()
    say(f"A new First Air stands in {folder}.")
    say(f"Key of its log: {fingerprint(keys.public)}  (write it down; records are checked by it)")
    say("")
    say(f"1. Start it:           firstair serve --data {folder}")
    say(f"2. Open once, as the first administrator, within a day:\n   {_link(settings, token)}")


def _enter_library(unit: Unit) -> None:
    """The formulas and products that come along: none approved, no figure of theirs confirmed."""
    for card in sample_cards():
        enter_product(unit, card)
    for content in sample_formulas():
        enter_formula(unit, content)


def serve_installation(
    folder: Path, host: str | None, port: int | None, say: Say, *, clear_text: bool
) -> None:
    """Serve one installation until the process is told to stop."""
    told = Installation.at(folder).settings()
    settings = replace(told, host=host or told.host, port=told.port if port is None else port)
    _log()
    app = create_app(settings)
    watches = (RoomWatch(house_of(app)), ClockWatch(house_of(app)))
    for watch in watches:
        watch.start()
    say(f"First Air for {settings.facility}: {_address(settings)}   (Ctrl+C ends it)")
    try:
        serve(
            app,
            settings.host,
            settings.port,
            settings.certificate,
            settings.private_key,
            clear_text=clear_text,
        )
    finally:
        for watch in watches:
            watch.stop()
        house_of(app).database.close()


def run_the_agent(config: Path) -> None:
    """Run the agent until Ctrl+C or SIGTERM; what it holds stays in its spool."""
    from sensors.agent.run import run_agent

    _log()
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    run_agent(config, stop)


def make_link(folder: Path, handle: str, say: Say) -> None:
    """A one-time link from the server's own console, where no administrator can sign in."""
    installation, database = _open(folder)
    now = wall_clock()
    with database.entry(by=SYSTEM, at=now, station="console") as unit:
        person = find_person(unit.session, handle) if handle else None
        if handle and person is None:
            raise UnknownPerson(
                what=f"Nobody signs in as {handle}.",
                meaning="No link was made.",
                do="Give the handle as it stands under Admin, People.",
            )
        roles = [] if person else [Role.ADMIN]
        token = invite(unit, roles, now + LINK_LASTS, person.id if person else None)
    database.close()
    whom = f"new secrets of {person.name}" if person else "a new administrator"
    say(f"For {whom}, once, within a day:\n{_link(installation.settings(), token)}")


def verify_record(folder: Path, head: Path | None, say: Say) -> bool:
    """Recompute the record; with an older head, prove that the log only grew since.

    Also where triggers are gone and nothing else opens it any more.
    """
    installation = Installation.at(folder)
    url = installation.settings().database_url
    database = open_to_verify(url, Keys.load(installation.keys))
    report = verify(database, _head(head) if head else None)
    database.close()
    if report.ok:
        since = ", and the log only grew since the head given" if head else ""
        say(f"All {report.entries} entries stand{since}.")
        return True
    say(f"The record does not stand. First bad entry: {report.first_bad or 'none by number'}.")
    for reason in report.reasons:
        say(f"  {reason}")
    if report.unguarded:
        say(f"  changes are no longer refused of: {', '.join(report.unguarded)}")
    say("Keep the files as they are, release nothing, and compare with a backup.")
    return False


def upgrade_database(folder: Path, say: Say) -> None:
    """Bring the schema up to this version."""
    installation = Installation.at(folder)
    url = installation.settings().database_url
    copy = upgrade(url, installation.backups, at=wall_clock())
    say(f"The database is up to date. Copy from before: {copy or 'not needed'}.")


def _log() -> None:
    """One line to each event on standard error; migrations speak up only in trouble."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)


def _open(folder: Path) -> tuple[Installation, Database]:
    installation = Installation.at(folder)
    url = installation.settings().database_url
    return installation, open_database(url, Keys.load(installation.keys))


def _head(file: Path) -> dict[str, object]:
    """An older head from a file, such as an agent's head.json."""
    try:
        head = json.loads(file.read_text(encoding="utf-8"))
    except ValueError as trouble:
        raise _no_head(file) from trouble
    if not isinstance(head, dict) or not {"size", "root", "at", "log", "signature", "key"} <= set(
        head
    ):
        raise _no_head(file)
    return head


def _no_head(file: Path) -> SettingsUnreadable:
    return SettingsUnreadable(
        what=f"{file} holds no signed head.",
        meaning="Nothing was checked.",
        do="Give an agent's head.json, or save the answer of /api/head.",
    )


def _address(settings: Settings) -> str:
    name = settings.hosts[0] if settings.hosts else settings.host
    scheme = "https" if settings.tls else "http"
    return f"{scheme}://{name}:{settings.port}"


def _link(settings: Settings, token: str) -> str:
    return f"{_address(settings)}/welcome/{token}"
