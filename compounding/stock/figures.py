"""Figures that somebody must vouch for before anything rests on them: densities, stabilities."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from compounding.ledger.canonical import digest
from compounding.ledger.people import Role, require_role
from compounding.ledger.signatures import Meaning, Signature, sign
from compounding.ledger.unit import Unit
from compounding.ledger.verbs import Verb
from compounding.stock.errors import FigureNotConfirmed
from compounding.stock.models import FigureConfirmation, Product


@dataclass(frozen=True)
class Figure:
    """A figure as its card states it, and who vouched for exactly this value."""

    about: str
    name: str
    value: str
    source: str
    confirmed_by: str | None
    sample: bool = False

    @property
    def confirmed(self) -> bool:
        """Whether anyone here vouched for exactly this value."""
        return self.confirmed_by is not None


def figure(session: Session, about: str, name: str, stated: Mapping[str, str]) -> Figure:
    """The stated figure with the newest confirmation of exactly this value, if there is one."""
    row = session.execute(
        select(FigureConfirmation, Signature.printed_name)
        .join(Signature, Signature.id == FigureConfirmation.signature_id)
        .where(
            FigureConfirmation.about == about,
            FigureConfirmation.figure == name,
            FigureConfirmation.value == stated["value"],
            FigureConfirmation.source == stated["source"],
        )
        .order_by(FigureConfirmation.id.desc())
        .limit(1)
    ).first()
    by, sample = (row[1], row[0].sample) if row else (None, False)
    return Figure(about, name, stated["value"], stated["source"], by, sample)


def density(session: Session, product: Product) -> Figure:
    """The density on a product's card.  Raises FigureNotConfirmed where the card has none."""
    stated = product.card.get("density")
    if not stated:
        message = (
            f"{product.name} has no density on its card. No weighing can rest on it. "
            "Enter a card with its density and the source."
        )
        raise FigureNotConfirmed(message)
    return figure(session, f"product:{product.code}", "density", stated)


def require_confirmed(found: Figure, name: str) -> Figure:
    """The figure itself, or a refusal when nobody has vouched for it."""
    if not found.confirmed:
        message = (
            f"The {found.name} of {name} ({found.value}) is not confirmed by anyone here. "
            "No weighing or date may rest on it. A pharmacist confirms it under Check, Figures."
        )
        raise FigureNotConfirmed(message)
    return found


def confirm_figure(unit: Unit, stated: Figure, *, secret: str, sample: bool) -> FigureConfirmation:
    """The signing pharmacist vouches for a figure at its present value."""
    require_role(unit, Role.PHARMACIST)
    subject = f"{stated.about} {stated.name}"
    shown = {"about": stated.about, "figure": stated.name, "value": stated.value}
    signature = sign(unit, secret, Meaning.CONFIRMED, digest(shown), subject)
    row = FigureConfirmation(
        about=stated.about,
        figure=stated.name,
        value=stated.value,
        source=stated.source,
        sample=sample,
        signature_id=signature.id,
    )
    unit.write(Verb.PRODUCT_FIGURE_CONFIRM, subject, row)
    return row
