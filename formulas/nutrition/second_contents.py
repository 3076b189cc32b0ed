"""What a millilitre holds of a substance, in the kind of amount that is asked: the second road.

The label's own figure first; then its moles; then the moles of the salts that bring an ion.
"""

from fractions import Fraction

from formulas.errors import NotVerified
from formulas.nutrition.second_labels import Label, Matter, Shelf, folded

MILLI = 1000  # mg in a g, and so the mmol in a gram's share of a molar mass


def meaning(shelf: Shelf, label: Label, words: str) -> str:
    """Give the substance of a label that an order's words mean.  Raises NotVerified."""
    given = folded(words)
    if given in {"", folded(label.name), folded(label.id)}:
        return next(iter(label.strengths), "")
    meant = label.called.get(given, given)
    known = shelf.matter.get(folded(meant))
    return meant if known is None else known.name


def held(shelf: Shelf, label: Label, substance: str, kind: str) -> Fraction:
    """Give how much of a substance one mL holds, nought where the product brings none.

    ``kind`` is g, mEq, mmol or unit; mL is the product itself.  Raises NotVerified where the label
    names the substance but cannot be read in that kind.
    """
    if kind == "mL":
        return Fraction(1)
    figures = label.strengths.get(substance, {})
    if kind in figures:
        return figures[kind]
    matter = shelf.matter.get(folded(substance))
    if matter is None or (kind == "unit" and not figures):
        return Fraction(0)
    if kind == "mEq" and (charges := _of_the_only_cation(shelf, label, matter)):
        return charges
    moles = millimoles(shelf, label, matter)
    if moles is None and not figures:
        return Fraction(0)
    if moles is None or kind not in {"g", "mEq", "mmol"}:
        raise NotVerified(label.id, f"a label that states its {substance} in {kind}")
    return moles if kind == "mmol" else _of_moles(shelf, matter, moles, kind)


def millimoles(shelf: Shelf, label: Label, matter: Matter) -> Fraction | None:
    """Give the mmol in one mL: of the substance's own figures, else of what brings it."""
    own = _from_figures(shelf, label, matter)
    if own is not None:
        return own
    salts = [
        (count, _from_figures(shelf, label, salt))
        for name in label.strengths
        if (salt := shelf.matter.get(folded(name))) is not None
        and not salt.charge
        and (count := _count(shelf, salt, matter))
    ]
    brought = [count * moles for count, moles in salts if moles is not None]
    if brought:
        return sum(brought, Fraction(0))
    for name in label.strengths:
        other = shelf.matter.get(folded(name))
        if other is not None and matter.name in other.counts_as:
            return _from_figures(shelf, label, other)
    return None


def valence(shelf: Shelf, matter: Matter) -> int:
    """Give the mEq in a mmol: an ion's charge, or the positive charges of a salt."""
    if matter.charge:
        return abs(matter.charge)
    charges = ((count, shelf.matter[folded(ion)].charge) for ion, count in matter.ions.items())
    return sum(count * charge for count, charge in charges if charge > 0)


def _from_figures(shelf: Shelf, label: Label, matter: Matter) -> Fraction | None:
    """Give mmol/mL by the label's mmol, its mEq, or its mass, whichever it says first of these."""
    figures = label.strengths.get(matter.name, {})
    if "mmol" in figures:
        return figures["mmol"]
    if "mEq" in figures and valence(shelf, matter):
        return figures["mEq"] / valence(shelf, matter)
    if "g" in figures and matter.mass is not None:
        return figures["g"] * MILLI / matter.mass
    return None


def _of_moles(shelf: Shelf, matter: Matter, moles: Fraction, kind: str) -> Fraction:
    if kind == "mEq" and valence(shelf, matter):
        return moles * valence(shelf, matter)
    if kind == "g" and matter.mass is not None:
        return moles * matter.mass / MILLI
    raise NotVerified(matter.name, f"a substance that has an amount in {kind}")


def _count(shelf: Shelf, salt: Matter, ion: Matter) -> int:
    """Give how many of an ion a salt falls into; each hydrogen phosphate is one phosphate."""
    return sum(
        count
        for name, count in salt.ions.items()
        if name == ion.name or ion.name in shelf.matter[folded(name)].counts_as
    )


def _of_the_only_cation(shelf: Shelf, label: Label, salt: Matter) -> Fraction | None:
    """Give a salt's mEq as its label states them for its one cation."""
    cations = [name for name in salt.ions if shelf.matter[folded(name)].charge > 0]
    if salt.charge or salt.name not in label.strengths or len(cations) != 1:
        return None
    return label.strengths.get(cations[0], {}).get("mEq")
