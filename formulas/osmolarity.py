"""Four published estimates of a nutrition bag's osmolarity: F41 to F44.

They differ by more than a fifth on one bag, so each is a calculator of its own and says in its
working whose it is. None of them clears a bag for a vein.
"""

from fractions import Fraction

from formulas.calculator import Input, Out, calculator
from formulas.errors import LessThanNothing
from formulas.kinds import (
    CHARGE,
    CHARGE_IN_VOLUME,
    MASS,
    MASS_IN_VOLUME,
    NUMBER_OF,
    OSMOLARITY,
    VOLUME,
)
from formulas.number import plain
from formulas.quantity import Quantity, make, show, total
from formulas.units import Unit, unit
from formulas.working import Steps, Working

Term = tuple[int | Fraction, Quantity]

_DEXTROSE = Input(
    "dextrose", MASS, "dextrose in the bag, as the hydrous grams of its label", zero=True
)
_AMINO_ACIDS = Input("amino_acids", MASS, "amino acids in the bag", zero=True)
_LIPID = Input("lipid", MASS, "fat in the bag, 0 g for a two-in-one", optional=True, zero=True)
_VOLUME = Input("volume", VOLUME, "volume of the finished bag")
_OSMOLARITY = (Out("osmolarity", OSMOLARITY),)

# Milliosmoles each gram, percent or milliequivalent is taken to bring, as the source prints them.
_SIMPLIFIED = {"dextrose": 5, "amino acids": 10, "electrolytes": 1}
_SIMPLIFIED_LIPID = Fraction("0.71")
_PAEDIATRIC = {"dextrose": 5, "amino acids": 10, "electrolytes": 2}
_PERCENT = {"dextrose": 50, "amino acids": 100, "lipid": 15, "electrolytes": 1}
_NEONATAL: dict[str, int | Fraction] = {
    "amino acids": 8,
    "glucose": 7,
    "sodium": 2,
    "phosphorus": Fraction("0.2"),
}
_NEONATAL_LESS = 50


@calculator(
    "F41",
    "Osmolarity of a nutrition bag, simplified estimate",
    (
        _DEXTROSE,
        _AMINO_ACIDS,
        _LIPID,
        Input("electrolytes", CHARGE, "sum of the cations in the bag: Na + K + Ca + Mg", zero=True),
        _VOLUME,
        Input(
            "lipid_factor",
            NUMBER_OF,
            "mOsm for each gram of fat; of the product, 0.71 where nothing else is known",
            optional=True,
        ),
    ),
    _OSMOLARITY,
    "ASPEN Parenteral Nutrition Handbook, 3rd ed (2020), Table 2-1; register F41",
)
def osmolarity_simplified(
    dextrose: Quantity,
    amino_acids: Quantity,
    electrolytes: Quantity,
    volume: Quantity,
    lipid: Quantity | None = None,
    lipid_factor: Quantity | None = None,
) -> Working:
    """Estimate osmolarity as 5 × dextrose + 10 × amino acids + 0.71 × fat + 1 × mEq of cations.

    >>> osmolarity_simplified(
    ...     dextrose="150 g", amino_acids="50 g", lipid="20 g", electrolytes="150 mEq", volume="1 L"
    ... ).told
    'osmolarity 1414.2 mOsm/L'
    """
    factor = _SIMPLIFIED_LIPID if lipid_factor is None else lipid_factor.exact
    terms: dict[str, Term] = {
        "dextrose": (_SIMPLIFIED["dextrose"], dextrose.to("g")),
        "amino acids": (_SIMPLIFIED["amino acids"], amino_acids.to("g")),
        "electrolytes": (_SIMPLIFIED["electrolytes"], electrolytes.to("mEq")),
    }
    if lipid is not None:
        terms["fat"] = (factor, lipid.to("g"))
    return _of_a_bag("simplified estimate", terms, volume)


@calculator(
    "F42",
    "Osmolarity of a nutrition bag, paediatric estimate",
    (
        _DEXTROSE,
        _AMINO_ACIDS,
        Input("electrolytes", CHARGE, "sum of the cations in the bag: Na + K + Ca + Mg", zero=True),
        _VOLUME,
    ),
    _OSMOLARITY,
    "ASPEN Pediatric & Neonatal Nutrition Handbook, 3rd ed, p 197; register F42",
)
def osmolarity_paediatric(
    dextrose: Quantity, amino_acids: Quantity, electrolytes: Quantity, volume: Quantity
) -> Working:
    """Estimate osmolarity as 5 × dextrose + 10 × amino acids + 2 × mEq of cations.

    >>> osmolarity_paediatric(
    ...     dextrose="80 g", amino_acids="27 g", electrolytes="205.5 mEq", volume="1 L"
    ... ).told
    'osmolarity 1081 mOsm/L'
    """
    terms: dict[str, Term] = {
        "dextrose": (_PAEDIATRIC["dextrose"], dextrose.to("g")),
        "amino acids": (_PAEDIATRIC["amino acids"], amino_acids.to("g")),
        "electrolytes": (_PAEDIATRIC["electrolytes"], electrolytes.to("mEq")),
    }
    return _of_a_bag("paediatric estimate", terms, volume)


@calculator(
    "F43",
    "Osmolarity from percent strengths",
    (
        Input("dextrose", MASS_IN_VOLUME, "final strength of dextrose", zero=True),
        Input("amino_acids", MASS_IN_VOLUME, "final strength of amino acids", zero=True),
        Input("lipid", MASS_IN_VOLUME, "final strength of fat", optional=True, zero=True),
        Input("electrolytes", CHARGE_IN_VOLUME, "electrolytes by litre, never by day", zero=True),
    ),
    _OSMOLARITY,
    "ASHP/ASPEN Nutrition Support Certificate (2022), requirements part 2; register F43",
)
def osmolarity_from_percents(
    dextrose: Quantity,
    amino_acids: Quantity,
    electrolytes: Quantity,
    lipid: Quantity | None = None,
) -> Working:
    """Estimate osmolarity as 50 × % dextrose + 100 × % amino acids + 15 × % fat + 1 × mEq/L.

    >>> osmolarity_from_percents(
    ...     dextrose="5.7 % w/v", amino_acids="2.9 % w/v", electrolytes="109 mEq/L"
    ... ).told
    'osmolarity 684 mOsm/L'
    """
    terms: dict[str, Term] = {
        "dextrose": (_PERCENT["dextrose"], dextrose.to("% w/v")),
        "amino acids": (_PERCENT["amino acids"], amino_acids.to("% w/v")),
        "electrolytes": (_PERCENT["electrolytes"], electrolytes.to("mEq/L")),
    }
    if lipid is not None:
        terms["fat"] = (_PERCENT["lipid"], lipid.to("% w/v"))
    return _by_litre(Steps("Osmolarity from percent strengths"), terms)


@calculator(
    "F44",
    "Osmolarity of a neonatal bag",
    (
        Input("amino_acids", MASS_IN_VOLUME, "amino acids by litre", zero=True),
        Input("glucose", MASS_IN_VOLUME, "glucose by litre", zero=True),
        Input("sodium", CHARGE_IN_VOLUME, "sodium by litre", zero=True),
        Input("phosphorus", MASS_IN_VOLUME, "phosphorus by litre, as the element", zero=True),
    ),
    _OSMOLARITY,
    "Pereira-da-Silva, as printed in the NeoReviews study guide, answer 65; the original measures "
    "osmolality (recalled, unconfirmed); register F44",
)
def osmolarity_neonatal(
    amino_acids: Quantity, glucose: Quantity, sodium: Quantity, phosphorus: Quantity
) -> Working:
    """Estimate as 8 × amino acids g/L + 7 × glucose g/L + 2 × sodium mEq/L + 0.2 × P mg/L − 50.

    >>> osmolarity_neonatal(
    ...     amino_acids="27 g/L", glucose="80 g/L", sodium="140 mEq/L", phosphorus="56 mg/L"
    ... ).told
    'osmolarity 1017.2 mOsm/L'
    """
    terms: dict[str, Term] = {
        "amino acids": (_NEONATAL["amino acids"], amino_acids.to("g/L")),
        "glucose": (_NEONATAL["glucose"], glucose.to("g/L")),
        "sodium": (_NEONATAL["sodium"], sodium.to("mEq/L")),
        "phosphorus": (_NEONATAL["phosphorus"], phosphorus.to("mg/L")),
    }
    steps = Steps("Osmolarity of a neonatal bag")
    steps.warn("The printed form says osmolarity; the study behind it measured osmolality.")
    return _by_litre(steps, terms, _NEONATAL_LESS)


_BY_LITRE = unit("mOsm/L")


def _of_a_bag(whose: str, terms: dict[str, Term], volume: Quantity) -> Working:
    """Sum what each ingredient of a bag brings, and bring it to a litre."""
    steps = Steps(f"Osmolarity of {show(volume)}, {whose}")
    brought = [_brings(steps, name, term, unit("mOsm")) for name, term in terms.items()]
    summed = " + ".join(show(one) for one in brought)
    osmolarity = (total(brought) / volume).to(_BY_LITRE)
    steps.answer("osmolarity", "sum ÷ volume", f"({summed}) ÷ {show(volume)}", osmolarity)
    return steps.done()


def _by_litre(steps: Steps, terms: dict[str, Term], less: int = 0) -> Working:
    """Sum what each ingredient brings to a litre, less what the estimate takes off."""
    brought = [_brings(steps, name, term, _BY_LITRE) for name, term in terms.items()]
    summed = " + ".join(show(one) for one in brought)
    off = make(Fraction(less), _BY_LITRE)
    formula, numbers = ("sum − constant", f"{summed} − {off}") if less else ("sum", summed)
    osmolarity = total(brought) - off
    if osmolarity.exact < 0:
        what, why = "osmolarity", "the estimate is not made for so thin a mixture"
        raise LessThanNothing(what, show(osmolarity), why)
    steps.answer("osmolarity", formula, numbers, osmolarity)
    return steps.done()


def _brings(steps: Steps, name: str, term: Term, of: Unit) -> Quantity:
    factor, there = term
    each = f"{plain(Fraction(factor))} mOsm for each {str(there.unit).partition('/')[0]}"
    return steps.line(
        name, each, f"{plain(Fraction(factor))} × {there}", make(factor * there.exact, of)
    )
