"""The law as data, and the site's own reading of it beside the licensed copy."""

from flask import Blueprint

from webapp.recording import answer_troubles

blueprint = Blueprint("law", __name__, url_prefix="/law")
answer_troubles(blueprint)

from webapp.law import figures, overlays  # noqa: E402, F401 - the views need the blueprint above
