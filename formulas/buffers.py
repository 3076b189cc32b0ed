"""Buffers: the pH of a pair, the pair for a pH, and how much a buffer withstands: F55.

Base and acid are the two forms of one substance: the salt of a weak acid and that acid, or a weak
base and its salt. Concentrations stand for activities, as in every such reckoning.
"""

from fractions import Fraction
from pathlib import Path

from formulas.calculator import Input, Out, calculator
from formulas.errors import OutOfRange
from formulas.kinds import NUMBER_OF, SHARE, SUBSTANCE_AMOUNT, SUBSTANCE_IN_VOLUME, Choice, Measure
from formulas.quantity import Quantity, converted, number, ratio, show
from formulas.roots import decimal_log, natural_log, power
from formulas.significant import places
from formulas.substance import Amount
from formulas.tabled import Tabled, read_figures
from formulas.working import Steps, Working

_FIGURES = read_figures(Path(__file__).with_name("buffers.toml"))
_PKW = _FIGURES["water"]["pkw"]
_TEN = Fraction(10)
_PH_MOST, _PK_MOST = 14, 20

PKA = Tabled("pKa", _FIGURES["pka"], "4.76")
PART = Measure("buffer part", ("mol/L", "mmol/L", "mmol/mL", *SUBSTANCE_AMOUNT.units), "0.1")

STRONG = Choice("strong acid or base", ("acid", "base"))

_PKA = Input("pka", PKA, "pKa of the acid form: the figure, or the acid's name on file")
_PH = Input("ph", NUMBER_OF, "pH of the solution", zero=True)
_BASE = Input("base", PART, "base form: the salt of a weak acid, or the free weak base")
_ACID = Input("acid", PART, "acid form: the weak acid, or the salt of a weak base")


@calculator(
    "F55",
    "pH of a buffer",
    (_PKA, _BASE, _ACID),
    (Out("ph", NUMBER_OF),),
    "Henderson–Hasselbalch: pKa + log(base ÷ acid); register F55",
)
def buffer_ph(pka: Amount, base: Quantity, acid: Quantity) -> Working:
    """Give the pH of a weak acid with its salt, or of a weak base with its salt.

    >>> buffer_ph(pka="4.76", base="0.2 mol/L", acid="0.1 mol/L").told
    'ph 5.06'
    """
    steps = Steps("pH of a buffer")
    PKA.warn(steps, (pka,))
    _write_ph(steps, _pk("pKa", pka.quantity), str(pka), base, acid)
    return steps.done()


@calculator(
    "F55",
    "pH of a buffer, from the pKb of its base",
    (
        Input("pkb", NUMBER_OF, "pKb of the weak base"),
        Input("base", PART, "the free weak base"),
        Input("salt", PART, "its salt"),
        Input("pkw", NUMBER_OF, "pKw of water; 14 if left out", optional=True),
    ),
    (Out("ph", NUMBER_OF),),
    "pKw − pKb + log(base ÷ salt); register F55",
)
def buffer_ph_by_pkb(
    pkb: Quantity, base: Quantity, salt: Quantity, pkw: Quantity = _PKW.value
) -> Working:
    """Give the pH of a weak base with its salt.

    >>> buffer_ph_by_pkb(pkb="4.74", base="0.1 mol/L", salt="0.1 mol/L").told
    'ph 9.26'
    """
    steps = Steps("pH of a buffer of a weak base")
    pka = pkw - _pk("pKb", pkb)
    source = _PKW.told if pkw == _PKW.value else ""
    steps.line("pKa", "pKw − pKb", f"{show(pkw)} − {show(pkb)}", pka, source=source)
    _write_ph(steps, pka, show(pka), base, salt)
    return steps.done()


@calculator(
    "F55",
    "pH of a buffer after a strong acid or base",
    (
        _PKA,
        _BASE,
        _ACID,
        Input("added", PART, "strong acid or base added"),
        Input("strong", STRONG, "which of the two is added"),
    ),
    (Out("ph", NUMBER_OF), Out("base", PART), Out("acid", PART)),
    "pKa + log((base ± added) ÷ (acid ∓ added)); register F55",
)
def buffer_ph_after(
    pka: Amount, base: Quantity, acid: Quantity, added: Quantity, strong: str
) -> Working:
    """Give the pH of a buffer once a strong acid or base was added, all in one volume.

    >>> buffer_ph_after(
    ...     pka="4.76", base="10 mmol", acid="10 mmol", added="1 mmol", strong="base"
    ... ).told
    'ph 4.85; base 11 mmol; acid 9 mmol'
    """
    steps = Steps(f"pH of a buffer after a strong {strong}")
    PKA.warn(steps, (pka,))
    moved = converted(added, str(base.unit), "added") * (1 if strong == "base" else -1)
    then = base + moved, converted(acid, str(base.unit), "acid") - moved
    if min(part.exact for part in then) <= 0:
        used = acid if strong == "base" else base
        what = f"strong {strong}"
        raise OutOfRange(what, show(added), f"less than the {show(used)} that takes it up")
    _write_ph(steps, _pk("pKa", pka.quantity), str(pka), *then)
    sign = "+" if strong == "base" else "−"
    steps.answer("base", f"base {sign} added", f"{show(base)} {sign} {show(added)}", then[0])
    sign = "−" if strong == "base" else "+"
    steps.answer("acid", f"acid {sign} added", f"{show(acid)} {sign} {show(added)}", then[1])
    return steps.done()


@calculator(
    "F55",
    "Ratio of the two forms for a pH",
    (_PH, _PKA),
    (Out("ratio", NUMBER_OF),),
    "base ÷ acid = 10^(pH − pKa); register F55",
)
def buffer_ratio(ph: Quantity, pka: Amount) -> Working:
    """Give how many times as much of the base form as of the acid form a pH asks for.

    >>> buffer_ratio(ph="5.76", pka="4.76").told
    'ratio 10.00'
    """
    steps = Steps(f"Ratio of base to acid at pH {show(ph)}")
    numbers = f"10^({show(ph)} − {pka})"
    times = _ratio(steps, ph, pka)
    formula, found = "base ÷ acid = 10^(pH − pKa)", number(times)
    steps.answer("ratio", formula, numbers, found, digits=places(found), exact=False)
    return steps.done()


@calculator(
    "F55",
    "Share of each form at a pH",
    (_PH, _PKA),
    (Out("base", SHARE), Out("acid", SHARE)),
    "base = 10^(pH − pKa) ÷ (1 + 10^(pH − pKa)); register F55",
)
def buffer_shares(ph: Quantity, pka: Amount) -> Working:
    """Give the share of the base form (ionized, of an acid) and of the acid form (of a base).

    >>> buffer_shares(ph="7.4", pka="3.4").told
    'base 99.99 percent; acid 0.009999 percent'
    """
    steps = Steps(f"Share of each form at pH {show(ph)}")
    times = _write_ratio(steps, ph, pka)
    base, acid = (number(part / (1 + times)).to("percent") for part in (times, Fraction(1)))
    shown = show(number(times))
    numbers = f"{shown} ÷ (1 + {shown})"
    steps.answer("base", "ratio ÷ (1 + ratio)", numbers, base, digits=places(base), exact=False)
    numbers = f"1 ÷ (1 + {shown})"
    steps.answer("acid", "1 ÷ (1 + ratio)", numbers, acid, digits=places(acid), exact=False)
    return steps.done()


@calculator(
    "F55",
    "Base and acid for a buffer",
    (_PH, _PKA, Input("total", PART, "both forms together")),
    (Out("base", PART), Out("acid", PART)),
    "acid = total ÷ (1 + 10^(pH − pKa)); base = total − acid; register F55",
)
def buffer_parts(ph: Quantity, pka: Amount, total: Quantity) -> Working:
    """Give how much of each form makes a buffer of a pH and a total strength.

    >>> buffer_parts(ph="4.76", pka="4.76", total="0.1 mol/L").told
    'base 0.05000 mol/L; acid 0.05000 mol/L'
    """
    steps = Steps(f"Buffer of {show(total)} at pH {show(ph)}")
    times = _write_ratio(steps, ph, pka)
    acid = total / (1 + times)
    base = total - acid
    numbers = f"{show(total)} − {show(acid)}"
    steps.answer("base", "total − acid", numbers, base, digits=places(base), exact=False)
    numbers = f"{show(total)} ÷ (1 + {show(number(times))})"
    steps.answer("acid", "total ÷ (1 + ratio)", numbers, acid, digits=places(acid), exact=False)
    return steps.done()


@calculator(
    "F55",
    "Buffer capacity",
    (_PH, _PKA, Input("concentration", SUBSTANCE_IN_VOLUME, "both forms together")),
    (Out("capacity", SUBSTANCE_IN_VOLUME),),
    "Van Slyke: 2.303 × C × Ka × [H] ÷ (Ka + [H])², 2.303 being ln 10; register F55",
)
def buffer_capacity(ph: Quantity, pka: Amount, concentration: Quantity) -> Working:
    """Give the strong base or acid, by volume, that moves the pH by one: at best 0.576 × C.

    >>> buffer_capacity(ph="4.76", pka="4.76", concentration="0.1 mol/L").told
    'capacity 0.05756 mol/L'
    """
    steps = Steps(f"Capacity of {show(concentration)} at pH {show(ph)}")
    times = _write_ratio(steps, ph, pka)
    share = times / (1 + times) ** 2
    shown = show(number(times))
    formula = "Ka × [H] ÷ (Ka + [H])² = ratio ÷ (1 + ratio)²"
    part = number(share)
    steps.line("share", formula, f"{shown} ÷ (1 + {shown})²", part, exact=False)
    capacity = concentration * natural_log(_TEN) * share
    numbers = f"ln 10 × {show(concentration)} × {show(part)}"
    steps.answer(
        "capacity", "ln 10 × C × share", numbers, capacity, digits=places(capacity), exact=False
    )
    return steps.done()


@calculator(
    "F55",
    "Buffer capacity by trial",
    (
        Input("added", SUBSTANCE_IN_VOLUME, "strong base or acid added, by volume of buffer"),
        Input("before", NUMBER_OF, "pH before", zero=True),
        Input("after", NUMBER_OF, "pH after", zero=True),
    ),
    (Out("capacity", SUBSTANCE_IN_VOLUME),),
    "added ÷ change of pH; register F55",
)
def buffer_capacity_by_trial(added: Quantity, before: Quantity, after: Quantity) -> Working:
    """Give the buffer capacity from what was added and how far the pH moved.

    >>> buffer_capacity_by_trial(added="0.01 mol/L", before="4.76", after="4.96").told
    'capacity 0.05 mol/L'
    """
    change = abs(_ph(after) - _ph(before))
    if not change.exact:
        what = "change of pH"
        raise OutOfRange(what, show(change), "more than nought")
    steps = Steps(f"Buffer capacity by {show(added)}")
    numbers = f"{show(added)} ÷ |{show(after)} − {show(before)}|"
    steps.answer("capacity", "added ÷ change of pH", numbers, added / change.exact)
    return steps.done()


@calculator(
    "F55",
    "pKa of a dissociation constant",
    (Input("ka", NUMBER_OF, "dissociation constant, in mol/L, as a plain decimal"),),
    (Out("pka", NUMBER_OF),),
    "−log Ka; register F55",
)
def pka_of_constant(ka: Quantity) -> Working:
    """Give the pKa of a dissociation constant; of Kb it gives pKb.

    >>> pka_of_constant(ka="0.0000175").told
    'pka 4.76'
    """
    steps = Steps(f"pKa of {show(ka)}")
    found = _pk("pKa", number(-decimal_log(ka.exact)))
    steps.answer("pka", "−log Ka", f"−log {show(ka)}", found, digits=2, exact=False)
    return steps.done()


def _write_ph(steps: Steps, pka: Quantity, told: str, base: Quantity, acid: Quantity) -> None:
    times = ratio(converted(base, str(acid.unit), "base") / acid)
    parts = f"{show(base)} ÷ {show(acid)}"
    steps.line("ratio", "base ÷ acid", parts, number(times))
    found = _ph(pka + number(decimal_log(times)))
    numbers = f"{told} + log({show(number(times))})"
    steps.answer("ph", "pKa + log(base ÷ acid)", numbers, found, digits=2, exact=False)


def _write_ratio(steps: Steps, ph: Quantity, pka: Amount) -> Fraction:
    times = _ratio(steps, ph, pka)
    numbers = f"10^({show(ph)} − {pka})"
    steps.line("ratio", "base ÷ acid = 10^(pH − pKa)", numbers, number(times), exact=False)
    return times


def _ratio(steps: Steps, ph: Quantity, pka: Amount) -> Fraction:
    PKA.warn(steps, (pka,))
    return power(_TEN, (_ph(ph) - _pk("pKa", pka.quantity)).exact)


def _ph(value: Quantity) -> Quantity:
    if not 0 <= value.exact <= _PH_MOST:
        what = "pH"
        raise OutOfRange(what, show(value), f"from 0 to {_PH_MOST}")
    return value


def _pk(what: str, value: Quantity) -> Quantity:
    if not 0 < value.exact <= _PK_MOST:
        raise OutOfRange(
            what, show(value), f"between 0 and {_PK_MOST}, that of a weak acid or base"
        )
    return value
