"""The book of master formulations: enter a version, approve it, find the one to work by."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import resources
from tomllib import loads
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from compounding.ledger.canonical import digest
from compounding.ledger.people import Role, require_role
from compounding.ledger.signatures import Meaning, sign
from compounding.ledger.unit import Unit
from compounding.ledger.verbs import Verb
from compounding.preparation.errors import NotFound, NotLawfulNow
from compounding.preparation.models import FormulaApproval, FormulaVersion
from compounding.preparation.recipe import Recipe, StabilityStatement, read_recipe
from compounding.stock.figures import Figure, figure


def sample_formulas() -> list[dict[str, Any]]:
    """The formulas shipped as sample data."""
    folder = resources.files("compounding.preparation").joinpath("library")
    files = sorted(f.name for f in folder.iterdir() if f.name.endswith(".toml"))
    return [loads(folder.joinpath(name).read_text("utf-8")) for name in files]


def enter_formula(unit: Unit, content: Mapping[str, Any]) -> FormulaVersion:
    """Enter a formula as the next version of its slug.  It is not in use before it is approved."""
    read_recipe(content)
    last = unit.session.scalars(
        select(FormulaVersion)
        .where(FormulaVersion.slug == content["slug"])
        .order_by(FormulaVersion.version.desc())
        .limit(1)
    ).first()
    row = FormulaVersion(
        slug=content["slug"],
        version=last.version + 1 if last else 1,
        name=content["name"],
        content=dict(content),
    )
    unit.write(Verb.FORMULA_VERSION_ENTER, f"formula {row.slug} v{row.version}", row)
    return row


def approve_formula(unit: Unit, formula_id: int, *, secret: str) -> FormulaApproval:
    """The signing pharmacist approves a version for use."""
    require_role(unit, Role.PHARMACIST)
    row = version(unit.session, formula_id)
    if row not in waiting_for_approval(unit.session):
        message = f"{row.name}, version {row.version}, is approved already. Nothing changed."
        raise NotLawfulNow(message)
    subject = f"formula {row.slug} v{row.version}"
    signature = sign(unit, secret, Meaning.APPROVED, digest(row.content), subject)
    approval = FormulaApproval(formula_id=row.id, signature_id=signature.id)
    unit.write(Verb.FORMULA_VERSION_APPROVE, subject, approval)
    return approval


def version(session: Session, formula_id: int) -> FormulaVersion:
    """A formula version by its number."""
    row = session.get(FormulaVersion, formula_id)
    if row is None:
        message = f"There is no formula version {formula_id}. Choose one from the book."
        raise NotFound(message)
    return row


def approved(session: Session, slug: str) -> FormulaVersion:
    """The newest approved version of a formula: the one that new worksheets freeze."""
    row = session.scalars(
        select(FormulaVersion)
        .join(FormulaApproval, FormulaApproval.formula_id == FormulaVersion.id)
        .where(FormulaVersion.slug == slug)
        .order_by(FormulaVersion.version.desc())
        .limit(1)
    ).first()
    if row is None:
        message = (
            f"No approved formula has the name {slug}. Nothing can be made by it. "
            "A pharmacist approves a version under Check, Formulas."
        )
        raise NotFound(message)
    return row


def in_use(session: Session) -> list[FormulaVersion]:
    """The newest approved version of every formula, by name."""
    newest: dict[str, FormulaVersion] = {}
    rows = session.scalars(
        select(FormulaVersion)
        .join(FormulaApproval, FormulaApproval.formula_id == FormulaVersion.id)
        .order_by(FormulaVersion.version)
    )
    for row in rows:
        newest[row.slug] = row
    return sorted(newest.values(), key=lambda row: row.name)


def waiting_for_approval(session: Session) -> list[FormulaVersion]:
    """The versions nobody has approved."""
    done = select(FormulaApproval.formula_id)
    return list(
        session.scalars(
            select(FormulaVersion).where(FormulaVersion.id.not_in(done)).order_by(FormulaVersion.id)
        )
    )


def stability_figures(session: Session, recipe: Recipe) -> list[tuple[StabilityStatement, Figure]]:
    """Each stability statement of a recipe with whoever vouched for it."""
    about = f"formula:{recipe.content['slug']}"
    return [(s, figure(session, about, s.figure, s.stated)) for s in recipe.stability]
