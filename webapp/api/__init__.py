"""The JSON interface: what agents bring, and the signed head for whoever keeps witness."""

from flask import Blueprint

blueprint = Blueprint("api", __name__, url_prefix="/api")

from webapp.api import head, readings  # noqa: E402, F401 - the views need the blueprint above
