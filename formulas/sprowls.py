"""Isotonic solutions from a table of volumes, as Sprowls made it: F54."""

from formulas.calculator import Input, Out, calculator
from formulas.errors import Hypertonic
from formulas.isotonicity import FIGURES, require_pairs
from formulas.kinds import MASS, VOLUME
from formulas.quantity import Quantity, ratio, show, total
from formulas.working import Steps, Working

_SPROWLS = FIGURES["method"]["sprowls-mass"]


@calculator(
    "F54",
    "Isotonic vehicle by Sprowls's volumes",
    (
        Input("volume", VOLUME, "volume of the whole solution"),
        Input("drugs", MASS, "mass of each drug", many=True),
        Input("volumes", VOLUME, "tabled water that each makes isotonic, same order", many=True),
        Input("tabled_mass", MASS, "mass the table is for; 0.3 g if left out", optional=True),
    ),
    (Out("water", VOLUME), Out("vehicle", VOLUME)),
    "water = Σ tabled volume × mass ÷ tabled mass; vehicle = volume − water; register F54",
)
def sprowls_vehicle(
    volume: Quantity,
    drugs: tuple[Quantity, ...],
    volumes: tuple[Quantity, ...],
    tabled_mass: Quantity = _SPROWLS.value,
) -> Working:
    """Give water and isotonic vehicle from tabled volumes that 0.3 g of each drug makes isotonic.

    >>> sprowls_vehicle(volume="30 mL", drugs="0.6 g", volumes="7 mL").told
    'water 14 mL; vehicle 16 mL'
    """
    steps = Steps(f"Water and isotonic vehicle for {show(volume)}")
    require_pairs("drugs", drugs, "volumes", volumes)
    pairs = list(zip(drugs, volumes, strict=True))
    water = total([each.to("mL") * ratio(drug / tabled_mass) for drug, each in pairs])
    if water > volume:
        remedy = f"Make it {show(water)} or more, or take less of the drugs."
        alone = f"{show(water)} of isotonic solution"
        raise Hypertonic(alone, show(volume), remedy)
    numbers = " + ".join(f"{show(v)} × {show(m)} ÷ {show(tabled_mass)}" for m, v in pairs)
    formula = "Σ tabled volume × mass ÷ tabled mass"
    steps.answer("water", formula, numbers, water, source=_SPROWLS.told)
    rest = volume.to("mL") - water
    steps.answer("vehicle", "volume − water", f"{show(volume)} − {show(water)}", rest)
    return steps.done()
