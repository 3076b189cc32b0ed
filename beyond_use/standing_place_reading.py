"""From what a standing file says of the place to its facts: rooms, hood, papers, balance."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from beyond_use.air_class import Air
from beyond_use.alarms import Alarm, Dip
from beyond_use.balance_today import BalanceCheck, BalanceToday
from beyond_use.certification import Certificate, Change
from beyond_use.csp import Area
from beyond_use.facility import AirChanges, Probe, Room
from beyond_use.fact_kinds import instant
from beyond_use.hazardous_people import HazardousSite
from beyond_use.hazardous_rooms import HazardousRoom, HazardousUse
from beyond_use.hazardous_work import Dressed
from beyond_use.hood import Filter, Hood, Outage
from beyond_use.rooms import RoomKind
from beyond_use.sampling import AirSample, SurfaceSample
from beyond_use.segregated import SegregatedArea
from beyond_use.standing_facts import Papers, Place
from beyond_use.standing_hazardous import HazardousFacts
from beyond_use.standing_place_keys import SampleKind
from beyond_use.standing_samples import Sample

__all__ = ["balance", "hazardous", "place", "samples"]

Said = Mapping[str, Any]

_CONTAINS = (
    "vented_outside",
    "apart",
    "never_interrupted",
    "hood_makes_pressure",
    "hood_always_on",
    "sink_from_hood",
    "sink_in_buffer",
    "eyewash",
)
_SITE = (
    "spill_kit",
    "trained_responders",
    "safety_data_sheets",
    "spills_documented",
    "waste_kept_apart",
    "waste_disposed_lawfully",
)
_BUFFERS = {RoomKind.BUFFER, RoomKind.HAZARDOUS_BUFFER}


def place(said: Said) -> Place:
    """Give rooms, hood, probes, alarms and papers."""
    head, segregated = said[""], said["segregated_area"]
    rooms = tuple(_room(one) for one in said["room"])
    return Place(
        rooms=rooms,
        segregated=None if segregated is None else SegregatedArea(**segregated),
        probes=tuple(Probe(**one) for one in said["probe"]),
        dips=dict(_dips(head, said["room"])),
        alarms=_alarms(head, said["alarm"]),
        hood=_hood(said["hood"], head, rooms),
        filters=tuple(Filter(**one) for one in said["filter"]),
        outage=_outage(said),
        papers=_papers(said),
    )


def _room(one: Said) -> Room:
    return Room(
        name=one["name"],
        kind=one["kind"],
        air=Air(one["particles"], one["iso"]),
        changes=AirChanges(one["air_changes"], one["ceiling_air_changes"]),
        pressure=one["pressure"],
        temperature=one["temperature"],
        humidity=one["humidity"],
        serves_hazardous=one["serves_hazardous"] is not False,
        portable_air_device=one["portable_air_device"],
        pass_through_doors_both_open=one["pass_through_doors_both_open"],
    )


def _dips(head: Said, rooms: Sequence[Said]) -> Iterator[tuple[str, Dip]]:
    """Give the dips whose beginning is known, where the site has set itself a delay."""
    for one in rooms:
        began = one["pressure_low_since"]
        if began is not None and head["pressure_delay"] is not None:
            what = f"dip in {one['name']}"
            yield one["name"], Dip(instant(began, head["zone"], what), head["pressure_delay"])


def _alarms(head: Said, given: Sequence[Said]) -> tuple[Alarm, ...] | None:
    if not given and head["no_alarm"] is not True:
        return None
    return tuple(
        Alarm(one["about"], instant(one["began"], head["zone"], "alarm"), one["answered"])
        for one in given
    )


def _hood(one: Said | None, head: Said, rooms: Sequence[Room]) -> Hood | None:
    """Give the hood; the room around it is the buffer room of the suite."""
    if one is None:
        return None
    around = next((room.air for room in rooms if room.kind in _BUFFERS), Air())
    own = Air(one["particles"], one["iso"])
    return Hood(one["name"], one["kind"], head["area"], own, around)


def _outage(said: Said) -> Outage | None:
    stopped = said["hood_stopped"]
    if stopped is None:
        return None
    restarted = stopped["restarted_at"]
    return Outage(
        hood=said["hood"]["name"],
        restarted_at=restarted and instant(restarted, said[""]["zone"], "restart"),
        cleaned_and_disinfected=stopped["cleaned_and_disinfected"],
        sporicide_applied=stopped["sporicide_applied"],
        recovery=stopped["recovery"],
    )


def _papers(said: Said) -> Papers:
    changes: dict[str, tuple[Change, ...]] = {}
    for one in said["change"]:
        changes[one["of"]] = (*changes.get(one["of"], ()), Change(one["kind"], one["on"]))
    certificates = {}
    for one in said["certificate"]:
        told = {key: value for key, value in one.items() if key not in {"of", "covers"}}
        covers = frozenset(one["covers"] or ())
        certificates[one["of"]] = Certificate(covers=covers, **told)
    return Papers(certificates, changes)


def samples(said: Said) -> tuple[Sample, ...]:
    """Give the counts of samples."""
    return tuple(
        _air(one) if one["of"] is SampleKind.AIR else _surface(one) for one in said["sample"]
    )


def _air(one: Said) -> AirSample:
    return AirSample(
        site=one["site"],
        iso=one["iso"],
        taken=one["taken"],
        litres=one["litres"],
        colonies=one["colonies"],
        dynamic=one["dynamic"],
    )


def _surface(one: Said) -> SurfaceSample:
    return SurfaceSample(
        site=one["site"],
        iso=one["iso"],
        taken=one["taken"],
        device=one["device"],
        colonies=one["colonies"],
        plate_cm2=one["plate_cm2"],
        neutralizers=one["neutralizers"],
        before_cleaning=one["before_cleaning"],
    )


def balance(said: Said) -> BalanceToday | bool | None:
    """Give the balance; no where none is used, None where that is not known."""
    about = said["balance"]
    if about is None:
        return None
    if not about["used"]:
        return False
    if about["name"] is None or about["capacity"] is None:
        return True
    return BalanceToday(
        name=about["name"],
        capacity=about["capacity"],
        calibrated_until=about["calibrated_until"],
        as_found_and_left=about["as_found_and_left"],
        weight_class=about["weight_class"] or "",
        checks=tuple(
            BalanceCheck(**{**one, "operator": one["operator"] or ""}) for one in said["check"]
        ),
    )


def hazardous(said: Said) -> HazardousFacts | None:
    """Give the facts about hazardous drugs; None where none is made."""
    if said[""]["hazardous"] is False:
        return None
    about, garb = said["hazardous_place"] or {}, said["hazardous_garb"] or {}
    site = said["hazardous_site"] or {}
    held = {key: site.get(key) for key in _SITE}
    return HazardousFacts(
        trained_on=about.get("trained_on"),
        risk_signed=about.get("risk_signed"),
        room=_hazardous_room(said, about),
        hood_vented_outside=about.get("hood_vented_outside"),
        decontaminated=about.get("decontaminated"),
        garb=Dressed(**garb),
        site=HazardousSite(**held),
        list_reviewed=site.get("list_reviewed"),
        list_tables=site.get("list_tables"),
        procedures_reviewed=site.get("procedures_reviewed"),
    )


def _hazardous_room(said: Said, about: Said) -> HazardousRoom:
    """Take pressure and air changes from the room of the suite, or from the table itself."""
    kept: dict[str, Any] = {key: about.get(key) for key in _CONTAINS}
    if said[""]["area"] is Area.SEGREGATED:
        name, use, one = "containment segregated area", HazardousUse.SEGREGATED, about
    else:
        rooms = (one for one in said["room"] if one["kind"] is RoomKind.HAZARDOUS_BUFFER)
        use = HazardousUse.BUFFER
        one = next(rooms, {"name": use.value})
        name = one["name"]
    return HazardousRoom(name, use, one.get("pressure"), one.get("air_changes"), **kept)
