"""People, stations, agents, places, and the check that the record stands."""

from flask import Blueprint

blueprint = Blueprint("admin", __name__, url_prefix="/admin")

from webapp.admin import account, balances, machines, people, person, places, record  # noqa: E402, F401 - the views need the blueprint above
