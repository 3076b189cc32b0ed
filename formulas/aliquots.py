"""The aliquot method: more than is wanted, diluted, and so much of that as holds the dose: F21.

Every part that is weighed or measured must reach what the balance or the cylinder can do.
"""

from dataclasses import dataclass
from math import ceil

from formulas.calculator import Input, Out, calculator
from formulas.errors import DoesNotReach, MissingInput, OutOfRange
from formulas.kinds import ANY_AMOUNT, MASS, NUMBER_OF, VOLUME, Kind
from formulas.measuring import MASS_OR_VOLUME
from formulas.quantity import Quantity, converted, number, ratio, show
from formulas.working import Steps, Working


@dataclass(frozen=True)
class _Plan:
    """What is wanted of an aliquot method, all in one unit."""

    dose: Quantity
    least: Quantity | None
    factor: Quantity | None
    aliquot: Quantity


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
    steps.answer("drug", "dose × factor", numbers, dose * _more_than_one(factor))
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
    taken = _chosen(aliquot, least_weighable)
    return _diluted(_in_one_unit("mg", dose, least_weighable, factor, taken))


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
) -> Working:
    """Give what to measure of a liquid and a diluent, and how much of the mixture holds the dose.

    >>> aliquot_of_liquid(dose="0.5 mL", least_volume="2 mL").told
    'drug 2 mL; total 8 mL; diluent 6 mL; aliquot 2 mL; factor 4'
    """
    taken = _chosen(aliquot, least_volume)
    return _diluted(_in_one_unit("mL", dose, least_volume, factor, taken))


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
    steps = Steps(f"{show(dose)} in {show(aliquot)} of a solution")
    wanted = dose.to("mg")
    least = None if least_weighable is None else least_weighable.to("mg")
    if least is not None:
        _require_too_little(wanted, least)
    times = _factor(factor, least, wanted, ())
    _write_drug(steps, wanted, times)
    volume = aliquot.to("mL")
    _write_total(steps, volume, times)
    _finish(steps, volume, times, least)
    return steps.done()


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
    _demand("dose", dose, most, met=dose <= offered)
    steps = Steps(f"Aliquot with {show(dose)}")
    numbers = f"{show(dose)} × {show(total)} ÷ {show(drug)}"
    steps.answer("aliquot", "dose × total ÷ drug", numbers, total * ratio(dose / offered))
    return steps.done()


def _chosen(aliquot: Quantity | None, least: Quantity | None) -> Quantity:
    taken = aliquot or least
    if taken is None:
        what, meaning = "aliquot", "mixture to measure out, or the least that can be measured"
        raise MissingInput(what, meaning, "150 mg")
    return taken


def _in_one_unit(
    name: str,
    dose: Quantity,
    least: Quantity | None,
    factor: Quantity | None,
    aliquot: Quantity,
) -> _Plan:
    return _Plan(
        dose.to(name),
        None if least is None else least.to(name),
        factor,
        aliquot.to(name),
    )


def _diluted(plan: _Plan) -> Working:
    """Reckon powder in powder, or liquid in liquid."""
    dose, aliquot, least = plan.dose, plan.aliquot, plan.least
    if least is not None:
        _require_too_little(dose, least)
        wanted = f"at least {show(least)}, to be measured well"
        _demand("aliquot", aliquot, wanted, met=aliquot >= least)
    wanted = f"more than the dose of {show(dose)} it holds"
    _demand("aliquot", aliquot, wanted, met=aliquot > dose)
    times = _factor(plan.factor, least, dose, (aliquot - dose,))
    steps = Steps(f"Aliquot method for {show(dose)}")
    drug = _write_drug(steps, dose, times)
    total = _write_total(steps, aliquot, times)
    steps.answer("diluent", "total − drug", f"{show(total)} − {show(drug)}", total - drug)
    _finish(steps, aliquot, times, least)
    return steps.done()


def _factor(
    given: Quantity | None, least: Quantity | None, dose: Quantity, others: tuple[Quantity, ...]
) -> Quantity:
    """Give the factor by which dose and diluent reach the least; refuse one too small."""
    if least is None:
        if given is None:
            raise MissingInput(_FACTOR.name, _FACTOR.meaning, NUMBER_OF.example)
        return _more_than_one(given)
    smallest = max(ceil(ratio(least / part)) for part in (dose, *others))
    if given is None:
        return number(smallest)
    for what, part in zip(("drug", "diluent"), (dose, *others), strict=False):
        if part * given < least:
            raise DoesNotReach(what, show(part * given), show(least), str(smallest))
    return given


def _require_too_little(dose: Quantity, least: Quantity) -> None:
    wanted = f"under the least of {show(least)}: it can be measured as it is"
    _demand("dose", dose, wanted, met=dose < least)


def _more_than_one(factor: Quantity) -> Quantity:
    _demand("factor", factor, "more than one", met=factor.exact > 1)
    return factor


def _demand(what: str, given: Quantity, wanted: str, *, met: bool) -> None:
    if not met:
        raise OutOfRange(what, show(given), wanted)


def _write_drug(steps: Steps, dose: Quantity, times: Quantity) -> Quantity:
    return steps.answer("drug", "dose × factor", f"{show(dose)} × {show(times)}", dose * times)


def _write_total(steps: Steps, aliquot: Quantity, times: Quantity) -> Quantity:
    numbers = f"{show(aliquot)} × {show(times)}"
    return steps.answer("total", "aliquot × factor", numbers, aliquot * times)


def _finish(steps: Steps, aliquot: Quantity, times: Quantity, least: Quantity | None) -> None:
    steps.answer("aliquot", "total ÷ factor", f"{show(aliquot * times)} ÷ {show(times)}", aliquot)
    steps.answer("factor", "", "", times)
    if least is None:
        steps.warn("The least that may be measured was not given, so no part was held against it.")
