"""What a view finds around it: the installation, and who is asking."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from flask import Flask, current_app
from sqlalchemy.orm import Session

from compounding.ledger.database import Database
from webapp.live import Hub
from webapp.settings import Settings

KEY = "firstair"
Clock = Callable[[], datetime]


@dataclass(frozen=True)
class House:
    """The things that exist once in a running application.

    `busy` are asked whether a step is running at a station: then no idle lock strikes there.
    """

    settings: Settings
    database: Database
    clock: Clock
    hub: Hub
    bench: object | None = None
    busy: list[Callable[[Session, str], bool]] = field(default_factory=list)

    def now(self) -> datetime:
        """The instant of this request; rules get it as an argument."""
        return self.clock()


def house_of(app: Flask) -> House:
    """The house of this application."""
    found = app.extensions[KEY]
    if not isinstance(found, House):
        message = "create_app has not finished"
        raise TypeError(message)
    return found


def house() -> House:
    """The house of the application that answers the current request."""
    return house_of(current_app)


def wall_clock() -> datetime:
    """The machine's clock, in UTC."""
    return datetime.now(UTC)
