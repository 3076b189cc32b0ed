"""Relief: another person's badge and PIN take the dose over; it keeps its place."""

from functools import partial

from flask import render_template, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue

from compounding.ledger.people import Person, Role, person_by_badge, roles_of
from compounding.ledger.signing_in import sign_in
from compounding.preparation.errors import NotLawfulNow
from compounding.preparation.hood import hand_over
from compounding.preparation.progress import progress
from webapp.doors import door
from webapp.house import house
from webapp.recording import answer, me, shows_again, tell_pages
from webapp.signing_in.entry import begin
from webapp.technician import blueprint
from webapp.visitor import visitor

BADGE = "relief_badge"


def remember_badge(number: int, badge: str) -> ResponseReturnValue:
    """A badge was scanned at the work: somebody offers relief."""
    with house().database.reading() as looking:
        holder = person_by_badge(looking, badge)
    if holder is not None and holder.id == me().id:
        return answer("This is your own badge; you are signed in.", "", "ignored")
    cookie[BADGE] = badge
    return answer("Relief: the PIN, please.", url_for(".ask_relief", number=number))


@blueprint.get("/<int:number>/relief")
@door(Role.TECHNICIAN, Role.PHARMACIST)
def ask_relief(number: int) -> ResponseReturnValue:
    """The PIN pad for the one who relieves, or the wish for a badge."""
    return relief_page(number)


@blueprint.post("/<int:number>/relief")
@door(Role.TECHNICIAN, Role.PHARMACIST)
def relieve(number: int) -> ResponseReturnValue:
    """Badge and PIN of another let that person go on with the dose, under their own name."""
    shows_again(partial(relief_page, number))
    here, at, station = house(), house().now(), visitor.station_code
    badge, pin = cookie.get(BADGE, ""), request.form.get("pin", "")
    person = sign_in(here.database, badge=badge, secret=pin, at=at, station=station)
    _require_maker(person)
    with here.database.entry(by=person, at=at, station=station) as unit:
        hand_over(unit, number)
    tell_pages(number)
    entered = begin(here, person)
    entered.headers["Location"] = url_for(".worksheet", number=number)
    return entered


def relief_page(number: int) -> str:
    """Who holds the dose, and how to take it over."""
    with house().database.reading() as looking:
        return render_template(
            "technician/relief.html",
            work=progress(looking, number),
            number=number,
            badge=cookie.get(BADGE, ""),
            page_scan_url=url_for(".scan", number=number),
        )


def _require_maker(person: Person) -> None:
    with house().database.reading() as looking:
        allowed = roles_of(looking, person.id) & {Role.TECHNICIAN, Role.PHARMACIST}
    if not allowed:
        message = f"{person.name} does not compound here. The dose stays with {me().name}."
        raise NotLawfulNow(message)
