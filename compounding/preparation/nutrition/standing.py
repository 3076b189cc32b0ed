"""Whether a signed order still stands against what the site holds its bags against now."""

from __future__ import annotations

from compounding.preparation.errors import ContentMoved
from compounding.preparation.nutrition.models import NutritionVersion
from compounding.preparation.nutrition.plain import around_from, order_from
from compounding.preparation.nutrition.reckoned import Reckoned, reckon
from compounding.preparation.nutrition.site_rules import SiteRules


def require_standing(version: NutritionVersion, number: str, site: SiteRules) -> None:
    """Reckon a signed version anew; nothing may stop it or ask what was not decided then.

    The comparison with the bag before is left out: it was made when it was signed.  Raises
    ContentMoved, FormulaError.
    """
    around = around_from(version.ordered)
    now = reckon(order_from(version.ordered, number), site, around=around)
    decided = {(one["row"], one["name"]) for one in version.decisions}
    found = _new(now, decided)
    if found:
        message = (
            f"What nutrition order {number} is held against changed since {version.by_name} "
            f"signed it: {found[0]} Nothing was sent. Open the order to change it, look at it and "
            "sign it again."
        )
        raise ContentMoved(message)


def _new(now: Reckoned, decided: set[tuple[str, str]]) -> list[str]:
    asked = [one.sentence for one in now.to_decide if (one.row, one.name) not in decided]
    return [*now.stops, *asked]
