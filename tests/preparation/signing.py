"""Staged work whose maker may make nothing, and the designated person who signs for it."""

from datetime import timedelta

from compounding.cleanroom.fitness.cards import enter_card
from compounding.ledger.actor import SYSTEM
from compounding.ledger.canonical import digest
from compounding.ledger.people import add_person, set_pin
from compounding.preparation.signed_to_begin import asked, sign_to_begin
from tests.builders import PIN, balance_checked, staged
from tests.failing_person import failing

FAILED = failing(training=True)
WHY = "A septic child waits and nobody else is in the house."
HOURS = timedelta(hours=4)
STATION = "desk-1"


def stopped_at_the_hood(world):
    """A staged worksheet whose maker is not qualified; room and balance are fine."""
    card(world, "person:demo-technician", FAILED)
    worksheet = staged(world)
    balance_checked(world)
    world.room()
    return worksheet


def card(world, about, facts, who="compliance"):
    with world.as_(who, STATION) as unit:
        enter_card(unit, about, facts, "a paper", secret=PIN)


def question(world, worksheet, maker="technician"):
    with world.database.reading() as session:
        return asked(session, world.state(worksheet), world.people[maker].id, world.now)


def signed(world, worksheet, who="compliance", *, maker="technician", **other):
    shown = digest(question(world, worksheet, maker).shown)
    form = {"secret": PIN, "shown": shown, "reason": WHY, **other}
    with world.as_(who, STATION) as unit:
        sign_to_begin(unit, worksheet, world.people[maker].id, **form)


def at_the_sign(world, worksheet, who="technician"):
    world.room()
    return world.scan(worksheet, "FA-H-HOOD-2", who)


def a_colleague(world, name, *roles):
    with world.database.entry(by=SYSTEM, at=world.now) as unit:
        person = add_person(unit, name, name.title(), list(roles))
        set_pin(unit, person.id, PIN)
    world.people[name] = person
    return person
