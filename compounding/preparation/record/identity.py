"""Who and what the record is about: order, formula, place, components."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from compounding.cleanroom.balances import balance_of, checks_today
from compounding.cleanroom.places import place, place_and_around
from compounding.ledger.signatures import Signature
from compounding.preparation.models import FormulaApproval, FormulaVersion, Order, Worksheet
from compounding.preparation.orders import verified_by
from compounding.preparation.progress import Progress
from compounding.preparation.recipe import Recipe
from compounding.preparation.record.plain import utc


def order_card(session: Session, row: Order, recipe: Recipe) -> dict[str, Any]:
    """The order and who verified it."""
    verified = verified_by(session, row)
    return {
        "number": row.number,
        "patient": row.patient,
        "drug": recipe.content["label_name"],
        "dose": row.dose,
        "base": recipe.content["base_name"],
        "route": row.route,
        "rate": row.rate,
        "due": utc(row.due),
        "urgency": row.urgency,
        "note": row.note,
        "entered_by": row.entered_by,
        "entered_at": utc(row.entered_at),
        "verified": signature_card(verified) if verified else None,
    }


def signature_card(row: Signature) -> dict[str, Any]:
    """A signature as it is printed: name, role, meaning, time, and what was signed."""
    return {
        "person": row.printed_name,
        "role": row.role,
        "meaning": row.meaning,
        "at": utc(row.at),
        "shown_digest": row.digest,
    }


def formula_card(session: Session, sheet: Worksheet) -> dict[str, Any]:
    """The formula version that was frozen, and who approved it."""
    version = session.get_one(FormulaVersion, sheet.formula_id)
    approval = session.execute(
        select(Signature)
        .join(FormulaApproval, FormulaApproval.signature_id == Signature.id)
        .where(FormulaApproval.formula_id == version.id)
    ).scalar_one()
    return {
        "slug": version.slug,
        "name": version.name,
        "version": version.version,
        "approved_by": approval.printed_name,
        "approved_at": utc(approval.at),
        "high_alert": sheet.recipe["high_alert"],
        "hazardous": sheet.recipe["hazardous"],
        "final_volume": sheet.recipe["final_volume"],
    }


def place_card(session: Session, state: Progress) -> dict[str, Any]:
    """Where the work is done, and the balance it is weighed on."""
    hood = place(session, state.worksheet.hood)
    rooms = place_and_around(session, hood.code)
    balance = balance_of(session, hood.code)
    checks = checks_today(session, balance, state.last_at or state.worksheet.opened_at)
    return {
        "hood": hood.name,
        "room": rooms[-1].name,
        "area": hood.area,
        "balance": {
            "name": balance.name,
            "line": balance.line,
            "device": balance.serial,
            "readability": balance.readability,
            "repeatability": balance.repeatability,
            "calibration_due": balance.calibration_due.isoformat(),
            "uncertainty_source": balance.uncertainty["source"],
            "checks": [
                {
                    "nominal": check.nominal,
                    "shown": check.shown,
                    "tolerance": check.tolerance,
                    "passed": check.passed,
                    "at": utc(check.at),
                    "by": check.by_name,
                }
                for check in checks.values()
            ],
        },
    }


def components_card(state: Progress) -> list[dict[str, Any]]:
    """Each staged container: product, lot, expiry, serial, sticker, density."""
    return [_component(state, role) for role in state.staged]


def _component(state: Progress, role: str) -> dict[str, Any]:
    item = state.staged[role]
    frozen, card = item.frozen, item.frozen["card"]
    density = card.get("density", {})
    return {
        "role": state.recipe.component(role).name,
        "product": card["name"],
        "strength": card["strength"],
        "gtin": card.get("gtin"),
        "lot": frozen["lot"],
        "expires": frozen["expires_at"],
        "serial": frozen["serial"],
        "sticker": item.sticker,
        "captured": frozen["captured"],
        "second_look": frozen["second_look"],
        "density": {
            "value": density.get("value"),
            "source": density.get("source"),
            "confirmed_by": frozen["density_confirmed_by"],
            "confirmed": frozen["density_confirmed_by"] is not None
            and not frozen["density_sample"],
        },
    }
