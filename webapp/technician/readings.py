"""Which reading a page offers: its number, never its value."""

from flask import request
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from webapp.errors import BadRequestText


class Offer(BaseModel):
    """A settled reading by the number the server gave it."""

    model_config = ConfigDict(strict=True, extra="forbid")
    reading: int = Field(ge=1)


def offered_reading() -> int:
    """The reading of this request; a page cannot send a weight."""
    try:
        return Offer.model_validate_json(request.get_data()).reading
    except ValidationError as trouble:
        raise BadRequestText(
            what="This is not a reading of the balance.",
            meaning="Nothing was recorded.",
            do="Load the page again and weigh again.",
        ) from trouble
