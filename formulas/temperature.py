"""Mean kinetic temperature: the one steady temperature that would have done as much harm: MKT.

Heat counts for more than cold makes good, so it lies at or above the arithmetic mean and never
above the highest reading. Whether a store may be so warm is judged elsewhere.
"""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

from formulas.calculator import Input, Out, calculator
from formulas.errors import NotPaired, OutOfRange
from formulas.kinds import NUMBER_OF, TEMPERATURE, TIME, Measure
from formulas.quantity import Quantity, make, number, ratio, show
from formulas.roots import exponential, natural_log
from formulas.tabled import read_figures
from formulas.units import unit
from formulas.working import Steps, Working

ENERGY = Measure("energy by amount of substance", ("kJ/mol", "J/mol", "kcal/mol"), "83.14472")

_FIGURES = read_figures(Path(__file__).with_name("temperature.toml"))
_ENERGY = _FIGURES["kinetic"]["activation-energy"]
_GAS = _FIGURES["kinetic"]["gas-constant"]
_PLAUSIBLE = _FIGURES["plausible"]
_FREEZING, _STEP = Fraction(32), Fraction(5, 9)  # what defines the scale of Fahrenheit
_BY_HAND = 6
_ONE = make(Fraction(1), unit("h"))

_TEMPERATURE = Input("temperature", TEMPERATURE, "the temperature", zero=True, negative=True)


@calculator(
    "MKT",
    "Mean kinetic temperature",
    (
        Input(
            "temperatures",
            TEMPERATURE,
            "the readings, each standing for an equal time unless times are given",
            many=True,
            zero=True,
            negative=True,
        ),
        Input("times", TIME, "how long each lasted, in the same order", optional=True, many=True),
        Input("activation_energy", ENERGY, "of the decay; USP's if left out", optional=True),
    ),
    (
        Out("mean_kinetic_temperature", TEMPERATURE),
        Out("arithmetic_mean", TEMPERATURE),
        Out("highest", TEMPERATURE),
    ),
    "(ΔH ÷ R) ÷ −ln(mean of e^(−ΔH ÷ (R × T))), T in K; USP <1160>; register MKT",
)
def mean_kinetic_temperature(
    temperatures: tuple[Quantity, ...],
    times: tuple[Quantity, ...] = (),
    activation_energy: Quantity = _ENERGY.value,
) -> Working:
    """Give the mean kinetic temperature of readings, equally spaced or each with its time.

    >>> mean_kinetic_temperature(temperatures="25 degC; 40 degC", times="29 day; 24 h").told
    'mean kinetic temperature 26.11 degC; arithmetic mean 25.50 degC; highest 40 degC'
    """
    shares = _shares(temperatures, times)
    steps = Steps(f"Mean kinetic temperature of {len(temperatures)} readings")
    slope = _write_slope(steps, activation_energy)
    highest = max(shares)
    _write_mean_kinetic(steps, shares, slope, highest)
    mean = sum((share * each for each, share in shares.items()), Fraction(0))
    numbers = _each(shares, lambda each: show(_celsius(each)))
    steps.answer("arithmetic_mean", "Σ share of time × T", numbers, _celsius(mean), digits=2)
    steps.answer("highest", "", "", _celsius(highest))
    return steps.done()


@calculator(
    "MKT",
    "Temperature in kelvin",
    (_TEMPERATURE,),
    (Out("kelvin", TEMPERATURE),),
    "degC + 273.15",
)
def kelvin(temperature: Quantity) -> Working:
    """Give a temperature in kelvin.

    >>> kelvin(temperature="25 degC").told
    'kelvin 298.15 K'
    """
    steps = Steps(f"{show(temperature)} in kelvin")
    _require_above_absolute_zero(temperature)
    steps.answer("kelvin", "degC + 273.15", show(temperature), temperature.to("K"))
    return steps.done()


@calculator(
    "MKT",
    "Temperature in degrees Celsius",
    (_TEMPERATURE,),
    (Out("celsius", TEMPERATURE),),
    "K − 273.15",
)
def celsius(temperature: Quantity) -> Working:
    """Give a temperature in degrees Celsius.

    >>> celsius(temperature="298.15 K").told
    'celsius 25 degC'
    """
    steps = Steps(f"{show(temperature)} in degrees Celsius")
    _require_above_absolute_zero(temperature)
    steps.answer("celsius", "K − 273.15", show(temperature), temperature.to("degC"))
    return steps.done()


@calculator(
    "MKT",
    "Degrees Fahrenheit in Celsius",
    (Input("fahrenheit", NUMBER_OF, "degrees Fahrenheit, the number", zero=True, negative=True),),
    (Out("celsius", TEMPERATURE),),
    "(degrees Fahrenheit − 32) × 5 ÷ 9",
)
def celsius_of_fahrenheit(fahrenheit: Quantity) -> Working:
    """Give degrees Celsius for degrees Fahrenheit.

    >>> celsius_of_fahrenheit(fahrenheit="77").told
    'celsius 25 degC'
    """
    steps = Steps(f"{show(fahrenheit)} degrees Fahrenheit in Celsius")
    found = make((fahrenheit.exact - _FREEZING) * _STEP, unit("degC"))
    _require_above_absolute_zero(found)
    steps.answer("celsius", "(F − 32) × 5 ÷ 9", f"({show(fahrenheit)} − 32) × 5 ÷ 9", found)
    return steps.done()


@calculator(
    "MKT",
    "Degrees Celsius in Fahrenheit",
    (_TEMPERATURE,),
    (Out("fahrenheit", NUMBER_OF),),
    "degC × 9 ÷ 5 + 32",
)
def fahrenheit_of_celsius(temperature: Quantity) -> Working:
    """Give degrees Fahrenheit, as a number, for a temperature in degrees Celsius.

    >>> fahrenheit_of_celsius(temperature="5 degC").told
    'fahrenheit 41'
    """
    steps = Steps(f"{show(temperature)} in Fahrenheit")
    _require_above_absolute_zero(temperature)
    found = number(temperature.to("degC").exact / _STEP + _FREEZING)
    numbers = f"{show(temperature.to('degC'))} × 9 ÷ 5 + 32"
    steps.answer("fahrenheit", "degC × 9 ÷ 5 + 32", numbers, found)
    return steps.done()


def decay(temperature: Quantity) -> Fraction:
    """Give the speed of decay at a temperature, the hottest plausible one being 1, at 34 digits.

    Of two stretches of time of one length, the one with the larger sum of decay × time has the
    higher mean kinetic temperature.  Raises OutOfRange.
    """
    _require_plausible(temperature)
    slope = ratio(_ENERGY.value / _GAS.value)
    hottest = _PLAUSIBLE["hottest"].value.to("K").exact
    return exponential(slope / hottest - slope / temperature.to("K").exact)


def _shares(
    temperatures: tuple[Quantity, ...], times: tuple[Quantity, ...]
) -> dict[Fraction, Fraction]:
    """Give for each temperature in kelvin its share of the time.  Raises NotPaired, OutOfRange."""
    lasting = times or (_ONE,) * len(temperatures)
    if len(lasting) != len(temperatures):
        one, other = "temperatures", "times"
        raise NotPaired(one, len(temperatures), other, len(lasting))
    spent: dict[Fraction, Fraction] = {}
    for reading, lasted in zip(temperatures, lasting, strict=True):
        _require_plausible(reading)
        absolute = reading.to("K").exact
        spent[absolute] = spent.get(absolute, Fraction(0)) + lasted.to("h").exact
    whole = sum(spent.values())
    return {each: hours / whole for each, hours in spent.items()}


def _write_slope(steps: Steps, energy: Quantity) -> Fraction:
    """Write ΔH ÷ R, a temperature; warn of a figure that nobody has confirmed."""
    least, most = _PLAUSIBLE["least-energy"].value, _PLAUSIBLE["most-energy"].value
    if not least <= energy <= most:
        what = "activation energy"
        raise OutOfRange(what, show(energy), f"from {show(least)} to {show(most)}")
    slope = ratio(energy / _GAS.value)
    source = _GAS.told
    if energy == _ENERGY.value and not _ENERGY.confirmed:
        steps.warn(f"The activation energy {show(energy)} is unconfirmed: {_ENERGY.source}.")
    numbers = f"{show(energy)} ÷ {show(_GAS.value)} for each K"
    steps.line("ΔH ÷ R", "activation energy ÷ gas constant", numbers, _kelvin(slope), source=source)
    return slope


def _write_mean_kinetic(
    steps: Steps, shares: dict[Fraction, Fraction], slope: Fraction, highest: Fraction
) -> None:
    """Write the mean of the exponentials, each against the highest, and what it leads to.

    Taken against the highest every exponential lies between nought and one, and readings that are
    all the same give that temperature exactly.
    """
    decay = {each: exponential(slope / highest - slope / each) for each in shares}
    mean = sum((share * decay[each] for each, share in shares.items()), Fraction(0))
    top = f"{show(_kelvin(highest))}"
    formula = "Σ share of time × e^(ΔH/R ÷ highest − ΔH/R ÷ T)"
    above = f"{show(number(slope))} ÷ {show(number(highest))} − {show(number(slope))}"
    numbers = _each(shares, lambda each: f"e^({above} ÷ {show(number(each))})")
    steps.line("mean decay, highest = 1", formula, numbers, number(mean), exact=False)
    found = slope / (slope / highest - natural_log(mean))
    steps.answer(
        "mean_kinetic_temperature",
        "ΔH/R ÷ (ΔH/R ÷ highest − ln(mean decay))",
        f"{show(_kelvin(slope))} ÷ ({show(_kelvin(slope))} ÷ {top} − ln({show(number(mean))}))",
        _celsius(found),
        digits=2,
        exact=False,
    )


def _each(shares: dict[Fraction, Fraction], told: Callable[[Fraction], str]) -> str:
    """Write a weighted sum out where a person would still reckon it by hand."""
    if len(shares) > _BY_HAND:
        return f"{len(shares)} different temperatures"
    return " + ".join(f"{share} × {told(each)}" for each, share in shares.items())


def _require_plausible(reading: Quantity) -> None:
    coldest, hottest = _PLAUSIBLE["coldest"].value, _PLAUSIBLE["hottest"].value
    if not coldest <= reading <= hottest:
        what = "temperature"
        wanted = f"that of a store, from {show(coldest)} to {show(hottest)}"
        raise OutOfRange(what, show(reading), wanted)


def _require_above_absolute_zero(reading: Quantity) -> None:
    if reading.to("K").exact < 0:
        what = "temperature"
        raise OutOfRange(what, show(reading), "no colder than 0 K, which is -273.15 degC")


def _kelvin(value: Fraction) -> Quantity:
    return make(value, unit("K"))


def _celsius(absolute: Fraction) -> Quantity:
    return _kelvin(absolute).to("degC")
