"""What the arithmetic refuses, and what to do about it.

FormulaError
├── NotANumber          a figure that is no plain decimal number
├── UnknownUnit         a unit the vocabulary does not name
├── OtherKind           two units that measure different things
├── WrongUnit           a known unit where another kind belongs
│   └── BarePercent     a percent that does not say of what
├── DoNotAdd            an amount met a rate, or a strength one stated for another volume
├── NotPositive         nothing, or less than nothing, where something must be
│   └── RoundedAway     a device's steps so coarse that a part becomes nothing
├── OutOfRange          a figure outside what its formula can mean
├── LessThanNothing     an answer below zero: what is there already is more than what is wanted
├── DoesNotFit          the parts are more than the whole that must hold them
├── SubstanceError
│   ├── OtherSubstance  an amount of one substance met the strength of another
│   ├── NoNameHere      a substance named where a bare quantity is asked for
│   ├── NoName          a bare quantity where its substance must be named
│   ├── SaltOrElement   milligrams of an ion from a product named for its salt
│   ├── UnknownSubstance  no such substance is on file
│   ├── BadSubstance    a substance's own figures contradict each other, or lack their source
│   ├── NoMolarMass     a mixture has no molar mass: its mass and its moles do not meet
│   └── NoEquivalents   a substance of mixed valence has no milliequivalents
├── ProductError
│   ├── UnknownProduct  no such product is on file
│   ├── BadProduct      a product's own figures contradict each other, or lack their source
│   ├── Forbidden       a product may not be used in this way at all
│   ├── Implausible     an order that would take more of a product than anyone means
│   ├── OtherStrength   the product at hand has another strength than the one ordered
│   └── TooLittle       an order that would take less of a product than can be measured
├── CannotConcentrate   diluting cannot make a solution stronger
├── DoesNotReach        a part of an aliquot method is too little to be measured
├── Hypertonic          drugs alone are more than isotonic, so nothing may be added
├── NotPaired           two lists that belong together are of different length
├── NotBetween          a mixture lies between its parts, never beyond them
├── NoDisplacement      the label's volumes contradict each other
├── TooCoarse           the instrument cannot verify what it is asked to
├── BadCase             a published case that cannot be read as one
├── Altered             a stored answer whose figure and printed text are not of one value
├── NutritionError
│   ├── OtherBasis      a figure on a basis on which this patient's orders are not written
│   ├── OrderedTwice    one substance, or one ion, ordered by two lines
│   ├── CannotBeMet     ions that the order's products cannot all bring
│   ├── NoSalt          no product, or not only one, that could bring an ion
│   ├── NoPlace         a product for which the mixing order has not exactly one place
│   ├── BadTable        a table of the compounding sheet that contradicts itself, or lacks something
│   ├── BadLimits       a table of limits that contradicts itself or lacks its source
│   ├── Loosened        a site's table that would let pass what an absolute limit stops
│   ├── BadCurve        a curve of calcium with phosphate that contradicts itself
│   ├── OtherCurve      a curve that was made for another product
│   ├── Undeclared      a product that does not declare what a method needs
│   └── Disagreement    the second calculation does not come to what was ordered
│       └── NotVerified  the second calculation cannot read what it must hold against the order
└── CalculatorError
    ├── UnknownCalculator  no such calculator is declared
    ├── UnknownInput    the calculator has no such input
    ├── MissingInput    an input that the calculator needs was not given
    ├── UnknownChoice   a word that is none of those the input knows
    └── NotReadable     a value too long to be meant, or with signs that nobody sees
"""

from formulas.calculator_errors import (
    Altered,
    BadCase,
    CalculatorError,
    MissingInput,
    NotReadable,
    UnknownCalculator,
    UnknownChoice,
    UnknownInput,
)
from formulas.mixing_errors import (
    CannotConcentrate,
    DoesNotFit,
    DoesNotReach,
    Hypertonic,
    NoDisplacement,
    NotBetween,
    NotPaired,
    RoundedAway,
    TooCoarse,
)
from formulas.number_errors import (
    BarePercent,
    DoNotAdd,
    FormulaError,
    LessThanNothing,
    NotANumber,
    NotPositive,
    OtherKind,
    OutOfRange,
    UnknownUnit,
    WrongUnit,
)
from formulas.nutrition_errors import (
    BadCurve,
    BadLimits,
    BadTable,
    CannotBeMet,
    Disagreement,
    Loosened,
    NoPlace,
    NoSalt,
    NotVerified,
    NutritionError,
    OrderedTwice,
    OtherBasis,
    OtherCurve,
    Undeclared,
)
from formulas.product_errors import (
    BadProduct,
    BadSubstance,
    Forbidden,
    Implausible,
    NoEquivalents,
    NoMolarMass,
    NoName,
    NoNameHere,
    OtherStrength,
    OtherSubstance,
    ProductError,
    SaltOrElement,
    SubstanceError,
    TooLittle,
    UnknownProduct,
    UnknownSubstance,
)

__all__ = [
    "Altered",
    "BadCase",
    "BadCurve",
    "BadLimits",
    "BadProduct",
    "BadSubstance",
    "BadTable",
    "BarePercent",
    "CalculatorError",
    "CannotBeMet",
    "CannotConcentrate",
    "Disagreement",
    "DoNotAdd",
    "DoesNotFit",
    "DoesNotReach",
    "Forbidden",
    "FormulaError",
    "Hypertonic",
    "Implausible",
    "LessThanNothing",
    "Loosened",
    "MissingInput",
    "NoDisplacement",
    "NoEquivalents",
    "NoMolarMass",
    "NoName",
    "NoNameHere",
    "NoPlace",
    "NoSalt",
    "NotANumber",
    "NotBetween",
    "NotPaired",
    "NotPositive",
    "NotReadable",
    "NotVerified",
    "NutritionError",
    "OrderedTwice",
    "OtherBasis",
    "OtherCurve",
    "OtherKind",
    "OtherStrength",
    "OtherSubstance",
    "OutOfRange",
    "ProductError",
    "RoundedAway",
    "SaltOrElement",
    "SubstanceError",
    "TooCoarse",
    "TooLittle",
    "Undeclared",
    "UnknownCalculator",
    "UnknownChoice",
    "UnknownInput",
    "UnknownProduct",
    "UnknownSubstance",
    "UnknownUnit",
    "WrongUnit",
]
