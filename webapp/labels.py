"""What stands on a label or sticker, from the record to the printer."""

from dataclasses import replace

from compounding.cleanroom.models import Facility
from compounding.preparation.models import Label
from compounding.preparation.progress import Progress
from webapp.doses import last_day


def final_label_pdf(label: Label, number: str) -> bytes:
    """The final label as it was printed: "checked by" is a blank line on it."""
    from reports.label import final_label, final_label_of

    return final_label(
        final_label_of(label.content, number=number, code=label.code, printed_at=label.printed_at)
    )


def work_label_pdf(label: Label, state: Progress, date: str, here: Facility) -> bytes:
    """The work label; it looks nothing like the final one.  `date` is the provisional one."""
    from reports.work_label import work_label, work_label_of

    said = work_label_of(
        label.content,
        code=label.code,
        printed_at=label.printed_at,
        zone=here.zone,
        sample=here.sample,
        auxiliaries=tuple(state.recipe.content["auxiliaries"]),
    )
    return work_label(replace(said, provisional_beyond_use=date))


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
