"""A form as typed so far: reckoned, or what keeps it from being reckoned, field by field."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from compounding.ledger.canonical import digest
from compounding.preparation.errors import OrderRefused
from compounding.preparation.nutrition.saving import REASON, shown_nutrition
from compounding.preparation.nutrition.site_rules import SiteRules, site_rules
from compounding.preparation.nutrition.typed import kind_of, known_fields
from formulas.errors import FormulaError
from formulas.nutrition.order import Patient
from webapp.house import house
from webapp.installation import Installation
from webapp.nutrition.fields import label_of

NEEDED = "This is needed."
UNSAID = "to be said before it is signed"


@dataclass(frozen=True)
class Attempt:
    """``shown`` is the summary, ``wrong`` a message by field, ``whole`` what no one field did."""

    kind: Patient | None
    typed: Mapping[str, str]
    order_id: int | None = None
    wrong: Mapping[str, str] = field(default_factory=dict)
    whole: str = ""
    shown: Mapping[str, Any] | None = None

    @property
    def digest(self) -> str:
        """The digest of all that is shown."""
        return digest(self.shown) if self.shown is not None else ""

    @property
    def touched(self) -> set[str]:
        """The lines in which something is typed or wrong."""
        return {name.rpartition(".")[0] for name in (*self.typed, *self.wrong)}

    @property
    def needed(self) -> list[tuple[str, str]]:
        """Fields still empty, each with its name."""
        return [(one, label_of(one, self.kind)) for one, why in self.wrong.items() if why == NEEDED]

    @property
    def odd(self) -> list[tuple[str, str, str]]:
        """Fields that say something wrong: field, its name, why."""
        told = self.wrong.items()
        return [(one, label_of(one, self.kind), why) for one, why in told if why != NEEDED]


def rules_of_house() -> SiteRules:
    """What this installation holds its bags against.  Raises BadLimits, Loosened, BadCurve."""
    return site_rules(Installation(house().settings.folder).nutrition)


def typed_of(form: Mapping[str, str]) -> dict[str, str]:
    """Take from a form what belongs to an order, and nothing else."""
    kind = kind_of(form)
    names = (*known_fields(kind), REASON) if kind else ("kind",)
    return {name: form[name].strip() for name in names if form.get(name, "").strip()}


def attempt(
    session: Session, typed: Mapping[str, str], order_id: int | None = None, *, draft: bool = False
) -> Attempt:
    """Reckon a form; a draft of a change may still lack its reason."""
    kind = kind_of(typed)
    given = {**typed, REASON: typed.get(REASON) or UNSAID} if draft else typed
    try:
        shown = shown_nutrition(session, given, order_id, rules_of_house())
    except OrderRefused as trouble:
        return Attempt(kind, typed, order_id, wrong=trouble.fields)
    except FormulaError as trouble:
        return Attempt(kind, typed, order_id, whole=str(trouble))
    return Attempt(kind, typed, order_id, shown=shown)
