from datetime import timedelta

import pytest

from beyond_use.in_use import Container, Label, in_use
from tests.beyond_use.opened_containers import DAY, EIGHT, HOUR, opened, with_figure


@pytest.mark.parametrize(
    ("container", "lasts", "expected"),
    [
        (Container.SINGLE_DOSE, 6 * HOUR, 6 * HOUR),
        (Container.SINGLE_DOSE, 24 * HOUR, 12 * HOUR),
        (Container.MULTIPLE_DOSE, 14 * DAY, 14 * DAY),
        (Container.MULTIPLE_DOSE, 42 * DAY, 42 * DAY),
        (Container.PHARMACY_BULK, 4 * HOUR, 4 * HOUR),
        (Container.PHARMACY_BULK, 24 * HOUR, 24 * HOUR),
        (Container.STOCK, 24 * HOUR, 12 * HOUR),
        (Container.AMPULE, 24 * HOUR, timedelta(0)),
        (Container.COMPOUNDED_MULTIPLE_DOSE, 42 * DAY, 28 * DAY),
    ],
)
def test_a_label_counts_as_far_as_the_law_lets_it(law, container, lasts, expected):
    told = in_use(opened(container, label=Label(lasts)), EIGHT, law)
    assert told.until == EIGHT + expected


def test_a_label_in_hours_and_minutes_is_told_so(law):
    label = Label(timedelta(hours=1, minutes=30))
    told = in_use(opened(label=label), EIGHT, law)
    assert "1 h 30 min from opening by its label" in told.told
    told = in_use(opened(Container.MULTIPLE_DOSE, label=Label(DAY)), EIGHT, law)
    assert "1 day from opening by its label" in told.told
    told = in_use(opened(label=Label(timedelta(0))), EIGHT, law)
    assert told.until == EIGHT


@pytest.mark.parametrize(
    "container", [Container.SINGLE_DOSE, Container.MULTIPLE_DOSE, Container.PHARMACY_BULK]
)
def test_a_label_nobody_read_allows_nothing(law, container):
    told = in_use(opened(container, label=None), EIGHT, law)
    assert not told.allowed
    (reason,) = [one for one in told.reasons if not one.met]
    assert reason.says.endswith("label read for its time after opening: not known. Read it first.")
    assert "reads the label" in reason.lifted_by


def test_a_bulk_package_whose_label_gives_no_time_is_not_kept(law):
    told = in_use(opened(Container.PHARMACY_BULK), EIGHT, law)
    assert not told.allowed
    assert "its label gives a time: no. Discard it." in told.told


@pytest.mark.parametrize(("entries", "allowed"), [(1, True), (2, False), (None, False)])
def test_a_single_penetration_is_one(law, entries, allowed):
    label = Label(4 * HOUR, single_penetration=True)
    package = opened(Container.PHARMACY_BULK, label=label, entries=entries)
    assert in_use(package, EIGHT + HOUR, law).allowed is allowed


def test_more_than_one_entry_is_counted_out_loud(law):
    label = Label(4 * HOUR, single_penetration=True)
    told = in_use(opened(Container.PHARMACY_BULK, label=label, entries=3), EIGHT, law)
    assert "entered once, as its label asks (3 counted): no. Discard it." in told.told
    told = in_use(opened(Container.PHARMACY_BULK, label=label, entries=None), EIGHT, law)
    assert "entered once, as its label asks: not known. Discard it." in told.told


def test_where_the_label_does_not_say_so_entries_are_not_counted(law):
    assert in_use(opened(entries=9), EIGHT + HOUR, law).allowed


@pytest.mark.parametrize(("label", "days"), [(42, 14), (14, 14), (7, 7), (None, 14)])
def test_a_label_does_not_lengthen_what_the_house_has_tightened(law, label, days):
    strict = with_figure(law, "IN-4", "14", "day")
    vial = opened(Container.MULTIPLE_DOSE, label=Label(label and label * DAY))
    assert in_use(vial, EIGHT, strict).until == EIGHT + days * DAY
