"""Labels of the two sample preparations."""

from dataclasses import replace
from datetime import UTC, datetime

from reports.label import FinalLabel
from reports.work_label import WorkLabel

PRINTED = datetime(2026, 11, 23, 14, 44, tzinfo=UTC)


def a_final_label(**other):
    label = FinalLabel(
        number="CR-2026-000118", code="FA-L-CR-2026-000118", facility="Demo Pharmacy", contact="extension 4400",
        patient_name="Demo Patient", identifiers=("MRN 00012345", "born 1961-04-02"), location="5 West, bed 12",
        drug="vancomycin", dose="1.25 g", base="0.9% sodium chloride 250 mL", total_volume="275 mL",
        concentration="4.55 mg/mL", route="intravenous", rate="over 90 minutes", storage="Refrigerate, 2 to 8 °C",
        beyond_use="2026-12-03 09:12 EST", prepared_by="Demo Technician", printed_at=PRINTED, sample=True,
    )  # fmt: skip
    return replace(label, **other)


def a_work_label(**other):
    label = WorkLabel(
        number="CR-2026-000117", code="FA-W-CR-2026-000117", patient_name="Demo Patient", identifier="MRN 00012345",
        preparation="Potassium chloride 20 mEq in 0.9% sodium chloride 1,000 mL", due="2026-11-23 11:00 EST",
        urgency="routine", provisional_beyond_use="2026-11-27 09:12 EST", printed_at=PRINTED,
        auxiliaries=("HIGH ALERT",), sample=True,
    )  # fmt: skip
    return replace(label, **other)
