"""All that a pharmacist sees of a nutrition order before signing, as plain text.

The page shows this and nothing else, so its digest is that of what was on the screen.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from compounding.preparation.nutrition.reckoned import Reckoned
from compounding.preparation.nutrition.shown_bag import bag_shown, sheet_shown
from compounding.preparation.nutrition.shown_day import before_shown, figures_shown, given_shown
from formulas.number import digits_of
from formulas.nutrition.check import Check
from formulas.nutrition.second_lines import Agreement
from formulas.nutrition.sources import source

_DIGITS = 6


def reckoning(made: Reckoned, before: str = "") -> dict[str, Any]:
    """What was reckoned; ``before`` says which bag it is compared with."""
    return {
        "bag": bag_shown(made.bag),
        "given": given_shown(made.gives),
        "figures": figures_shown(made.gives),
        "checks": [_check(one) for one in made.checks],
        "agreement": _agreement(made.agreement),
        "sheet": sheet_shown(made.sheet),
        "workings": [one.to_dict() for one in (*made.bag.workings, made.gives.working)],
        "unconfirmed": _unconfirmed(made),
        "before": before_shown(made.gives, made.before, before),
        "stops": list(made.stops),
        "site": made.site.shown(),
    }


def summary(
    made: Reckoned, head: Mapping[str, Any], ordered: Mapping[str, Any], before: str
) -> dict[str, Any]:
    """Everything to be seen and signed: whose it is, what was ordered, what comes of it."""
    return {**head, "ordered": dict(ordered), **reckoning(made, before)}


def _check(one: Check) -> dict[str, Any]:
    return {
        "name": one.name,
        "row": one.row,
        "value": one.value,
        "limit": one.limit,
        "source": one.source,
        "level": one.level.value,
        "state": one.state.value,
        "sentence": one.sentence,
        "confirmed": one.confirmed,
        "decide": one.needs_decision,
        "working": one.working.to_dict() if one.working else None,
    }


def _agreement(found: Agreement | None) -> dict[str, Any]:
    if found is None:
        return {"agrees": False, "lines": []}
    lines = [
        {
            "what": one.what,
            "stage": one.stage,
            "ordered": digits_of(one.ordered, _DIGITS),
            "found": digits_of(one.found, _DIGITS),
            "allowed": digits_of(one.allowed, _DIGITS),
            "unit": one.unit,
            "agrees": one.agrees,
        }
        for one in found.lines
    ]
    return {"agrees": found.agrees, "lines": sorted(lines, key=lambda one: bool(one["agrees"]))}


def _unconfirmed(made: Reckoned) -> dict[str, Any]:
    """How many figures nobody has confirmed yet: rows the bag was held against, labels it uses."""
    rows = sorted({one.row for one in made.checks if not one.confirmed})
    used = sorted({one.product for one in made.bag.every})
    products = [source(one).name for one in used if not source(one).confirmed]
    return {"count": len(rows) + len(products), "rows": len(rows), "products": products}
