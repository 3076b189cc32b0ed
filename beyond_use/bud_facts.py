"""From what a file says to the facts that are judged. What is missing for them is told at once."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from beyond_use.allergenic import AllergenicSet, Extract, Mixer
from beyond_use.controls import Controls, Surroundings
from beyond_use.csp import (
    Area,
    Component,
    Preparation,
    Stability,
    Sterility,
    expiry_after_receipt,
    expiry_of_day,
    expiry_of_month,
)
from beyond_use.docked import Docked
from beyond_use.errors import BadFactFile
from beyond_use.fact_kinds import instant
from beyond_use.immediate_use import ImmediateUse
from beyond_use.law import Law
from beyond_use.scope import Labeling, Undertaking, Work
from beyond_use.storage_moves import Move

Said = Mapping[str, Any]

_LABELING = ("single_dose", "one_patient", "diluent", "strength", "container", "storage_time")


def undertaking(said: Said | None) -> Undertaking:
    """Give the facts of scope; a file that says nothing of it speaks of compounding."""
    given = said or {}
    return Undertaking(
        work=given.get("work") or Work.COMPOUNDING,
        sterile_form=given.get("sterile_form"),
        radioactive=given.get("radioactive"),
        hazardous=given.get("hazardous"),
        blood_derived=given.get("blood_derived"),
        apart=given.get("apart"),
        labeling=Labeling(**{key: given.get(key) for key in _LABELING}),
    )


def preparation(name: str, said: Said, law: Law) -> Preparation:
    """Give the facts of a preparation. Raises BadFactFile where facts hang on others unsaid."""
    if troubles := tuple(_unsaid(said)):
        raise BadFactFile(name, troubles)
    head, place, making = said[""], said["place"], said["making"]
    zone = head["zone"]
    return Preparation(
        started_at=instant(head["started_at"], zone, "start"),
        zone=zone,
        area=place["area"],
        process=making["process"],
        sterility=making["sterility_test"],
        components=tuple(_component(part, zone, law) for part in said["component"]),
        stability=tuple(
            Stability(one["storage"], one["lasts"], one["source"], one.get("confirmed") is True)
            for one in said["stability"]
        ),
        frozen_closure=head.get("frozen_closure") or "",
        surroundings=Surroundings(
            place["pec_iso"], place.get("certified_on"), place.get("in_class")
        ),
        controls=None if said["category_3"] is None else Controls(**said["category_3"]),
        injectable=making.get("injectable"),
        endotoxin=making.get("endotoxin_test"),
        batch_units=head.get("batch_units"),
    )


def moves(said: Said) -> tuple[Move, ...]:
    """Give the changes of storage."""
    zone = said[""]["zone"]
    return tuple(
        Move(one["to"], instant(one["at"], zone, "change of storage")) for one in said["move"]
    )


def immediate(said: Said) -> ImmediateUse:
    """Give the facts of an immediate use."""
    head, told = said[""], dict(said["immediate_use"])
    begins = told.pop("begins_at", None)
    return ImmediateUse(
        started_at=instant(head["started_at"], head["zone"], "start"),
        zone=head["zone"],
        begins_at=begins and instant(begins, head["zone"], "administration"),
        **told,
    )


def docked(said: Said) -> Docked:
    """Give the facts of a docked bag and vial."""
    head, told = said[""], said["docked"]
    zone = head["zone"]
    return Docked(
        docked_at=instant(head["started_at"], zone, "docking"),
        zone=zone,
        storage=head["storage"],
        pec_iso=told["pec_iso"],
        maker_limit=told["maker_limit"],
        source=told["source"],
        parts=tuple(
            Component(one["name"], _lot(one), _expiry(one["expires"], zone), None, sterile=True)
            for one in said["component"]
        ),
    )


def allergenic(said: Said) -> AllergenicSet:
    """Give the facts of an allergenic set."""
    head, told = said[""], said["allergenic"]
    zone = head["zone"]
    return AllergenicSet(
        mixed_at=instant(head["started_at"], zone, "mixing"),
        zone=zone,
        storage=head["storage"],
        extracts=tuple(
            Extract(one["name"], _lot(one), _expiry(one["expires"], zone), one["licensed"])
            for one in said["extract"]
        ),
        mixer=Mixer(**said["mixer"]),
        **told,
    )


def _unsaid(said: Said) -> Iterator[str]:
    """Tell what this preparation has to say beyond the keys that every one has to."""
    place, making = said["place"], said["making"]
    suite = place["area"] is Area.SUITE
    for key, example in (("certified_on", "2026-08-10"), ("in_class", "true")):
        if suite and key not in place:
            yield f'[place]: {key} is missing; write {key} = {example} or {key} = "not known"'
        if not suite and key in place:
            yield f"[place]: {key} is said of a segregated area, which has no class; leave it out"
    for number, part in enumerate(said["component"], start=1):
        if (part.get("expires") is None) is (part.get("received") is None):
            yield (
                f"[[component]] {number}: {part['name']} needs either expires = 2027-05-31, or, "
                "where its vendor states none, received = 2026-03-02"
            )
    nonsterile = not all(part["sterile"] for part in said["component"])
    if nonsterile and making["sterility_test"] is Sterility.PASSED:
        if "injectable" not in making:
            yield (
                "[making]: injectable is missing, which decides whether an endotoxin test is "
                "needed, as a component is not sterile; write injectable = true or false"
            )
        elif making["injectable"] is not False and "endotoxin_test" not in making:
            yield (
                "[making]: endotoxin_test is missing, and needed as a component is not sterile "
                'and it is injected; write endotoxin_test = "passed", or what it says'
            )


def _component(part: Said, zone: str, law: Law) -> Component:
    expires = (
        expiry_after_receipt(part["received"], zone, law)
        if part.get("expires") is None
        else _expiry(part["expires"], zone)
    )
    own, drawn = part.get("beyond_use"), part.get("drawn_until")
    return Component(
        name=part["name"],
        lot=_lot(part),
        expires=expires,
        beyond_use=own and instant(own, zone, "beyond-use date"),
        sterile=part["sterile"],
        drawn_until=drawn and instant(drawn, zone, "end of the in-use window"),
    )


def _lot(part: Said) -> str:
    return part.get("lot") or "not given"


def _expiry(said: date | datetime | tuple[int, int], zone: str) -> datetime:
    match said:
        case datetime():
            return instant(said, zone, "expiry")
        case date():
            return expiry_of_day(said, zone)
        case (year, month):
            return expiry_of_month(year, month, zone)
