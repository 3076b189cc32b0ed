"""What stands on a label, from the record to the printer."""

from typing import Any
from zoneinfo import ZoneInfo

from compounding.cleanroom.models import Facility
from compounding.preparation.models import Label
from compounding.preparation.progress import Progress
from webapp.doses import last_day
from webapp.words import local


def final_label_pdf(label: Label, number: str) -> bytes:
    """The final label as it was printed: "checked by" is a blank line on it."""
    from reports.label import FinalLabel, final_label

    said: dict[str, Any] = label.content
    patient = said["patient"]
    return final_label(
        FinalLabel(
            number=number,
            code=label.code,
            facility=said["facility"],
            contact=said["contact"],
            patient_name=patient["name"],
            identifiers=(patient["identifier"], f"born {patient['birth_date']}"),
            location=patient["location"],
            drug=said["drug"],
            dose=said["dose"],
            base=said["base"],
            total_volume=said["total_volume"],
            concentration=said["concentration"],
            route=said["route"],
            rate=said["rate"],
            storage=said["storage"],
            beyond_use=said["beyond_use"],
            prepared_by=said["prepared_by"],
            printed_at=label.printed_at,
            auxiliaries=tuple(said["auxiliaries"]),
            single_dose="Single dose" not in said["auxiliaries"],
            sample=said["sample"],
        )
    )


def work_label_pdf(label: Label, state: Progress, date: str, here: Facility) -> bytes:
    """The work label; it looks nothing like the final one.  `date` is the provisional one."""
    from reports.work_label import WorkLabel, work_label

    said, card = label.content, state.recipe.content
    return work_label(
        WorkLabel(
            number=state.worksheet.number,
            code=label.code,
            patient_name=said["patient"],
            identifier=said["identifier"],
            drug=card["label_name"],
            dose=state.order.dose,
            base=card["base_name"],
            due=local(state.order.due, ZoneInfo(here.zone)),
            urgency=state.order.urgency,
            provisional_beyond_use=date,
            printed_at=label.printed_at,
            auxiliaries=tuple(card["auxiliaries"]),
            sample=here.sample,
        )
    )


def stickers_pdf(state: Progress, here: Facility) -> bytes:
    """Our stickers for every container staged so far."""
    from reports.cards import Sticker, staging_stickers

    stickers = [
        Sticker(
            code=item.sticker,
            product=item.frozen["card"]["name"],
            lot=item.frozen["lot"],
            expires=last_day(item.frozen["expires_at"]),
        )
        for item in state.staged.values()
    ]
    made = state.last_at or state.worksheet.opened_at
    return staging_stickers(stickers, made, sample=here.sample)
