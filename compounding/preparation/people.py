"""Maker and checker differ; the lone pharmacist of a night is a site setting, never silent."""

from __future__ import annotations

from compounding.cleanroom.places import facility
from compounding.ledger.people import Role, require_role
from compounding.ledger.unit import Unit
from compounding.preparation.errors import SamePerson
from compounding.preparation.progress import Progress


def is_lone(unit: Unit, state: Progress) -> bool:
    """Whether the checker made the dose, under the site's lone-pharmacist setting."""
    return unit.person_id in state.makers and facility(unit.session).lone_pharmacist


def require_checker(unit: Unit, state: Progress) -> None:
    """Raises SamePerson unless a pharmacist acts who did not make this dose."""
    require_role(unit, Role.PHARMACIST)
    if unit.person_id in state.makers and not is_lone(unit, state):
        message = (
            f"{unit.by.name} made this dose and may not check it. Nothing was signed. "
            "Another pharmacist checks it."
        )
        raise SamePerson(message)
