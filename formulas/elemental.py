"""Element and compound by molar masses given with the question: F34.

Named salts go through what they bring; this is for any other compound, such as ferrous sulfate.
"""

from formulas.calculator import Input, Out, calculator
from formulas.errors import OutOfRange
from formulas.kinds import MOLAR_MASS, NUMBER_OF
from formulas.molar_basis import ANY_MASS, by_the_same
from formulas.quantity import Quantity, number, ratio, show
from formulas.working import Steps, Working

_COMPOUND = Input("molar_mass", MOLAR_MASS, "molar mass of the compound, with its water")
_ELEMENT = Input("element_molar_mass", MOLAR_MASS, "molar mass of the element or ion")
_ATOMS = Input("atoms", NUMBER_OF, "atoms of it in one formula unit; 1 if not said", optional=True)


def _share(molar_mass: Quantity, element: Quantity, atoms: Quantity | None) -> Quantity:
    """Give the share by mass of an element in its compound.  Raises OutOfRange."""
    count = number(1) if atoms is None else atoms
    if ratio(count).denominator != 1:
        what = "number of atoms"
        raise OutOfRange(what, show(count), "a whole number, such as 1")
    if element * count > molar_mass:
        what = "element molar mass"
        told = f"at most that of the compound, {show(molar_mass)}"
        raise OutOfRange(what, f"{show(count)} × {show(element)}", told)
    return number(ratio(element * count / molar_mass))


def _told(molar_mass: Quantity, element: Quantity, atoms: Quantity | None) -> str:
    times = f"{show(atoms)} × " if atoms is not None else ""
    return f"{times}{show(element)} ÷ {show(molar_mass)}"


@calculator(
    "F34",
    "Mass of an element in a compound",
    (Input("mass", ANY_MASS, "mass of the compound"), _COMPOUND, _ELEMENT, _ATOMS),
    (Out("element_mass", ANY_MASS),),
    "mass × atoms × molar mass of the element ÷ molar mass of the compound; register F34",
)
def element_in_compound(
    mass: Quantity,
    molar_mass: Quantity,
    element_molar_mass: Quantity,
    atoms: Quantity | None = None,
) -> Working:
    """Give the mass of an element that a mass of its compound holds.

    >>> element_in_compound(
    ...     mass="1 g", molar_mass="430.37 g/mol", element_molar_mass="40.078 g/mol"
    ... ).told
    'element mass 93.12452076… mg'
    """
    share = _share(molar_mass, element_molar_mass, atoms)
    steps = Steps(f"Element in {show(mass)}")
    numbers = f"{show(mass)} × {_told(molar_mass, element_molar_mass, atoms)}"
    held = by_the_same("mg", mass * share, mass, "mass")
    steps.answer("element_mass", "mass × share of the element", numbers, held)
    return steps.done()


@calculator(
    "F34",
    "Mass of a compound for a mass of its element",
    (Input("element_mass", ANY_MASS, "mass of the element wanted"), _COMPOUND, _ELEMENT, _ATOMS),
    (Out("mass", ANY_MASS),),
    "mass ÷ atoms ÷ molar mass of the element × molar mass of the compound; register F34",
)
def compound_for_element(
    element_mass: Quantity,
    molar_mass: Quantity,
    element_molar_mass: Quantity,
    atoms: Quantity | None = None,
) -> Working:
    """Give the mass of a compound that holds so much of an element.

    >>> compound_for_element(
    ...     element_mass="40.078 mg", molar_mass="430.37 g/mol", element_molar_mass="40.078 g/mol"
    ... ).told
    'mass 430.37 mg'
    """
    share = _share(molar_mass, element_molar_mass, atoms)
    steps = Steps(f"Compound for {show(element_mass)} of its element")
    numbers = f"{show(element_mass)} ÷ ({_told(molar_mass, element_molar_mass, atoms)})"
    whole = by_the_same("mg", element_mass / share, element_mass, "mass")
    steps.answer("mass", "mass of the element ÷ its share", numbers, whole)
    return steps.done()
