"""Who may make what, where, now; and the cards that say what is known of people and places."""

from flask import Blueprint

from webapp.recording import answer_troubles

blueprint = Blueprint("fitness", __name__, url_prefix="/fitness")
answer_troubles(blueprint)

from webapp.fitness import cards, standing  # noqa: E402, F401 - the views need the blueprint above
