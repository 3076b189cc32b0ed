"""How many vials an order takes, and what is left over: F24.

Vials are opened whole. What counts is what can be withdrawn from one, not what it holds.
"""

from fractions import Fraction

from formulas.calculator import Input, Out, calculator
from formulas.errors import OutOfRange, WrongUnit
from formulas.kinds import AMOUNT_OF, NUMBER_OF, STRENGTH_OF, VOLUME, Measure, OfSubstance
from formulas.mixture import of_unit, whole_number
from formulas.quantity import Quantity, converted, number, show
from formulas.substance import Amount, Strength, require_same
from formulas.vocabulary import AMOUNTS, VOLUMES
from formulas.working import Steps, Working

_TOPS = (*AMOUNTS, *VOLUMES)
_VESSELS = ("vial", "ampoule", "bag")
CONTENT = OfSubstance(
    Measure(
        "content of a container",
        (*(f"{top}/{one}" for one in _VESSELS for top in _TOPS), *_TOPS),
        "500",
    ),
    Strength,
)
_DOSE = Input("dose", AMOUNT_OF, "what is ordered in all")
_CONTENT = Input("content", CONTENT, "what can be used of one vial, such as 500 mg or 10 mL")
_VIALS = Measure("vials", ("vial",), "2")


@calculator(
    "F24",
    "Vials for a dose",
    (_DOSE, _CONTENT),
    (Out("vials", _VIALS), Out("left_over", AMOUNT_OF)),
    "dose ÷ usable content of a vial, rounded up; register F24",
)
def vials_for_dose(dose: Amount, content: Strength) -> Working:
    """Give how many whole vials a dose takes, and what is left over.

    >>> vials_for_dose(dose="750 mg", content="500 mg/vial").told
    'vials 2 vial; left over 250 mg'
    """
    require_same(dose, content)
    steps = Steps(f"Vials for {dose}")
    _opened(steps, dose.quantity, content_of_one(content), Fraction(1))
    return steps.done()


@calculator(
    "F24",
    "Vials for a dose, by the volume that can be withdrawn",
    (
        _DOSE,
        Input("strength", STRENGTH_OF, "what the solution in the vial holds"),
        Input("withdrawable", VOLUME, "volume that can be withdrawn from one vial"),
    ),
    (Out("vials", _VIALS), Out("left_over", AMOUNT_OF)),
    "dose ÷ (strength × withdrawable volume), rounded up; register F24",
)
def vials_by_withdrawal(dose: Amount, strength: Strength, withdrawable: Quantity) -> Working:
    """Give how many whole vials a dose takes when only so much can be withdrawn from each.

    >>> vials_by_withdrawal(dose="1 g", strength="50 mg/mL", withdrawable="9.5 mL").told
    'vials 3 vial; left over 0.425 g'
    """
    require_same(dose, strength)
    steps = Steps(f"Vials for {dose}")
    held = withdrawable.to("mL") * strength.quantity
    usable = converted(held, str(dose.quantity.unit), f"dose of {dose}")
    numbers = f"{strength} × {show(withdrawable)}"
    steps.line("usable content of a vial", "strength × withdrawable", numbers, usable)
    _opened(steps, dose.quantity, usable, Fraction(1))
    return steps.done()


@calculator(
    "F24",
    "Vials for several doses that share none",
    (
        Input("dose", AMOUNT_OF, "one dose"),
        Input("doses", NUMBER_OF, "how many doses"),
        _CONTENT,
    ),
    (Out("vials", _VIALS), Out("left_over", AMOUNT_OF)),
    "doses × (dose ÷ usable content of a vial, rounded up); register F24",
)
def vials_for_doses(dose: Amount, doses: Quantity, content: Strength) -> Working:
    """Give how many vials several doses take when no vial serves two of them.

    >>> vials_for_doses(dose="750 mg", doses="4", content="500 mg/vial").told
    'vials 8 vial; left over 1000 mg'
    """
    require_same(dose, content)
    count = Fraction(whole_number(doses, "number of doses"))
    steps = Steps(f"Vials for {show(doses)} doses of {dose}")
    _opened(steps, dose.quantity, content_of_one(content), count)
    return steps.done()


@calculator(
    "F24",
    "Doses in a vial",
    (_CONTENT, Input("dose", AMOUNT_OF, "one dose")),
    (Out("doses", NUMBER_OF), Out("left_over", AMOUNT_OF)),
    "usable content ÷ dose, rounded down; register F24",
)
def doses_in_vial(content: Strength, dose: Amount) -> Working:
    """Give how many whole doses one vial serves, and what is left over.

    >>> doses_in_vial(content="10 mL/vial", dose="3 mL").told
    'doses 3; left over 1 mL'
    """
    require_same(dose, content)
    usable = content_of_one(content)
    held = converted(usable, str(dose.quantity.unit), "content")
    whole = held.exact // dose.quantity.exact
    if not whole:
        what = "dose"
        raise OutOfRange(what, str(dose), f"at most the usable content, {show(usable)}")
    steps = Steps(f"Doses of {dose} in a vial of {show(usable)}")
    numbers = f"{show(usable)} ÷ {show(dose.quantity)}, rounded down"
    steps.answer("doses", "usable content ÷ dose", numbers, number(whole))
    rest = held - dose.quantity * whole
    numbers = f"{show(usable)} − {whole} × {show(dose.quantity)}"
    steps.answer("left_over", "usable content − doses", numbers, rest)
    return steps.done()


def content_of_one(content: Strength) -> Quantity:
    """Read "500 mg/vial" and "500 mg" alike: what one container holds.  Raises WrongUnit."""
    top, _, below = content.quantity.unit.spelling.partition("/")
    if top not in _TOPS:
        what = "content"
        raise WrongUnit(what, str(content), "mg/vial")
    return content.quantity * of_unit(below, Fraction(1)) if below else content.quantity


def _opened(steps: Steps, dose: Quantity, usable: Quantity, doses: Fraction) -> None:
    """Write the vials opened for so many equal doses, and what is left of them."""
    each = converted(usable, str(dose.unit), "content")
    need = steps.line(
        "vials for one dose",
        "dose ÷ usable content",
        f"{show(dose)} ÷ {show(usable)}",
        number(dose.exact / each.exact),
    )
    opened = -(-need.exact // 1) * doses
    numbers = f"{show(need)}, rounded up" + (f", × {doses}" if doses != 1 else "")
    steps.answer("vials", "whole vials", numbers, of_unit("vial", Fraction(opened)))
    rest = each * opened - dose * doses
    numbers = f"{opened} × {show(usable)} − {doses} × {show(dose)}"
    steps.answer("left_over", "content opened − dose", numbers, rest)
