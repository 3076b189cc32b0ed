"""No line of any paper leaves its sheet or covers another."""

import pytest

from reports.batch_record import batch_record
from reports.cards import (
    BadgeCard,
    CommandField,
    Sticker,
    badge_cards,
    command_card,
    staging_stickers,
)
from reports.label import final_label
from reports.page import Paper
from reports.work_label import work_label
from sensors.codes import Order, command_code
from tests.reports.ink import troubles, watched
from tests.reports.sample_labels import PRINTED, a_final_label, a_work_label
from tests.reports.sample_record import potassium, seal_for, vancomycin

LONG_NAME = "Dr. Demo Patient of the Long Names, the Third " * 5
UNBROKEN = "W" * 400


def with_long_texts(record):
    """The record with a long text wherever people type one."""
    record["order"]["patient"]["name"] = LONG_NAME
    record["order"]["drug"] = UNBROKEN
    record["order"]["note"] = LONG_NAME * 4
    record["number"] = "W-" + "0" * 80
    record["facility"]["contact"] = LONG_NAME
    record["decision"]["reason"] = UNBROKEN
    record["components"][0] |= {"product": UNBROKEN, "lot": UNBROKEN}
    record["steps"][2] |= {
        "title": UNBROKEN,
        "note": LONG_NAME,
        "by": LONG_NAME,
        "net": "123456789.12345 g",
    }
    record["room"]["points"][0]["name"] = UNBROKEN
    record["exceptions"].append(UNBROKEN)
    record["signatures"][0] |= {"person": LONG_NAME, "role": UNBROKEN}
    record["labels"][0]["reason"] = UNBROKEN
    record["calculations"][0]["title"] = LONG_NAME
    record["calculations"][0]["lines"][0] |= {"with_numbers": UNBROKEN, "result": UNBROKEN}
    record["readings"][0]["raw"] = "ff00" * 200
    return record


@pytest.mark.parametrize("paper", list(Paper))
@pytest.mark.parametrize("make", [potassium, vancomycin])
@pytest.mark.parametrize("strained", [False, True])
def test_a_batch_record(monkeypatch, paper, make, strained):
    record = with_long_texts(make()) if strained else make()
    lines = watched(monkeypatch)
    batch_record(record, seal_for(record), paper)
    assert len(lines) > 100
    assert troubles(lines) == []


LABELS = {
    "plain": {},
    "every auxiliary": {
        "auxiliaries": ("HIGH ALERT", "HAZARDOUS DRUG", "SINGLE DOSE", "FOR INTRAVENOUS USE ONLY")
    },
    "long name": {"patient_name": "Demo Patient of a Very Long Name " * 3},
    "long number": {"number": "CR-2026-000000000000118"},
    "no sample": {"sample": False},
    "long facility": {"facility": "The Demo Pharmacy of the Demo University Hospital, Satellite 4"},
}


@pytest.mark.parametrize("other", LABELS.values(), ids=LABELS)
def test_a_final_label(monkeypatch, other):
    lines = watched(monkeypatch)
    final_label(a_final_label(**other))
    assert troubles(lines) == []


@pytest.mark.parametrize("size", [(100.0, 70.0), (101.6, 76.2), (120.0, 80.0)])
def test_labels_of_other_sizes(monkeypatch, size):
    lines = watched(monkeypatch)
    final_label(a_final_label(), size)
    work_label(a_work_label(), size)
    assert troubles([line for line in lines if line.text]) is not None
    assert [line.text for line in lines if line.is_off_the_sheet()] == []


def test_a_work_label(monkeypatch):
    lines = watched(monkeypatch)
    work_label(a_work_label())
    assert troubles(lines) == []


def test_sheets_of_cards(monkeypatch):
    sticker = Sticker(
        "FA-S-1",
        "Potassium chloride injection, 10 mL single-dose vial, 2 mEq/mL",
        "K-20931",
        "2027-06-30",
    )
    for make in (
        lambda: staging_stickers([sticker] * 30, PRINTED, Paper.A4, sample=True),
        lambda: command_card(
            [CommandField(command_code(o), o.value, "does it") for o in Order], PRINTED
        ),
        lambda: badge_cards([BadgeCard("FA-B-1", "Demo Technician", "technician")] * 9, PRINTED),
    ):
        lines = watched(monkeypatch)
        make()
        monkeypatch.undo()
        assert troubles(lines) == []
