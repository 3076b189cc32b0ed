"""From what a standing file says to the facts that are judged."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from beyond_use.cleaning import Cleaned
from beyond_use.controls import Controls
from beyond_use.errors import BadFactFile
from beyond_use.fact_file import load, read_sections
from beyond_use.fact_kinds import instant
from beyond_use.immediate_use import ImmediateUse
from beyond_use.personnel_facts import (
    Entry,
    Fingertip,
    Garbing,
    MediaFill,
    Person,
    Training,
)
from beyond_use.rooms import RoomKind
from beyond_use.sampling_plan import LastSamples
from beyond_use.standing_facts import Question, Sampled, StandingFacts
from beyond_use.standing_hazardous_keys import HAZARDOUS
from beyond_use.standing_keys import PEOPLE
from beyond_use.standing_place_keys import PLACE, SampleKind
from beyond_use.standing_place_reading import balance, hazardous, place, samples

__all__ = ["SECTIONS", "read_standing", "standing_facts"]

Said = Mapping[str, Any]

SECTIONS = (*PEOPLE, *PLACE, *HAZARDOUS)
_SUITE = {RoomKind.BUFFER, RoomKind.HAZARDOUS_BUFFER, RoomKind.ANTE}


def read_standing(path: Path) -> StandingFacts:
    """Read a file of facts. Raises BadFactFile or BadFacts where it is no good."""
    return standing_facts(path.name, load(path))


def standing_facts(name: str, data: Mapping[str, object]) -> StandingFacts:
    """Read what a file says; ``name`` is told where it is no good.

    Raises BadFactFile where it says something unknown or leaves out what is needed, BadFacts where
    its facts contradict themselves.
    """
    said = _filled(read_sections(name, data, SECTIONS))
    if troubles := tuple(_troubles(said)):
        raise BadFactFile(name, troubles)
    head, sampling = said[""], said["sampling"] or {}
    return StandingFacts(
        question=_question(head),
        person=_person(said),
        entry=_entry(said["entry"] or {}),
        place=place(said),
        sampled=Sampled(
            LastSamples(*(sampling.get(kind) for kind in ("air", "surfaces", "particles"))),
            frozenset(sampling.get("sites") or ()),
            sampling.get("pass_through") is not False,
            sampling.get("plan_reviewed"),
            samples(said),
        ),
        cleaned=tuple(Cleaned(**one) for one in said["cleaned"]),
        wiped_at=_when(head, "wiped_at", "wiping"),
        process_began=_when(head, "process_began", "start of the process"),
        balance=balance(said),
        hazardous=hazardous(said),
        compounding_days=head["compounding_days"],
        designated=head["designated_person"],
        designated_written=head["designated_written"],
        controls=None if said["category_3"] is None else Controls(**said["category_3"]),
        immediate_use=_immediate(said),
    )


def _filled(said: Said) -> Said:
    """Give every key its place: one that was left out is not known."""
    filled: dict[str, Any] = {}
    for section in SECTIONS:
        unsaid = dict.fromkeys(key.name for key in section.keys)
        given = said[section.name]
        if isinstance(given, list):
            filled[section.name] = [unsaid | one for one in given]
        else:
            filled[section.name] = None if given is None else unsaid | given
    return filled


def _question(head: Said) -> Question:
    return Question(
        at=instant(head["at"], head["zone"], "time"),
        zone=head["zone"],
        area=head["area"],
        category=head["category"],
        made=head["highest_category"],
        hazardous=head["hazardous"],
    )


def _person(said: Said) -> Person | None:
    about = said["person"]
    if about is None:
        return None
    garbed = [(one["first"], _garbing(one)) for one in said["garbing"]]
    return Person(
        name=about["name"],
        training=tuple(Training(**one) for one in said["training"]),
        initial=tuple(test for first, test in garbed if first),
        ongoing=tuple(test for first, test in garbed if not first),
        media_fills=tuple(_media_fill(one) for one in said["media_fill"]),
        last_compounded=about["last_compounded"],
        new=about["new"] is True,
    )


def _garbing(one: Said) -> Garbing:
    hands = Fingertip(one["taken"], one["left"], one["right"], one["incubated"] or ())
    return Garbing(one["garbed_right"], hands)


def _media_fill(one: Said) -> MediaFill:
    hands = Fingertip(one["done"], one["left"], one["right"])
    return MediaFill(
        done=one["done"],
        growth=one["growth"],
        read=one["read"],
        fingertip=hands,
        surface=one["surface"],
        stages=one["incubated"] or (),
    )


def _entry(one: Said) -> Entry:
    garb = one.get("garb")
    return Entry(
        one.get("wash_seconds"),
        one.get("hands_ready"),
        None if garb is None else frozenset(garb),
        one.get("bearded"),
    )


def _immediate(said: Said) -> ImmediateUse | None:
    head, told = said[""], said["immediate_use"]
    if told is None:
        return None
    begins = told["begins_at"]
    facts = {key: value for key, value in told.items() if key != "begins_at"}
    return ImmediateUse(
        started_at=instant(head["at"], head["zone"], "time"),
        zone=head["zone"],
        hazardous=head["hazardous"],
        begins_at=begins and instant(begins, head["zone"], "administration"),
        **facts,
    )


def _when(head: Said, key: str, what: str) -> datetime | None:
    given = head[key]
    return None if given is None else instant(given, head["zone"], what)


def _troubles(said: Said) -> Iterator[str]:
    """Name what contradicts itself or hangs on something unsaid."""
    if said[""]["no_alarm"] is True and said["alarm"]:
        yield "no_alarm is true and an [[alarm]] stands in the file; leave one of them out"
    tables = ("training", "garbing", "media_fill", "entry")
    if said["person"] is None and any(said[table] for table in tables):
        yield "[person] is missing; name the person these facts are about"
    if said["hood_stopped"] is not None and said["hood"] is None:
        yield "[hood] is missing; name the hood that was stopped"
    if said[""]["hazardous"] is False and any(said[part.name] for part in HAZARDOUS):
        yield "hazardous is false and a table about hazardous drugs stands in the file"
    if said["check"] and not (said["balance"] or {}).get("used"):
        yield "[[check]] stands in the file and no balance is used; write [balance] used = true"
    for one in said["sample"]:
        needed = "litres" if one["of"] is SampleKind.AIR else "device"
        if one[needed] is None:
            yield f"[[sample]]: of {one['of']} needs {needed}"
    for one in said["room"]:
        if one["kind"] not in _SUITE:
            yield f"[[room]]: kind {one['kind']} is no room of a suite; write [segregated_area]"
    yield from _names(said)


def _names(said: Said) -> Iterator[str]:
    """Hold certificates and changes against the names of rooms and hood; each name stands once."""
    hood = [said["hood"]["name"]] if said["hood"] is not None else []
    known = [*(one["name"] for one in said["room"]), *hood]
    surfaces = [one["surface"] for one in said["cleaned"]]
    certified = [one["of"] for one in said["certificate"]]
    for what, names in (("name", known), ("surface", surfaces), ("certificate of", certified)):
        for name in sorted({each for each in names if names.count(each) > 1}):
            yield f"the {what} {name} stands twice; write it once"
    for table in ("certificate", "change"):
        for one in said[table]:
            if one["of"] not in known:
                told = ", ".join(known) or "none is named"
                yield f"[[{table}]]: of {one['of']} is neither a room nor the hood: {told}"
