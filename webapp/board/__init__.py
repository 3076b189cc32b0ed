"""The wall board: how the rooms stand, without a login and without any patient."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from webapp.doors import OPEN, door
from webapp.house import house
from webapp.streams import board_url
from webapp.tiles import rooms

blueprint = Blueprint("board", __name__)


@blueprint.get("/board")
@door(OPEN)
def wall() -> ResponseReturnValue:
    """Rooms as large tiles, read from four metres."""
    here = house()
    now = here.now()
    with here.database.reading() as session:
        standing = rooms(session, now)
    return render_template("board/wall.html", rooms=standing, page_live=board_url(), now=now)
