"""Labels say everything or are refused, and their codes are read before anyone prints them."""

import re
import shutil
import subprocess
from datetime import datetime
from io import BytesIO

import pytest
import zxingcpp
from PIL import Image
from pypdf import PdfReader

import reports.codes
from reports.cards import (
    BadgeCard,
    CommandField,
    Sticker,
    badge_cards,
    command_card,
    staging_stickers,
)
from reports.errors import CodeNotReadable, DoesNotFit
from reports.label import final_label, final_label_of
from reports.page import printing
from reports.work_label import work_label, work_label_of
from sensors.codes import Order, command_code
from sensors.errors import CodeNotMade
from sensors.symbol import draw
from tests.reports.paper import dense, sheets, words
from tests.reports.sample_labels import PRINTED, a_final_label, a_work_label
from tests.reports.sample_record import potassium

needs_poppler = pytest.mark.skipif(not shutil.which("pdftoppm"), reason="no pdftoppm here")


def seen_by_a_scanner(pdf, folder, dpi=300):
    """What a scanner reads from the printed sheets."""
    (folder / "paper.pdf").write_bytes(pdf)
    subprocess.run(
        ["pdftoppm", "-gray", "-r", str(dpi), folder / "paper.pdf", folder / "p"], check=True
    )
    found = []
    for path in sorted(folder.glob("p-*")):
        with Image.open(path) as image:
            grey = memoryview(image.tobytes()).cast("B", (image.height, image.width))
        found += [
            (code.symbology_identifier, code.bytes.decode())
            for code in zxingcpp.read_barcodes(grey)
        ]
    return found


FINAL_LABEL_TEXTS = [
    "Demo Patient", "MRN 00012345", "born 1961-04-02", "5 West, bed 12", "vancomycin 1.25 g",
    "in 0.9% sodium chloride 250 mL", "Total volume 275 mL", "4.55 mg/mL (nominal)", "intravenous",
    "over 90 minutes", "Refrigerate, 2 to 8 °C", "single-dose", "Beyond use 2026-12-03 09:12 EST",
    "Prepared by Demo Technician", "Compounded by Demo Pharmacy", "CR-2026-000118",
]  # fmt: skip


@pytest.fixture(scope="module")
def final_words():
    return words(final_label(a_final_label()))


@pytest.mark.parametrize("text", FINAL_LABEL_TEXTS)
def test_the_final_label_says(text, final_words):
    assert dense(text) in final_words


def label_of(record, kind):
    return [label for label in record["labels"] if label["kind"] == kind][-1]


def test_a_final_label_is_spelt_from_its_record():
    record = potassium()
    row = label_of(record, "final")
    printed_at = datetime.fromisoformat(row["printed_at"])
    label = final_label_of(
        row["content"], number=record["number"], code=row["code"], printed_at=printed_at
    )
    text = words(final_label(label))
    for fact in (
        *("potassium chloride 20 mEq", "in 0.9% sodium chloride 1,000 mL", "Total volume 1,010 mL"),
        *("0.0198 mEq/mL (nominal)", "HIGH ALERT", "Single dose", "Storage: refrigerator"),
        *(f"Beyond use {row['content']['beyond_use']}", "Checked by ____", "born 1980-01-31"),
    ):
        assert dense(fact) in text
    assert "single-dose" not in text


def test_a_work_label_is_spelt_from_its_record():
    record = potassium()
    row = label_of(record, "work")
    label = work_label_of(
        row["content"],
        code=row["code"],
        printed_at=PRINTED,
        zone=record["facility"]["zone"],
        sample=True,
    )
    text = words(work_label(label))
    assert dense("Potassium chloride 20 mEq in 0.9% sodium chloride 1,000 mL") in text
    assert dense("Due 2026-11-23 14:30 EST (routine)") in text


def test_drug_and_dose_are_bold():
    content = content_of(final_label(a_final_label()))
    assert re.search(rb"/F2 14\.00 Tf", content)


def content_of(pdf):
    return PdfReader(BytesIO(pdf)).pages[0].get_contents().get_data()


def test_who_checked_is_blank_until_the_check():
    assert "Checkedby________________________" in words(final_label(a_final_label()))
    assert "CheckedbyDemoPharmacist" in words(
        final_label(a_final_label(checked_by="Demo Pharmacist"))
    )


def test_auxiliaries_stand_on_the_label():
    text = words(final_label(a_final_label(auxiliaries=("HIGH ALERT", "HAZARDOUS DRUG"))))
    assert "HIGHALERT" in text
    assert "HAZARDOUSDRUG" in text


def test_a_multiple_dose_container_is_not_called_single_dose():
    assert "single-dose" not in words(final_label(a_final_label(single_dose=False)))


@pytest.mark.parametrize("printer", [final_label, work_label])
@pytest.mark.parametrize("sample", [True, False])
def test_only_sample_labels_are_marked_as_samples(printer, sample):
    label = a_final_label(sample=sample) if printer is final_label else a_work_label(sample=sample)
    assert ("SAMPLE–NOTFORPATIENTUSE" in words(printer(label))) is sample


def test_the_work_label_cannot_be_taken_for_the_final_one():
    text = words(work_label(a_work_label()))
    assert "WORKLABEL–INPROCESS" in text
    assert "Notreleased,notforthepatient." in text
    assert "Preparedby" not in text
    assert "Provisionalbeyonduse2026-11-2709:12EST" in text


def test_equal_labels_give_equal_bytes():
    assert final_label(a_final_label()) == final_label(a_final_label())
    assert work_label(a_work_label()) == work_label(a_work_label())


@needs_poppler
def test_a_scanner_reads_the_final_label(tmp_path):
    pdf = final_label(a_final_label(auxiliaries=("HIGH ALERT",)))
    assert seen_by_a_scanner(pdf, tmp_path) == [("]d2", "91FA-L-CR-2026-000118")]


@needs_poppler
def test_a_scanner_reads_the_work_label_at_the_203_dots_of_a_label_printer(tmp_path):
    pdf = work_label(a_work_label())
    assert seen_by_a_scanner(pdf, tmp_path, dpi=203) == [("]d2", "91FA-W-CR-2026-000117")]


@needs_poppler
def test_a_scanner_reads_every_field_of_the_command_card(tmp_path):
    fields = [CommandField(command_code(order), order.value, "does it") for order in Order]
    found = seen_by_a_scanner(command_card(fields, PRINTED), tmp_path)
    assert {text for _, text in found} == {f"91{command_code(order)}" for order in Order}


def test_a_longer_name_makes_the_letters_smaller():
    label = a_final_label(
        patient_name="Demo Patient of a Very Long Name " * 4, auxiliaries=("HIGH ALERT",)
    )
    content = content_of(final_label(label))
    assert b"/F2 14.00 Tf" not in content
    assert words(final_label(label)).count("DemoPatientofaVeryLongName") == 4


LONG = "Patient of many names " * 30


@pytest.mark.parametrize(
    "field",
    ["patient_name", "location", "drug", "base", "rate", "storage", "prepared_by", "facility"],
)
def test_a_text_that_does_not_fit_is_refused_not_cut(field):
    with pytest.raises(DoesNotFit, match="Shorten this text"):
        final_label(a_final_label(**{field: LONG}))


@pytest.mark.parametrize("name", ["N" * 200, "n" * 60])
def test_a_name_is_never_broken_in_the_middle(name):
    with pytest.raises(DoesNotFit):
        final_label(a_final_label(patient_name=name))


def test_an_auxiliary_that_is_wider_than_the_label_is_refused():
    with pytest.raises(DoesNotFit):
        final_label(a_final_label(auxiliaries=("VERY LONG WARNING " * 6,)))


def test_a_work_label_that_does_not_fit_is_refused():
    with pytest.raises(DoesNotFit, match="work label"):
        work_label(a_work_label(preparation=LONG))


@pytest.mark.parametrize("length", range(40, 321, 70))
def test_a_name_of_any_length_is_whole_or_refused(length):
    name = ("Abcde " * 60)[:length].strip()
    try:
        text = words(final_label(a_final_label(patient_name=name)))
    except DoesNotFit:
        assert length > 100
    else:
        assert dense(name) in text


def test_a_strange_sign_in_a_name_is_spelt_out():
    assert "[U+202E]" in words(final_label(a_final_label(patient_name="Demo\u202e Patient")))


def test_a_text_that_is_no_code_of_ours_is_not_printed():
    with pytest.raises(CodeNotMade):
        final_label(a_final_label(code="0112345678901231"))


def test_a_code_that_reads_differently_stops_the_label(monkeypatch):
    monkeypatch.setattr(reports.codes, "draw", lambda _: draw("FA-L-ANOTHER"))
    with pytest.raises(CodeNotReadable, match="FA-L-ANOTHER"):
        final_label(a_final_label())


def test_a_covered_code_stops_the_label():
    with printing((50.0, 50.0), "Covered", PRINTED) as pdf:
        pdf.add_page()
        codes = reports.codes.Codes(pdf)
        codes.put("FA-S-1", (5, 5), 15)
        codes.prove()
        pdf.rect(5, 5, 15, 8, style="F")
        with pytest.raises(CodeNotReadable, match="nothing"):
            codes.prove()


def a_sticker(number):
    return Sticker(
        f"FA-S-{number:06d}", "Potassium chloride 2 mEq/mL, 10 mL", "K-20931", "2027-06-30"
    )


def test_stickers_name_product_lot_and_expiry():
    text = words(staging_stickers([a_sticker(1)], PRINTED))
    for fact in (
        "Potassium chloride 2 mEq/mL, 10 mL",
        "Lot K-20931",
        "Expires 2027-06-30",
        "FA-S-000001",
    ):
        assert dense(fact) in text


@pytest.mark.parametrize(("count", "expected"), [(1, 1), (27, 1), (28, 2)])
def test_stickers_fill_sheet_after_sheet(count, expected):
    pdf = staging_stickers([a_sticker(number) for number in range(count)], PRINTED, sample=True)
    assert len(sheets(pdf)) == expected
    assert words(pdf).count("Potassiumchloride") == count
    assert words(pdf).count("SAMPLE") == expected


def test_a_sticker_that_does_not_fit_is_refused():
    with pytest.raises(DoesNotFit):
        staging_stickers([Sticker("FA-S-1", LONG, "L", "2027-01-01")], PRINTED)


def test_badge_cards_say_that_they_never_sign():
    pdf = badge_cards([BadgeCard("FA-B-7K2M9QXW4T", "Demo Technician", "technician")], PRINTED)
    assert dense("Demo Technician technician Identifies, never signs alone.") in words(pdf)


@pytest.mark.parametrize(
    "code", ["FA-S-1", "FA-W-000001-1", "FA-L-CR-2026-000118", "FA-B-" + "A" * 40]
)
def test_a_code_of_any_size_reads_back(code):
    with printing((50.0, 50.0), "Sizes", PRINTED) as pdf:
        codes = reports.codes.Codes(pdf)
        for side in (12.0, 13.7, 15.5, 16.0, 18.0, 26.0, 30.0):
            pdf.add_page()
            codes.put(code, (3.3, 7.7), side)
        codes.prove()
