"""Nutrition: pharmacists enter or change an order, see everything that comes of it, and sign it."""

from flask import Blueprint

from webapp.recording import answer_troubles

blueprint = Blueprint("nutrition", __name__, url_prefix="/nutrition")
answer_troubles(blueprint)

from webapp.nutrition import (  # noqa: E402 - the views need the blueprint above
    files,  # noqa: F401 - imported for its views
    orders,  # noqa: F401 - imported for its views
    saved,  # noqa: F401 - imported for its views
    sending,  # noqa: F401 - imported for its views
)
