"""What the page's scan bus sends and understands.

static/scan.js posts {"scan": text} to the page's data-scan-url; the answer is
{"outcome": "ok" | "stop" | "ignored", "message": words for the person, "location": where to go}.
"""

from typing import Literal

from flask import jsonify, request
from flask.typing import ResponseReturnValue
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from webapp.errors import BadRequestText

LONGEST = 4096


class Scan(BaseModel):
    """One code as the scanner sent it, group separators included."""

    model_config = ConfigDict(strict=True, extra="forbid")
    scan: str = Field(min_length=1, max_length=LONGEST)


def scanned_text() -> str:
    """The scanned text of this request; refuses what is no scan."""
    try:
        return Scan.model_validate_json(request.get_data()).scan
    except ValidationError as trouble:
        raise BadRequestText(
            what="This is not a scan.", meaning="Nothing was recorded.", do="Scan the code again."
        ) from trouble


def answer_scan(
    outcome: Literal["ok", "stop", "ignored"], message: str, location: str = ""
) -> ResponseReturnValue:
    """Tell the page what became of the scan; `location` takes it to another page."""
    return jsonify({"outcome": outcome, "message": message, "location": location})
