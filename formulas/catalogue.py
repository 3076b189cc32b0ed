"""Every calculator of the engine, in the order of its subjects.

A module not named here offers nothing: its calculators appear on no list, page or command.
"""

from collections.abc import Mapping

from formulas import (
    aliquots,
    alligation,
    bag_content,
    balance_fitness,
    body,
    body_surface,
    buffers,
    closure,
    delivery,
    density,
    dilution,
    dilution_by_mass,
    displacement,
    dissociation,
    dose,
    dose_by_surface,
    dose_from_vials,
    dose_volume,
    draw,
    electrolytes,
    elemental,
    evaporation,
    freezing_point,
    gravimetry,
    gravity_by_weighing,
    ideal_osmolarity,
    isotonic_volume,
    isotonicity,
    measuring,
    mixed_strength,
    ordered_ions,
    osmolarity,
    percent,
    percent_by_weight,
    phosphate,
    phosphate_order,
    product_use,
    rate,
    ratio_strength,
    reconstitution,
    salt_components,
    salt_solutions,
    serial,
    sprowls,
    still_to_supply,
    temperature,
    times_over,
    titration,
    vials,
    weighed_product,
    weighed_step,
    weighing_uncertainty,
)
from formulas.calculator import REGISTER, Calculator, find

_MODULES = (
    dilution,
    draw,
    vials,
    dilution_by_mass,
    serial,
    evaporation,
    alligation,
    mixed_strength,
    percent,
    percent_by_weight,
    ratio_strength,
    reconstitution,
    displacement,
    closure,
    gravimetry,
    weighing_uncertainty,
    weighed_step,
    weighed_product,
    dose_from_vials,
    balance_fitness,
    measuring,
    aliquots,
    density,
    gravity_by_weighing,
    osmolarity,
    body,
    body_surface,
    dose,
    dose_volume,
    dose_by_surface,
    times_over,
    isotonicity,
    isotonic_volume,
    sprowls,
    freezing_point,
    dissociation,
    rate,
    titration,
    delivery,
    electrolytes,
    bag_content,
    salt_components,
    still_to_supply,
    phosphate,
    ideal_osmolarity,
    product_use,
    temperature,
    buffers,
    ordered_ions,
    salt_solutions,
    elemental,
    phosphate_order,
)


def _listed() -> dict[str, Calculator]:
    names = [module.__name__ for module in _MODULES]
    ordered = sorted(REGISTER.values(), key=lambda one: names.index(one.run.__module__))
    return {one.name: one for one in ordered}


CALCULATORS: Mapping[str, Calculator] = _listed()


def calculator(name: str) -> Calculator:
    """Give a calculator by its name.  Raises UnknownCalculator."""
    return find(name, CALCULATORS)
