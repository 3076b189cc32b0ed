"""The front door: people sign in, pages and live screens, the JSON interface, the command line.

`create_app` imports the web libraries only when it is called, so that `firstair --help` is quick.
"""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from compounding.ledger.database import Database
    from webapp.settings import Settings

__version__ = "0.1.0"


def create_app(
    settings: "Settings",
    database: "Database | None" = None,
    *,
    clock: "Callable[[], datetime] | None" = None,
    bench: object | None = None,
) -> "Flask":
    """Make the web application of one installation.

    `clock` gives the instant of each request; `bench` is what the demo lets a visitor play with.
    """
    from webapp.application import build
    from webapp.house import wall_clock

    return build(settings, database, clock or wall_clock, bench)
