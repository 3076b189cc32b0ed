"""What a balance or a cylinder may be trusted with, and how far off a measurement is: F20, F22.

The sensitivity requirement of a balance is the load that just moves its pointer; an amount is
weighed as well as that load is small against it.
"""

from formulas.calculator import Input, Out, calculator
from formulas.errors import OutOfRange
from formulas.kinds import ANY_AMOUNT, ANY_STRENGTH, MASS, SHARE, VOLUME, Measure
from formulas.quantity import Quantity, converted, ratio, show
from formulas.units import unit
from formulas.working import Steps, Working

MASS_OR_VOLUME = Measure("mass or volume", (*MASS.units, *VOLUME.units))
MEASURED = Measure("measured value", (*ANY_AMOUNT.units, *ANY_STRENGTH.units), "500")

_ERROR = Input("permitted_error", SHARE, "largest error allowed, as a percentage of the amount")
_SENSITIVITY = Input(
    "sensitivity",
    MASS_OR_VOLUME,
    "sensitivity requirement or readable error of the balance or measure",
)
_AMOUNT = Input("amount", MASS_OR_VOLUME, "amount weighed or measured")
_SHARE = Input("share", SHARE, "smallest share of its capacity that the measure is trusted with")
_TARGET = Input("target", MEASURED, "what was wanted: the label, the order, the true value")


@calculator(
    "F20",
    "Least weighable quantity",
    (_SENSITIVITY, _ERROR),
    (Out("least_weighable", MASS_OR_VOLUME),),
    "100 × sensitivity ÷ permitted error in percent; register F20",
)
def least_weighable(sensitivity: Quantity, permitted_error: Quantity) -> Working:
    """Give the least that may be weighed without passing the permitted error.

    >>> least_weighable(sensitivity="6 mg", permitted_error="5 percent").told
    'least weighable 120 mg'
    """
    least = sensitivity / ratio(at_most_all("permitted error", permitted_error))
    steps = Steps(f"Least weighable with {show(sensitivity)} at {show(permitted_error)}")
    numbers = f"{show(sensitivity)} ÷ {show(permitted_error)}"
    steps.answer("least_weighable", "sensitivity ÷ permitted error", numbers, least)
    return steps.done()


@calculator(
    "F20",
    "Error of weighing or measuring an amount",
    (_SENSITIVITY, _AMOUNT),
    (Out("error", SHARE),),
    "100 × sensitivity ÷ amount; register F20",
)
def measuring_error(sensitivity: Quantity, amount: Quantity) -> Working:
    """Give the error, in percent, that the device's sensitivity makes in an amount.

    >>> measuring_error(sensitivity="6 mg", amount="120 mg").told
    'error 5 percent'
    """
    own = converted(sensitivity, str(amount.unit), "sensitivity")
    steps = Steps(f"Error of measuring {show(amount)}")
    numbers = f"{show(sensitivity)} ÷ {show(amount)}"
    error = (own / amount).to("percent")
    steps.answer("error", "sensitivity ÷ amount", numbers, error)
    if error.exact >= _WHOLE:
        steps.warn("The error is as large as the amount itself: this device cannot measure it.")
    return steps.done()


@calculator(
    "F20",
    "Sensitivity a balance must have",
    (_AMOUNT, _ERROR),
    (Out("sensitivity", MASS_OR_VOLUME),),
    "amount × permitted error; register F20",
)
def sensitivity_wanted(amount: Quantity, permitted_error: Quantity) -> Working:
    """Give the sensitivity requirement that a balance may have at most to weigh an amount.

    >>> sensitivity_wanted(amount="120 mg", permitted_error="5 percent").told
    'sensitivity 6 mg'
    """
    wanted = amount * ratio(at_most_all("permitted error", permitted_error))
    steps = Steps(f"Sensitivity for {show(amount)} at {show(permitted_error)}")
    numbers = f"{show(amount)} × {show(permitted_error)}"
    steps.answer("sensitivity", "amount × permitted error", numbers, wanted)
    return steps.done()


@calculator(
    "F20",
    "Least volume to measure in a cylinder or syringe",
    (Input("capacity", VOLUME, "what the measure holds when full"), _SHARE),
    (Out("volume", VOLUME),),
    "capacity × share; register F20",
)
def least_volume(capacity: Quantity, share: Quantity) -> Working:
    """Give the least volume that may be measured in a device; the usual share is 20 percent.

    >>> least_volume(capacity="10 mL", share="20 percent").told
    'volume 2 mL'
    """
    least = converted(capacity * ratio(at_most_all("share", share)), "mL", "capacity")
    steps = Steps(f"Least volume in a measure of {show(capacity)}")
    steps.answer("volume", "capacity × share", f"{show(capacity)} × {show(share)}", least)
    return steps.done()


@calculator(
    "F20",
    "Largest cylinder or syringe for a volume",
    (Input("volume", VOLUME, "volume to be measured"), _SHARE),
    (Out("capacity", VOLUME),),
    "volume ÷ share; register F20",
)
def largest_measure(volume: Quantity, share: Quantity) -> Working:
    """Give the largest capacity in which a volume may still be measured.

    >>> largest_measure(volume="2 mL", share="20 percent").told
    'capacity 10 mL'
    """
    most = converted(volume / ratio(at_most_all("share", share)), "mL", "volume")
    steps = Steps(f"Largest measure for {show(volume)}")
    steps.answer("capacity", "volume ÷ share", f"{show(volume)} ÷ {show(share)}", most)
    return steps.done()


@calculator(
    "F22",
    "Percent error",
    (Input("actual", MEASURED, "what was found or measured", zero=True), _TARGET),
    (Out("error", SHARE), Out("difference", MEASURED)),
    "100 × |actual − target| ÷ target; register F22",
)
def percent_error(actual: Quantity, target: Quantity) -> Working:
    """Give the error in percent of the target, always positive; the difference keeps its sign.

    >>> percent_error(actual="485 mg", target="500 mg").told
    'error 3 percent; difference -15 mg'
    """
    found = converted(actual, str(target.unit), "actual value")
    difference = found - target
    steps = Steps(f"Error of {show(actual)} against {show(target)}")
    numbers = f"|{show(actual)} − {show(target)}| ÷ {show(target)}"
    error = (abs(difference) / target).to("percent")
    steps.answer("error", "|actual − target| ÷ target", numbers, error)
    numbers = f"{show(actual)} − {show(target)}"
    steps.answer("difference", "actual − target", numbers, difference)
    return steps.done()


@calculator(
    "F22",
    "Smallest and largest value within an error",
    (_TARGET, Input("error", SHARE, "error allowed either way")),
    (Out("lowest", MEASURED), Out("highest", MEASURED)),
    "target × (1 ∓ error); register F22",
)
def range_within_error(target: Quantity, error: Quantity) -> Working:
    """Give the smallest and largest value that lie within an error of the target.

    >>> range_within_error(target="500 mg", error="5 percent").told
    'lowest 475 mg; highest 525 mg'
    """
    share = ratio(at_most_all("error", error))
    steps = Steps(f"{show(target)} within {show(error)}")
    numbers = "{} × (1 {} {})".format
    low, high = target * (1 - share), target * (1 + share)
    steps.answer("lowest", "target × (1 − error)", numbers(show(target), "−", show(error)), low)
    steps.answer("highest", "target × (1 + error)", numbers(show(target), "+", show(error)), high)
    return steps.done()


_WHOLE = 100


def at_most_all(what: str, share: Quantity) -> Quantity:
    """Refuse a share of more than the whole.  Raises OutOfRange."""
    if share.to(unit("percent")).exact > _WHOLE:
        raise OutOfRange(what, show(share), "100 percent at most")
    return share
