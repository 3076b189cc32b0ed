"""The keys of a standing file that speak of hazardous drugs."""

from beyond_use.fact_file import Key, Section
from beyond_use.fact_kinds import count, day, truth
from beyond_use.standing_keys import YES
from beyond_use.standing_kinds import measured, number

__all__ = ["HAZARDOUS"]

_DAY = "2026-03-02"
_NO = "false"

_HAZARDOUS = Section(
    "hazardous_place",
    (
        Key("trained_on", day, "the person's last training for hazardous drugs", _DAY),
        Key("risk_signed", truth, "the person has signed for the risk to reproduction", YES),
        Key("hood_vented_outside", truth, "the hood is vented to the outside", YES),
        Key("vented_outside", truth, "so is the room", YES),
        Key("apart", truth, "the room is apart from others", YES),
        Key("never_interrupted", truth, "it is negative without interruption", YES),
        Key("hood_makes_pressure", truth, "a hood keeps it negative", _NO),
        Key("hood_always_on", truth, "then that hood runs day and night", YES),
        Key("sink_from_hood", number, "metres from the sink to the hood", '"1.5"'),
        Key("sink_in_buffer", truth, "a sink is in the buffer room", _NO),
        Key("eyewash", truth, "at hand", YES),
        Key("decontaminated", truth, "the hood, since it was stopped", YES),
        Key("pressure", measured("in_wc", "pressure"), "of a segregated area", '"-0.020 in_wc"'),
        Key("air_changes", number, "of a segregated area, per hour", "14"),
    ),
    "Who and where; the pressure of a suite stands with its hazardous-drug buffer room",
)
_GARB = Section(
    "hazardous_garb",
    (
        Key("gown", truth, "a chemotherapy gown is worn", YES),
        Key("head_and_hair_cover", truth, "is worn", YES),
        Key("pairs_of_shoe_covers", count, "how many", "2"),
        Key("pairs_of_gloves", count, "how many, of chemotherapy gloves", "2"),
        Key("gloves_tested", truth, "to ASTM D6978", YES),
        Key("gloves_powder_free", truth, "free of powder", YES),
        Key("outer_gloves_sterile", truth, "sterile", YES),
    ),
    "What is worn for hazardous drugs",
)
_SITE = Section(
    "hazardous_site",
    (
        Key("list_reviewed", day, "the site's list was last reviewed", _DAY),
        Key("list_tables", count, "tables of the NIOSH list it was made from", "2"),
        Key("procedures_reviewed", day, "the procedures were last reviewed", _DAY),
        Key("spill_kit", truth, "at hand", YES),
        Key("trained_responders", truth, "there are some", YES),
        Key("safety_data_sheets", truth, "at hand", YES),
        Key("spills_documented", truth, "they are", YES),
        Key("waste_kept_apart", truth, "trace and bulk waste are", YES),
        Key("waste_disposed_lawfully", truth, "it is", YES),
    ),
    "What the site has on file and at hand",
)

HAZARDOUS = (_HAZARDOUS, _GARB, _SITE)
