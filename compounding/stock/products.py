"""Product cards: enter a version, find the one in force."""

from __future__ import annotations

from importlib import resources
from tomllib import loads
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from compounding.ledger.unit import Unit
from compounding.ledger.verbs import Verb
from compounding.stock.errors import UnknownProduct
from compounding.stock.models import Product


def sample_cards() -> list[dict[str, Any]]:
    """The product cards shipped as sample data."""
    text = resources.files("compounding.stock").joinpath("sample_products.toml").read_text("utf-8")
    return list(loads(text)["product"])


def enter_product(unit: Unit, card: dict[str, Any]) -> Product:
    """Enter a card, as the next version of its code."""
    known = _newest(unit.session, Product.code == card["code"])
    row = Product(
        code=card["code"],
        version=known.version + 1 if known else 1,
        name=card["name"],
        gtin=card.get("gtin"),
        card=card,
    )
    unit.write(Verb.PRODUCT_CARD_ENTER, f"product {card['code']}", row)
    return row


def product_in_force(session: Session, code: str) -> Product:
    """The newest card of a code."""
    row = _newest(session, Product.code == code)
    if row is None:
        message = (
            f"No product card has the code {code}. Nothing can be made from it. "
            "Enter the product, then go on."
        )
        raise UnknownProduct(message)
    return row


def product_by_gtin(session: Session, gtin: str) -> Product | None:
    """The card in force that answers to this GTIN, if any."""
    row = _newest(session, Product.gtin == gtin)
    if row is None:
        return None
    newest = product_in_force(session, row.code)
    return newest if newest.gtin == gtin else None


def products_in_force(session: Session) -> list[Product]:
    """The newest card of every code, by name."""
    newest: dict[str, Product] = {}
    for row in session.scalars(select(Product).order_by(Product.version)):
        newest[row.code] = row
    return sorted(newest.values(), key=lambda row: row.name)


def _newest(session: Session, condition: Any) -> Product | None:  # noqa: ANN401 # a SQLAlchemy criterion has no public type
    return session.scalars(
        select(Product).where(condition).order_by(Product.version.desc()).limit(1)
    ).first()
