"""The one place where the web application is put together."""

import hashlib
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Blueprint, Flask
from werkzeug.routing import IntegerConverter, Map

import compounding.models  # noqa: F401 - every table must be known before a database is opened
from compounding.ledger.database import Database, open_database
from compounding.ledger.keys import Keys
from webapp import words
from webapp.bandbar import band_bar
from webapp.error_pages import answer_errors
from webapp.gate import guard
from webapp.headers import add_headers
from webapp.house import KEY, House
from webapp.installation import Installation
from webapp.live import Hub
from webapp.navigation import may_open, places
from webapp.server import LARGEST_REQUEST
from webapp.settings import LOOPBACK, Settings
from webapp.visitor import visitor

STATIC = Path(__file__).parent / "static"

LARGEST_ROW = 2**31 - 1


class RowNumber(IntegerConverter):
    """A row's number in an address; a larger one names no page, and no database takes it."""

    def __init__(self, url_map: Map) -> None:
        super().__init__(url_map, max=LARGEST_ROW)


def build(
    settings: Settings,
    database: Database | None,
    clock: Callable[[], datetime],
    bench: object | None,
) -> Flask:
    """Make the application; without a database it opens the one of the settings."""
    app = Flask("webapp", root_path=str(Path(__file__).parent))
    installation = Installation(settings.folder)
    if database is None:
        database = open_database(settings.database_url, Keys.load(installation.keys))
    app.url_map.converters["int"] = RowNumber
    app.extensions[KEY] = House(settings, database, clock, Hub(), bench)
    _configure(app, settings, installation.secret())
    words.teach(app, settings)
    app.jinja_env.globals.update(
        visitor=visitor, main_places=places, may_open=may_open, band_bar=band_bar
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.url_defaults(_name_static_by_content)
    guard(app)
    add_headers(app)
    answer_errors(app)
    for blueprint in blueprints():
        app.register_blueprint(blueprint)
    return app


def blueprints() -> tuple[Blueprint, ...]:
    """Every part of the front door, one blueprint each."""
    from webapp.admin import blueprint as admin
    from webapp.api import blueprint as api
    from webapp.board import blueprint as board
    from webapp.calculators import blueprint as calculators
    from webapp.compliance import blueprint as compliance
    from webapp.fitness import blueprint as fitness
    from webapp.law import blueprint as law
    from webapp.nutrition import blueprint as nutrition
    from webapp.pharmacist import blueprint as pharmacist
    from webapp.signing_in import blueprint as signing_in
    from webapp.streams import blueprint as streams
    from webapp.technician import blueprint as technician

    return (
        signing_in, technician, pharmacist, nutrition, board, compliance, fitness, law, admin,
        calculators, api, streams,
    )  # fmt: skip


def _configure(app: Flask, settings: Settings, secret: bytes) -> None:
    app.config.update(
        SECRET_KEY=secret,
        SESSION_COOKIE_NAME="__Host-firstair" if settings.tls else "firstair",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Strict",
        SESSION_COOKIE_SECURE=settings.tls,
        SESSION_COOKIE_PATH="/",
        MAX_CONTENT_LENGTH=LARGEST_REQUEST,
        MAX_FORM_MEMORY_SIZE=LARGEST_REQUEST // 8,
        MAX_FORM_PARTS=200,
        WTF_CSRF_TIME_LIMIT=None,  # the token lives as long as the session
        TRUSTED_HOSTS=_own_names(settings),
    )


def _own_names(settings: Settings) -> list[str] | None:
    """Names a browser may call us by; a foreign name that points here gets no page."""
    if settings.loopback or settings.hosts:
        return [*(f"[{h}]" if ":" in h else h for h in sorted(LOOPBACK)), *settings.hosts]
    return None


def _name_static_by_content(endpoint: str, values: dict[str, Any]) -> None:
    if endpoint == "static" and "filename" in values:
        values["v"] = _content_mark(values["filename"])


@lru_cache(maxsize=256)
def _content_mark(name: str) -> str:
    file = STATIC / name
    return hashlib.sha256(file.read_bytes()).hexdigest()[:12] if file.is_file() else ""
