"""What changed against the bag before: each component by kg and day."""

from formulas.nutrition.bag import Bag
from formulas.nutrition.bag_figures import CHANGE
from formulas.nutrition.check import Check, failing, judged, told
from formulas.nutrition.contents import ENERGY, NITROGEN, top_of
from formulas.nutrition.given import DAY, Given, Measured, given_by, share
from formulas.nutrition.limits import Limit, Limits
from formulas.quantity import Quantity, qty, show

_FOLLOW_OTHERS = (ENERGY, NITROGEN)


def change_checks(given: Given, limits: Limits, previous: Bag) -> list[Check]:
    """Tell each component that changed by more than its limit; one check where none did."""
    before, order = given_by(previous), given.bag.order
    made = []
    for limit in limits.of(CHANGE, order):
        over = [one for one in _each(given, before, limit) if one is not None]
        if not over:
            found = Measured(qty("0 percent"), "no component beyond the limit", "")
            over = [judged(limit, found, "change against the bag before")]
        made += over
    return made


def _each(given: Given, before: Given, limit: Limit) -> list[Check | None]:
    names = dict.fromkeys(
        name
        for bag in (before.bag, given.bag)
        for one in bag.every
        for name in one.brings
        if name not in _FOLLOW_OTHERS
    )
    made = [_component(name, _by_kg(before, name), _by_kg(given, name), limit) for name in names]
    volumes = (_fluid(before), _fluid(given))
    return [*made, _component("fluid", *volumes, limit)]


def _component(
    name: str, before: Quantity | None, now: Quantity | None, limit: Limit
) -> Check | None:
    """Judge one component; what is new or gone is a change of all of it."""
    called = f"change of {name}"
    if before is None or before.exact == 0:
        return _new(name, now, limit) if now is not None and now.exact else None
    was = before
    here = qty(0, was.unit.spelling) if now is None else now
    if here.unit.dimension != was.unit.dimension:
        return _new(name, here, limit)
    found = Measured(
        share(abs(here - was), was), "difference ÷ before", f"{show(was)}, now {show(here)}"
    )
    if limit.comparator.keeps(found.value, limit.value):
        return None
    check = judged(limit, found, called)
    words = f"{name[:1].upper()}{name[1:]} was {told(was)} and is {told(here)}: "
    return Check(**{**vars(check), "sentence": words + check.sentence})


def _new(name: str, now: Quantity | None, limit: Limit) -> Check:
    value = told(now) if now is not None else ""
    state = failing(limit)
    sentence = (
        f"{name[:1].upper()}{name[1:]} is new: {value}, where the bag before held none. "
        "Look whether it is meant."
    )
    return Check(
        f"change of {name}", limit.id, "new", limit.told, limit.told_source, limit.level, state,
        sentence, limit.confirmed,
    )  # fmt: skip


def _by_kg(given: Given, name: str) -> Quantity | None:
    amount = given.of_a_day(name)
    if amount is None:
        return None
    return (amount / DAY / given.weight).to(f"{top_of(amount)}/kg/day")


def _fluid(given: Given) -> Quantity:
    return (given.fluid / DAY / given.weight).to("mL/kg/day")
