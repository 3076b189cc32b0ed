"""The cards on file: what is known of the site, of each place and each person, and from where."""

from functools import partial
from zoneinfo import ZoneInfo

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from compounding.cleanroom.fitness.cards import SECTIONS, enter_card, kind_of, subjects
from compounding.cleanroom.fitness.on_file import card_of, told_about
from compounding.cleanroom.places import facility
from compounding.ledger.people import Role
from webapp.doors import door
from webapp.fitness import blueprint
from webapp.house import house
from webapp.recording import answer, recording, shows_again


@blueprint.get("/cards")
@door(Role.TECHNICIAN, Role.PHARMACIST, Role.COMPLIANCE, Role.ADMIN)
def cards() -> ResponseReturnValue:
    """Every subject, with the source of what is known of it."""
    return cards_page(request.args.get("about", ""))


@blueprint.post("/cards")
@door(Role.PHARMACIST, Role.COMPLIANCE)
def enter() -> ResponseReturnValue:
    """Sign a new card of a subject."""
    form = request.form
    about = form.get("about", "")
    shows_again(partial(cards_page, about))
    facts = form.get("facts", "").replace("\r\n", "\n")
    source, pin, dropping = form.get("source", ""), form.get("pin", ""), "dropping" in form
    with recording() as unit:
        enter_card(unit, about, facts, source, secret=pin, dropping=dropping)
    return answer("Entered. It holds from now on.", url_for(".cards", about=about))


def cards_page(about: str) -> str:
    """The list, and the card of the subject that was chosen."""
    now = house().now()
    with house().database.reading() as session:
        named = dict(subjects(session))
        today = now.astimezone(ZoneInfo(facility(session).zone)).date()
        told = [told_about(session, one, today) for one in named]
        chosen = about if about in named else next(iter(named))
        written = _written(session, chosen)
    return render_template(
        "fitness/cards.html",
        told=told,
        names=named,
        chosen=chosen,
        facts=next(one.facts for one in told if one.about == chosen),
        written=request.form.get("facts", written),
        sections=sorted(SECTIONS[kind_of(chosen)]),
    )


def _written(session: Session, about: str) -> str:
    card = card_of(session, about)
    return "" if card is None else card.facts
