"""How each input is written: with a unit, as a plain number, as a word, or as a name on file."""

from dataclasses import dataclass

from formulas.calculator import Input
from formulas.errors import UnknownUnit
from formulas.kinds import Choice, Kind, Named, OfSubstance, split_substance
from formulas.products import PRODUCT, products
from formulas.salts import SUBSTANCE, substances
from formulas.units import unit

FEW = 6  # units a person reads in one line
NUMBER = "plain number"


@dataclass(frozen=True)
class Writing:
    """What may be written: words to choose one of, names on file, units ("" is a plain number)."""

    words: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    with_name: str = ""  # an example, where a quantity never stands without its substance

    @property
    def all(self) -> tuple[str, ...]:
        """Give everything that may be written, each once."""
        return (*self.words, *(one or NUMBER for one in self.units), *self.names)

    @property
    def hint(self) -> str:
        """Say in a line how it is written; the first few units of many."""
        named = [one for one in self.units if one]
        more = " …" if len(named) > FEW else ""
        unit_first = "with its unit and its name behind it" if self.with_name else "with its unit"
        parts = [f"{unit_first}: {', '.join(named[:FEW])}{more}"] if named else []
        if "" in self.units:
            parts.append("as a plain number" if named else "a plain number, without a unit")
        if self.names:
            parts.append("a name on file")
        said = ", or ".join(parts)
        return f"{said[:1].upper()}{said[1:]}" if said else ""

    @property
    def more(self) -> tuple[str, ...]:
        """Give every unit and name, where the hint has no room for them."""
        return self.all if self.names or len(self.units) > FEW else ()


def writing(one: Input) -> Writing:
    """Give how this input is written."""
    offered = tuple(dict.fromkeys(one.kind.offered))
    if isinstance(one.kind, Choice):
        return Writing(words=offered)
    units = tuple(each for each in offered if not each or _is_unit(each))
    names = tuple(each for each in offered if each not in units)
    return Writing(units=units, names=(*names, *_on_file(one.kind)), with_name=_with_name(one.kind))


def _with_name(kind: Kind) -> str:
    """Give the example of a kind whose every quantity names its substance."""
    if not isinstance(kind, OfSubstance):
        return ""
    return kind.example if split_substance(kind.example)[1] else ""


def _on_file(kind: Kind) -> tuple[str, ...]:
    """Give the names that a kind takes without offering them, since they are many."""
    if not isinstance(kind, Named):
        return ()
    if kind.name == SUBSTANCE.name:
        return tuple(sorted(substances().names))
    return tuple(sorted(products())) if kind.name == PRODUCT.name else ()


def _is_unit(text: str) -> bool:
    try:
        unit(text)
    except UnknownUnit:
        return False
    return True
