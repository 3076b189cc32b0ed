"""What every administrative form does: act as the signed-in person, say so, go back."""

import re
from contextlib import AbstractContextManager
from datetime import timedelta

from flask import flash, url_for
from flask.typing import ResponseReturnValue

from compounding.ledger.unit import Unit
from webapp.errors import BadRequestText
from webapp.house import house
from webapp.signing_in.entry import go_to
from webapp.visitor import visitor

LINK_LASTS = timedelta(days=3)
LONGEST = 200
CODE = re.compile(r"[a-z0-9][a-z0-9._-]{0,39}")


def acting() -> AbstractContextManager[Unit]:
    """An entry by the signed-in person, now, at this station."""
    person = visitor.person
    if person is None:
        raise BadRequestText(
            what="Nobody is signed in.", meaning="Nothing was recorded.", do="Sign in."
        )
    here = house()
    return here.database.entry(by=person, at=here.now(), station=visitor.station_code)


def done(said: str, endpoint: str, **values: object) -> ResponseReturnValue:
    """Say what was done and show the page again."""
    flash(said, "ok")
    return go_to(url_for(endpoint, **values))  # type: ignore[arg-type] # url_for types its values Any


def told(value: str | None, name: str) -> str:
    """A form's text; empty or overlong is refused by name."""
    text = (value or "").strip()
    if not text or len(text) > LONGEST or not text.isprintable():
        raise BadRequestText(
            what=f"{name} is missing, longer than {LONGEST} characters, or not plain text.",
            meaning="Nothing was recorded.",
            do="Go back and fill it in.",
        )
    return text


def told_code(value: str | None) -> str:
    """A code that may stand in an address, in an agent's file and on a label."""
    text = (value or "").strip()
    if not CODE.fullmatch(text):
        raise BadRequestText(
            what="A code is small letters, digits, dots and hyphens, at most 40 of them.",
            meaning="Nothing was recorded.",
            do="Go back and choose one, such as hood-2.",
        )
    return text
