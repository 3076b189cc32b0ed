"""What a pharmacist must see first, and which figures nobody has confirmed."""

from __future__ import annotations

from typing import Any

from compounding.preparation.models import Act
from compounding.preparation.progress import Progress, Stage
from compounding.preparation.record.fitness import deviations, unconfirmed_rules


def exceptions_of(state: Progress, record: dict[str, Any], acts: list[Act]) -> list[str]:
    """Everything out of the ordinary, in words; empty for a clean record."""
    return [
        *deviations(record),
        *_room(record["room"]),
        *_weighing(record, acts),
        *(f"Close call at step {c['step']}: {c['what']}" for c in record["close_calls"]),
        *(f"{c['kind']} by {c['person']}: {c['was']}" for c in record["checks"] if _unusual(c)),
        *(f"Label {x['code']} voided" for x in record["labels"] if x["voided"]),
        *_inspections(acts),
        *_instruments(record),
        *_people(state, record),
    ]


def _inspections(acts: list[Act]) -> list[str]:
    return [
        f"The inspection failed once: {act.detail['findings'] or 'something was seen'}"
        for act in acts
        if act.kind == "inspect" and act.outcome != "accept"
    ]


def _instruments(record: dict[str, Any]) -> list[str]:
    found = [
        f"Check weight {c['nominal']} showed {c['shown']}: failed"
        for c in record["place"]["balance"]["checks"]
        if not c["passed"]
    ]
    if not record["sample"] and any(r["simulated"] for r in record["readings"]):
        found.append("A weight came from a simulated balance")
    if record["room"] and not any(p["quantity"] == "pressure" for p in record["room"]["points"]):
        found.append("The pressure of the room is not monitored")
    if any(c["captured"] == "keyed" for c in record["components"]):
        found.append("A lot and expiry were keyed, with a second look")
    return found


def _people(state: Progress, record: dict[str, Any]) -> list[str]:
    told = {
        "Maker and checker are one person, under the lone pharmacist setting": _lone(state, record),
        f"Stopped: {state.stop.what if state.stop else ''}": state.stop is not None,
        f"The order was cancelled: {state.cancelled}": bool(state.cancelled),
        f"The pharmacist was called: {state.called}": bool(state.called),
    }
    return [words for words, is_so in told.items() if is_so]


def _lone(state: Progress, record: dict[str, Any]) -> bool:
    """Whether one who made the dose also checked or decided it."""
    checkers = {check["person"] for check in record["checks"]}
    if record["decision"] and record["decision"]["kind"] != Stage.WASTED.value:
        checkers.add(record["decision"]["by"])
    return bool(checkers & state.maker_names)


def _room(room: dict[str, Any] | None) -> list[str]:
    if room is None:
        return []
    words = {"yellow": "Room, yellow", "red": "Room, RED", "gap": "Room, no data"}
    return [
        f"{words[f['grade']]}: {f['point']}, {f['because']}"
        for f in room["findings"]
        if f["grade"] in words
    ]


def _weighing(record: dict[str, Any], acts: list[Act]) -> list[str]:
    found = [
        f"Step {act.step}: {act.outcome} ({act.detail.get('net', 'no net')})"
        for act in acts
        if act.kind == "weigh" and act.outcome != "accept"
    ]
    found += [
        f"Step {s['number']} {s['title']}: accepted by eye, {s['note']}"
        for s in record["steps"]
        if s["outcome"] == "by eye"
    ]
    drawn = any(act.detail.get("whole_dose", "") is None for act in acts)
    if drawn:
        found.append("The dose as a whole could not be reckoned: a weighing is missing")
    if any(act.detail.get("unjudged") for act in acts):
        found.append("A weight could not be judged: the weighing before it is missing")
    return found


def _unusual(check: dict[str, Any]) -> bool:
    return check["kind"] in ("clear", "by eye") or check["outcome"] == "rework"


def unconfirmed_of(record: dict[str, Any]) -> list[dict[str, str]]:
    """Every figure the record rests on that nobody has checked against a licensed source."""
    found = [
        {"figure": f"density of {c['product']}, {c['density']['value']}", "source": source}
        for c in record["components"]
        if not c["density"]["confirmed"] and (source := c["density"]["source"])
    ]
    for answer in record["beyond_use"]:
        if answer["storage"] == record["storage"] and "limits" in answer:
            found += [
                {"figure": limit["because"], "source": limit["citation"]}
                for limit in answer["limits"]
                if not limit["confirmed"]
            ]
    room = record["room"] or {"points": []}
    found += [
        {
            "figure": f"limit of {p['name']}, {p['low'] or ''} {p['high'] or ''}".strip(),
            "source": p["citation"],
        }
        for p in room["points"]
        if p["unconfirmed"]
    ]
    found += record.get("given", {}).get("unconfirmed", [])
    found += unconfirmed_rules(record)
    balance = record["place"]["balance"]
    found.append(
        {"figure": f"uncertainties of {balance['name']}", "source": balance["uncertainty_source"]}
    )
    return found
