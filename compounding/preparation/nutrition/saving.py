"""Enter, change, withdraw a nutrition order.  Each is one signed act of a pharmacist.

A signature is bound to the summary that was shown: it is reckoned anew when the order is saved, and
only the very same summary is taken.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from json import loads
from typing import Any

from sqlalchemy.orm import Session

from compounding.cleanroom.places import facility
from compounding.ledger.canonical import canonical_text, digest
from compounding.ledger.people import Role, require_role
from compounding.ledger.signatures import Meaning, sign
from compounding.ledger.unit import Unit
from compounding.ledger.verbs import Verb
from compounding.preparation.errors import BagStopped, ContentMoved, NotLawfulNow, OrderRefused
from compounding.preparation.fields import reason_given
from compounding.preparation.nutrition.being_made import (
    being_made,
    require_not_released,
    stop_making,
)
from compounding.preparation.nutrition.finding import (
    bag_before,
    next_number,
    nutrition,
    patient_key,
    versions,
    withdrawal,
)
from compounding.preparation.nutrition.models import (
    NutritionVersion,
    NutritionWithdrawal,
    PatientNutrition,
)
from compounding.preparation.nutrition.reckoned import reckon
from compounding.preparation.nutrition.site_rules import SiteRules
from compounding.preparation.nutrition.summary import summary
from compounding.preparation.nutrition.typed import NutritionEntry, read_nutrition

REASON = "reason"


@dataclass(frozen=True)
class Signing:
    """What the signing pharmacist gives: second factor, digest of what was shown, the reasons.

    ``reasons`` are by the check's place in the summary, counted from 0 among all checks.
    """

    secret: str
    shown: str
    reasons: Mapping[int, str]


def shown_nutrition(
    session: Session,
    typed: Mapping[str, str],
    order_id: int | None = None,
    site: SiteRules | None = None,
) -> dict[str, Any]:
    """Read a form and give all that is to be seen before it is signed.

    ``order_id`` is the order that is changed; the form then says why.  ``site`` is what the bag is
    held against, what comes with First Air where it is left out.  Raises OrderRefused,
    FormulaError where no bag can be made, NotFound, NotLawfulNow.
    """
    return _prepared(session, typed, order_id, site)[1]


def enter_nutrition_order(
    unit: Unit, typed: Mapping[str, str], signing: Signing, site: SiteRules | None = None
) -> NutritionVersion:
    """Enter an order, verified by the signing pharmacist.

    Raises OrderRefused for a wrong field or a missing reason, BagStopped, ContentMoved where the
    summary is not the one that was shown, WrongSecret.
    """
    require_role(unit, Role.PHARMACIST)
    entry, shown = _prepared(unit.session, typed, None, site)
    decisions = _require_fit(shown, signing)
    row = PatientNutrition(
        number=shown["number"], patient_key=patient_key(entry.patient["identifier"])
    )
    return _write(unit, row, entry, shown, signing, decisions)


def change_nutrition_order(
    unit: Unit,
    order_id: int,
    typed: Mapping[str, str],
    signing: Signing,
    site: SiteRules | None = None,
) -> NutritionVersion:
    """Enter a new version of an order, with its reason; the old one stays.

    A dose that is being made of the old one is cancelled: it is shown what is.  Raises as entering;
    NotLawfulNow where the bag was released.
    """
    require_role(unit, Role.PHARMACIST)
    entry, shown = _prepared(unit.session, typed, order_id, site)
    decisions = _require_fit(shown, signing)
    row = nutrition(unit.session, order_id)
    why = f"was changed to version {shown['version']}: {shown['reason']}"
    stop_making(unit, row.number, why, secret=signing.secret)
    return _write(unit, row, entry, shown, signing, decisions)


def withdraw_nutrition_order(
    unit: Unit, order_id: int, reason: str, *, secret: str
) -> NutritionWithdrawal:
    """Withdraw an order, signed: no bag is made from it, and one that is being made is cancelled.

    Raises NotLawfulNow where it was withdrawn before, or its bag was released; WrongSecret.
    """
    require_role(unit, Role.PHARMACIST)
    row = nutrition(unit.session, order_id)
    _require_standing(unit.session, row)
    why = reason_given(reason)
    last = versions(unit.session, row)[0]
    subject = f"nutrition {row.number}"
    bound = digest({"withdrawn": last.digest, "reason": why})
    signature = sign(unit, secret, Meaning.CANCELLED, bound, subject)
    made = NutritionWithdrawal(
        order_id=row.id, reason=why, at=unit.at, by_name=unit.by.name, signature_id=signature.id
    )
    unit.write(Verb.ORDER_NUTRITION_WITHDRAW, subject, made, reason=why)
    stop_making(unit, row.number, f"was withdrawn: {why}", secret=secret)
    return made


def stored_summary(version: NutritionVersion) -> dict[str, Any]:
    """What was on the screen when a version was signed."""
    shown: dict[str, Any] = loads(version.summary)
    return shown


def _prepared(
    session: Session, typed: Mapping[str, str], order_id: int | None, site: SiteRules | None
) -> tuple[NutritionEntry, dict[str, Any]]:
    number, version, why = next_number(session), 1, ""
    entry = read_nutrition(typed, facility(session).zone)
    if order_id is not None:
        row = nutrition(session, order_id)
        _require_standing(session, row)
        _require_same_patient(row, entry)
        number, version = row.number, versions(session, row)[0].version + 1
        why = reason_given(typed.get(REASON, ""))
    before = bag_before(session, entry.patient["identifier"])
    bag = before.bag if before else None
    made = reckon(entry.order(number), site or SiteRules(), bag, entry.around)
    head = {
        "number": number,
        "version": version,
        "reason": why,
        "patient": dict(entry.patient),
        "due": entry.due.isoformat(),
        "note": entry.note,
        "being_made": being_made(session, number),
    }
    return entry, summary(made, head, entry.ordered, before.words if before else "")


def _require_fit(shown: Mapping[str, Any], signing: Signing) -> list[dict[str, str]]:
    """Refuse what may not be saved; give each decision with its reason."""
    if digest(shown) != signing.shown:
        message = (
            "What is reckoned now is not the summary that was shown. Nothing was signed. "
            "Look at the summary again, then sign it."
        )
        raise ContentMoved(message)
    if shown["stops"]:
        message = (
            f"This bag is stopped and was not saved: {shown['stops'][0]} "
            "No reason lets it pass; change the order."
        )
        raise BagStopped(message)
    return _decisions(shown, signing.reasons)


def _decisions(shown: Mapping[str, Any], reasons: Mapping[int, str]) -> list[dict[str, str]]:
    made, wrong = [], {}
    for place, check in enumerate(shown["checks"]):
        if not check["decide"]:
            continue
        key = f"{REASON}-{place}"
        try:
            why = reason_given(reasons.get(place, ""), key)
        except OrderRefused as trouble:
            wrong.update(trouble.fields)
            continue
        told = {key: check[key] for key in ("name", "row", "sentence")}
        made.append({**told, "reason": why})
    if wrong:
        raise OrderRefused(wrong)
    return made


def _write(
    unit: Unit,
    row: PatientNutrition,
    entry: NutritionEntry,
    shown: Mapping[str, Any],
    signing: Signing,
    decisions: list[dict[str, str]],
) -> NutritionVersion:
    """Sign and store, in one unit: nothing unsigned is ever kept."""
    first = shown["version"] == 1
    subject = f"nutrition {shown['number']} v{shown['version']}"
    bound = digest({"summary": signing.shown, "decisions": decisions})
    signature = sign(unit, signing.secret, Meaning.VERIFIED, bound, subject)
    if first:
        unit.write(Verb.ORDER_NUTRITION_ENTER, f"nutrition {row.number}", row)
    version = NutritionVersion(
        order_id=row.id,
        version=shown["version"],
        patient=dict(entry.patient),
        due=entry.due,
        note=entry.note,
        typed=dict(entry.typed),
        ordered=dict(entry.ordered),
        decisions=decisions,
        reason=shown["reason"],
        digest=signing.shown,
        summary=canonical_text(shown),
        at=unit.at,
        by_name=unit.by.name,
        signature_id=signature.id,
    )
    verb = Verb.ORDER_NUTRITION_ENTER if first else Verb.ORDER_NUTRITION_CHANGE
    unit.write(verb, subject, version, reason=shown["reason"])
    return version


def _require_standing(session: Session, row: PatientNutrition) -> None:
    gone = withdrawal(session, row)
    if gone is not None:
        message = (
            f"Nutrition order {row.number} was withdrawn by {gone.by_name}. Nothing changed. "
            "Enter a new order."
        )
        raise NotLawfulNow(message)
    require_not_released(session, row.number)


def _require_same_patient(row: PatientNutrition, entry: NutritionEntry) -> None:
    if patient_key(entry.patient["identifier"]) != row.patient_key:
        message = "This order is another patient's. Enter a new order for this patient."
        raise OrderRefused({"patient_identifier": message})
