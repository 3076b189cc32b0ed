"""The spellings people may write, and the word to use instead of those that mislead.

Whole spellings are matched against this list, so neither pint's parser nor its prefixes ever see
what a person typed.
"""

AMOUNTS = (
    "mg", "g", "mcg", "kg", "ng", "mEq", "mmol", "unit", "mOsm", "Eq", "mol", "mcmol", "Osm",
    "kcal",
)  # fmt: skip
VOLUMES = ("mL", "L")
CONTAINERS = ("bag", "ampoule", "vial", "dose")
_ALONE = (
    "s", "min", "h", "day", "cm", "inch", "m2", "lb", "gtt", "degC", "K", "Pa", "kPa", "in_wc",
    "kJ/mol", "J/mol",
)  # fmt: skip
_SHARES = ("percent", "% w/v", "% w/w", "% v/v")
_TIMES = ("min", "h", "day")
_PER = (
    "mL", "dL", "L", "kg", "g", "m2", "mol", "mmol", "mEq", *CONTAINERS, *_TIMES,
    *(f"{body}/{time}" for body in ("kg", "m2") for time in _TIMES), "kg/dose",
)  # fmt: skip
_DRIPS = ("gtt/mL", "gtt/min")

SPELLINGS: tuple[str, ...] = (
    *AMOUNTS,
    *VOLUMES,
    *CONTAINERS,
    *_ALONE,
    *_SHARES,
    *(f"{top}/{below}" for top in (*AMOUNTS, *VOLUMES) for below in _PER if top != below),
    *(f"dose/{time}" for time in _TIMES),
    *_DRIPS,
)

# Names the file of units gives to spellings that cannot be names.
NAMED = {"% w/v": "percent_wv", "% w/w": "percent_ww", "% v/v": "percent_vv"}

# Other spellings that mislead nobody; they are read, never printed.
ALSO = {
    "%": "percent", "in. w.c.": "in_wc", "in": "inch", "units": "unit", "vials": "vial",
    "bags": "bag", "ampoules": "ampoule", "doses": "dose", "drops": "gtt",
    "%w/v": "% w/v", "%w/w": "% w/w", "%v/v": "% v/v",
    "% (w/v)": "% w/v", "% (w/w)": "% w/w", "% (v/v)": "% v/v",
}  # fmt: skip

# Ways of writing that mislead, and the word to use instead.
_WORDS = {
    "ug": "mcg", "µg": "mcg", "μg": "mcg", "gamma": "mcg", "mcgs": "mcg",
    "iu": "unit", "u": "unit", "usp units": "unit",
    "cc": "mL", "mls": "mL", "lt": "L", "litre": "L", "liter": "L",
    "gm": "g", "gram": "g", "grams": "g", "milligram": "mg", "mgs": "mg", "kgs": "kg",
    "c": "degC", "°c": "degC", "celsius": "degC",
    "hr": "h", "hrs": "h", "hour": "h", "hours": "h", "d": "day", "days": "day", "sec": "s",
    "minute": "min", "minutes": "min", "mins": "min", "drop": "gtt",
    "inh2o": "in_wc", "in w.c.": "in_wc", "inwc": "in_wc", "pascal": "Pa",
    "m²": "m2", "m^2": "m2", "sqm": "m2", "inches": "inch", "lbs": "lb", "pounds": "lb",
    "amp": "ampoule", "ampule": "ampoule", "wt/vol": "% w/v", "gtts": "gtt",
    "mg%": "mg/dL",
}  # fmt: skip
# Where a capital letter decides: M is moles in a litre.
_EXACT_WORDS = {"M": "mol/L", "mM": "mmol/L"}
_CASELESS = {spelling.lower(): spelling for spelling in reversed(SPELLINGS)}


def read_as(given: str) -> str:
    """Give the spelling that printed text uses for what a person wrote, as far as it is plain."""
    given = " ".join(given.split())
    if given in ALSO:
        return ALSO[given]
    return given if given in SPELLINGS else "/".join(ALSO.get(p, p) for p in given.split("/"))


def word_for(given: str) -> str:
    """Find the word to use instead of a refused spelling, or an empty text if none is plain."""
    if given in _EXACT_WORDS:
        return _EXACT_WORDS[given]
    pieces = [_CASELESS.get(piece.lower(), piece) for piece in given.split("/")]
    pieces = [ALSO.get(piece, piece) for piece in pieces]
    pieces = [_WORDS.get(piece.lower(), piece) for piece in pieces]
    better = "/".join(pieces)
    return better if better in SPELLINGS else ""


def basis_of(spelling: str) -> str:
    """Give what stands below the line: what a strength or a rate is stated for."""
    return "100 mL" if spelling == "% w/v" else spelling.partition("/")[2]
