"""Prepare: the queue, the orders, the shift's balance check, staging, the steps in the hood."""

from flask import Blueprint, Flask
from flask.blueprints import BlueprintSetupState

from compounding.preparation.queue import runs_at
from reports.words import with_commas
from webapp.doses import in_words, last_day
from webapp.house import house_of
from webapp.recording import answer_troubles

blueprint = Blueprint("technician", __name__, url_prefix="/prepare")
answer_troubles(blueprint)
blueprint.add_app_template_filter(last_day, "last_day")
blueprint.add_app_template_filter(in_words, "in_words")
blueprint.add_app_template_filter(with_commas, "commas")


@blueprint.record
def _keep_running_steps_awake(setup: BlueprintSetupState) -> None:
    """No idle lock strikes where a step is running."""
    if isinstance(setup.app, Flask):
        house_of(setup.app).busy.append(runs_at)


from webapp.technician import (  # noqa: E402 - the views need the blueprint above
    keyed,  # noqa: F401 - imported for its views
    orders,  # noqa: F401 - imported for its views
    papers,  # noqa: F401 - imported for its views
    queue,  # noqa: F401 - imported for its views
    relief,  # noqa: F401 - imported for its views
    shift,  # noqa: F401 - imported for its views
    signature,  # noqa: F401 - imported for its views
    waste,  # noqa: F401 - imported for its views
    work,  # noqa: F401 - imported for its views
)
