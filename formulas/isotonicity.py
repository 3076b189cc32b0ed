"""Isotonic solutions by sodium chloride equivalents: F50.

E is the mass of sodium chloride that counts for as much as one of the drug. What a solution needs
is what isotonic saline of its volume would hold, less what its drugs count for.
"""

from pathlib import Path

from formulas.calculator import Input, Out, calculator
from formulas.errors import Hypertonic, NotPaired, OutOfRange
from formulas.kinds import MASS, MASS_IN_VOLUME, VOLUME, Choice, Measure
from formulas.quantity import Quantity, converted, qty, show, total
from formulas.substance import Amount
from formulas.tabled import Tabled, read_figures
from formulas.working import Steps, Working

FIGURES = read_figures(Path(__file__).with_name("isotonicity.toml"))
E_VALUE = Tabled("sodium chloride equivalent", FIGURES["e-value"], "0.33")
TONICITY = Choice("tonicity", ("hypotonic", "isotonic", "hypertonic"))
DRUG = Measure("mass or strength", (*MASS.units, *MASS_IN_VOLUME.units), "300")

SALINE = FIGURES["method"]["isotonic-sodium-chloride"]
_NOTHING = qty("0 mL")

WHOLE = Input("volume", VOLUME, "volume of the whole solution")
DRUGS = Input("drugs", DRUG, "mass of each drug, or its strength in the whole solution", many=True)
E_VALUES = Input(
    "e_values",
    E_VALUE,
    "sodium chloride equivalent of each drug, in the same order: the figure, or a name on file",
    many=True,
)
_AGENT = Input("agent_e_value", E_VALUE, "sodium chloride equivalent of the agent, or its name")
_ISOTONIC = Input(
    "isotonic_volume",
    VOLUME,
    "part of the volume that is isotonic already, so that nothing is added for it",
    optional=True,
    zero=True,
)


@calculator(
    "F50",
    "Sodium chloride to make a solution isotonic",
    (WHOLE, DRUGS, E_VALUES, _ISOTONIC),
    (Out("sodium_chloride", MASS),),
    "0.009 g/mL × volume to adjust − Σ mass × E; register F50",
)
def isotonic_sodium_chloride(
    volume: Quantity,
    drugs: tuple[Quantity, ...],
    e_values: tuple[Amount, ...],
    isotonic_volume: Quantity = _NOTHING,
) -> Working:
    """Give the sodium chloride to add so that a solution of drugs becomes isotonic.

    >>> isotonic_sodium_chloride(
    ...     volume="30 mL", drugs="0.15 g", e_values="0.18", isotonic_volume="10 mL"
    ... ).told
    'sodium chloride 0.153 g'
    """
    steps = Steps(f"Sodium chloride for {show(volume)}")
    adjusted = _adjusted(volume, isotonic_volume)
    counted = counted_as_salt(steps, drugs, e_values, volume)
    wanted = isotonic_salt(steps, adjusted)
    if counted > wanted:
        raise hypertonic(counted, adjusted)
    numbers = f"{show(wanted)} − {show(counted)}"
    steps.answer("sodium_chloride", "isotonic − drugs", numbers, wanted - counted)
    return steps.done()


@calculator(
    "F50",
    "Another agent to make a solution isotonic",
    (
        WHOLE,
        DRUGS,
        E_VALUES,
        _AGENT,
        _ISOTONIC,
    ),
    (Out("agent", MASS), Out("sodium_chloride", MASS)),
    "(0.009 g/mL × volume to adjust − Σ mass × E) ÷ E of the agent; register F50",
)
def isotonic_agent(
    volume: Quantity,
    drugs: tuple[Quantity, ...],
    e_values: tuple[Amount, ...],
    agent_e_value: Amount,
    isotonic_volume: Quantity = _NOTHING,
) -> Working:
    """Give the mass of an agent, such as boric acid, that makes a solution of drugs isotonic.

    >>> isotonic_agent(
    ...     volume="50 mL", drugs="1 % w/v", e_values="0.5", agent_e_value="0.2"
    ... ).told
    'agent 1 g; sodium chloride 0.2 g'
    """
    by_salt = isotonic_sodium_chloride(volume, drugs, e_values, isotonic_volume)
    steps = Steps(f"Agent for {show(volume)}")
    steps.include(by_salt)
    E_VALUE.warn(steps, (agent_e_value,))
    each = agent_e_value.quantity
    numbers = f"{show(by_salt.result)} ÷ {agent_e_value}"
    steps.answer("agent", "sodium chloride ÷ E of the agent", numbers, by_salt.result / each)
    steps.answer("sodium_chloride", "", "", by_salt.result)
    return steps.done()


@calculator(
    "F50",
    "Solution of an agent to make a solution isotonic",
    (
        WHOLE,
        DRUGS,
        E_VALUES,
        _AGENT,
        Input("agent_strength", MASS_IN_VOLUME, "strength of the solution of the agent"),
        _ISOTONIC,
    ),
    (Out("solution", VOLUME), Out("agent", MASS)),
    "agent ÷ strength of its solution; register F50",
)
def isotonic_agent_solution(
    volume: Quantity,
    drugs: tuple[Quantity, ...],
    e_values: tuple[Amount, ...],
    agent_e_value: Amount,
    agent_strength: Quantity,
    isotonic_volume: Quantity = _NOTHING,
) -> Working:
    """Give the volume of a ready solution, such as boric acid 5 %, that makes drugs isotonic.

    >>> isotonic_agent_solution(
    ...     volume="50 mL", drugs="1 % w/v", e_values="0.5", agent_e_value="0.5",
    ...     agent_strength="5 % w/v",
    ... ).told
    'solution 8 mL; agent 0.4 g'
    """
    needed = isotonic_agent(volume, drugs, e_values, agent_e_value, isotonic_volume)
    steps = Steps(f"Solution of the agent for {show(volume)}")
    steps.include(needed)
    solution = converted(needed.result / agent_strength, "mL", "agent")
    if solution > volume:
        what, fits = "agent strength", f"{show(solution)} do not go into {show(volume)}"
        raise OutOfRange(what, show(agent_strength), f"so strong that it fits, and {fits}")
    numbers = f"{show(needed.result)} ÷ {show(agent_strength)}"
    steps.answer("solution", "agent ÷ strength of its solution", numbers, solution)
    steps.answer("agent", "", "", needed.result)
    return steps.done()


@calculator(
    "F50",
    "Tonicity of a solution",
    (WHOLE, DRUGS, E_VALUES),
    (Out("equivalent", MASS_IN_VOLUME), Out("tonicity", TONICITY)),
    "Σ mass × E ÷ volume, against 0.9 % w/v; register F50",
)
def tonicity(
    volume: Quantity, drugs: tuple[Quantity, ...], e_values: tuple[Amount, ...]
) -> Working:
    """Say what sodium chloride solution a solution equals, and on which side of isotonic it lies.

    >>> tonicity(volume="100 mL", drugs="1 g; 0.5 g", e_values="0.2; 1").told
    'equivalent 0.7 % w/v; tonicity hypotonic'
    """
    steps = Steps(f"Tonicity of {show(volume)}")
    counted = counted_as_salt(steps, drugs, e_values, volume)
    equal = (counted / volume).to("% w/v")
    steps.answer("equivalent", "drugs ÷ volume", f"{show(counted)} ÷ {show(volume)}", equal)
    place = (equal >= SALINE.value) + (equal > SALINE.value)
    numbers = f"{show(equal)} against {show(SALINE.value)}"
    words = TONICITY.words[place]
    steps.verdict("tonicity", "equivalent against isotonic", numbers, words, source=SALINE.told)
    return steps.done()


def require_pairs(
    one: str, ones: tuple[object, ...], other: str, others: tuple[object, ...]
) -> None:
    """Refuse two lists of which one is longer."""
    if len(ones) != len(others):
        raise NotPaired(one, len(ones), other, len(others))


def _adjusted(volume: Quantity, isotonic: Quantity) -> Quantity:
    if isotonic >= volume:
        what = "isotonic volume"
        raise OutOfRange(what, show(isotonic), f"less than the whole of {show(volume)}")
    return volume.to("mL") - isotonic.to("mL")


def counted_as_salt(
    steps: Steps,
    drugs: tuple[Quantity, ...],
    e_values: tuple[Amount, ...],
    volume: Quantity | None,
) -> Quantity:
    """Write what the drugs count for as sodium chloride.  Raises NotPaired and WrongUnit."""
    require_pairs("drugs", drugs, "e values", e_values)
    E_VALUE.warn(steps, e_values)
    masses = [_mass(drug, volume) for drug in drugs]
    pairs = list(zip(masses, e_values, strict=True))
    numbers = " + ".join(f"{show(mass)} × {each}" for mass, each in pairs)
    counted = total([mass * each.quantity for mass, each in pairs])
    return steps.line("drugs as sodium chloride", "Σ mass × E", numbers, counted)


def _mass(drug: Quantity, volume: Quantity | None) -> Quantity:
    """Give the mass of a drug; a strength is that of the whole volume."""
    whole = drug.unit.dimension == qty("1 g/mL").unit.dimension and volume is not None
    return converted(drug * volume if whole and volume else drug, "g", "drug")


def isotonic_salt(steps: Steps, volume: Quantity) -> Quantity:
    """Write the sodium chloride that an isotonic solution of a volume holds."""
    wanted = converted(volume * SALINE.value, "g", "volume")
    numbers = f"{show(volume)} × {show(SALINE.value)}"
    formula = "volume × isotonic sodium chloride"
    return steps.line("isotonic", formula, numbers, wanted, source=SALINE.told)


def hypertonic(counted: Quantity, adjusted: Quantity) -> Hypertonic:
    """Give the refusal of drugs that alone are more than isotonic, with the volume they need."""
    least = (counted / SALINE.value).to("mL")
    isotonic = f"{show(converted(adjusted * SALINE.value, 'g'))} in {show(adjusted)}"
    remedy = f"They need {show(least)} or more, or there must be less of them."
    return Hypertonic(f"{show(counted)} of sodium chloride", isotonic, remedy)
