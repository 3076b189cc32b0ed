"""The examples of standing files as data, and how they are spoilt."""

import copy
import tomllib
from pathlib import Path

import beyond_use
from beyond_use.fact_file import Need
from beyond_use.law import in_force_on
from beyond_use.standing import Grade
from beyond_use.standing_judges import stand
from beyond_use.standing_reading import SECTIONS, standing_facts
from tests.beyond_use.people import TODAY

EXAMPLES = Path(beyond_use.__file__).parent / "examples" / "standing"
GRADES = {
    "allowed": Grade.ALLOWED,
    "deviation": Grade.NOTED,
    "category_1": Grade.CATEGORY_1,
    "nothing": Grade.NOTHING,
}
ORDER = list(Grade)
LAW = in_force_on(TODAY)
FILES = {name: tomllib.loads((EXAMPLES / f"{name}.toml").read_text("utf-8")) for name in GRADES}


def answer(data):
    return stand(standing_facts("a file", data), LAW)


def example(name="allowed", **head):
    return copy.deepcopy(FILES[name]) | head


def table(data, name, **where):
    """The one table of a name whose keys have these values."""
    (found,) = (
        one for one in data[name] if all(one.get(key) == value for key, value in where.items())
    )
    return found


def opened(found):
    return {one.rule: one for one in found.open}


FILTER = {"name": "filter of hood 1", "efficiency": "99.99", "leak_tested": True}
FILTER |= {"in_hood": True, "leaks": False}
SPOILT = [
    (lambda d: d["person"].update(last_compounded=TODAY.replace(month=4)), "PE-10", Grade.NOTHING),
    (lambda d: d["training"][0].update(passed=False), "PE-1", Grade.NOTHING),
    (lambda d: d["garbing"][1].update(left=1), "PE-2", Grade.NOTHING),
    (lambda d: d["media_fill"][0].update(left=2, right=2), "PE-5", Grade.NOTHING),
    (lambda d: d["media_fill"][0].update(surface=4), "PE-6", Grade.NOTHING),
    (lambda d: d["entry"].update(wash_seconds=29), "PE-12", Grade.NOTHING),
    (lambda d: d["entry"]["garb"].pop(), "PE-13", Grade.NOTHING),
    (lambda d: d["hood"].update(iso=6), "FE-2", Grade.NOTHING),
    (lambda d: d.update(filter=[FILTER | {"leaks": True}]), "FE-16", Grade.NOTHING),
    (lambda d: d.update(filter=[FILTER | {"leak_tested": False}]), "FE-13", Grade.NOTHING),
    (lambda d: d["certificate"].pop(0), "CT-1", Grade.NOTHING),
    (lambda d: d["room"][0].update(iso=8), "FE-3", Grade.CATEGORY_1),
    (lambda d: d["room"][0].update(pressure="4.9 Pa"), "FE-6", Grade.CATEGORY_1),
    (lambda d: d["room"][0].pop("pressure"), "FE-6", Grade.CATEGORY_1),
    (lambda d: d["room"].pop(), "FE-4", Grade.CATEGORY_1),
    (lambda d: d["room"][1].update(serves_hazardous=True), "FE-5", Grade.CATEGORY_1),
    (
        lambda d: d["certificate"][1].update(on=TODAY.replace(month=5, day=24)),
        "CT-4",
        Grade.CATEGORY_1,
    ),
    (lambda d: d["room"][0].update(temperature="20.1 degC"), "FE-8", Grade.NOTED),
    (lambda d: d["room"][0].update(humidity="60.1 percent"), "FE-9", Grade.NOTED),
    (lambda d: d["sampling"].update(surfaces=TODAY.replace(month=10, day=24)), "EM-2", Grade.NOTED),
    (lambda d: d["sampling"]["sites"].pop(), "EM-1", Grade.NOTED),
    (lambda d: d["sampling"].update(plan_reviewed=TODAY.replace(year=2024)), "EM-11", Grade.NOTED),
    (lambda d: d.update(wiped_at=d["wiped_at"].replace(hour=8, minute=0)), "CL-12", Grade.NOTED),
    (lambda d: d["cleaned"][2].update(clean=TODAY.replace(day=23)), "CL-6", Grade.NOTED),
    (lambda d: d["cleaned"][0].update(soiled_since=True), "CL-1", Grade.NOTHING),
    (lambda d: d.pop("no_alarm"), "STD-2", Grade.NOTED),
    (lambda d: d.pop("designated_person"), "PE-11", Grade.NOTED),
    (lambda d: d["probe"].pop(0), "FE-10", Grade.NOTED),
    (lambda d: d.pop("balance"), "STD-1", Grade.NOTHING),
    (lambda d: d["check"][0].update(shown="20.0201 g"), "BAL-5", Grade.NOTHING),
    (lambda d: d["check"][0].update(on=TODAY.replace(day=24)), "BA-5", Grade.NOTHING),
    (
        lambda d: d["balance"].update(calibrated_until=TODAY.replace(day=24)),
        "BA-5",
        Grade.NOTHING,
    ),
]


def droppable(data):
    """Every table and key that may be left out, as the way to it."""
    for section in SECTIONS:
        held = data if not section.name else data.get(section.name)
        if held is None:
            continue
        if section.name:
            yield (section.name,)
        for place, one in enumerate(held if isinstance(held, list) else [held]):
            way = (section.name, place) if isinstance(held, list) else (section.name,)
            keys = (key for key in section.keys if key.need is not Need.REQUIRED)
            yield from ((*way, key.name) for key in keys if key.name in one)


def without(data, ways):
    left = copy.deepcopy(data)
    for way in ways:
        *before, last = [step for step in way if step != ""]
        held = left
        for step in before:
            held = held.get(step, {}) if isinstance(held, dict) else held[step]
        held.pop(last, None)
    return left


def orphans(data):
    """Leave out what would speak of something that is gone."""
    if "person" not in data:
        for name in ("training", "garbing", "media_fill", "entry"):
            data.pop(name, None)
    if "balance" not in data:
        data.pop("check", None)
    known = {one["name"] for one in data.get("room", [])}
    known |= {data["hood"]["name"]} if "hood" in data else set()
    data["certificate"] = [one for one in data.get("certificate", []) if one["of"] in known]
    return data


def spoil_safely(data, spoil):
    """Spoil, unless what would be spoilt is gone already; a certificate goes with its room."""
    try:
        spoil(data)
    except (IndexError, KeyError):
        return
    orphans(data)
