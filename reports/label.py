"""The final label: what a nurse reads at the bedside, and a code for the scanner.

Who checked is written only after the check: until then there is a blank line.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fpdf import FPDF

from reports.codes import Codes
from reports.fitting import Plan, fitted
from reports.glyphs import printable, width_mm
from reports.page import INK, WATERMARK, printing, put
from reports.words import with_commas

SIZE = (100.0, 70.0)  # mm
LONG = (100.0, 150.0)  # mm, for a bag of many substances
_STARTS = (0.0, 0.48, 0.74)
_IONS = frozenset(
    {"sodium", "potassium", "calcium", "magnesium", "phosphate", "chloride", "acetate"}
)
_PLAIN = (
    *("facility", "contact", "drug", "base", "concentration"),
    *("route", "rate", "beyond_use", "prepared_by"),
)
_EDGE, _CODE, _NUMBER, _COLUMN, _STRIP = 3.0, 15.5, 2.9, 24.0, 4.2


@dataclass(frozen=True)
class FinalLabel:
    """Everything that stands on a final label, already spelt as it shall be read.

    drug carries its tall-man letters; the dates carry the hour and the zone; number is the
    preparation's own, code the text of the symbol (``FA-L-…``).  contents are what a nutrition bag
    gives: substance, by day, by kg and day; figures are the lines of text below them.
    """

    number: str
    code: str
    facility: str
    contact: str
    patient_name: str
    identifiers: tuple[str, str]
    location: str
    drug: str
    dose: str
    base: str
    total_volume: str
    concentration: str
    route: str
    rate: str
    storage: str
    beyond_use: str
    prepared_by: str
    printed_at: datetime
    auxiliaries: tuple[str, ...] = ()
    single_dose: bool = True
    checked_by: str = ""
    sample: bool = False
    contents: tuple[tuple[str, str, str], ...] = ()
    figures: tuple[str, ...] = ()

    @property
    def size(self) -> tuple[float, float]:
        """The label it is printed on, in mm."""
        return LONG if self.contents else SIZE


def final_label_of(
    content: Mapping[str, Any], *, number: str, code: str, printed_at: datetime
) -> FinalLabel:
    """Spell a final label from what the record says of it (the label's ``content``)."""
    patient = content["patient"]
    plain = {key: content[key] for key in _PLAIN}
    plain |= {key: with_commas(plain[key]) for key in ("base", "rate")}
    given = content.get("given")
    auxiliaries = tuple(content.get("auxiliaries") or ())
    return FinalLabel(
        number=number,
        code=code,
        printed_at=printed_at,
        patient_name=patient["name"],
        identifiers=(patient["identifier"], f"born {patient['birth_date']}"),
        location=patient["location"],
        dose=with_commas(content["dose"]),
        total_volume=with_commas(content["total_volume"]),
        storage=f"Storage: {content['storage']}",
        auxiliaries=auxiliaries,
        single_dose=not any("dose" in word.lower() for word in auxiliaries),
        checked_by=content.get("checked_by") or "",
        sample=bool(content.get("sample")),
        contents=tuple((x["name"], x["day"], x["kg"]) for x in given["lines"]) if given else (),
        figures=_figures(given, content["due"]) if given else (),
        **plain,
    )


def _figures(given: Mapping[str, Any], due: str) -> tuple[str, ...]:
    """What a nutrition label says below its contents."""
    beside = "; ".join(f"{x['name']} {x['day']} ({x['kg']})" for x in given["beside"])
    ions = ", ".join(f"{x['name']} {x['day']}" for x in given["totals"] if x["name"] in _IONS)
    energy = f"Energy {given['energy']}, {given['energy_by_weight']}"
    told = (
        f"From another line, not in this bag: {beside}" if beside else "",
        f"In all: {ions}",
        energy + (", with what is given from another line" if beside else ""),
        f"Osmolarity {given['osmolarity']}, estimated" if given["osmolarity"] else "",
        f"{given['infused']} to be infused over {given['hours']}; {given['overfill']} overfill",
    )
    hung = f"Dosing weight {given['weight']} · to be hung {due}"
    return (hung, *(with_commas(text) for text in told if text))


def final_label(label: FinalLabel, size: tuple[float, float] | None = None) -> bytes:
    """Return the label as PDF; raises DoesNotFit or CodeNotReadable rather than print it wrong."""
    size = size or label.size
    foot = size[1] - _EDGE - (_STRIP if label.sample else 0)
    upper = fitted("final label", lambda scale: _upper(label, size, scale, foot))
    lower = _lower(label, size, upper.scale, foot)
    with printing(size, f"Label {label.number}", label.printed_at) as pdf:
        pdf.add_page()
        for act in upper.acts + lower.acts:
            act(pdf)
        codes = _code(pdf, label, size, foot)
        if label.sample:
            strip(pdf, size)
        codes.prove()
        return bytes(pdf.output())


def _upper(
    label: FinalLabel, size: tuple[float, float], scale: float, foot: float
) -> tuple[Plan, float]:
    """Plan what grows downwards, and say where the lower part begins."""
    plan = Plan(_EDGE, _EDGE - 0.8, size[0] - 2 * _EDGE, scale)
    plan.write(label.patient_name, 11, bold=True)
    plan.write(" · ".join((*label.identifiers, label.location)), 7.5)
    plan.rule()
    plan.write(f"{label.drug} {label.dose}", 14, bold=True)
    plan.write(f"in {label.base}", 10.5, bold=True)
    if label.contents:
        _nutrition(label, plan)
    else:
        plan.write(f"Total volume {label.total_volume} · {label.concentration} (nominal)", 8)
        plan.write(f"{label.route} · {label.rate}", 8)
    plan.skip(0.6)
    plan.boxes(label.auxiliaries, 8)
    lower = _lower(label, size, scale, foot)
    plan.whole &= lower.whole
    plan.texts += lower.texts
    return plan, lower.top


def _nutrition(label: FinalLabel, plan: Plan) -> None:
    """Plan how fast it runs, what it gives by day and by kg and day, and what else is told."""
    plan.write(label.route, 8)
    plan.write(label.rate, 10.5, bold=True)
    plan.rule()
    plan.cells(("This bag gives", "by day", "by kg and day"), _STARTS, 7)
    for row in label.contents:
        plan.cells(tuple(map(with_commas, row)), _STARTS, 8)
    plan.rule()
    for text in label.figures:
        plan.write(text, 8)


def _lower(label: FinalLabel, size: tuple[float, float], scale: float, foot: float) -> Plan:
    """Plan the date, the storage and the people so that they end at the foot."""
    width = size[0] - 2 * _EDGE
    trial = _dated(label, Plan(_EDGE, 0, width, scale))
    return _dated(label, Plan(_EDGE, foot - trial.y, width, scale))


def _dated(label: FinalLabel, plan: Plan) -> Plan:
    plan.rule(0.3, 0.4)
    plan.write(f"Beyond use {label.beyond_use}", 12, bold=True)
    code_ends = plan.y + _CODE + _NUMBER
    plan.width -= _COLUMN + 2
    plan.write(f"{label.storage}{', single-dose' if label.single_dose else ''}", 8)
    plan.skip(0.6)
    plan.write(f"Prepared by {label.prepared_by}", 7)
    plan.write(f"Checked by {label.checked_by or '_' * 24}", 7)
    plan.write(", ".join(filter(None, (f"Compounded by {label.facility}", label.contact))), 6.5)
    plan.y = max(plan.y, code_ends)
    return plan


def _code(pdf: FPDF, label: FinalLabel, size: tuple[float, float], foot: float) -> Codes:
    """Draw the code with the number below it, both in the middle of the right column."""
    middle = size[0] - _EDGE - _COLUMN / 2
    codes = Codes(pdf)
    codes.put(label.code, (middle - _CODE / 2, foot - _CODE - _NUMBER), _CODE)
    text = printable(label.number)
    points = min(7.0, 7.0 * _COLUMN / width_mm(text, 7.0, bold=True))
    put(pdf, (middle - width_mm(text, points, bold=True) / 2, foot - _NUMBER), text, points, bold=1)
    return codes


def strip(pdf: FPDF, size: tuple[float, float]) -> None:
    """Mark sample data in white on black along the foot, since label printers know no grey."""
    pdf.set_fill_color(INK)
    pdf.rect(0, size[1] - _STRIP, size[0], _STRIP, style="F")
    x = (size[0] - width_mm(WATERMARK, 8, bold=True)) / 2
    put(pdf, (x, size[1] - _STRIP + 0.2), WATERMARK, 8, bold=1, grey=255)
