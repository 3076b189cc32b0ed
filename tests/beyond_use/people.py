"""People whose record is in order, to be spoilt by one fact at a time."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from beyond_use.personnel_facts import (
    Entry,
    Fingertip,
    Garb,
    Garbing,
    MediaFill,
    Person,
    Stage,
    Training,
)

TODAY = date(2026, 11, 25)
WARM = Stage(timedelta(days=2), Decimal(31), Decimal("34.9"))
COOL = Stage(timedelta(days=5), Decimal("20.5"), Decimal("24.5"))
WEEK_WARM = replace(WARM, lasted=timedelta(days=7))
WEEK_COOL = replace(COOL, lasted=timedelta(days=7))


def fingers(taken, left=0, right=0, stages=(WARM, COOL)):
    return Fingertip(taken, left, right, stages)


def garbing(taken, left=0, right=0, garbed_right=True, stages=(WARM, COOL)):
    return Garbing(garbed_right, fingers(taken, left, right, stages))


def fill(done, days=14, **changes):
    facts = {
        "growth": False,
        "read": done + timedelta(days=days) if days is not None else None,
        "fingertip": fingers(done),
        "surface": 0,
        "stages": (WEEK_COOL, WEEK_WARM),
    }
    return MediaFill(done=done, **(facts | changes))


FIRST = tuple(garbing(date(2026, 9, day)) for day in (1, 2, 3))


def person(**changes):
    facts = {
        "training": (Training(date(2026, 8, 20), passed=True),),
        "initial": FIRST,
        "media_fills": (fill(date(2026, 9, 4)),),
        "last_compounded": date(2026, 11, 24),
    }
    return Person("Demo Technician", **(facts | changes))


def entry(**changes):
    facts = {
        "wash_seconds": 30,
        "hands_ready": True,
        "garb": frozenset(Garb) - {Garb.BEARD_COVER},
        "bearded": False,
    }
    return Entry(**(facts | changes))


def of(reasons, rule):
    """The reasons of one rule."""
    return [reason for reason in reasons if reason.rule == rule]
