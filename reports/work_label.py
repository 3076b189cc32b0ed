"""The work label: on the bag while it is being made, and never to be taken for the final one.

A dashed frame, a striped head and no beyond-use date in bold: whoever sees it knows that the bag
is not finished.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fpdf import FPDF

from reports.codes import Codes
from reports.facts import LocalTime
from reports.fitting import Plan, fitted
from reports.glyphs import width_mm
from reports.label import SIZE, strip
from reports.page import INK, printing, put

_EDGE, _CODE, _HEAD = 5.0, 18.0, 11.0
_TITLE = "WORK LABEL – IN PROCESS"


@dataclass(frozen=True)
class WorkLabel:
    """What a bag wears from staging to the final label; code is ``FA-W-…``."""

    number: str
    code: str
    preparation: str
    patient_name: str
    identifier: str
    due: str
    urgency: str
    printed_at: datetime
    provisional_beyond_use: str = ""
    auxiliaries: tuple[str, ...] = ()
    sample: bool = False


def work_label_of(
    content: Mapping[str, Any],
    *,
    code: str,
    printed_at: datetime,
    zone: str,
    sample: bool,
    auxiliaries: tuple[str, ...] = (),
) -> WorkLabel:
    """Spell a work label from what the record says of it (the label's ``content``)."""
    return WorkLabel(
        number=content["worksheet"],
        code=code,
        preparation=content["name"],
        patient_name=content["patient"],
        identifier=content["identifier"],
        due=LocalTime(zone).minute(content["due"]),
        urgency=content["urgency"],
        printed_at=printed_at,
        provisional_beyond_use=content.get("provisional_beyond_use") or "",
        auxiliaries=auxiliaries,
        sample=sample,
    )


def work_label(label: WorkLabel, size: tuple[float, float] = SIZE) -> bytes:
    """Return the label as PDF; raises DoesNotFit or CodeNotReadable rather than print it wrong."""
    foot = size[1] - _EDGE - (4.2 if label.sample else 0)
    plan = fitted("work label", lambda scale: (_plan(label, size, scale), foot))
    with printing(size, f"Work label {label.number}", label.printed_at) as pdf:
        pdf.add_page()
        _head(pdf, size, foot)
        for act in plan.acts:
            act(pdf)
        codes = Codes(pdf)
        codes.put(label.code, (size[0] - _EDGE - _CODE, foot - _CODE), _CODE)
        if label.sample:
            strip(pdf, size)
        codes.prove()
        return bytes(pdf.output())


def _head(pdf: FPDF, size: tuple[float, float], foot: float) -> None:
    """Draw stripes with the words between them, and the dashed frame of a thing unfinished."""
    pdf.set_line_width(0.8)
    pdf.set_dash_pattern(3, 2)
    pdf.rect(1.5, 1.5, size[0] - 3, foot + _EDGE - 3, style="D")
    pdf.set_dash_pattern()
    width = width_mm(_TITLE, 11, bold=True)
    middle = (size[0] - width) / 2
    pdf.set_fill_color(INK)
    for start, end in ((_EDGE, middle - 3), (middle + width + 3, size[0] - _EDGE)):
        _stripes(pdf, start, end)
    put(pdf, (middle, 5.6), _TITLE, 11, bold=1)


def _stripes(pdf: FPDF, start: float, end: float) -> None:
    x, top, bottom = start, 4.5, 4.5 + _HEAD - 3.5
    while x + 4.5 <= end:
        pdf.polygon([(x + 2.5, top), (x + 4.5, top), (x + 2, bottom), (x, bottom)], style="F")
        x += 4


def _plan(label: WorkLabel, size: tuple[float, float], scale: float) -> Plan:
    plan = Plan(_EDGE, 3 + _HEAD, size[0] - 2 * _EDGE - _CODE - 2, scale)
    plan.write(label.preparation, 12, bold=True)
    plan.skip(1)
    plan.write(f"{label.patient_name}, {label.identifier}", 8)
    plan.write(f"Due {label.due} ({label.urgency})", 8)
    if label.provisional_beyond_use:
        plan.write(f"Provisional beyond use {label.provisional_beyond_use}", 8)
    plan.skip(1)
    plan.boxes(label.auxiliaries, 8)
    plan.write("Not released, not for the patient. The final label replaces this one.", 7.5)
    plan.write(label.number, 9, bold=True)
    return plan
