"""A whole sample facility for a while: server, agent and instruments, and nothing left behind."""

from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self

import compounding.models  # noqa: F401 - every table must be known before a database is opened
from compounding.cleanroom.places import sample_facility
from compounding.ledger.database import Database, open_database
from compounding.ledger.keys import Keys
from compounding.ledger.migrate import is_vacant
from sensors.agent.settle import SETTLE_SECONDS
from webapp import create_app
from webapp.demo.agent_beside import Scale, agent_beside, write_config
from webapp.demo.bench import Bench, add_bench
from webapp.demo.errors import NotEmpty
from webapp.demo.instruments import Instruments
from webapp.demo.seed import seed
from webapp.demo.world import SampleWorld
from webapp.house import house_of
from webapp.installation import Installation, lay, write_private
from webapp.room_watch import RoomWatch
from webapp.server import make_server, serving

HOST = "127.0.0.1"
MARK = "Made by firstair demo. This folder is deleted when the demo ends."


class DemoFacility:
    """Enter it, use it by `url`, and leave: what it made is gone, a database given by URL stays.

    A weight counts once it has stood for `settles` seconds, at least one.
    Raises NotEmpty for a database that holds anything, PortTaken for a port in use.
    """

    url: str
    world: SampleWorld
    database: Database
    instruments: Instruments

    def __init__(
        self, *, database_url: str = "", port: int = 0, settles: float = SETTLE_SECONDS
    ) -> None:
        self._database_url = database_url
        self._port = port
        self._settles = settles
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            folder = Path(stack.enter_context(TemporaryDirectory(prefix="firstair-demo-")))
            installation = _throw_away(folder / "data")
            self.database = self._open(installation)
            stack.callback(self.database.close)
            self.instruments = stack.enter_context(Instruments())
            self.url = self._serve(stack, installation)
            scale = Scale(self.instruments.balance.serial, self._settles)
            config = write_config(
                folder / "agent",
                self.url,
                self.world.agent_token,
                self.instruments.lines,
                scale,
            )
            stack.enter_context(agent_beside(config))
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def _open(self, installation: Installation) -> Database:
        url = self._database_url or installation.database_url
        if not is_vacant(url):
            message = (
                "The database given is not empty. A sample facility is never put beside "
                "records; nothing was changed. Name an empty database."
            )
            raise NotEmpty(message)
        return open_database(url, Keys.create(installation.keys), create=True)

    def _serve(self, stack: ExitStack, installation: Installation) -> str:
        """Take the port first, so that a taken one is said at once; then fill the database."""
        bench = Bench(self.instruments)
        app = create_app(installation.settings(), self.database, bench=bench)
        server = make_server(app, HOST, self._port)
        with ExitStack() as unless_served:
            unless_served.callback(server.stop)
            bench.world = self.world = seed(self.database, datetime.now(UTC))
            add_bench(app, bench)
            unless_served.pop_all()
        watch = RoomWatch(house_of(app))
        watch.start()
        stack.callback(watch.stop)
        return stack.enter_context(serving(server, app))


def _throw_away(folder: Path) -> Installation:
    """A new installation that carries the mark which only this module writes."""
    card = sample_facility()["facility"]
    installation = lay(folder, card["name"], card["zone"], sample=True)
    write_private(installation.throw_away_mark, MARK)
    return installation
