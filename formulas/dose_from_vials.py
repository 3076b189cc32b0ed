"""The dose as a whole from its parts: what each volume really drawn, at its strength, gives.

Each step may pass its own band and the sum still miss the dose: 5 percent too little diluent and
5 percent too much drawn make 10.5 percent too much.
"""

from fractions import Fraction

from formulas.calculator import Input, Out, calculator
from formulas.errors import OutOfRange
from formulas.gravimetry import Verdict
from formulas.kinds import AMOUNT_OF, SHARE, STRENGTH_OF, VERDICT, VOLUME
from formulas.quantity import Quantity, converted, number, ratio, show, total
from formulas.substance import Amount, Strength, require_same
from formulas.working import Steps, Working


@calculator(
    "F92",
    "Dose delivered from one or more vials",
    (
        Input("ordered", AMOUNT_OF, "the dose that was ordered"),
        Input("strengths", STRENGTH_OF, "actual strength of each vial", many=True),
        Input("volumes", VOLUME, "volume really drawn from each, in the same order", many=True),
        Input("tolerance", SHARE, "how far off the dose may be, either way, in percent"),
    ),
    (Out("dose", AMOUNT_OF), Out("error", SHARE), Out("verdict", VERDICT)),
    "sum of strength × volume, held against the ordered dose; register F92",
)
def dose_from_vials(
    ordered: Amount,
    strengths: tuple[Strength, ...],
    volumes: tuple[Quantity, ...],
    tolerance: Quantity,
) -> Working:
    """Give the dose that the volumes drawn really hold, and judge it as a whole.

    >>> dose_from_vials(
    ...     ordered="1250 mg", strengths="50 mg/mL; 52 mg/mL", volumes="20 mL; 5 mL",
    ...     tolerance="5 percent",
    ... ).told
    'dose 1260 mg; error 0.8 percent; verdict accept'
    """
    if len(strengths) != len(volumes):
        what, wanted = "number of volumes", f"{len(strengths)}, one for each strength"
        raise OutOfRange(what, str(len(volumes)), wanted)
    require_same(ordered, *strengths)
    steps = Steps(f"Dose as a whole, ordered {ordered}")
    of = str(ordered.quantity.unit)
    doses = []
    for place, (held, volume) in enumerate(zip(strengths, volumes, strict=True), start=1):
        numbers = f"{show(held.quantity)} × {show(volume)}"
        dose = converted(held.quantity * volume, of, f"strength of vial {place}")
        doses.append(steps.line(f"from vial {place}", "strength × volume", numbers, dose))
    whole = total(doses)
    numbers = " + ".join(show(dose) for dose in doses)
    steps.answer("dose", "sum of the doses", numbers, whole)
    error = ((whole - ordered.quantity) / ordered.quantity).to("percent")
    numbers = f"({show(whole)} − {show(ordered.quantity)}) ÷ {show(ordered.quantity)}"
    steps.answer("error", "(dose − ordered) ÷ ordered", numbers, error)
    said = Verdict.ACCEPT if abs(error) <= tolerance else Verdict.REJECT
    numbers = f"{show(error)} against ± {show(tolerance)}"
    steps.verdict("verdict", "error against the tolerance", numbers, said)
    return steps.done()


@calculator(
    "F92",
    "Error of a dose from the errors of diluent and draw",
    (
        Input(
            "diluent_error",
            SHARE,
            "how far the volume in the vial is off, in percent; less is negative",
            zero=True,
            negative=True,
        ),
        Input(
            "draw_error",
            SHARE,
            "how far the volume drawn is off, in percent; less is negative",
            zero=True,
            negative=True,
        ),
    ),
    (Out("error", SHARE),),
    "(1 + draw error) ÷ (1 + diluent error) − 1; register F92",
)
def combined_error(diluent_error: Quantity, draw_error: Quantity) -> Working:
    """Give how far a dose is off when both the diluent and the draw were.

    >>> combined_error(diluent_error="-5 percent", draw_error="5 percent").told
    'error 10.53 percent'
    """
    for what, share in (("diluent error", diluent_error), ("draw error", draw_error)):
        if ratio(share) <= -1:
            wanted = "more than -100 percent, which is nothing left"
            raise OutOfRange(what, show(share), wanted)
    drawn, diluted = Fraction(1) + ratio(draw_error), Fraction(1) + ratio(diluent_error)
    error = number(drawn / diluted - 1).to("percent")
    steps = Steps("Error of diluent and draw together")
    numbers = f"(1 + {show(draw_error)}) ÷ (1 + {show(diluent_error)}) − 1"
    formula = "(1 + draw error) ÷ (1 + diluent error) − 1"
    steps.answer("error", formula, numbers, error, digits=2)
    return steps.done()
