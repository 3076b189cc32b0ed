"""Into how many particles a molecule parts, and what that makes of its E: F53."""

from typing import NoReturn

from formulas.calculator import Input, Out, calculator
from formulas.errors import OutOfRange
from formulas.isotonicity import FIGURES
from formulas.kinds import MOLAR_MASS, NUMBER_OF, SHARE
from formulas.measuring import at_most_all
from formulas.quantity import Quantity, converted, number, ratio, show
from formulas.significant import places
from formulas.working import Steps, Working

_FACTORS = FIGURES["factor"]
_SALT_MASS = FIGURES["method"]["sodium-chloride-mass"]
_SALT_FACTOR = FIGURES["method"]["sodium-chloride-factor"]

_I = Input("i", NUMBER_OF, "dissociation factor i: particles for each molecule dissolved")
_IONS = Input("ions", NUMBER_OF, "ions that one molecule makes; 1 where it does not dissociate")
_MASS = Input("molar_mass", MOLAR_MASS, "molar mass of the drug")
_DEGREE = Input("dissociation", SHARE, "share of the molecules that dissociates", zero=True)


@calculator(
    "F53",
    "Dissociation factor from the degree of dissociation",
    (_DEGREE, _IONS),
    (Out("i", NUMBER_OF),),
    "1 + α (n − 1); register F53",
)
def dissociation_factor(dissociation: Quantity, ions: Quantity) -> Working:
    """Give the factor i of a substance that dissociates so far into so many ions.

    >>> dissociation_factor(dissociation="90 percent", ions="2").told
    'i 1.9'
    """
    steps = Steps(f"i at {show(dissociation)} into {show(ions)} ions")
    share = ratio(at_most_all("dissociation", dissociation))
    factor = number(1 + share * (_whole(ions, 1) - 1))
    numbers = f"1 + {show(dissociation)} × ({show(ions)} − 1)"
    steps.answer("i", "1 + α × (n − 1)", numbers, factor)
    return steps.done()


@calculator(
    "F53",
    "Degree of dissociation from the factor",
    (_I, _IONS),
    (Out("dissociation", SHARE),),
    "(i − 1) ÷ (n − 1); register F53",
)
def degree_of_dissociation(i: Quantity, ions: Quantity) -> Working:
    """Give the share of molecules that dissociates, from the factor i.

    >>> degree_of_dissociation(i="1.8", ions="2").told
    'dissociation 80 percent'
    """
    most = _whole(ions, 2)
    if not 1 <= i.exact <= most:
        _refuse("i", i, f"from 1 to the number of ions, {most}")
    steps = Steps(f"Dissociation at i {show(i)} into {show(ions)} ions")
    share = number((i.exact - 1) / (most - 1)).to("percent")
    numbers = f"({show(i)} − 1) ÷ ({show(ions)} − 1)"
    steps.answer("dissociation", "(i − 1) ÷ (n − 1)", numbers, share)
    return steps.done()


@calculator(
    "F53",
    "Sodium chloride equivalent from the dissociation factor",
    (_I, _MASS),
    (Out("e_value", NUMBER_OF),),
    "(58.5 ÷ 1.8) × (i ÷ molar mass); register F53",
)
def e_value(i: Quantity, molar_mass: Quantity) -> Working:
    """Give E of a drug from its factor i and its molar mass.

    >>> e_value(i="1.8", molar_mass="289 g/mol").told
    'e value 0.2024'
    """
    steps = Steps(f"E at i {show(i)}, {show(molar_mass)}")
    _write_e(steps, i, molar_mass)
    return steps.done()


@calculator(
    "F53",
    "Sodium chloride equivalent from the number of ions",
    (_IONS, _MASS),
    (Out("e_value", NUMBER_OF), Out("i", NUMBER_OF)),
    "i = 1, 1.8, 2.6, 3.4, 4.2 for 1 to 5 ions; (58.5 ÷ 1.8) × (i ÷ molar mass); register F53",
)
def e_value_of_ions(ions: Quantity, molar_mass: Quantity) -> Working:
    """Give E of a drug from the number of ions it makes and its molar mass.

    >>> e_value_of_ions(ions="3", molar_mass="367 g/mol").told
    'e value 0.2302; i 2.6'
    """
    known = _FACTORS.get(str(_whole(ions, 1)))
    if known is None:
        _refuse("ions", ions, f"from 1 to {len(_FACTORS)}, for which i is on file")
    steps = Steps(f"E of {show(ions)} ions, {show(molar_mass)}")
    numbers = f"{show(ions)} ions"
    steps.line("i", "on file by number of ions", numbers, known.value, source=known.told)
    _write_e(steps, known.value, molar_mass)
    steps.answer("i", "", "", known.value)
    return steps.done()


def _write_e(steps: Steps, i: Quantity, molar_mass: Quantity) -> None:
    mass = converted(molar_mass, "g/mol", "molar mass")
    value = number(ratio(_SALT_MASS.value / mass) * i.exact / _SALT_FACTOR.value.exact)
    salt = f"{show(_SALT_MASS.value)} ÷ {show(_SALT_FACTOR.value)}"
    numbers = f"({salt}) × ({show(i)} ÷ {show(mass)})"
    formula = "(molar mass ÷ i of sodium chloride) × (i ÷ molar mass)"
    steps.answer("e_value", formula, numbers, value, digits=places(value), source=_SALT_MASS.told)


def _whole(ions: Quantity, least: int) -> int:
    if ions.exact.denominator != 1 or ions.exact < least:
        _refuse("ions", ions, f"a whole number of {least} or more")
    return ions.exact.numerator


def _refuse(what: str, given: Quantity, wanted: str) -> NoReturn:
    raise OutOfRange(what, show(given), wanted)
