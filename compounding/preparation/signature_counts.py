"""Whether the designated person's signature counts now, for this maker and what stops the work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from beyond_use.clock import local_text
from beyond_use.exits import ExitKind, Group
from beyond_use.reason import Effect, Reason
from beyond_use.signed import holds_until
from beyond_use.standing import Standing
from compounding.cleanroom.law_book import law_on
from compounding.cleanroom.places import facility
from compounding.ledger.unit import Unit
from compounding.preparation.record.plain import utc
from compounding.preparation.state import Progress, SignedToBegin

__all__ = ["counts_until", "goes_on_signed", "signed_card", "signed_for", "why_not_signed"]


def why_not_signed(unit: Unit, state: Progress, standing: Standing) -> str:
    """Why no signature lets the acting person begin, and the way on; empty where one does."""
    way = next(one for one in standing.exits if one.kind is ExitKind.SIGNATURE)
    if way.barred:
        barred = " ".join(f"{one.says} ({one.rule})" for one in way.barred)
        return f"No signature lifts this, it is put right first: {barred}"
    if not way.open:
        return "No signature lifts it, as the site's facts name no designated person."
    where = f"on the check page of worksheet {state.worksheet.number}"
    offer = f"{way.by}, may sign for this one preparation, {where}."
    if state.signed is None:
        return offer
    trouble = _trouble(unit, state, state.signed, standing)
    if not trouble:
        return ""
    return f"The signature of {state.signed.by_name} does not count: {trouble} {offer}"


def _trouble(unit: Unit, state: Progress, signed: SignedToBegin, standing: Standing) -> str:
    """What makes a signature that was given not count now."""
    if unit.person_id != signed.maker_id:
        return f"it was given for {signed.detail['maker']} as the maker."
    if signed.by_id in {unit.person_id, *state.makers}:
        return "the one who signed has a hand in making it."
    until = counts_until(unit.session, signed.at)
    if unit.at > until:
        return f"it was good until {local_text(until, facility(unit.session).zone)}."
    new = _unsigned(signed, ((g, one) for g, reasons in standing.groups for one in reasons))
    if new:
        return f"new since then: {' '.join(f'{one.says} ({one.rule})' for one in new)}"
    return ""


def _unsigned(signed: SignedToBegin, found: Iterable[tuple[Group, Reason]]) -> list[Reason]:
    """The stops that were not signed for; a rule signed for once that stops twice is new."""
    left = Counter(signed.stops)
    new = []
    for group, one in found:
        if one.effect is not Effect.NOTHING:
            continue
        key = (group.value, one.rule)
        if left[key]:
            left[key] -= 1
        else:
            new.append(one)
    return new


def counts_until(session: Session, at: datetime) -> datetime:
    """The last instant of a signature, or of work begun on one, that was given or begun then."""
    zone = facility(session).zone
    return holds_until(at, zone, law_on(session, at.astimezone(ZoneInfo(zone)).date()))


def goes_on_signed(unit: Unit, state: Progress, own: Iterable[Reason]) -> bool:
    """Whether the acting maker goes on with work begun on a signature, for the same stops."""
    signed = state.signed
    if signed is None or state.started_at is None or not (state.fitness or {}).get("signed"):
        return False
    if unit.person_id != signed.maker_id:
        return False
    in_time = unit.at <= counts_until(unit.session, state.started_at)
    return in_time and not _unsigned(signed, ((Group.PERSON, one) for one in own))


def signed_for(signed: SignedToBegin | None, group: Group) -> bool:
    """Whether a signature covers a stop of a group."""
    return signed is not None and any(of == group.value for of, _ in signed.stops)


def signed_card(state: Progress) -> Mapping[str, Any]:
    """The signature as it stands on the record of the work that began on it."""
    signed = state.signed
    if signed is None:
        return {}
    detail = signed.detail
    kept = ("capacity", "maker", "patient", "rules", "reason", "allows", "forbids", "asks")
    return {"by": signed.by_name, "at": utc(signed.at), **{key: detail[key] for key in kept}}
