"""Whether calcium and phosphate stay dissolved: by a sourced curve of the bag's own product.

It fails closed. What no curve covers is "not evaluated", and a pharmacist decides with a reason.
Judged at the end and at the moment calcium is added; rules of thumb may warn, and clear nothing.
Where neither moment can be judged, one decision is asked for both.
"""

from collections.abc import Mapping, Sequence

from formulas.errors import OtherCurve
from formulas.nutrition.check import Check, State, ruled, told, unseen
from formulas.nutrition.contents import PHOSPHATE
from formulas.nutrition.curves import Curve
from formulas.nutrition.given import Given, share
from formulas.nutrition.limits import Level, Limits, Rule
from formulas.nutrition.mixtures import Circumstances, Mixture, by_volume, mixture, of_product
from formulas.quantity import Quantity, show
from formulas.substance import plain_name
from formulas.working import Steps, Working

BOTH = "calcium with phosphate"
FINAL, AT_ADDITION = f"{BOTH}, final", f"{BOTH}, as calcium is added"


def calcium_phosphate_checks(
    given: Given, limits: Limits, curves: Sequence[Curve], around: Circumstances
) -> list[Check]:
    """Judge calcium with phosphate at the end and at the addition of calcium."""
    rule = limits.rules["calcium-phosphate-curves"]
    calcium, phosphate = given.held("calcium"), given.held(PHOSPHATE)
    if not (calcium and calcium.exact) or not (phosphate and phosphate.exact):
        kept = ruled(rule, "the bag does not hold both calcium and phosphate", kept=True)
        return [kept] if curves else [_no_curves(rule), kept]
    moments = {FINAL: given.bag.volume, AT_ADDITION: around.at_addition}
    found: dict[str, Check | str] = {}
    for name, volume in moments.items():
        mixed = mixture(given, name, volume, around, limits.temperatures, curves)
        found[name] = mixed if isinstance(mixed, str) else _judged(rule, mixed, curves)
    if all(isinstance(one, str) for one in found.values()):
        return [unseen(rule, BOTH, rule.says, _both(given, moments, found))]
    return [
        unseen(rule, name, rule.says, one) if isinstance(one, str) else one
        for name, one in found.items()
    ]


def _both(
    given: Given, moments: Mapping[str, Quantity | None], found: Mapping[str, Check | str]
) -> str:
    """Say why neither moment could be judged, and what a pharmacist decides on."""
    whys = dict.fromkeys(str(one) for one in found.values())
    strengths = [
        f"{name.removeprefix(f'{BOTH}, ')}: {_strength(given, volume)}"
        for name, volume in moments.items()
        if volume is not None and volume.exact > 0
    ]
    found_there = "; ".join(strengths)
    return f"{'; '.join(whys)}. {found_there[:1].upper()}{found_there[1:]}"


def _strength(given: Given, volume: Quantity) -> str:
    calcium = told(by_volume(given, "calcium", volume, "mEq/L"))
    return f"{calcium} calcium with {told(by_volume(given, PHOSPHATE, volume, 'mmol/L'))} phosphate"


def _no_curves(rule: Rule) -> Check:
    sentence = (
        "This installation holds no curve of calcium with phosphate, so no bag is cleared by one. "
        "Where a bag holds both, a pharmacist decides, and gives a reason."
    )
    return Check(
        "curves of calcium with phosphate", rule.id, "none on file", rule.says, rule.told_source,
        Level.PROTOCOL, State.NOT_EVALUATED, sentence, rule.confirmed,
    )  # fmt: skip


def chosen(mixed: Mixture, curves: Sequence[Curve]) -> Curve | str:
    """Choose the nearest curve that is stricter in everything, or say what none covers.

    Nearest among those with at most the bag's amino acids, dextrose and cysteine, at least its
    warmth and time; and only within what the curves of the product span. Never another product's.
    """
    ours = of_product(mixed.product, curves)
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


def _judged(rule: Rule, mixed: Mixture, curves: Sequence[Curve]) -> Check | str:
    """Clear only what lies under a confirmed curve; what lies on it or over it is stopped.

    A word where no curve tells.
    """
    curve = chosen(mixed, curves)
    if isinstance(curve, str):
        return curve
    working = under_curve(mixed, curve)
    if isinstance(working, str):
        return working
    kept = working.result.exact > 0
    if kept and not curve.confirmed:
        return f"it lies under the curve {curve.id}, which nobody has confirmed"
    margin = told(working.result)
    found = (
        f"{mixed.name}: {told(mixed.calcium)} with {told(mixed.phosphate)}, a margin of {margin} "
        f"under the curve {curve.id} ({curve.told})"
    )
    return ruled(rule, found, kept=kept, working=working, name=mixed.name)
