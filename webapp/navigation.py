"""The places of the main navigation, each shown to those who may open it."""

from dataclasses import dataclass

from flask import current_app, request, url_for

from compounding.ledger.people import Role
from webapp.doors import door_of
from webapp.visitor import visitor

PLACES = (
    ("Prepare", "technician.home"),
    ("Check", "pharmacist.home"),
    ("Nutrition", "nutrition.home"),
    ("Logs", "compliance.logs"),
    ("Calculate", "calculators.home"),
    ("Admin", "admin.home"),
    ("Board", "board.wall"),
)

HOMES = (
    (Role.TECHNICIAN, "technician.home"),
    (Role.PHARMACIST, "pharmacist.home"),
    (Role.COMPLIANCE, "compliance.logs"),
    (Role.ADMIN, "admin.home"),
)


@dataclass(frozen=True)
class Place:
    """One link of the navigation."""

    name: str
    href: str
    here: bool


def places() -> list[Place]:
    """What this visitor may open; the board is for everyone."""
    here = request.blueprint
    found = []
    for name, endpoint in PLACES:
        if may_open(endpoint):
            found.append(Place(name, url_for(endpoint), here == endpoint.partition(".")[0]))
    return found


def may_open(endpoint: str) -> bool:
    """Whether this visitor gets through the door of an endpoint; links to others are not shown."""
    door = door_of(current_app, endpoint)
    return door is not None and visitor.person is not None and door.admits(visitor.roles)


def home_of(roles: frozenset[Role]) -> str:
    """Where a person with these roles begins."""
    for role, endpoint in HOMES:
        if role in roles and endpoint in current_app.view_functions:
            return url_for(endpoint)
    return url_for("board.wall")
