"""The aliquot method: more than is wanted, diluted, and so much of that as holds the dose: F21.

Every part that is weighed or measured must reach what the balance or the cylinder can do.
"""

from formulas.aliquot_plan import (
    Plan,
    demand,
    diluted,
    dissolved,
    more_than_one,
)
from formulas.calculator import Input, Out, calculator
from formulas.kinds import ANY_AMOUNT, MASS, NUMBER_OF, VOLUME, Kind
from formulas.measuring import MASS_OR_VOLUME
from formulas.quantity import Quantity, converted, ratio, show
from formulas.working import Steps, Working

_FACTOR = Input(
    "factor",
    NUMBER_OF,
    "how many times the dose is taken; left out, the smallest whole number that works",
    optional=True,
)


def _least(of: Kind, name: str) -> Input:
    meaning = "least that may be weighed or measured; unchecked if not given"
    return Input(name, of, meaning, optional=True)


@calculator(
    "F21",
    "Drug to weigh or measure for a factor",
    (
        Input("dose", MASS_OR_VOLUME, "drug wanted in the aliquot"),
        Input("factor", NUMBER_OF, "how many times the dose is taken"),
    ),
    (Out("drug", MASS_OR_VOLUME),),
    "dose × factor; register F21",
)
def aliquot_drug(dose: Quantity, factor: Quantity) -> Working:
    """Give the drug to take at the start of an aliquot method.

    >>> aliquot_drug(dose="20 mg", factor="20").told
    'drug 400 mg'
    """
    steps = Steps(f"Drug for an aliquot of {show(dose)}")
    numbers = f"{show(dose)} × {show(factor)}"
    steps.answer("drug", "dose × factor", numbers, dose * more_than_one(factor))
    return steps.done()


@calculator(
    "F21",
    "Aliquot method for a powder",
    (
        Input("dose", MASS, "drug wanted, too little to be weighed"),
        _least(MASS, "least_weighable"),
        _FACTOR,
        Input(
            "aliquot", MASS, "mixture to weigh out; left out, the least weighable", optional=True
        ),
    ),
    (
        Out("drug", MASS),
        Out("total", MASS),
        Out("diluent", MASS),
        Out("aliquot", MASS),
        Out("factor", NUMBER_OF),
    ),
    "drug = dose × factor; total = aliquot × factor; diluent = total − drug; register F21",
)
def aliquot_of_powder(
    dose: Quantity,
    least_weighable: Quantity | None = None,
    factor: Quantity | None = None,
    aliquot: Quantity | None = None,
) -> Working:
    """Give what to weigh of a drug and a diluent, and how much of the mixture holds the dose.

    >>> aliquot_of_powder(dose="4 mg", least_weighable="120 mg", aliquot="150 mg").told
    'drug 120 mg; total 4500 mg; diluent 4380 mg; aliquot 150 mg; factor 30'
    """
    return diluted(Plan.of("mg", dose, least_weighable, factor, aliquot))


@calculator(
    "F21",
    "Aliquot method for a liquid",
    (
        Input("dose", VOLUME, "volume wanted, too little to be measured"),
        _least(VOLUME, "least_volume"),
        _FACTOR,
        Input(
            "aliquot", VOLUME, "volume to measure out; left out, the least volume", optional=True
        ),
        Input(
            "step",
            VOLUME,
            "finest graduation of the measure, if every part shall be a whole number of it",
            optional=True,
        ),
    ),
    (
        Out("drug", VOLUME),
        Out("total", VOLUME),
        Out("diluent", VOLUME),
        Out("aliquot", VOLUME),
        Out("factor", NUMBER_OF),
    ),
    "drug = dose × factor; total = aliquot × factor; diluent = total − drug; register F21",
)
def aliquot_of_liquid(
    dose: Quantity,
    least_volume: Quantity | None = None,
    factor: Quantity | None = None,
    aliquot: Quantity | None = None,
    step: Quantity | None = None,
) -> Working:
    """Give what to measure of a liquid and a diluent, and how much of the mixture holds the dose.

    >>> aliquot_of_liquid(dose="0.5 mL", least_volume="2 mL").told
    'drug 2 mL; total 8 mL; diluent 6 mL; aliquot 2 mL; factor 4'
    """
    return diluted(Plan.of("mL", dose, least_volume, factor, aliquot, step))


@calculator(
    "F21",
    "Powder dissolved, and an aliquot of the solution",
    (
        Input("dose", MASS, "drug wanted, too little to be weighed"),
        Input("aliquot", VOLUME, "volume of solution that shall hold the dose"),
        _least(MASS, "least_weighable"),
        _FACTOR,
    ),
    (Out("drug", MASS), Out("total", VOLUME), Out("aliquot", VOLUME), Out("factor", NUMBER_OF)),
    "drug = dose × factor; total volume = aliquot × factor; register F21",
)
def aliquot_of_solution(
    dose: Quantity,
    aliquot: Quantity,
    least_weighable: Quantity | None = None,
    factor: Quantity | None = None,
) -> Working:
    """Give what to weigh of a drug, and the volume to make it up to, so that an aliquot is a dose.

    >>> aliquot_of_solution(dose="15 mg", aliquot="2 mL", least_weighable="120 mg").told
    'drug 120 mg; total 16 mL; aliquot 2 mL; factor 8'
    """
    return dissolved(Plan.of("mg", dose, least_weighable, factor, None), aliquot.to("mL"))


@calculator(
    "F21",
    "Aliquot that holds a dose",
    (
        Input("dose", ANY_AMOUNT, "drug wanted in the aliquot"),
        Input("drug", ANY_AMOUNT, "drug in the whole mixture"),
        Input("total", MASS_OR_VOLUME, "whole mixture"),
    ),
    (Out("aliquot", MASS_OR_VOLUME),),
    "dose × total ÷ drug; register F21",
)
def aliquot_to_take(dose: Quantity, drug: Quantity, total: Quantity) -> Working:
    """Give how much of a mixture holds the dose.

    >>> aliquot_to_take(dose="4 mg", drug="120 mg", total="3 g").told
    'aliquot 0.1 g'
    """
    offered = converted(drug, str(dose.unit), "drug in the mixture")
    most = f"no more than the {show(drug)} in the mixture"
    demand("dose", dose, most, met=dose <= offered)
    steps = Steps(f"Aliquot with {show(dose)}")
    numbers = f"{show(dose)} × {show(total)} ÷ {show(drug)}"
    steps.answer("aliquot", "dose × total ÷ drug", numbers, total * ratio(dose / offered))
    return steps.done()
