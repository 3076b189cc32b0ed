"""Body surface from height and weight: F12 and F13.

Every surface says by which formula it was found: they differ, and a dose keeps to one of them.
"""

from fractions import Fraction

from formulas.body import HEIGHT, POUNDS, in_kilograms
from formulas.calculator import Input, Out, calculator
from formulas.kinds import BODY_SURFACE, BODY_SURFACE_STEP, BODY_WEIGHT
from formulas.quantity import Quantity, make, show
from formulas.roots import power, square_root
from formulas.units import unit
from formulas.working import Steps, Working

_WEIGHT = Input("weight", BODY_WEIGHT, "body weight")
_RESOLUTION = Input(
    "resolution", BODY_SURFACE_STEP, "the answer is rounded to it, such as 0.01 m2", optional=True
)


@calculator(
    "F12",
    "Body surface by Mosteller",
    (HEIGHT, _WEIGHT, POUNDS, _RESOLUTION),
    (Out("body_surface", BODY_SURFACE),),
    "Mosteller RD, N Engl J Med 1987;317:1098: √(cm × kg ÷ 3600); register F12",
)
def body_surface_mosteller(
    height: Quantity,
    weight: Quantity,
    pounds_per_kilogram: Quantity | None = None,
    resolution: Quantity | None = None,
) -> Working:
    """Give the body surface by Mosteller's formula.

    >>> body_surface_mosteller(height="170 cm", weight="70 kg").told
    'body surface 1.818118686… m2'
    """
    steps = Steps("Body surface by Mosteller")
    kilograms, tall = in_kilograms(steps, weight, pounds_per_kilogram), _in_cm(steps, height)
    root = square_root(tall.exact * kilograms.exact / 3600)
    steps.answer(
        "body_surface",
        "√(height in cm × weight in kg ÷ 3600)",
        f"√({show(tall)} × {show(kilograms)} ÷ 3600)",
        make(root, unit("m2")),
        resolution=resolution,
        source="Mosteller 1987",
        exact=False,
    )
    return steps.done()


@calculator(
    "F13",
    "Body surface by DuBois",
    (HEIGHT, _WEIGHT, POUNDS, _RESOLUTION),
    (Out("body_surface", BODY_SURFACE),),
    "DuBois D and EF, Arch Intern Med 1916;17:863: 0.007184 × kg^0.425 × cm^0.725; register F13",
)
def body_surface_dubois(
    height: Quantity,
    weight: Quantity,
    pounds_per_kilogram: Quantity | None = None,
    resolution: Quantity | None = None,
) -> Working:
    """Give the body surface by the formula of DuBois and DuBois.

    >>> body_surface_dubois(height="180 cm", weight="75 kg").told
    'body surface 1.942405624… m2'
    """
    steps = Steps("Body surface by DuBois")
    body = (in_kilograms(steps, weight, pounds_per_kilogram), _in_cm(steps, height))
    return _by_powers(steps, body, ("0.007184", "0.425", "0.725"), resolution, "DuBois 1916")


@calculator(
    "F13",
    "Body surface by Haycock",
    (HEIGHT, _WEIGHT, POUNDS, _RESOLUTION),
    (Out("body_surface", BODY_SURFACE),),
    "Haycock GB, J Pediatr 1978;93:62: 0.024265 × kg^0.5378 × cm^0.3964; register F13",
)
def body_surface_haycock(
    height: Quantity,
    weight: Quantity,
    pounds_per_kilogram: Quantity | None = None,
    resolution: Quantity | None = None,
) -> Working:
    """Give the body surface by Haycock's formula, made with infants and children too.

    >>> body_surface_haycock(height="110 cm", weight="20 kg").told
    'body surface 0.7832173288… m2'
    """
    steps = Steps("Body surface by Haycock")
    body = (in_kilograms(steps, weight, pounds_per_kilogram), _in_cm(steps, height))
    return _by_powers(steps, body, ("0.024265", "0.5378", "0.3964"), resolution, "Haycock 1978")


def _in_cm(steps: Steps, height: Quantity) -> Quantity:
    tall = height.to("cm")
    if height.unit is not unit("cm"):
        steps.line("height in cm", "the same in cm", f"{show(height)} × 2.54 cm/inch", tall)
    return tall


def _by_powers(
    steps: Steps,
    body: tuple[Quantity, Quantity],
    constants: tuple[str, str, str],
    resolution: Quantity | None,
    source: str,
) -> Working:
    """Write factor × kg to one power × cm to another; the constants stay as they are printed."""
    factor, of_weight, of_height = constants
    kilograms, tall = body
    surface = (
        Fraction(factor)
        * power(kilograms.exact, Fraction(of_weight))
        * power(tall.exact, Fraction(of_height))
    )
    steps.answer(
        "body_surface",
        f"{factor} × (weight in kg)^{of_weight} × (height in cm)^{of_height}",
        f"{factor} × ({show(kilograms)})^{of_weight} × ({show(tall)})^{of_height}",
        make(surface, unit("m2")),
        resolution=resolution,
        source=source,
        exact=False,
    )
    return steps.done()
