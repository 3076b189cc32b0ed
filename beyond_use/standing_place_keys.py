"""The keys of a standing file that speak of the place: rooms, hood, papers, samples, cleaning."""

from enum import StrEnum

from beyond_use.certification import Certified, ChangeKind
from beyond_use.cleaning import Surface
from beyond_use.fact_file import Key, Section
from beyond_use.fact_kinds import count, day, length, moment, one_of, text, truth
from beyond_use.hood import HoodKind
from beyond_use.rooms import RoomKind
from beyond_use.sampling import Device
from beyond_use.sampling_plan import Site
from beyond_use.standing_keys import REQUIRED, YES
from beyond_use.standing_kinds import list_of, measured, number

__all__ = ["PLACE", "SampleKind"]

_NO = "false"
_DAY = "2026-11-02"
_BUFFER = '"buffer room"'


class SampleKind(StrEnum):
    """What was sampled."""

    AIR = "air"
    SURFACE = "surface"


_WEIGHT = measured("g", "weight", positive=True)

_ROOM = Section(
    "room",
    (
        Key("name", text, "its name, as certificates give it", _BUFFER, REQUIRED),
        Key("kind", one_of(RoomKind), "what it is for", _BUFFER, REQUIRED),
        Key("iso", count, "ISO class of its certificate", "7"),
        Key("particles", number, "of 0.5 micrometre and more, per m³", "120000"),
        Key("air_changes", number, "HEPA-filtered air changes per hour", "34"),
        Key("ceiling_air_changes", number, "of these through the ceiling", '"22.5"'),
        Key("pressure", measured("in_wc", "pressure"), "against the next room", '"0.024 in_wc"'),
        Key("pressure_low_since", moment, "when it fell below", "2026-11-25T08:58:00"),
        Key("temperature", measured("degC", "temperature"), "now", '"19.2 degC"'),
        Key("humidity", measured("percent", "humidity"), "now", '"44 percent"'),
        Key(
            "serves_hazardous",
            truth,
            "it opens into a hazardous-drug buffer room; left out, it does",
            _NO,
        ),
        Key("portable_air_device", truth, "a portable (de)humidifier or cooler is in it", _NO),
        Key("pass_through_doors_both_open", truth, "both doors stand open", _NO),
    ),
    "Each room of the suite, as it stands; a suite has buffer room and ante-room",
    many=True,
)
_SEGREGATED = Section(
    "segregated_area",
    (
        Key("name", text, "its name", '"segregated area"', REQUIRED),
        Key("clear_around_hood", number, "metres kept clear around the hood", '"1.2"'),
        Key("sink_from_hood", number, "metres from the sink to the hood", '"1.5"'),
        Key("dedicated", truth, "for compounding alone", YES),
        Key("window_or_door_outdoors", truth, "one opens outdoors", _NO),
        Key("traffic_through", truth, "people pass through", _NO),
        Key("beside_restroom_kitchen_or_warehouse", truth, "next to one of them", _NO),
        Key("portable_air_device", truth, "a portable (de)humidifier or cooler is in it", _NO),
    ),
    "The segregated area, where the area is one",
)
_PROBE = Section(
    "probe",
    (
        Key("name", text, "its name", '"P-1"', REQUIRED),
        Key("measures", text, "pressure, temperature or humidity", '"pressure"', REQUIRED),
        Key("continuous", truth, "it records all the time", YES),
        Key("read_on", day, "the last day its reading was written down", "2026-11-25"),
        Key("verified_on", day, "its accuracy was last verified", "2026-03-02"),
        Key("maker_day", day, "up to which its maker says it is good", "2027-03-02"),
    ),
    "Each device that measures the rooms",
    many=True,
)
_ALARM = Section(
    "alarm",
    (
        Key("about", text, "what it is about", '"pressure of the ante-room"', REQUIRED),
        Key("began", moment, "when it began", "2026-11-25T08:12:00", REQUIRED),
        Key("answered", truth, "somebody has answered it", _NO),
    ),
    "Each alarm that rings or rang today",
    many=True,
)
_HOOD = Section(
    "hood",
    (
        Key("name", text, "its name, as certificates give it", '"hood 1"', REQUIRED),
        Key(
            "kind",
            one_of(HoodKind),
            "what it is",
            '"laminar airflow workbench"',
            REQUIRED,
        ),
        Key("iso", count, "ISO class of its certificate", "5"),
        Key("particles", number, "of 0.5 micrometre and more, per m³", "900"),
    ),
    "The hood it is to be made in",
)
_FILTER = Section(
    "filter",
    (
        Key("name", text, "its name", '"filter of hood 1"', REQUIRED),
        Key("in_hood", truth, "it is the hood's own", YES, REQUIRED),
        Key("efficiency", number, "in percent", '"99.99"'),
        Key("leak_tested", truth, "it was tested", YES),
        Key("leaks", truth, "a leak was found, and no test since has shown none", _NO),
    ),
    "A HEPA filter of which more is known than its certificate says",
    many=True,
)
_STOPPED = Section(
    "hood_stopped",
    (
        Key("restarted_at", moment, "when it ran again", "2026-11-25T07:30:00"),
        Key("cleaned_and_disinfected", truth, "since then", YES),
        Key("sporicide_applied", truth, "since then", YES),
        Key("recovery", length, "what its maker asks for before work", '"30 min"'),
    ),
    "A loss of power, or the hood switched off, since it was last worked in",
)
_CERTIFICATE = Section(
    "certificate",
    (
        Key("of", text, "the name of the room or hood", '"hood 1"', REQUIRED),
        Key("on", day, "the day of the measurement", "2026-08-10", REQUIRED),
        Key("passed", truth, "as a whole", YES),
        Key("covers", list_of(one_of(Certified)), "what was measured", '["pressure"]'),
        Key("dynamic", truth, "measured while work went on", YES),
        Key("air_changes_by_source", truth, "tells ceiling and hood apart", YES),
        Key("people", count, "how many were at work", "3"),
        Key("signed_by_designated", truth, "read and signed", YES),
        Key("saw_its_day", truth, "measured after every change of that day", YES),
    ),
    "The last certificate of each room and hood",
    many=True,
)
_CHANGE = Section(
    "change",
    (
        Key("of", text, "the name of the room or hood", '"hood 1"', REQUIRED),
        Key("kind", one_of(ChangeKind), "what happened", '"a hood moved"', REQUIRED),
        Key("on", day, "when", _DAY, REQUIRED),
    ),
    "Whatever ends a certificate before its time",
    many=True,
)
_BALANCE = Section(
    "balance",
    (
        Key("used", truth, "something is weighed for it", YES, REQUIRED),
        Key("name", text, "which balance", '"balance 1"'),
        Key("capacity", measured("g", "capacity", positive=True), "the most it weighs", '"220 g"'),
        Key("calibrated_until", day, "the last day of its calibration", "2027-03-02"),
        Key("as_found_and_left", truth, "what was found and left then is on file", YES),
        Key("weight_class", text, "class of its test weights", '"E2"'),
    ),
    "The balance; left out, it is not known whether one is used",
)
_CHECK = Section(
    "check",
    (
        Key("on", day, "when", "2026-11-25", REQUIRED),
        Key("nominal", _WEIGHT, "the test weight", '"20 g"', REQUIRED),
        Key("shown", _WEIGHT, "what the balance showed", '"20.001 g"', REQUIRED),
        Key("tolerance", _WEIGHT, "how far off the site lets it be", '"0.02 g"'),
        Key("operator", text, "who checked", '"Demo Technician"'),
    ),
    "Each check of the balance with a test weight, in the order made",
    many=True,
)
_SAMPLING = Section(
    "sampling",
    (
        Key("air", day, "viable air last sampled", _DAY),
        Key("surfaces", day, "surfaces last sampled", _DAY),
        Key("particles", day, "particles last counted", _DAY),
        Key("sites", list_of(one_of(Site)), "where samples are taken", '["hood", "ante-room"]'),
        Key("pass_through", truth, "the suite has a pass-through", _NO),
        Key("plan_reviewed", day, "the plan was last reviewed", _DAY),
    ),
    "Environmental samples; the clock runs from the day they were taken",
)
_SAMPLE = Section(
    "sample",
    (
        Key("of", one_of(SampleKind), "what was sampled", '"surface"', REQUIRED),
        Key("site", text, "where, by the name of the site", '"hood 1, work surface"', REQUIRED),
        Key("iso", count, "the class the site must have", "5", REQUIRED),
        Key("taken", day, "when", _DAY, REQUIRED),
        Key("colonies", count, "what was counted; left out while it grows", "1"),
        Key("litres", number, "of air: how much was drawn", "1000"),
        Key("dynamic", truth, "of air: taken while work went on", YES),
        Key("device", one_of(Device), "of a surface: what took it", '"contact plate"'),
        Key("plate_cm2", number, "of a surface: the size of the plate", "25"),
        Key("neutralizers", truth, "of a surface: the medium holds them", YES),
        Key("before_cleaning", truth, "of a surface: taken after work, before cleaning", YES),
    ),
    "Counts of samples; of each site the last one read is judged",
    many=True,
)
_CLEANED = Section(
    "cleaned",
    (
        Key("surface", one_of(Surface), "which surface", '"floor"', REQUIRED),
        Key("clean", day, "last cleaned and disinfected", "2026-11-25"),
        Key("sporicide", day, "sporicide last applied", _DAY),
        Key("soiled_since", truth, "soiled since it was last cleaned", _NO),
    ),
    "Each surface; tray and pass-through only where there is one",
    many=True,
)

PLACE = (
    _ROOM,
    _SEGREGATED,
    _PROBE,
    _ALARM,
    _HOOD,
    _FILTER,
    _STOPPED,
    _CERTIFICATE,
    _CHANGE,
    _BALANCE,
    _CHECK,
    _SAMPLING,
    _SAMPLE,
    _CLEANED,
)
