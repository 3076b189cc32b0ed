"""Whether a sample was incubated long enough, and at the right temperatures."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal

from beyond_use.law import Law, Row
from beyond_use.personnel_facts import Stage

WARMER, COOLER = "warmer", "cooler"


def incubated_either_way(stages: Sequence[Stage], law: Law, rule: str = "PE-8") -> bool | None:
    """Tell whether both temperatures were kept long enough, in either order; None if not known."""
    if not stages:
        return None
    each = span(law.row(rule, "each"))
    return all(_time_at(stages, law, rule, warmth) >= each for warmth in (WARMER, COOLER))


def incubated_warm_first(stages: Sequence[Stage], law: Law, rule: str = "PE-9") -> bool | None:
    """Tell whether the warmer stage came first and both lasted long enough; None if not known."""
    if not stages:
        return None
    long_enough = all(
        _time_at(stages, law, rule, warmth) >= span(law.row(rule, warmth))
        for warmth in (WARMER, COOLER)
    )
    order = [warmth for stage in stages if (warmth := _warmth(stage, law, rule))]
    return long_enough and order == sorted(order, key=[WARMER, COOLER].index)


def span(row: Row) -> timedelta:
    """Give the length of a row in hours or days."""
    hours, days = int(row.number), 0
    if row.unit == "day":
        hours, days = 0, hours
    return timedelta(days=days, hours=hours)


def _time_at(stages: Sequence[Stage], law: Law, rule: str, warmth: str) -> timedelta:
    kept = (stage.lasted for stage in stages if _warmth(stage, law, rule) == warmth)
    return sum(kept, timedelta(0))


def _warmth(stage: Stage, law: Law, rule: str) -> str:
    """Say which of the two temperatures a stage kept; nothing where it kept neither."""
    for warmth in (WARMER, COOLER):
        low, high = (law.row(rule, f"{warmth} {end}").number for end in ("from", "to"))
        if _between(stage, low, high):
            return warmth
    return ""


def _between(stage: Stage, low: Decimal, high: Decimal) -> bool:
    return low <= stage.coldest and stage.warmest <= high
