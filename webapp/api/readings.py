"""Readings come in: checked, stored once, and only then shown and acknowledged."""

from collections.abc import Sequence

from flask import g, jsonify, request
from flask.typing import ResponseReturnValue
from pydantic import ValidationError

from compounding.cleanroom.errors import HoleInReadings, LineOfAnother
from compounding.cleanroom.models import StoredReading
from compounding.cleanroom.readings import highest, ingest
from compounding.ledger.heads import last_head
from compounding.ledger.stations import Agent, actor_of
from webapp.api import blueprint
from webapp.api.wire import Upload
from webapp.doors import AGENT, door
from webapp.errors import BadRequestText
from webapp.house import House, house

LIVE_SECONDS = 5.0  # an older reading is history that arrives late, not what lies on the pan
SHOWN_SECONDS = 12.0  # an unchanged weight is repeated every ten seconds


@blueprint.post("/agent/readings")
@door(AGENT)
def take_readings() -> ResponseReturnValue:
    """Acknowledge the highest sequence stored; the agent forgets nothing before that."""
    upload = _upload()
    try:
        fresh = store(house(), g.agent, upload)
    except HoleInReadings as hole:
        return jsonify({"error": str(hole), "have": hole.have}), 409
    except LineOfAnother as trouble:
        return jsonify({"error": str(trouble)}), 403
    show(house(), upload, fresh)  # before the answer: a page waits for the weight
    return jsonify(acknowledgement(house(), g.agent, upload))


def _upload() -> Upload:
    """The batch, or a refusal that names the first wrong field without repeating its content."""
    try:
        upload = Upload.model_validate_json(request.get_data())
    except ValidationError as trouble:
        first = trouble.errors(include_url=False, include_context=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "the body"
        raise BadRequestText(
            what=f"The batch is malformed at {where}: {first['msg']}.",
            meaning="Nothing of it was stored.",
            do="Correct the agent and send again.",
        ) from trouble
    if upload.agent != g.agent.code:
        raise BadRequestText(
            what="The token belongs to another agent than the batch names.",
            meaning="Nothing of it was stored.",
            do="Enrol the agent again under Admin, and use its own token.",
        )
    return upload


def store(here: House, agent: Agent, upload: Upload) -> Sequence[StoredReading]:
    """Store what is new in a batch as one entry, and give it; nothing new makes no entry."""
    batch = [reading.incoming() for reading in upload.readings]
    with here.database.entry(by=actor_of(agent), at=here.now(), station=agent.code) as unit:
        return ingest(unit, agent.code, upload.boot, batch)


def acknowledgement(here: House, agent: Agent, upload: Upload) -> dict[str, object]:
    """What the agent may forget, and the head that it keeps as a witness."""
    with here.database.reading() as session:
        stored = highest(session, agent.code, upload.boot)
        return {"acknowledged": stored, "head": last_head(session)}


def show(here: House, upload: Upload, fresh: Sequence[StoredReading]) -> None:
    """Publish the newest word of each balance, if it is about now.

    An event is told besides the weight that came with it: a restart must not go unseen.
    """
    newest: dict[tuple[str, str], StoredReading] = {}
    for reading in fresh:
        live = upload.age(reading.agent_at) <= LIVE_SECONDS
        if live and reading.quantity in {"mass", "event"}:
            newest[reading.line, reading.quantity] = reading
    for reading in sorted(newest.values(), key=lambda one: one.id):
        topic, key = f"weight:{reading.line}", "event" if reading.quantity == "event" else ""
        here.hub.publish(topic, "weight", _weight(reading), key=key, fresh_seconds=SHOWN_SECONDS)


def _weight(reading: StoredReading) -> dict[str, object]:
    """A frame as the page gets it; an event of the line takes the weight off the screen."""
    gone = reading.quantity == "event"
    return {
        "line": reading.line,
        "reading": reading.id,
        "digits": None if gone else reading.digits,
        "unit": reading.unit,
        "stable": reading.stable,
        "settled": reading.settled,
        "refused": reading.refused or (", ".join(reading.flags) if gone else ""),
    }
