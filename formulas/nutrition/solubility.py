"""Calcium with phosphate as single questions: ions at a pH, products, a curve read by hand.

F80 to F82. None of these clears a bag: a rule of thumb may warn, and a curve speaks only for the
product and the mixture it was made with.
"""

from fractions import Fraction
from pathlib import Path

from formulas.calculator import Input, Out, calculator
from formulas.errors import NotPaired, OutOfRange
from formulas.kinds import CHARGE, NUMBER_OF, SHARE, SUBSTANCE_AMOUNT, VOLUME, Choice, Measure
from formulas.quantity import Quantity, converted, number, qty, ratio, show
from formulas.roots import decimal_log, power
from formulas.salts import substance
from formulas.significant import places
from formulas.tabled import read_figures
from formulas.units import unit
from formulas.working import Steps, Working

_FIGURE = read_figures(Path(__file__).with_name("solubility.toml"))["pka"][
    "dihydrogen phosphate in a bag"
]
_PH_MOST = 14
_TEN = Fraction(10)

CALCIUM = Measure("calcium", ("mEq", "mmol"), "10")
CALCIUM_BY_VOLUME = Measure("calcium by volume", ("mEq/L", "mmol/L", "mEq/mL", "mmol/mL"), "5")
PHOSPHATE_BY_VOLUME = Measure("phosphate by volume", ("mmol/L", "mmol/mL"), "15")
BY_CURVE = Choice("verdict", ("under the curve", "on or over the curve", "not evaluated"))

_PH = Input("ph", NUMBER_OF, "pH of the mixture")
_PKA = Input("pka", NUMBER_OF, "second pKa of phosphate; 7.2 if left out", optional=True)
_CALCIUM = Input("calcium", CALCIUM_BY_VOLUME, "calcium by volume")
_PHOSPHATE = Input("phosphate", PHOSPHATE_BY_VOLUME, "phosphate by volume, all sources together")
_BAG = Input("volume", VOLUME, "volume in which it stands")
_NO_CLEARANCE = "A rule of thumb may warn; it never clears a bag."


@calculator(
    "F80",
    "Dibasic share of phosphate",
    (_PH, _PKA),
    (Out("dibasic", SHARE), Out("monobasic", SHARE)),
    "100 ÷ (1 + 10^(pKa − pH)); register F80",
)
def dibasic_phosphate(ph: Quantity, pka: Quantity = _FIGURE.value) -> Working:
    """Give the share of phosphate that stands as the dibasic ion, which binds calcium far more.

    >>> dibasic_phosphate(ph="6.5").told
    'dibasic 16.63 percent; monobasic 83.37 percent'
    """
    steps = Steps(f"Phosphate at pH {show(ph)}")
    dibasic = _dibasic(steps, ph, pka)
    rest = qty("100 percent") - dibasic
    steps.answer("monobasic", "100 percent − dibasic", "", rest, digits=places(rest), exact=False)
    return steps.done()


@calculator(
    "F80",
    "pH for a dibasic share of phosphate",
    (Input("dibasic", SHARE, "share of phosphate as the dibasic ion"), _PKA),
    (Out("ph", NUMBER_OF),),
    "pKa + log(share ÷ (1 − share)); register F80",
)
def ph_of_dibasic_phosphate(dibasic: Quantity, pka: Quantity = _FIGURE.value) -> Working:
    """Give the pH at which so much of the phosphate is dibasic.

    >>> ph_of_dibasic_phosphate(dibasic="50 percent").told
    'ph 7.20'
    """
    share = ratio(dibasic)
    if share >= 1:
        what = "dibasic share"
        raise OutOfRange(what, show(dibasic), "less than 100 percent")
    steps = Steps(f"pH at {show(dibasic)} dibasic phosphate")
    _say_source(steps, pka)
    answer = pka + number(decimal_log(share / (1 - share)))
    numbers = f"{show(pka)} + log({show(dibasic)} ÷ (100 percent − {show(dibasic)}))"
    steps.answer("ph", "pKa + log(share ÷ rest)", numbers, answer, digits=2, exact=False)
    return steps.done()


@calculator(
    "F80",
    "Charge of phosphate at a pH",
    (Input("phosphate", SUBSTANCE_AMOUNT, "phosphate, in mmol of phosphorus"), _PH, _PKA),
    (Out("charge", CHARGE), Out("dibasic", SHARE)),
    "phosphate × (1 + dibasic share); register F80",
)
def phosphate_charge(phosphate: Quantity, ph: Quantity, pka: Quantity = _FIGURE.value) -> Working:
    """Give the milliequivalents of phosphate at a pH: one for each ion, two for each dibasic one.

    >>> phosphate_charge(phosphate="30 mmol", ph="7.2").told
    'charge 45.00 mEq; dibasic 50.00 percent'
    """
    steps = Steps(f"Charge of {show(phosphate)} phosphate at pH {show(ph)}")
    share = _share(ph, pka)
    _say_source(steps, pka)
    charge = qty(1, "mEq/mmol") * number(1 + share)
    answer = (phosphate * charge).to("mEq")
    numbers = f"{show(phosphate)} × (1 + {show(number(share).to('percent'), 2)})"
    steps.answer(
        "charge", "phosphate × (1 + dibasic share)", numbers, answer, digits=places(answer),
        exact=False,
    )  # fmt: skip
    _dibasic(steps, ph, pka)
    return steps.done()


@calculator(
    "F81",
    "Phosphate by litre",
    (Input("phosphate", SUBSTANCE_AMOUNT, "phosphate, all sources together"), _BAG),
    (Out("concentration", PHOSPHATE_BY_VOLUME),),
    "amount ÷ volume; register F81",
)
def phosphate_by_litre(phosphate: Quantity, volume: Quantity) -> Working:
    """Give the concentration of phosphate in a bag, or in what stands when calcium is added.

    >>> phosphate_by_litre(phosphate="40 mmol", volume="2 L").told
    'concentration 20 mmol/L'
    """
    steps = Steps(f"{show(phosphate)} phosphate in {show(volume)}")
    numbers = f"{show(phosphate)} ÷ {show(volume)}"
    answer = (phosphate / volume).to("mmol/L")
    steps.answer("concentration", "amount ÷ volume", numbers, answer)
    return steps.done()


@calculator(
    "F81",
    "Calcium by litre",
    (Input("calcium", CALCIUM, "calcium, in mEq or mmol"), _BAG),
    (Out("concentration", CALCIUM_BY_VOLUME), Out("molar", CALCIUM_BY_VOLUME)),
    "amount ÷ volume; register F81",
)
def calcium_by_litre(calcium: Quantity, volume: Quantity) -> Working:
    """Give the concentration of calcium in mEq/L and in mmol/L.

    >>> calcium_by_litre(calcium="10 mEq", volume="2 L").told
    'concentration 5 mEq/L; molar 2.5 mmol/L'
    """
    steps = Steps(f"{show(calcium)} calcium in {show(volume)}")
    moles = _moles(calcium / volume)
    numbers = f"{show(calcium)} ÷ {show(volume)}"
    steps.answer("concentration", "amount ÷ volume, in mEq", numbers, _equivalents(moles))
    steps.answer("molar", "mEq/L ÷ 2", "", moles)
    return steps.done()


@calculator(
    "F81",
    "Product and sum of calcium with phosphate",
    (_CALCIUM, _PHOSPHATE),
    (Out("molar_product", NUMBER_OF), Out("product", NUMBER_OF), Out("sum", NUMBER_OF)),
    "Ca × P in (mmol/L)², in mEq/L × mmol/L, and Ca mEq/L + P mmol/L; register F81",
)
def calcium_times_phosphate(calcium: Quantity, phosphate: Quantity) -> Working:
    """Give the figures that rules of thumb are written in; each as a plain number, units by name.

    >>> calcium_times_phosphate(calcium="5 mEq/L", phosphate="15 mmol/L").told
    'molar product 37.5; product 75; sum 20'
    """
    steps = Steps("Calcium with phosphate")
    moles = _moles(calcium)
    one, other = _equivalents(moles), phosphate.to("mmol/L")
    figures = {
        "molar_product": (f"{show(moles)} × {show(other)}", moles.exact * other.exact),
        "product": (f"{show(one)} × {show(other)}", one.exact * other.exact),
        "sum": (f"{show(one)} + {show(other)}", one.exact + other.exact),
    }
    for name, (numbers, value) in figures.items():
        sign = "+" if name == "sum" else "×"
        steps.answer(name, f"calcium {sign} phosphate", numbers, number(value))
    steps.warn(_NO_CLEARANCE)
    return steps.done()


@calculator(
    "F81",
    "Phosphate that a molar product leaves room for",
    (_CALCIUM, Input("product", NUMBER_OF, "product of both in (mmol/L)², such as 75")),
    (Out("phosphate", PHOSPHATE_BY_VOLUME),),
    "product ÷ calcium in mmol/L; register F81",
)
def room_for_phosphate(calcium: Quantity, product: Quantity) -> Working:
    """Give the phosphate at which calcium times phosphate comes to a product of mmol/L.

    >>> room_for_phosphate(calcium="10 mEq/L", product="75").told
    'phosphate 15 mmol/L'
    """
    steps = Steps(f"Phosphate at {show(calcium)} calcium")
    moles = _moles(calcium)
    answer = qty(product.exact / moles.exact, "mmol/L")
    numbers = f"{show(product)} ÷ {show(moles)}"
    steps.answer("phosphate", "product ÷ calcium", numbers, answer)
    steps.warn(_NO_CLEARANCE)
    return steps.done()


@calculator(
    "F82",
    "Calcium with phosphate under a curve",
    (
        _CALCIUM,
        _PHOSPHATE,
        Input("curve_calcium", CALCIUM_BY_VOLUME, "the curve's points: calcium, rising", many=True),
        Input("curve_phosphate", PHOSPHATE_BY_VOLUME, "their phosphate, falling", many=True),
    ),
    (Out("verdict", BY_CURVE), Out("allowed", PHOSPHATE_BY_VOLUME)),
    "phosphate below that of the curve's next point with at least this calcium; register F82",
)
def under_a_curve(
    calcium: Quantity,
    phosphate: Quantity,
    curve_calcium: tuple[Quantity, ...],
    curve_phosphate: tuple[Quantity, ...],
) -> Working:
    """Hold a calcium and a phosphate against a curve's points, of the same product and mixture.

    No line is drawn between points; beyond the last nothing is said, and no phosphate is allowed.

    >>> under_a_curve(
    ...     calcium="8 mEq/L", phosphate="12 mmol/L",
    ...     curve_calcium="5 mEq/L; 10 mEq/L", curve_phosphate="30 mmol/L; 15 mmol/L",
    ... ).told
    'verdict under the curve; allowed 15 mmol/L'
    """
    points = _points(curve_calcium, curve_phosphate)
    steps = Steps(f"{show(calcium)} calcium with {show(phosphate)} phosphate")
    here, there = _moles(calcium), phosphate.to("mmol/L")
    allowed = next((most for each, most in points if each >= here), None)
    numbers = "none" if allowed is None else f"{show(there)} against {show(allowed)}"
    under = allowed is not None and there < allowed
    words = BY_CURVE.words[2 if allowed is None else 0 if under else 1]
    steps.verdict("verdict", "phosphate below the next point's", numbers, words)
    none = qty("0 mmol/L")
    steps.answer("allowed", "phosphate of the next point", "", none if allowed is None else allowed)
    steps.warn("A curve speaks only for its own product, mixture, warmth and time.")
    return steps.done()


def _points(
    calcium: tuple[Quantity, ...], phosphate: tuple[Quantity, ...]
) -> list[tuple[Quantity, Quantity]]:
    """Pair the points of a curve.  Raises NotPaired, OutOfRange."""
    if len(calcium) != len(phosphate):
        what, other = "curve calcium", "curve phosphate"
        raise NotPaired(what, len(calcium), other, len(phosphate))
    points = [
        (_moles(one), most.to("mmol/L")) for one, most in zip(calcium, phosphate, strict=True)
    ]
    for i, (one, most) in enumerate(points[1:]):
        if one <= points[i][0] or most > points[i][1]:
            what, wanted = "points of the curve", "rising in calcium and never rising in phosphate"
            raise OutOfRange(what, f"{show(one)} with {show(most)}", wanted)
    return points


def _share(ph: Quantity, pka: Quantity) -> Fraction:
    for what, value in (("pH", ph), ("pKa", pka)):
        if value.exact > _PH_MOST:
            raise OutOfRange(what, show(value), f"at most {_PH_MOST}")
    return 1 / (1 + power(_TEN, pka.exact - ph.exact))


def _dibasic(steps: Steps, ph: Quantity, pka: Quantity) -> Quantity:
    share = number(_share(ph, pka)).to("percent")
    _say_source(steps, pka)
    numbers = f"100 ÷ (1 + 10^({show(pka)} − {show(ph)}))"
    formula = "100 ÷ (1 + 10^(pKa − pH))"
    return steps.answer("dibasic", formula, numbers, share, digits=places(share), exact=False)


def _say_source(steps: Steps, pka: Quantity) -> None:
    if pka == _FIGURE.value and not _FIGURE.confirmed:
        words = f"The pKa {show(pka)} is unconfirmed. It comes from: {_FIGURE.source}."
        if words not in steps.warnings:
            steps.warn(words)


def _moles(calcium: Quantity) -> Quantity:
    """Read calcium by volume in mmol/L, from mEq or mmol."""
    if calcium.unit.dimension == unit("mEq/L").dimension:
        calcium = calcium / substance("calcium").equivalents_by_mole
    return converted(calcium, "mmol/L", "calcium")


def _equivalents(moles: Quantity) -> Quantity:
    return (moles * substance("calcium").equivalents_by_mole).to("mEq/L")
