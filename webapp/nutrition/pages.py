"""The pages of an order in the making: the form with what comes of it, and the summary to sign."""

from collections.abc import Mapping

from flask import render_template, request
from sqlalchemy.orm import Session

from compounding.preparation.nutrition.rows import (
    SALT_PRODUCT,
    salt_products,
    volume_units,
    weight_units,
)
from compounding.preparation.nutrition.saving import REASON
from compounding.preparation.nutrition.typed import HOURS, OVERFILL_UNITS, WARMTH
from formulas.nutrition.order import Access, LipidGiven, Patient
from webapp.house import house
from webapp.nutrition.attempt import Attempt, attempt, typed_of
from webapp.nutrition.fields import HEADS, sections

OF_ITS_DAY = ("due", "weight.amount")


def form_page(came: Attempt, *, asked: bool = True, follows: str = "") -> str:
    """The form with what was typed, what is wrong beside each field, and what comes of it.

    ``follows`` is the order that a new one was filled in from.
    """
    kind = came.kind
    return render_template(
        "nutrition/form.html",
        came=came,
        asked=asked and not follows,
        follows=follows,
        heads=HEADS,
        kinds=tuple(Patient),
        sections=sections(kind) if kind else (),
        units={
            "weight": weight_units(kind) if kind else (),
            "volume": volume_units(kind) if kind else (),
            "overfill": OVERFILL_UNITS,
            "hours": HOURS,
            "warmest": WARMTH,
        },
        words={"access": tuple(Access), "fat_given": tuple(LipidGiven)},
        salts=salt_products(),
        tick=SALT_PRODUCT,
    )


def reckoned_part(came: Attempt) -> str:
    """What comes of the form alone, for a page that asks again as somebody types."""
    return render_template("nutrition/reckoned.html", came=came)


def summary_page(came: Attempt, wrong: Mapping[str, str] | None = None) -> str:
    """All that is to be seen and signed; what cannot be reckoned shows the form again."""
    if came.shown is None:
        return form_page(came)
    same = request.form.get("digest", came.digest) == came.digest
    reasons = reasons_typed() if same else {}  # another summary has other checks in their places
    return render_template("nutrition/summary.html", came=came, wrong=wrong or {}, reasons=reasons)


def drafted(session: Session, typed: Mapping[str, str], order_id: int | None) -> Attempt:
    """A form in the making."""
    return attempt(session, typed, order_id, draft=True)


def following_typed(typed: Mapping[str, str]) -> dict[str, str]:
    """What the next day's order takes over: all but what belongs to its day."""
    return {name: text for name, text in typed.items() if name not in OF_ITS_DAY}


def posted() -> tuple[dict[str, str], int | None]:
    """The order of the posted form, and which order it changes, if any."""
    return typed_of(request.form), request.form.get("order_id", type=int)


def reckoned(*, draft: bool) -> Attempt:
    """The posted form, reckoned."""
    typed, order_id = posted()
    with house().database.reading() as session:
        return attempt(session, typed, order_id, draft=draft)


def reasons_typed() -> dict[int, str]:
    """The reason of each check, by the check's place in the summary."""
    head = f"{REASON}-"
    return {
        int(name.removeprefix(head)): text
        for name, text in request.form.items()
        if name.startswith(head) and name.removeprefix(head).isdecimal()
    }
