"""What is printed at the work: stickers, work label, final label; a reprint has its reason."""

from functools import partial

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue

from beyond_use.csp import Storage
from beyond_use.errors import NoDate
from compounding.cleanroom.places import facility
from compounding.ledger.people import Role
from compounding.preparation.dates import dates
from compounding.preparation.errors import NotFound
from compounding.preparation.finishing import print_final_label, print_work_label
from compounding.preparation.models import Label
from compounding.preparation.progress import labels_of, live_label, progress
from webapp.doors import door
from webapp.house import house
from webapp.labels import final_label_pdf, stickers_pdf, work_label_pdf
from webapp.recording import answer, recording, shows_again
from webapp.technician import blueprint
from webapp.technician.work import page

PRINTS = {"work": print_work_label, "final": print_final_label}


@blueprint.get("/<int:number>/stickers.pdf")
@door(Role.TECHNICIAN, Role.PHARMACIST)
def stickers(number: int) -> ResponseReturnValue:
    """A sticker for every container staged so far."""
    with house().database.reading() as session:
        state = progress(session, number)
        if not state.staged:
            message = "Nothing is staged yet, so there is no sticker. Scan a carton first."
            raise NotFound(message)
        return pdf(stickers_pdf(state, facility(session)), f"{state.worksheet.number}-stickers")


@blueprint.get("/<int:number>/work-label.pdf")
@door(Role.TECHNICIAN, Role.PHARMACIST)
def work_label(number: int) -> ResponseReturnValue:
    """The work label as printed."""
    with house().database.reading() as session:
        state = progress(session, number)
        label = printed_label(labels_of(session, number), "work")
        found = dates(session, state, house().now())[Storage(state.order.storage)]
        date = "none yet" if isinstance(found, NoDate) else found.until_local
        made = work_label_pdf(label, state, date, facility(session))
        return pdf(made, label.code)


@blueprint.get("/<int:number>/final-label.pdf")
@door(Role.TECHNICIAN, Role.PHARMACIST)
def final_label(number: int) -> ResponseReturnValue:
    """The final label as printed."""
    with house().database.reading() as session:
        state = progress(session, number)
        label = printed_label(labels_of(session, number), "final")
        return pdf(final_label_pdf(label, state.worksheet.number), label.code)


@blueprint.post("/<int:number>/labels/<any(work, final):kind>/reprint")
@door(Role.TECHNICIAN, Role.PHARMACIST)
def reprint(number: int, kind: str) -> ResponseReturnValue:
    """A new label voids the one before; the reason stays on the record."""
    shows_again(partial(page, number))
    with recording(number) as unit:
        label = PRINTS[kind](unit, number, request.form.get("reason", ""))
        code = label.code
    return answer(f"Label {code} is printed; the one before is void.", _here(number))


def printed_label(printed: list[Label], kind: str) -> Label:
    """The label that counts.  Raises NotFound before it is printed."""
    label = live_label(printed, kind)
    if label is None:
        message = f"The {kind} label is not printed yet. Go on with the step on the screen."
        raise NotFound(message)
    return label


def pdf(content: bytes, name: str) -> Response:
    """A PDF that the browser shows under its own name."""
    made = Response(content, mimetype="application/pdf")
    made.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return made


def _here(number: int) -> str:
    return url_for(".worksheet", number=number)
