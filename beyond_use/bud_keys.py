"""The keys of a file that asks for a beyond-use date, as `firstair bud` reads it."""

from enum import StrEnum

from beyond_use.csp import Area, Endotoxin, Process, Sterility, Storage
from beyond_use.fact_file import Key, Need, Section
from beyond_use.fact_kinds import (
    count,
    day,
    distance,
    expiry,
    length,
    moment,
    one_of,
    text,
    truth,
    zone,
)
from beyond_use.scope import Work

REQUIRED, STATED = Need.REQUIRED, Need.STATED
_YES = "true"
_DAY = "2026-11-02"


class Question(StrEnum):
    """What the file asks about."""

    PREPARATION = "sterile preparation"
    IMMEDIATE = "immediate use"
    DOCKED = "docked bag and vial"
    ALLERGENIC = "allergenic set"


_AT = Key("started_at", moment, "when it was begun", "2026-11-23T09:12:00", REQUIRED)
_ZONE = Key("zone", zone, "time zone of the place", '"America/New_York"', REQUIRED)
_STORED = '"refrigerator"'
_STORAGE = Key("storage", one_of(Storage), "how it is kept", _STORED, REQUIRED)
QUESTION = Key("question", one_of(Question), "what is asked", '"sterile preparation"')

PREPARATION = Section(
    "",
    (
        QUESTION,
        _AT,
        _ZONE,
        _STORAGE,
        Key("frozen_closure", text, "proof that the container stays closed frozen", '"a test"'),
        Key("wanted", length, "the length of time wished for", '"14 days"'),
        Key("batch_units", count, "final yield of the batch, in units", "120"),
    ),
    "What is asked, when it was begun, and how it is kept",
)
PLACE = Section(
    "place",
    (
        Key("area", one_of(Area), "where it is made", '"cleanroom suite"', REQUIRED),
        Key("pec_iso", count, "ISO class of the hood", "5", STATED),
        Key("certified_on", day, "last certificate of the suite; only of a suite", "2026-08-10"),
        Key("in_class", truth, "the suite keeps its ISO classes; only of a suite", _YES),
    ),
    "Hood and room",
    required=True,
)
MAKING = Section(
    "making",
    (
        Key("process", one_of(Process), "how it is made sterile", '"aseptic"', REQUIRED),
        Key("sterility_test", one_of(Sterility), "its result", '"not tested"', REQUIRED),
        Key("injectable", truth, "it is injected or infused", _YES),
        Key("endotoxin_test", one_of(Endotoxin), "its result", '"passed"'),
    ),
    "How it is made",
    required=True,
)
COMPONENT = Section(
    "component",
    (
        Key("name", text, "what it is", '"potassium chloride 2 mEq/mL"', REQUIRED),
        Key("lot", text, "its lot", '"A17"'),
        Key("sterile", truth, "it is sterile at the start", _YES, REQUIRED),
        Key("expires", expiry, "its expiry: a day, or year and month", "2027-05-31"),
        Key("received", day, "its receipt, where the vendor states no expiry", "2026-03-02"),
        Key("beyond_use", moment, "its own date, if compounded", "2026-12-01T08:00:00"),
        Key("drawn_until", moment, "end of its in-use window, if opened", "2026-11-23T20:00:00"),
    ),
    "What it is made of; at least one",
    many=True,
    required=True,
)
STABILITY = Section(
    "stability",
    (
        Key("storage", one_of(Storage), "the storage studied", _STORED, REQUIRED),
        Key("lasts", length, "how long it is stable so", '"14 days"', REQUIRED),
        Key("source", text, "where that stands", '"a study of this mixture"', REQUIRED),
        Key("confirmed", truth, "somebody has checked the source", "false"),
    ),
    "A cited stability; without one for its storage there is no date",
    many=True,
)
MOVE = Section(
    "move",
    (
        Key("to", one_of(Storage), "the storage it was moved to", '"room temperature"', REQUIRED),
        Key("at", moment, "when", "2026-11-25T08:00:00", REQUIRED),
    ),
    "A change of storage, in the order of time",
    many=True,
)
CATEGORY_3 = Section(
    "category_3",
    (
        Key("garbing_on", day, "the maker's last garbing competency", _DAY),
        Key("aseptic_on", day, "the maker's last gloves, media fill and surface test", _DAY),
        Key("no_bare_skin", truth, "nobody in the buffer room shows face or neck", _YES),
        Key("sterile_garb", truth, "all outer garb is sterile and low-lint", _YES),
        Key("garb_every_day", truth, "so on every day, Category 3 work or not", _YES),
        Key("air_sampled_on", day, "viable air last sampled", _DAY),
        Key("first_batch", truth, "no Category 3 batch was made before", "false"),
        Key("surfaces_sampled_on", day, "surfaces last sampled", _DAY),
        Key("each_batch_sampled", truth, "the hood is sampled after each batch", _YES),
        Key("sporicidal_on", day, "sporicidal agent last applied", _DAY),
        Key("batch_units", count, "yield of the batch, if not said at the head", "120"),
        Key("stability_indicating", truth, "stability by a validated, indicating method", _YES),
        Key("same_as_studied", truth, "formulation, process, container as studied", _YES),
        Key("closure_passed", truth, "container-closure integrity passed", _YES),
        Key("particulates_passed", truth, "particulate matter passed", _YES),
    ),
    "The extra controls, where Category 3 is sought; what is left out is not known",
)
SCOPE = Section(
    "scope",
    (
        Key("work", one_of(Work), "what is done", '"repackaging"'),
        Key("sterile_form", truth, "it has to be sterile in its final form", _YES),
        Key("radioactive", truth, "it is a radiopharmaceutical", "false"),
        Key("hazardous", truth, "a hazardous drug is in it", "false"),
        Key("blood_derived", truth, "blood-derived material is in it", "false"),
        Key("apart", truth, "such material has its own procedure, apart", _YES),
        Key("single_dose", truth, "by labeling: it is a single dose", _YES),
        Key("one_patient", truth, "by labeling: for one patient", _YES),
        Key("diluent", truth, "the labeling says the diluent", _YES),
        Key("strength", truth, "the labeling says the resulting strength", _YES),
        Key("container", truth, "the labeling says the container", _YES),
        Key("storage_time", truth, "the labeling says the storage time", _YES),
    ),
    "Which chapter covers it; left out, it is compounding",
)
IMMEDIATE_HEAD = Section("", (QUESTION, _AT, _ZONE), "What is asked, and when it was begun")
IMMEDIATE = Section(
    "immediate_use",
    (
        Key("products", count, "different sterile products, not packages", "2"),
        Key("all_sterile", truth, "every component is sterile", _YES),
        Key("patients", count, "how many patients it is made for", "1"),
        Key("one_patient", truth, "each single-dose container serves one patient", _YES),
        Key("left_discarded", truth, "what is left in it is discarded", _YES),
        Key("backed_by", text, "what backs compatibility and stability", '"the labeling"'),
        Key("given_by_preparer", truth, "its preparer gives it or sees it given", _YES),
        Key("labeled", truth, "label with amounts, preparer, and the time it ends", _YES),
        Key("trained", truth, "its preparer is trained by the facility's procedure", _YES),
        Key("hazardous", truth, "a hazardous drug is in it", "false"),
        Key("assessed", truth, "its assessment of risk allows it so", "false"),
        Key(
            "antineoplastic",
            truth,
            "an antineoplastic or hazardous ingredient is manipulated",
            "false",
        ),
        Key("contained", truth, "it is made in full containment", "false"),
        Key("recorded", truth, "a compounding record is kept", "false"),
        Key("begins_at", moment, "when administration begins", "2026-11-23T11:00:00"),
    ),
    "The conditions; what is left out is not known, and not known is not met",
    required=True,
)
DOCKED = Section(
    "docked",
    (
        Key("pec_iso", count, "ISO class of the hood it was docked in", "5", STATED),
        Key("maker_limit", length, "what the maker's labeling allows", '"30 days"', REQUIRED),
        Key("source", text, "that labeling", '"labeling of the bag, 2026"', REQUIRED),
    ),
    "The docked system",
    required=True,
)
PART = Section(
    "component",
    (
        Key("name", text, "what it is", '"vancomycin 1 g vial"', REQUIRED),
        Key("lot", text, "its lot", '"A17"'),
        Key("expires", expiry, "its expiry: a day, or year and month", "2027-05-31", REQUIRED),
    ),
    "Bag and vial",
    many=True,
    required=True,
)
ALLERGENIC = Section(
    "allergenic",
    (
        Key("one_patient", truth, "for one patient", _YES, STATED),
        Key("pec_iso", count, "ISO class of the hood", "5"),
        Key("perimeter", distance, "of an area of its own, around the work", '"1 m"'),
        Key("sink_away", distance, "of an area of its own, how far the sink is", '"1.2 m"'),
    ),
    "For whom and where",
    required=True,
)
MIXER = Section(
    "mixer",
    (
        Key("garbing_on", day, "last garbing evaluation", _DAY, STATED),
        Key("media_fill_on", day, "last media fill", _DAY, STATED),
        Key("fingertips_passed", count, "first fingertip tests passed", "3", STATED),
        Key("last_mixed_on", day, "the last set mixed before", _DAY, STATED),
    ),
    "Who mixes it",
    required=True,
)
EXTRACT = Section(
    "extract",
    (
        *PART.keys,
        Key("licensed", truth, "a licensed extract or diluent", _YES, STATED),
    ),
    "Each extract and diluent",
    many=True,
    required=True,
)

SECTIONS: dict[Question, tuple[Section, ...]] = {
    Question.PREPARATION: (
        PREPARATION,
        PLACE,
        MAKING,
        COMPONENT,
        STABILITY,
        MOVE,
        CATEGORY_3,
        SCOPE,
    ),
    Question.IMMEDIATE: (IMMEDIATE_HEAD, IMMEDIATE),
    Question.DOCKED: (
        Section("", (QUESTION, _AT, _ZONE, _STORAGE), "What is asked, when docked, how kept"),
        DOCKED,
        PART,
    ),
    Question.ALLERGENIC: (
        Section("", (QUESTION, _AT, _ZONE, _STORAGE), "What is asked, when mixed, how kept"),
        ALLERGENIC,
        MIXER,
        EXTRACT,
    ),
}
