"""Default deny: every view says who may come in; a view that says nothing lets nobody in.

    @blueprint.get("/queue")
    @door(Role.TECHNICIAN, Role.PHARMACIST)
    def queue() -> ResponseReturnValue: ...

Besides the roles there are four other doors: OPEN (anyone), SIGNED_IN (any person), STATION (a
browser enrolled as a station, or any signed-in person) and AGENT (a bearer token of an agent).
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar
from weakref import WeakKeyDictionary

from flask import Flask

from compounding.ledger.people import Role

View = TypeVar("View", bound=Callable[..., object])


class Guest(StrEnum):
    """Who may come in without a particular role."""

    OPEN = "open"
    SIGNED_IN = "signed in"
    STATION = "station"
    AGENT = "agent"


OPEN = Guest.OPEN
SIGNED_IN = Guest.SIGNED_IN
STATION = Guest.STATION
AGENT = Guest.AGENT


@dataclass(frozen=True)
class Door:
    """One kind of guest, or a set of roles of which one is enough."""

    guest: Guest | None = None
    roles: frozenset[Role] = frozenset()

    def admits(self, roles: frozenset[Role]) -> bool:
        """True when a signed-in person with these roles may pass."""
        if self.guest is AGENT:
            return False
        return self.guest is not None or bool(self.roles & roles)


OPEN_DOOR = Door(guest=OPEN)
_DOORS: WeakKeyDictionary[Callable[..., object], Door] = WeakKeyDictionary()


def door(*allowed: Role | Guest) -> Callable[[View], View]:
    """Declare who may use a view: one Guest, or one or more roles."""
    guests = [each for each in allowed if isinstance(each, Guest)]
    roles = frozenset(each for each in allowed if isinstance(each, Role))
    if len(guests) + bool(roles) != 1:
        message = f"a door admits one kind of guest or a set of roles, not {allowed}"
        raise TypeError(message)
    declared_door = Door(guest=guests[0] if guests else None, roles=roles)

    def declare(view: View) -> View:
        _DOORS[view] = declared_door
        return view

    return declare


def door_of(app: Flask, endpoint: str) -> Door | None:
    """The door of an endpoint; None means that nobody may pass."""
    if endpoint == "static" or endpoint.endswith(".static"):
        return OPEN_DOOR
    view = app.view_functions.get(endpoint)
    return _DOORS.get(view) if view is not None else None


def declared(app: Flask) -> dict[str, Door | None]:
    """Every endpoint with its door; the tests refuse a None."""
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()}
    return {endpoint: door_of(app, endpoint) for endpoint in sorted(endpoints)}
