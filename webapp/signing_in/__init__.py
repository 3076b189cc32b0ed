"""The door itself: badge and PIN at a station, password elsewhere, the lock, the first link."""

from flask import Blueprint

blueprint = Blueprint("signing_in", __name__)

from webapp.signing_in import invitation, lock, scanner, views  # noqa: E402, F401 - the views need the blueprint above
