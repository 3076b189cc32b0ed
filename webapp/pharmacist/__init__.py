"""Check: orders to verify, stops to look at, records to release, figures to vouch for."""

from flask import Blueprint

from webapp.doses import instant
from webapp.recording import answer_troubles

blueprint = Blueprint("pharmacist", __name__, url_prefix="/check")
answer_troubles(blueprint)
blueprint.add_app_template_filter(instant, "instant")

from webapp.pharmacist import (  # noqa: E402 - the views need the blueprint above
    book,  # noqa: F401 - imported for its views
    checking,  # noqa: F401 - imported for its views
    documents,  # noqa: F401 - imported for its views
    orders,  # noqa: F401 - imported for its views
    queue,  # noqa: F401 - imported for its views
    record,  # noqa: F401 - imported for its views
    what_if,  # noqa: F401 - imported for its views
)
