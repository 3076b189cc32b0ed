"""Whether calcium and phosphate stay dissolved: by a sourced curve of the bag's own product.

It fails closed. What no curve covers is "not evaluated", and a pharmacist decides with a reason.
Judged at the end and at the moment calcium is added; rules of thumb may warn, and clear nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from formulas.errors import OtherCurve
from formulas.nutrition.check import Check, State, ruled, told, unseen
from formulas.nutrition.contents import PHOSPHATE
from formulas.nutrition.curves import INORGANIC, ORGANIC, Curve
from formulas.nutrition.given import Given, share
from formulas.nutrition.limits import Level, Limits, Rule
from formulas.nutrition.mixture_rules import named, three_in_one
from formulas.nutrition.order import Patient
from formulas.nutrition.sources import AMINO_ACIDS, DEXTROSE
from formulas.quantity import Quantity, converted, qty, show
from formulas.substance import plain_name
from formulas.working import Steps, Working

FINAL, AT_ADDITION = "calcium with phosphate, final", "calcium with phosphate, as calcium is added"


@dataclass(frozen=True)
class Circumstances:
    """What a bag does not know of itself.

    ``temperature`` is the warmest it will be and ``time`` the hours from mixing to the end of the
    infusion; ``at_addition`` is the volume in the container when calcium is added, by the sheet.
    """

    temperature: Quantity | None = None
    time: Quantity | None = None
    at_addition: Quantity | None = None


@dataclass(frozen=True)
class Mixture:
    """Calcium and phosphate at one moment, in what they stand, how warm and how long."""

    name: str
    product: str
    phosphate_kind: str
    with_fat: bool
    calcium: Quantity
    phosphate: Quantity
    amino_acids: Quantity
    dextrose: Quantity
    cysteine: Quantity
    temperature: Quantity
    time: Quantity


def calcium_phosphate_checks(
    given: Given, limits: Limits, curves: Sequence[Curve], around: Circumstances
) -> list[Check]:
    """Judge calcium with phosphate at the end and at the addition of calcium."""
    rule = limits.rules["calcium-phosphate-curves"]
    made = [_no_curves(rule)] if not curves else []
    calcium, phosphate = given.held("calcium"), given.held(PHOSPHATE)
    if not (calcium and calcium.exact) or not (phosphate and phosphate.exact):
        found = "the bag does not hold both calcium and phosphate"
        return [*made, ruled(rule, found, kept=True)]
    moments = {FINAL: given.bag.volume, AT_ADDITION: around.at_addition}
    for name, volume in moments.items():
        if volume is None:
            why = "the volume in which calcium is added is not known; the sheet tells it"
            made.append(unseen(rule, name, rule.says, why))
            continue
        mixed = _mixture(given, name, volume, around, limits.temperatures)
        made.append(_judged(rule, mixed, curves) if isinstance(mixed, Mixture) else
                    unseen(rule, name, rule.says, mixed))  # fmt: skip
    return made


def _no_curves(rule: Rule) -> Check:
    sentence = (
        "This installation holds no curve of calcium with phosphate, so no bag is cleared by one. "
        "Where a bag holds both, a pharmacist decides, and gives a reason."
    )
    return Check(
        "curves of calcium with phosphate", rule.id, "none on file", rule.says, rule.told_source,
        Level.PROTOCOL, State.NOT_EVALUATED, sentence, rule.confirmed,
    )  # fmt: skip


def _mixture(
    given: Given,
    name: str,
    volume: Quantity,
    around: Circumstances,
    least: Mapping[Patient, Quantity],
) -> Mixture | str:
    """Give what stands in a volume, or why it cannot be told."""
    bag = given.bag
    products = {one.product for one in bag.ingredients if AMINO_ACIDS in one.brings}
    if len(products) != 1:
        return f"a curve is one amino acid product's; this bag holds {len(products) or 'none'}"
    kind = _phosphate_kind(given)
    if not kind:
        return "the bag holds inorganic phosphate and glycerophosphate together"
    if around.temperature is None or around.time is None:
        return "how warm the bag will be and how long from mixing to its end is not stated"
    held = converted(volume, "mL", name)
    if held.exact <= 0 or held > bag.volume:
        return f"{show(held)} is no volume within a bag of {show(bag.volume)}"
    warm = around.temperature.to("degC")
    floor = least.get(bag.order.patient)
    return Mixture(
        name,
        products.pop(),
        kind,
        three_in_one(bag),
        _by(given, "calcium", held, "mEq/L"),
        _by(given, PHOSPHATE, held, "mmol/L"),
        _by(given, AMINO_ACIDS, held, "% w/v"),
        _by(given, DEXTROSE, held, "% w/v"),
        _cysteine(given),
        floor if floor is not None and floor > warm else warm,
        converted(around.time, "h", "time"),
    )


def _by(given: Given, name: str, volume: Quantity, of: str) -> Quantity:
    held = given.held(name)
    return qty(0, of) if held is None else (held / volume).to(of)


def _phosphate_kind(given: Given) -> str:
    """Tell whether all phosphate is inorganic or all of it organic; empty where it is mixed."""
    bringing = [
        one
        for one in given.bag.ingredients
        if PHOSPHATE in one.brings and one.brings[PHOSPHATE].exact > 0
    ]
    organic = named(given.bag, "sodium glycerophosphate") + named(given.bag, ORGANIC)
    ids = {one.product for one in organic}
    kinds = {ORGANIC if one.product in ids else INORGANIC for one in bringing}
    return kinds.pop() if len(kinds) == 1 else ""


def _cysteine(given: Given) -> Quantity:
    summed = qty("0 mg")
    for one in given.bag.ingredients:
        for name, amount in one.brings.items():
            if "cysteine" in plain_name(name):
                summed = summed + amount.to("mg")
    acids = given.held(AMINO_ACIDS)
    if acids is None or acids.exact == 0:
        return qty("0 mg/g")
    return (summed / acids).to("mg/g")


def chosen(mixed: Mixture, curves: Sequence[Curve]) -> Curve | str:
    """Choose the nearest curve that is stricter in everything, or say what none covers.

    Nearest among those with at most the bag's amino acids, dextrose and cysteine, at least its
    warmth and time; and only within what the curves of the product span. Never another product's.
    """
    ours = [one for one in curves if plain_name(one.product) == plain_name(mixed.product)]
    if not ours:
        return f"no curve is on file for {mixed.product}"
    ours = [
        one
        for one in ours
        if one.phosphate == mixed.phosphate_kind and one.with_fat == mixed.with_fat
    ]
    if not ours:
        fat = "with" if mixed.with_fat else "without"
        return f"no curve of {mixed.product} is for {mixed.phosphate_kind} phosphate {fat} fat"
    ours = [one for one in ours if one.temperature >= mixed.temperature and one.time >= mixed.time]
    if not ours:
        warm, long = show(mixed.temperature), show(mixed.time)
        return f"no curve of {mixed.product} reaches {warm} and {long}"
    return _nearest(mixed, ours)


def _nearest(mixed: Mixture, ours: Sequence[Curve]) -> Curve | str:
    axes = {
        "amino acids": (mixed.amino_acids, [one.amino_acids for one in ours]),
        "dextrose": (mixed.dextrose, [one.dextrose for one in ours]),
        "cysteine": (mixed.cysteine, [one.cysteine for one in ours]),
    }
    for name, (value, tabled) in axes.items():
        if not min(tabled) <= value <= max(tabled):
            span = f"{show(min(tabled))} to {show(max(tabled))}"
            return f"{name} {show(value)} lies outside the curves of {mixed.product}, {span}"
    below = [
        one
        for one in ours
        if one.amino_acids <= mixed.amino_acids
        and one.dextrose <= mixed.dextrose
        and one.cysteine <= mixed.cysteine
    ]
    if not below:
        return f"no curve of {mixed.product} is lower in amino acids, dextrose and cysteine at once"
    return max(below, key=_nearness)


def _nearness(one: Curve) -> tuple[object, ...]:
    return (
        one.amino_acids.exact, one.dextrose.exact, one.cysteine.exact, -one.temperature.exact,
        -one.time.exact,
    )  # fmt: skip


def under_curve(mixed: Mixture, curve: Curve) -> Working | str:
    """Hold a mixture against a curve; a word where it lies beyond the curve's calcium.

    Raises OtherCurve for a curve of another product.
    """
    if plain_name(curve.product) != plain_name(mixed.product):
        raise OtherCurve(curve.id, curve.product, mixed.product)
    most = curve.most_phosphate(mixed.calcium)
    if most is None:
        last = show(curve.points[-1].calcium)
        return (
            f"calcium {show(mixed.calcium)} lies beyond the curve {curve.id}, which ends at {last}"
        )
    steps = Steps(f"{mixed.name} under the curve {curve.id}")
    steps.line("calcium", "amount ÷ volume", "", mixed.calcium)
    steps.line("phosphate", "amount ÷ volume, that of amino acids and fat too", "", mixed.phosphate)
    point = "the curve's next point with at least this calcium"
    steps.line("phosphate the curve allows", point, curve.told, most, source=curve.source)
    numbers = f"({show(most)} − {show(mixed.phosphate)}) ÷ {show(most)}"
    margin = share(most - mixed.phosphate, most)
    steps.answer("margin", "(allowed − phosphate) ÷ allowed", numbers, margin, digits=1)
    return steps.done()


def _judged(rule: Rule, mixed: Mixture, curves: Sequence[Curve]) -> Check:
    """Clear only what lies under a confirmed curve; what lies on it or over it is stopped."""
    curve = chosen(mixed, curves)
    if isinstance(curve, str):
        return unseen(rule, mixed.name, rule.says, curve)
    working = under_curve(mixed, curve)
    if isinstance(working, str):
        return unseen(rule, mixed.name, rule.says, working)
    kept = working.result.exact > 0
    if kept and not curve.confirmed:
        why = f"it lies under the curve {curve.id}, which nobody has confirmed"
        return unseen(rule, mixed.name, rule.says, why)
    margin = told(working.result)
    found = (
        f"{mixed.name}: {told(mixed.calcium)} with {told(mixed.phosphate)}, a margin of {margin} "
        f"under the curve {curve.id} ({curve.told})"
    )
    return ruled(rule, found, kept=kept, working=working, name=mixed.name)
