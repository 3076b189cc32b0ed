"""A suite in good order on 2026-11-23, with every control of Category 3 in place that day."""

from datetime import date

from beyond_use.controls import Controls, Surroundings

SUITE = Surroundings(pec_iso=5, certified_on=date(2026, 8, 10), in_class=True)
TODAY = date(2026, 11, 23)
CONTROLS = Controls(
    garbing_on=TODAY,
    aseptic_on=TODAY,
    no_bare_skin=True,
    sterile_garb=True,
    garb_every_day=True,
    air_sampled_on=TODAY,
    first_batch=True,
    surfaces_sampled_on=TODAY,
    each_batch_sampled=True,
    sporicidal_on=TODAY,
    batch_units=250,
    stability_indicating=True,
    same_as_studied=True,
    closure_passed=True,
    particulates_passed=True,
)
