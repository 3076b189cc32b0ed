"""Freezing points and dissociation, by which solutions are made isotonic: F51, F53 and Liso of F54.

A freezing-point depression is a difference of temperature, in K; written in degC it is the same.
"""

from dataclasses import dataclass

from formulas.calculator import Input, Out, calculator
from formulas.errors import Hypertonic
from formulas.isotonicity import FIGURES, require_pairs
from formulas.kinds import (
    MASS,
    MASS_IN_VOLUME,
    MOLAR_MASS,
    NUMBER_OF,
    SUBSTANCE_IN_VOLUME,
    TEMPERATURE_STEP,
    VOLUME,
    Measure,
)
from formulas.quantity import Quantity, converted, make, number, qty, ratio, show, total
from formulas.significant import places
from formulas.substance import Amount
from formulas.tabled import Tabled
from formulas.units import unit
from formulas.working import Steps, Working


@dataclass(frozen=True)
class _Depression(Measure):
    """A difference of temperature: so many K, or as many degC."""

    def read(self, given: object, what: str, *, zero: bool, negative: bool) -> Quantity:
        if not isinstance(given, Quantity) and str(given).strip().endswith("degC"):
            given = f"{str(given).strip().removesuffix('degC').strip()} K"
        if isinstance(given, Quantity) and given.unit is unit("degC"):
            given = make(given.exact, unit("K"))
        return super().read(given, what, zero=zero, negative=negative)


DEPRESSION = _Depression("freezing-point depression", ("K", "degC"), TEMPERATURE_STEP.sample)
MOLALITY = Measure("amount of substance by mass of water", ("mol/kg", "mmol/kg"), "1")
LISO = Tabled("Liso value", FIGURES["liso"], "3.4")

_METHOD = FIGURES["method"]
_TARGET = _METHOD["isotonic-depression"]
_KF = _METHOD["molal-depression"]
_ONE_PERCENT = qty("1 % w/v")
_ONE_MOLAL = qty("1 mol/kg")

_I = Input("i", NUMBER_OF, "dissociation factor i: particles for each molecule dissolved")
_MOLAL = Input("molality", MOLALITY, "how much is dissolved in one kg of water")
_K = Input("kf", DEPRESSION, "depression by one mol/kg; that of water if left out", optional=True)
_OWN = Input(
    "depressions",
    DEPRESSION,
    "depression that each drug makes at the strength it has here",
    many=True,
    zero=True,
)
_AGENT = Input("agent_depression", DEPRESSION, "depression by the agent at its strength below")
_STRENGTH = Input(
    "agent_strength",
    MASS_IN_VOLUME,
    "strength for which the agent's depression is stated; 1 % w/v if left out",
    optional=True,
)


@calculator(
    "F51",
    "Agent to make a solution isotonic, by freezing point",
    (_OWN, _AGENT, _STRENGTH),
    (Out("agent", MASS_IN_VOLUME),),
    "percent of agent = (0.52 − a) ÷ b; register F51",
)
def agent_by_freezing_point(
    depressions: tuple[Quantity, ...],
    agent_depression: Quantity,
    agent_strength: Quantity = _ONE_PERCENT,
) -> Working:
    """Give the agent, in g for each 100 mL, that lowers the freezing point to that of blood.

    >>> agent_by_freezing_point(depressions="0.166 K", agent_depression="0.576 K").told
    'agent 0.6146 % w/v'
    """
    steps = Steps("Agent by freezing point")
    own = total(list(depressions))
    numbers = " + ".join(show(each) for each in depressions)
    steps.line("depression by the drugs", "Σ depressions", numbers, own)
    if own > _TARGET.value:
        remedy = "Make the solution larger, or take less of the drugs."
        raise Hypertonic(show(own), show(_TARGET.value), remedy)
    wanted = agent_strength * ratio((_TARGET.value - own) / agent_depression)
    numbers = f"({show(_TARGET.value)} − {show(own)}) ÷ {show(agent_depression)}"
    numbers = f"{numbers} × {show(agent_strength)}"
    formula = "(isotonic depression − own depression) ÷ depression by the agent × its strength"
    steps.answer("agent", formula, numbers, wanted, digits=places(wanted), source=_TARGET.told)
    return steps.done()


@calculator(
    "F51",
    "Mass of an agent to make a solution isotonic, by freezing point",
    (Input("volume", VOLUME, "volume of the whole solution"), _OWN, _AGENT, _STRENGTH),
    (Out("mass", MASS), Out("agent", MASS_IN_VOLUME)),
    "(0.52 − a) ÷ b × volume; register F51",
)
def agent_mass_by_freezing_point(
    volume: Quantity,
    depressions: tuple[Quantity, ...],
    agent_depression: Quantity,
    agent_strength: Quantity = _ONE_PERCENT,
) -> Working:
    """Give the mass of agent that lowers the freezing point of a solution to that of blood.

    >>> agent_mass_by_freezing_point(
    ...     volume="100 mL", depressions="0.16 K", agent_depression="0.576 K"
    ... ).told
    'mass 0.625 g; agent 0.625 % w/v'
    """
    share = agent_by_freezing_point(depressions, agent_depression, agent_strength)
    steps = Steps(f"Agent for {show(volume)} by freezing point")
    steps.include(share)
    mass = converted(volume * share.result, "g", "volume")
    steps.answer("mass", "volume × agent", f"{show(volume)} × {show(share.result)}", mass)
    steps.answer("agent", "", "", share.result)
    return steps.done()


@calculator(
    "F51",
    "Freezing-point depression of drugs by their strengths",
    (
        Input("strengths", MASS_IN_VOLUME, "strength of each drug in the solution", many=True),
        Input("depressions", DEPRESSION, "depression by 1 % w/v of each, same order", many=True),
    ),
    (Out("depression", DEPRESSION),),
    "Σ strength in percent × depression by 1 % w/v; register F51",
)
def depression_by_strength(
    strengths: tuple[Quantity, ...], depressions: tuple[Quantity, ...]
) -> Working:
    """Give the depression of a solution, each drug in proportion to its strength.

    >>> depression_by_strength(strengths="2 % w/v; 0.5 % w/v", depressions="0.1 K; 0.576 K").told
    'depression 0.488 K'
    """
    require_pairs("strengths", strengths, "depressions", depressions)
    steps = Steps("Freezing-point depression by strength")
    pairs = list(zip(strengths, depressions, strict=True))
    depression = total([each * ratio(strong / _ONE_PERCENT) for strong, each in pairs])
    numbers = " + ".join(f"{show(strong)} × {show(each)}" for strong, each in pairs)
    steps.answer("depression", "Σ strength × depression by 1 % w/v", numbers, depression)
    return steps.done()


@calculator(
    "F51",
    "Molality of a solution",
    (
        Input("mass", MASS, "mass dissolved"),
        Input("molar_mass", MOLAR_MASS, "molar mass of what is dissolved"),
        Input("water", MASS, "mass of the water it is dissolved in"),
    ),
    (Out("molality", MOLALITY),),
    "mass ÷ molar mass ÷ mass of water; register F51",
)
def molality(mass: Quantity, molar_mass: Quantity, water: Quantity) -> Working:
    """Give how much is dissolved in one kg of water.

    >>> molality(mass="3 g", molar_mass="58.44 g/mol", water="75.25 g").told
    'molality 0.6822 mol/kg'
    """
    steps = Steps(f"Molality of {show(mass)} in {show(water)}")
    found = converted(mass / molar_mass / water, "mol/kg", "mass")
    numbers = f"{show(mass)} ÷ {show(molar_mass)} ÷ {show(water)}"
    formula = "mass ÷ molar mass ÷ mass of water"
    steps.answer("molality", formula, numbers, found, digits=places(found))
    return steps.done()


@calculator(
    "F51",
    "Freezing-point depression of a solution",
    (_I, _MOLAL, _K),
    (Out("depression", DEPRESSION),),
    "i × Kf × molality; register F51",
)
def freezing_point_depression(i: Quantity, molality: Quantity, kf: Quantity = _KF.value) -> Working:
    """Give by how much a solution freezes below water.

    >>> freezing_point_depression(i="1.9", molality="1 mol/kg", kf="1.86 K").told
    'depression 3.534 K'
    """
    steps = Steps(f"Freezing-point depression at {show(molality)}")
    depression = kf * i * ratio(molality / _ONE_MOLAL)
    numbers = f"{show(i)} × {show(kf)} × {show(molality)}"
    source = _KF.told if kf == _KF.value else ""
    steps.answer("depression", "i × Kf × molality", numbers, depression, source=source)
    return steps.done()


@calculator(
    "F53",
    "Dissociation factor from the freezing point",
    (Input("depression", DEPRESSION, "freezing point below that of water"), _MOLAL, _K),
    (Out("i", NUMBER_OF),),
    "depression ÷ (Kf × molality); register F53",
)
def i_of_freezing_point(
    depression: Quantity, molality: Quantity, kf: Quantity = _KF.value
) -> Working:
    """Give the factor i of what lowers the freezing point so far.

    >>> i_of_freezing_point(depression="3.534 K", molality="1 mol/kg", kf="1.86 K").told
    'i 1.9'
    """
    steps = Steps(f"i of {show(depression)} at {show(molality)}")
    factor = number(ratio(depression / kf) / ratio(molality / _ONE_MOLAL))
    numbers = f"{show(depression)} ÷ ({show(kf)} × {show(molality)})"
    source = _KF.told if kf == _KF.value else ""
    steps.answer("i", "depression ÷ (Kf × molality)", numbers, factor, source=source)
    return steps.done()


@calculator(
    "F54",
    "Freezing-point depression by Liso",
    (
        Input("liso", LISO, "Liso of this type of substance: the figure, or the type on file"),
        Input("concentration", SUBSTANCE_IN_VOLUME, "concentration of the solution"),
    ),
    (Out("depression", DEPRESSION),),
    "Liso × mol/L; register F54",
)
def depression_by_liso(liso: Amount, concentration: Quantity) -> Working:
    """Give the freezing-point depression of a dilute solution from its Liso value.

    >>> depression_by_liso(liso="3.4", concentration="0.1 mol/L").told
    'depression 0.34 K'
    """
    steps = Steps(f"Freezing-point depression at {show(concentration)}")
    LISO.warn(steps, (liso,))
    molar = ratio(concentration / qty("1 mol/L"))
    depression = make(liso.quantity.exact * molar, unit("K"))
    steps.answer("depression", "Liso × mol/L", f"{liso} × {show(concentration)}", depression)
    return steps.done()
