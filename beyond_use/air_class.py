"""How clean the air is: the ISO class of a particle count, and whether it is clean enough.

The class of a count is the cleanest one whose limit it does not exceed: 3520 in a cubic metre is
ISO 5, one more is ISO 6.
"""

from dataclasses import dataclass
from decimal import Decimal

from beyond_use.edition import Row
from beyond_use.errors import BadFacts
from beyond_use.figures import Otherwise, keeps
from beyond_use.law import Law
from beyond_use.reason import Reason, judge

__all__ = ["Air", "air_class", "cleanest_class"]

_RULE = "FE-1"
_NAMED = "ISO "


@dataclass(frozen=True)
class Air:
    """What is known of the air of a room or hood.

    ``particles`` of 0.5 micrometre and more in a cubic metre, counted while work went on; ``iso``
    the class a certificate states. Where both are known, both must be clean enough.
    """

    particles: Decimal | None = None
    iso: int | None = None

    def __post_init__(self) -> None:
        if self.particles is not None and self.particles < 0:
            trouble = f"A count of {self.particles} particles is none"
            raise BadFacts(trouble)


def cleanest_class(particles: Decimal, law: Law) -> int | None:
    """Give the ISO class of a count in a cubic metre, or None where it is beyond every class."""
    kept = (_class_of(row) for row in law.rows if row.rule == _RULE and keeps(row, particles))
    return min(kept, default=None)


def air_class(what: str, air: Air, wanted: Row, law: Law, otherwise: Otherwise) -> Reason:
    """Judge the air of one room or hood against a row that names a class.

    Raises BadFacts where the row names none.
    """
    if wanted.unit != "iso":
        trouble = f"{wanted.rule} ({wanted.part}) names no class of air"
        raise BadFacts(trouble)
    said = f"{what}, air: {_told(air, law)}; ISO {wanted.value} or cleaner is asked for."
    met = _clean_enough(air, wanted, law)
    do = otherwise.on(met).do
    return judge(
        wanted,
        met=met,
        costs=otherwise.costs,
        says=said if met else f"{said} {do}.",
        lifted_by="" if met else otherwise.lifted_by,
    )


def _clean_enough(air: Air, wanted: Row, law: Law) -> bool | None:
    known = []
    if air.particles is not None:
        known.append(keeps(law.row(_RULE, f"{_NAMED}{wanted.value}"), air.particles))
    if air.iso is not None:
        known.append(keeps(wanted, air.iso))
    return all(known) if known else None


def _told(air: Air, law: Law) -> str:
    told = []
    if air.particles is not None:
        found = cleanest_class(air.particles, law)
        named = "no class" if found is None else f"{_NAMED}{found}"
        told.append(f"{air.particles} particles per m³, which is {named}")
    if air.iso is not None:
        told.append(f"certified as {_NAMED}{air.iso}")
    return ", ".join(told) or "not known"


def _class_of(row: Row) -> int:
    return int(row.part.removeprefix(_NAMED))
