"""What is known of the place a preparation is made in, and of the extra controls of Category 3.

Whatever is None is not known, and what is not known is never taken for kept.
"""

from dataclasses import dataclass
from datetime import date

from beyond_use.errors import BadFacts


@dataclass(frozen=True)
class Surroundings:
    """The hood and its suite on the day: ISO class of the hood, the suite's certificate and class.

    A segregated area is not classified, so only ``pec_iso`` speaks of one.
    """

    pec_iso: int | None
    certified_on: date | None = None
    in_class: bool | None = None

    def __post_init__(self) -> None:
        if self.pec_iso is not None and self.pec_iso < 1:
            trouble = f"There is no ISO class {self.pec_iso}; a hood is ISO 5 or cleaner"
            raise BadFacts(trouble)


@dataclass(frozen=True)
class Controls:
    """What Category 3 asks for beyond Category 2, as far as it is known at the start.

    A day is the last one on which it was done, and a sample counts from the day it was taken.
    ``first_batch`` tells whether no Category 3 batch was made before; ``batch_units`` is the yield.
    """

    garbing_on: date | None = None
    aseptic_on: date | None = None
    no_bare_skin: bool | None = None
    sterile_garb: bool | None = None
    garb_every_day: bool | None = None
    air_sampled_on: date | None = None
    first_batch: bool | None = None
    surfaces_sampled_on: date | None = None
    each_batch_sampled: bool | None = None
    sporicidal_on: date | None = None
    batch_units: int | None = None
    stability_indicating: bool | None = None
    same_as_studied: bool | None = None
    closure_passed: bool | None = None
    particulates_passed: bool | None = None

    def __post_init__(self) -> None:
        if self.batch_units is not None and self.batch_units < 1:
            trouble = f"A batch of {self.batch_units} units is no batch"
            raise BadFacts(trouble)
