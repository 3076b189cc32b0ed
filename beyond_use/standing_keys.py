"""The keys of a file that asks what may be made here and now: the question and the people."""

from beyond_use.bud_keys import CATEGORY_3, IMMEDIATE
from beyond_use.csp import Area
from beyond_use.fact_file import Key, Need, Section
from beyond_use.fact_kinds import count, day, length, moment, one_of, text, truth, zone
from beyond_use.personnel_facts import Garb
from beyond_use.standing_kinds import category, list_of, stage

__all__ = ["AT_THE_START", "PEOPLE", "REQUIRED", "YES"]

REQUIRED = Need.REQUIRED
YES = "true"
_DAY = "2026-09-01"
_FINGERS = '["48 h at 31 to 34 degC", "5 days at 21 to 24 degC"]'
_FILL = '["7 days at 21 to 24 degC", "7 days at 31 to 34 degC"]'

_HEAD = Section(
    "",
    (
        Key("at", moment, "when it is asked", "2026-11-25T09:00:00", REQUIRED),
        Key("zone", zone, "time zone of the place", '"America/New_York"', REQUIRED),
        Key("area", one_of(Area), "where it is to be made", '"cleanroom suite"', REQUIRED),
        Key("category", category, "the category to be made", "2", REQUIRED),
        Key("highest_category", category, "the highest category made there", "2", REQUIRED),
        Key("hazardous", truth, "a hazardous drug is in it", "false", REQUIRED),
        Key("designated_person", text, "who that is", '"Demo Compliance"'),
        Key("designated_written", truth, "what they answer for is written down", YES),
        Key("no_alarm", truth, "no alarm rings; else write [[alarm]]", YES),
        Key("pressure_delay", length, "how long the site lets a dip be, up to STD-3", '"5 min"'),
        Key("compounding_days", list_of(day), "past ones; left out, every day is", "[2026-11-24]"),
        Key("wiped_at", moment, "the hood wiped with alcohol", "2026-11-25T08:45:00"),
        Key("process_began", moment, "start of the process still running", "2026-11-25T08:50:00"),
    ),
    "What is asked, when and where, and what holds for the whole site",
)
_PERSON = Section(
    "person",
    (
        Key("name", text, "the person who is to compound", '"Demo Technician"', REQUIRED),
        Key("last_compounded", day, "the last day before today", "2026-11-24"),
        Key("new", truth, "has never compounded yet", "false"),
    ),
    "Who is to make it; left out, nothing is known of the person and no table of theirs may stand",
)
_TRAINING = Section(
    "training",
    (
        Key("done", day, "when", "2026-08-20", REQUIRED),
        Key("passed", truth, "in writing and at work", YES),
    ),
    "Each training",
    many=True,
)
_GARBING = Section(
    "garbing",
    (
        Key("taken", day, "when the gloved hands were sampled", _DAY, REQUIRED),
        Key("first", truth, "one of those before the first compounding", YES, REQUIRED),
        Key("garbed_right", truth, "watched and right, sampled before any alcohol", YES),
        Key("left", count, "colonies of the left hand", "0"),
        Key("right", count, "colonies of the right hand", "0"),
        Key("incubated", list_of(stage), "how the plates were kept, in order", _FINGERS),
    ),
    "Each garbing with its fingertip sample",
    many=True,
)
_MEDIA_FILL = Section(
    "media_fill",
    (
        Key("done", day, "when", "2026-09-04", REQUIRED),
        Key("growth", truth, "growth was seen; left out while nobody has looked", "false"),
        Key("read", day, "the last day somebody looked", "2026-09-18"),
        Key("incubated", list_of(stage), "how it was kept", _FILL),
        Key("left", count, "colonies of the left hand, right after it", "0"),
        Key("right", count, "colonies of the right hand, right after it", "0"),
        Key("surface", count, "colonies of the direct compounding area", "0"),
    ),
    "Each media fill, with fingertips and surface sampled right after it",
    many=True,
)
_ENTRY = Section(
    "entry",
    (
        Key("wash_seconds", count, "hands and arms washed for so many seconds", "40"),
        Key("hands_ready", truth, "nails, jewellery and cosmetics as they should be", YES),
        Key("garb", list_of(one_of(Garb)), "what is worn", '["low-lint gown", "mask"]'),
        Key("bearded", truth, "there is a beard to be covered", "false"),
    ),
    "How the person came in today",
)
_AT_START = {
    "garbing_on",
    "aseptic_on",
    "no_bare_skin",
    "sterile_garb",
    "garb_every_day",
    "air_sampled_on",
    "first_batch",
    "surfaces_sampled_on",
    "each_batch_sampled",
    "sporicidal_on",
}
AT_THE_START = Section(
    "category_3",
    tuple(key for key in CATEGORY_3.keys if key.name in _AT_START),
    "The controls of people and place, where Category 3 is asked for",
)
_IMMEDIATE = Section(
    "immediate_use",
    tuple(key for key in IMMEDIATE.keys if key.name != "hazardous"),
    "Its conditions, where it is thought of as a way on",
)

PEOPLE = (
    _HEAD,
    _PERSON,
    _TRAINING,
    _GARBING,
    _MEDIA_FILL,
    _ENTRY,
    AT_THE_START,
    _IMMEDIATE,
)
